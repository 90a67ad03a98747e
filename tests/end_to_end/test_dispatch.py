"""Dispatch of a plan: in its own weather, in other weather, and window by window."""
import json
import shutil

import numpy as np
import pytest
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, THREADS, assert_proven, decawatt, entries, groups, run

YEAR = "2028"
MINIMAL = SCENARIOS / "minimal"
CONTRACT = "hub supply"


def dispatch(plan, out, *words, study=MINIMAL):
    done = decawatt("dispatch", study, "--plan", plan, "--out", out, "--threads", THREADS, "--json", "--quiet", "--years", YEAR, *words)
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """One year of the minimal study with a battery worth building: (file, summary)."""
    path = tmp_path_factory.mktemp("plan") / "plan.h5"
    return path, run("minimal", path, "--years", YEAR, "--variant", "cheap_batteries", "--set", f"contract_targets.{CONTRACT}/2028.hourly_frac=0.85")


SAME = ("--variant", "cheap_batteries", "--set", f"contract_targets.{CONTRACT}/2028.hourly_frac=0.85")


def test_dispatch_in_its_own_weather_repeats_the_plan(plan, tmp_path):
    path, planned = plan
    summary = dispatch(path, tmp_path / "same.h5", *SAME)
    assert summary["differences"] == []
    assert abs(summary["objective"] - planned["objective"]) <= (summary["gap"] + planned["gap"]) * planned["objective"]
    score, target = (s["years"][0]["contracts"][CONTRACT]["hourly_score"] for s in (summary, planned))
    assert score == pytest.approx(target, abs=1e-5)
    assert summary["shortfalls"] == []
    assert summary["gap"] <= 1e-6
    assert_proven(tmp_path / "same.h5")
    built, again = groups(path)["capacity"], groups(tmp_path / "same.h5")["capacity"]
    np.testing.assert_allclose(again.fleet_mw, built.fleet_mw, atol=0.1)
    np.testing.assert_allclose(again.store_energy_mwh, built.store_energy_mwh, atol=0.1)


def test_equal_optima_have_one_centre_in_the_plan_and_its_dispatch(plan, tmp_path):
    """Which plant is curtailed and how much is sold is open at a price of zero. The products of the solutions are within
    a thousandth of each other: the sums of a year are closer."""
    dispatch(plan[0], tmp_path / "same.h5", *SAME)
    planned, operated = groups(plan[0])["summary"], groups(tmp_path / "same.h5")["summary"]
    for name in ("spill_mwh", "contract_excess_mwh", "fleet_generation_mwh", "emission_t", "data_center_grid_emission_t"):
        np.testing.assert_allclose(operated[name], planned[name], rtol=1e-4, atol=1.0, err_msg=name)


def test_a_dispatch_serves_as_a_plan_where_an_ageing_store_is_not_built(tmp_path):
    words = ("--set", "stores.hub battery.chemistry=lfp", "--set", "stores.hub battery.capex_per_kwh=5000")
    run("minimal", tmp_path / "plan.h5", "--years", YEAR, *words)
    first = dispatch(tmp_path / "plan.h5", tmp_path / "first.h5", *words)
    second = dispatch(tmp_path / "first.h5", tmp_path / "second.h5", *words)
    assert second["objective"] == pytest.approx(first["objective"], rel=2e-6)  # two tolerances


def test_dispatch_in_other_weather(plan, tmp_path):
    summary = dispatch(plan[0], tmp_path / "unseen.h5", *SAME, "--weather-years", "2:3")
    assert any("weather.years" in line for line in summary["differences"])
    weather = summary["weather"][0]
    assert [one["weather_year"] for one in weather["each"]] == [2, 3]
    scores = [one["contracts"][CONTRACT]["hourly_score"] for one in weather["each"]]
    assert weather["worst"]["contracts"][CONTRACT]["hourly_score"] == min(scores)
    assert weather["mean"]["contracts"][CONTRACT]["hourly_score"] == pytest.approx(np.mean(scores))
    assert scores[0] != scores[1]
    assert weather["mean"]["operation_cost"] == pytest.approx(summary["years"][0]["operation_cost"])
    for missed in summary["shortfalls"]:
        assert (missed["target"], missed["contract"]) == ("hourly target", CONTRACT)
        assert missed["share"] == pytest.approx(0.85 - scores[missed["weather_year"] - 2], abs=2e-5)
    assert len(summary["shortfalls"]) == sum(score < 0.85 - 1e-5 for score in scores)
    assert_proven(tmp_path / "unseen.h5")


def test_windows_cost_more_than_the_whole_year(plan, tmp_path):
    summary = dispatch(plan[0], tmp_path / "window.h5", *SAME, "--window", 48, "--step", 24)
    weather = summary["weather"][0]
    assert summary["foresight"] == {"plan": str(plan[0]), "whole_years": False, "window_h": 48, "step_h": 24, "terminal_value": "plan"}
    less = weather["mean_less_perfect_foresight"]
    assert weather["each"][0]["less_perfect_foresight"]["operation_cost"] == pytest.approx(less["operation_cost"])
    targets, figures = groups(tmp_path / "window.h5")["targets"], groups(tmp_path / "window.h5")["weather"]
    price = {name: float(targets[name].values.squeeze()) for name in ("hourly_target_price_per_mwh", "annual_target_price_per_mwh",
                                                                      "excess_cap_price_per_mwh", "emission_cap_price_per_t")}
    dirty = 1.0 - float(targets.grid_clean_frac.values.squeeze())
    contract, load = less["contracts"][CONTRACT], float(figures.contract_load_mwh.values.squeeze())
    priced = (less["cost_with_unserved"] - price["hourly_target_price_per_mwh"] * load * contract["hourly_score"]     # score = 1 - dirty deficit / load
              - price["annual_target_price_per_mwh"] * load * contract["annual_matching"]
              + price["excess_cap_price_per_mwh"] * contract["excess_mwh"] + price["emission_cap_price_per_t"] * less["emission_t"])
    assert dirty > 0 and priced >= -1e-6 * weather["mean"]["operation_cost"]
    assert summary["gap"] >= priced / summary["objective"] * 0.5
    assert_proven(tmp_path / "window.h5")


HEAD = """[study]
name = "small"
currency = "USD"
price_year = 2024
discount_rate = 0.0
utc_offset = "+00:00"
[horizon]
first_year = 2029
last_year = 2029
hours_per_year = {hours}
[planning]
unserved_cost_per_mwh = 10000
tolerance = 1e-8
[output]
precision = "float64"
"""


def small_study(folder, hours, tables, series):
    """A study of a few hours: its tables as text, and the columns of its hourly series."""
    folder.mkdir()
    (folder / "study.toml").write_text(HEAD.format(hours=hours), encoding="utf-8")
    stamps = [f"2029-01-01T{t:02}:00:00Z" for t in range(hours)]
    columns = [["utc", *stamps], *([name, *map(str, values)] for name, values in series.items())]
    (folder / "series.csv").write_text("".join(",".join(row) + "\n" for row in zip(*columns)), encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def planned_and_dispatched(study, *words):
    """The summaries of a run and of its dispatch, and the file of the dispatch."""
    plan, out = study / "plan.h5", study / "out.h5"
    summaries = []
    for line in (("run", study, "--out", plan), ("dispatch", study, "--plan", plan, "--out", out, *words)):
        done = decawatt(*line, "--threads", THREADS, "--json", "--quiet")
        assert done.returncode == DONE, done.stderr
        summaries.append(json.loads(done.stdout))
    return (*summaries, out)


TWO_FUELS = {"regions": "name,latitude_deg,longitude_deg\nA,0,0\n",
             "fuels": "name,emission_t_per_mwh_thermal\ngas,0.2\ncoal,0.34\n",
             "prices": "item,year,price\ngas,2029,35\ncoal,2029,12\n",
             "plants": "name,region,technology,capacity_mw,fuel,efficiency_frac\nA coal,A,coal,1000,coal,0.4\nA gas,A,gas,1000,gas,0.5\n",
             "hourly": "quantity,name,file,column\ndemand_mw,A,series.csv,a\n"}


def test_an_emission_cap_is_kept_to_the_tonne(tmp_path):
    """0.85 c + 0.4 (24000 - c) = 16000 MWh of coal at 30, the rest of gas at 70: 10^7 / 9, discounted by nothing."""
    study = small_study(tmp_path / "study", 24, TWO_FUELS | {"policy": "year,emission_cap_t\n2029,16000\n"}, {"a": [1000] * 24})
    planned, summary, out = planned_and_dispatched(study)
    for one in (planned, summary):
        assert one["years"][0]["operation_cost"] == pytest.approx(1e7 / 9, rel=1e-6)
        assert one["years"][0]["emission_t"] == pytest.approx(16000, rel=1e-6)
    assert summary["shortfalls"] == []
    assert float(groups(out)["weather"].emission_cap_shortfall_t.sum()) == 0


HUB = {"contracts": "name,counts\ndeal,clean\n",
       "data_centers": "name,region,connection_mw,contract\nhub,A,60,deal\n"}
PLANTS = ("name,region,technology,capacity_mw,fuel,efficiency_frac,contract,build_limit_mw,capex_per_kw,lifetime_years\n"
          "A gas,A,gas,100,gas,0.5,,,,\nA coal,A,coal,40,coal,0.4,,,,\nhub wind,A,onshore,5,,,deal,500,{capex},2\n")
BATTERY = ("name,region,technology,charge_mw,discharge_mw,energy_mwh,charge_efficiency_frac,discharge_efficiency_frac,cycling_cost_per_mwh,contract,"
           "build_limit_mw,build_energy_limit_mwh,capex_per_kw,capex_per_kwh,lifetime_years\n"
           "battery,A,battery,0,0,0,0.95,0.95,0.2,deal,60,200,0.19,0.16,2\n")
HOURLY = TWO_FUELS["hourly"] + "available_frac,hub wind,series.csv,w\ndata_center_mw,hub,series.csv,hub\n"
SERIES = {"a": [108, 59, 93, 97, 65, 123, 61, 89, 101, 93, 108, 123], "w": [0.57, 0.38, 0.42, 0, 0.34, 0, 0.33, 0.4, 0.7, 0.21, 0, 0.39],
          "hub": [37, 23, 39, 32, 32, 39, 36, 36, 21, 27, 22, 24]}


@pytest.mark.parametrize("target", ["hourly_frac", "annual_frac"])
@pytest.mark.parametrize("level", [0.3, 0.88, 1.0])
def test_a_hub_with_capacity_additions_is_dispatched_as_planned(tmp_path, target, level):
    """Targets that bind, and targets that do not, whose dual is a residual of the solver."""
    tables = TWO_FUELS | HUB | {"plants": PLANTS.format(capex=1.6), "stores": BATTERY, "hourly": HOURLY,
                                "contract_targets": f"contract,year,{target}\ndeal,2029,{level}\n"}
    planned, summary, out = planned_and_dispatched(small_study(tmp_path / "study", 12, tables, SERIES))
    assert abs(summary["objective"] - planned["objective"]) <= (summary["gap"] + planned["gap"]) * planned["objective"] + 1e-8 * planned["objective"]
    score = {"hourly_frac": "hourly_score", "annual_frac": "annual_matching"}[target]
    reached, promised = (one["years"][0]["contracts"]["deal"][score] for one in (summary, planned))
    assert reached >= level - 1e-6
    if promised < level + 1e-6:
        assert reached == pytest.approx(promised, abs=1e-6)
    assert summary["years"][0]["unserved_mwh"] == pytest.approx(planned["years"][0]["unserved_mwh"], abs=1e-4)
    assert summary["shortfalls"] == []
    assert_proven(out)


def test_windows_of_a_full_store_are_certified(tmp_path):
    tables = TWO_FUELS | HUB | {"plants": PLANTS.format(capex=1.6), "stores": BATTERY, "hourly": HOURLY,
                                "contract_targets": "contract,year,annual_frac\ndeal,2029,0.88\n"}
    study = small_study(tmp_path / "study", 12, tables, SERIES)
    for words in (("--window", 6, "--step", 1, "--terminal-value", "none"), ("--window", 3, "--step", 2)):
        _, summary, out = planned_and_dispatched(study, *words)
        for missed in summary["shortfalls"]:
            assert missed["less_perfect_foresight"] == pytest.approx(missed["amount"], rel=1e-6)
        assert_proven(out)


def test_refusals(plan, tmp_path):
    path, out = plan[0], tmp_path / "out.h5"
    for words, status, message in ((["--plan", tmp_path / "none.h5"], RESOURCE, "none.h5"),
                                   (["--plan", path, "--years", "2029"], BAD_INPUT, "no year 2029"),
                                   (["--plan", path, "--step", 24], BAD_INPUT, "--window as well"),
                                   (["--plan", path, "--window", 24, "--step", 48], BAD_INPUT, "at most the 24 hours"),
                                   (["--plan", path, "--weather-years", "7:5"], BAD_INPUT, "--weather-years"),
                                   (["--plan", path, "--window", 24, "--terminal-value", "high"], BAD_INPUT, "terminal-value")):
        done = decawatt("dispatch", MINIMAL, "--out", out, "--quiet", *words)
        assert done.returncode == status, (words, done.stderr)
        assert message in done.stderr, (words, done.stderr)
    assert entries(tmp_path) == []


def test_another_study_is_refused_with_a_message(plan, tmp_path):
    study = shutil.copytree(MINIMAL, tmp_path / "study")
    text = (study / "plants.csv").read_text(encoding="utf-8")
    (study / "plants.csv").write_text(text.replace("north gas,north,gas,4500", "north gas,north,gas,4600"), encoding="utf-8")
    done = decawatt("dispatch", study, "--plan", plan[0], "--out", tmp_path / "out.h5", "--quiet", "--years", YEAR)
    assert done.returncode == BAD_INPUT
    assert "plants.csv" in done.stderr and "a text other than the plan's" in done.stderr
    assert entries(tmp_path) == ["study"]
