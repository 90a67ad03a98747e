"""Firm and non-firm connections from the tables to the file: every rule, planned, operated and read back."""
import json

import numpy as np
import pytest
from check_results import ABSOLUTE_MW, RELATIVE, Results, prove
from conftest import BAD_INPUT, DONE, decawatt, groups
from test_dispatch import TWO_FUELS, planned_and_dispatched, small_study

HOURS = 12
SERIES = {"a": [900, 900, 950, 1020, 1100, 1150, 1200, 1150, 1100, 1000, 950, 900], "hub": [100] * HOURS,
          "n": [1, 1, 1, 0.5, 0.5, 0, 0, 0, 0.5, 1, 1, 1]}
PLANTS = ("name,region,technology,capacity_mw,fuel,efficiency_frac,variable_cost_per_mwh,behind\n"
          "A coal,A,coal,400,coal,0.4,0,\nB coal,A,coal,300,coal,0.4,0,\nC coal,A,coal,300,coal,0.4,0,\nA gas,A,gas,1000,gas,0.5,0,\nengine,A,gas,150,gas,0.5,25,hub\n")
HOURLY = TWO_FUELS["hourly"] + "data_center_mw,hub,series.csv,hub\n"


def tables(**columns):
    stated = {"name": "hub", "region": "A", "connection_mw": 100, "nonfirm_mw": 60, **columns}
    hourly = HOURLY + ("nonfirm_available_frac,hub,series.csv,n\n" if columns.get("nonfirm_curtailment") == "series" else "")
    return TWO_FUELS | {"plants": PLANTS, "hourly": hourly,
                        "data_centers": ",".join(stated) + "\n" + ",".join(str(value) for value in stated.values()) + "\n"}


def planned(tmp_path, *words, **columns):
    plan, summary, out = planned_and_dispatched(small_study(tmp_path / "study", HOURS, tables(**columns), SERIES), *words)
    for path in (out.with_name("plan.h5"), out):
        assert prove(Results(path, ABSOLUTE_MW, RELATIVE)) == []
    return plan, summary, groups(out.with_name("plan.h5")), groups(out)


def imported(file):
    return file[""].data_center_import_mw.values[:, 0]


def test_a_file_of_availability(tmp_path):
    plan, summary, file, again = planned(tmp_path, nonfirm_curtailment="series")
    np.testing.assert_allclose(file[""].data_center_nonfirm_available_mw.values[:, 0], 60 * np.array(SERIES["n"]), atol=1e-3)
    np.testing.assert_allclose(imported(file), 40 + 60 * np.array(SERIES["n"]), atol=1e-2)
    np.testing.assert_allclose(imported(again), imported(file), atol=1e-2)
    assert plan["years"][0]["nonfirm"]["hub"]["curtailed_h"] == pytest.approx(HOURS - sum(SERIES["n"]), abs=1e-3)
    assert summary["objective"] == pytest.approx(plan["objective"], rel=1e-6)


def test_stress_hours_charges_and_what_is_built(tmp_path):
    """Four hours of highest demand, two events at most: 5 to 7 and one more beside them."""
    plan, summary, file, _ = planned(tmp_path, nonfirm_curtailment="stress_hours", nonfirm_h_per_year=4, nonfirm_events_per_year=2, connection_mw=40, nonfirm_mw=10,
                                     connection_charge_per_kw_year=0.001, nonfirm_charge_per_kw_year=0.0005, nonfirm_build_limit_mw=100, nonfirm_capex_per_kw=0.05,
                                     nonfirm_fixed_cost_per_kw_year=0.01, nonfirm_lifetime_years=1)
    assert float(file["capacity"].nonfirm_built_mw.values[0, 0]) == pytest.approx(60, abs=0.05)     # 30 MW firm, 10 non-firm: 60 are missing
    assert np.flatnonzero(file[""].data_center_nonfirm_available_mw.values[:, 0] < 1).tolist() == [4, 5, 6, 7]
    summary_of = file["summary"]
    assert float(summary_of.connection_fixed_cost.values[0, 0]) == pytest.approx(30 * 1 + 10 * 0.5 + 60 * 10, rel=1e-3)
    assert plan["years"][0]["nonfirm"]["hub"]["curtailment_events"] == 1
    assert plan["years"][0]["capacity"]["hub non-firm connection MW"] == pytest.approx(70, abs=0.05)
    assert [b["kind"] for b in plan["built"] if b["name"] == "hub"] == ["non-firm connection"]
    assert summary["objective"] == pytest.approx(plan["objective"], rel=1e-6)


def test_a_budget_has_its_price_in_the_file_and_in_windows(tmp_path):
    plan, summary, file, again = planned(tmp_path, "--window", 4, "--step", 2, nonfirm_curtailment="budget", nonfirm_h_per_year=8)
    price = float(file["targets"].curtailment_price_per_mwh.values[0, 0])
    assert price > 1
    assert float(again["targets"].curtailment_price_per_mwh.values[0, 0]) == price
    assert plan["years"][0]["nonfirm"]["hub"]["curtailed_h"] >= 8 - 1e-3
    given = (60 - file[""].data_center_nonfirm_available_mw.values[:, 0]).sum()
    assert given >= 8 * 60 - 0.1
    missed = float(again["weather"].curtailment_budget_shortfall_mwh.values.sum())
    assert missed == pytest.approx(max(0.0, 8 * 60 - (60 - again[""].data_center_nonfirm_available_mw.values[:, 0]).sum()), abs=0.1)


def test_export_and_ramp(tmp_path):
    _, _, file, _ = planned(tmp_path, connection_mw=150, import_ramp_mw_per_h=20, export_limit_mw=10)
    mw = imported(file)
    assert np.abs(np.diff(mw)).max() <= 20.01 and mw.min() >= -10.01
    assert "nonfirm_mw" not in file["capacity"] and "data_center_nonfirm_available_mw" not in file[""]


def test_an_infeasible_curtailment_is_named(tmp_path):
    study = small_study(tmp_path / "study", HOURS, tables(nonfirm_curtailment="stress_hours", nonfirm_h_per_year=2, may_shed="false"), SERIES)
    (study / "plants.csv").write_text(PLANTS.replace("engine,A,gas,150", "engine,A,gas,10"), encoding="utf-8")
    done = decawatt("run", study, "--json", "--quiet", "--out", tmp_path / "none.h5")
    found = json.loads(done.stdout)["explanation"]["violations"]
    assert [(v["kind"], v["name"]) for v in found] == [("curtailment", "hub")]
    assert found[0]["amount"] == pytest.approx(2 * 50, rel=1e-3)
    assert "non-firm import is curtailed (stress_hours)" in decawatt("run", study, "--quiet", "--out", tmp_path / "none.h5").stderr


def test_overrides_and_faults(tmp_path):
    study = small_study(tmp_path / "study", HOURS, tables(), SERIES)
    words = ("--set", "data_centers.hub.nonfirm_curtailment=stress_hours")
    done = decawatt("check", study, "--quiet", *words)
    assert done.returncode == BAD_INPUT and "nonfirm_h_per_year" in done.stderr
    done = decawatt("check", study, "--quiet", *words, "--set", "data_centers.hub.nonfirm_h_per_year=3")
    assert done.returncode == DONE, done.stderr
    assert "3 h of highest residual demand" in done.stdout


RULES = ("series", "stress_hours", "budget")
PRICES = {"coal": 12 / 0.4, "gas": 35 / 0.5, "engine": 35 / 0.5 + 25}
UNSERVED = 10000


def drawn(rng):
    """Columns of the hub: all rules mixed, each of them present or not."""
    columns = {"connection_mw": round(rng.uniform(20, 80)), "nonfirm_curtailment": RULES[rng.integers(3)], "nonfirm_h_per_year": int(rng.integers(3, 7)),
               "nonfirm_charge_per_kw_year": 0.001, "nonfirm_build_limit_mw": 60, "nonfirm_capex_per_kw": round(rng.uniform(0.02, 0.4), 3),
               "nonfirm_lifetime_years": 1, "build_limit_mw": 60, "capex_per_kw": round(rng.uniform(0.02, 0.4), 3), "lifetime_years": 1}
    columns["nonfirm_mw"] = round(rng.uniform(0, columns["connection_mw"]))
    if rng.random() < 0.5:
        columns["import_ramp_mw_per_h"] = round(rng.uniform(5, 30))
    if rng.random() < 0.5:
        columns["export_limit_mw"] = round(rng.uniform(0, 40))
    return columns


def independent_optimum(columns, series):
    """Σ over hours of coal, gas, engine, unserved load of the region and of the hub, m_F (export: below zero), m_N and what a budget gives; k_F, k_N."""
    from scipy.optimize import linprog
    names = ("coal", "gas", "engine", "shed", "hub_shed", "firm", "nonfirm", "given")
    count = len(names) * HOURS + 2
    at = {name: np.arange(HOURS) + i * HOURS for i, name in enumerate(names)}
    built_firm, built_nonfirm = count - 2, count - 1
    there_nonfirm = columns["nonfirm_mw"]
    there_firm = columns["connection_mw"] - there_nonfirm
    rule, hours = columns["nonfirm_curtailment"], columns["nonfirm_h_per_year"]
    available = np.ones(HOURS)
    if rule == "series":
        available = np.array(series["n"], float)
    if rule == "stress_hours":
        available[np.argsort(-np.array(series["a"]), kind="stable")[:hours]] = 0
    cost, upper, lower = np.zeros(count), np.full(count, np.inf), np.zeros(count)
    for name in ("coal", "gas", "engine"):
        cost[at[name]] = PRICES[name]
    cost[at["shed"]] = cost[at["hub_shed"]] = UNSERVED
    cost[built_firm], cost[built_nonfirm] = 1000 * columns["capex_per_kw"], 1000 * columns["nonfirm_capex_per_kw"]
    upper[at["coal"]], upper[at["gas"]], upper[at["engine"]] = 1000, 1000, 150
    upper[at["shed"]], upper[at["hub_shed"]] = series["a"], series["hub"]
    upper[built_firm], upper[built_nonfirm] = columns["build_limit_mw"], columns["nonfirm_build_limit_mw"]
    lower[at["firm"]] = -columns.get("export_limit_mw", np.inf)
    upper[at["given"]] = np.inf if rule == "budget" else 0
    equal, equals, less, most = [], [], [], []

    def row(rows, right, value, **coefficients):
        line = np.zeros(count)
        for name, (place, coefficient) in coefficients.items():
            line[place] += coefficient
        rows.append(line)
        right.append(value)

    for t in range(HOURS):
        entry = {name: at[name][t] for name in names}
        row(equal, equals, series["a"][t], a=(entry["coal"], 1), b=(entry["gas"], 1), c=(entry["shed"], 1), d=(entry["firm"], -1), e=(entry["nonfirm"], -1))
        row(equal, equals, series["hub"][t], a=(entry["engine"], 1), b=(entry["hub_shed"], 1), d=(entry["firm"], 1), e=(entry["nonfirm"], 1))
        row(less, most, there_firm, a=(entry["firm"], 1), b=(built_firm, -1))
        row(less, most, there_firm + there_nonfirm, a=(entry["firm"], -1), b=(built_firm, -1), c=(built_nonfirm, -1))
        row(less, most, available[t] * there_nonfirm, a=(entry["nonfirm"], 1), b=(entry["given"], 1), c=(built_nonfirm, -available[t]))
        if t > 0 and "import_ramp_mw_per_h" in columns:
            before = {name: at[name][t - 1] for name in names}
            fall = max(0.0, available[t - 1] - available[t])
            for sign in (1, -1):
                row(less, most, columns["import_ramp_mw_per_h"] + (fall * there_nonfirm if sign < 0 else 0), a=(entry["firm"], sign), b=(entry["nonfirm"], sign),
                    c=(before["firm"], -sign), d=(before["nonfirm"], -sign), e=(built_nonfirm, -fall if sign < 0 else 0))
    if rule == "budget":
        line = np.zeros(count)
        line[at["given"]], line[built_nonfirm] = -1, hours
        less.append(line)
        most.append(-hours * there_nonfirm)
    done = linprog(cost, A_ub=np.array(less), b_ub=most, A_eq=np.array(equal), b_eq=equals, bounds=list(zip(lower, upper)), method="highs")
    assert done.status == 0, done.message
    return done.fun + there_nonfirm * 1000 * columns["nonfirm_charge_per_kw_year"], done.x[built_firm], done.x[built_nonfirm]


def test_random_studies_have_the_cost_of_an_independent_program(tmp_path):
    rng = np.random.default_rng(17)
    same = 0
    for study in range(24):
        columns = drawn(rng)
        series = {"a": [int(mw) for mw in rng.integers(850, 1250, HOURS)], "hub": [int(mw) for mw in rng.integers(60, 120, HOURS)],
                  "n": [round(float(frac), 2) for frac in np.clip(rng.uniform(-0.5, 1.5, HOURS), 0, 1)]}
        folder = small_study(tmp_path / f"study{study}", HOURS, tables(**columns), series)
        done = decawatt("run", folder, "--json", "--quiet", "--out", folder / "plan.h5")
        assert done.returncode == DONE, done.stderr
        summary = json.loads(done.stdout)
        expected, firm, nonfirm = independent_optimum(columns, series)
        discount = float(groups(folder / "plan.h5")["costs"].discount_factor.values[0])
        assert summary["objective"] == pytest.approx(expected * discount, rel=1e-6), columns
        capacity = groups(folder / "plan.h5")["capacity"]
        same += abs(capacity.connection_built_mw.values[0, 0] - firm) < 0.05 and abs(capacity.nonfirm_built_mw.values[0, 0] - nonfirm) < 0.05
    assert 2 * same >= 24                                                                      # where the optimum is not unique builds may differ
