"""Flexible work from the tables to the file and back: planned, operated, checked, and beside SciPy's HiGHS."""
import json

import numpy as np
import pytest
from check_results import ABSOLUTE_MW, RELATIVE, Results, prove
from conftest import BAD_INPUT, DONE, SCENARIOS, assert_proven, decawatt, groups, run
from test_dispatch import TWO_FUELS, planned_and_dispatched, small_study

HOURS = 24
RANDOM = np.random.default_rng(7)
SERIES = {"a": (900 + 120 * np.sin(np.arange(HOURS) * np.pi / 12)).round(3).tolist(), "hub": RANDOM.uniform(60, 100, HOURS).round(3).tolist(),
          "annex": RANDOM.uniform(20, 40, HOURS).round(3).tolist()}
PLANTS = ("name,region,technology,capacity_mw,fuel,efficiency_frac,variable_cost_per_mwh,behind\n"
          "A coal,A,coal,900,coal,0.4,0,\nA gas,A,gas,1000,gas,0.5,0,\nB gas,A,gas,100,gas,0.35,30,annex\n")
HOURLY = TWO_FUELS["hourly"] + "data_center_mw,hub,series.csv,hub\ndata_center_mw,annex,series.csv,annex\n"
CENTERS = ("name,region,connection_mw,deferrable_frac,deadline_h,movable_frac,hosting_mw,catch_up_frac,cap_frac,cap_event_h,cap_h_per_year,cap_cost_per_mwh\n"
           "hub,A,200,0.2,4,0.1,0,0.3,0.1,2,5,60\nannex,A,200,,,,15,,,,,\n")
TABLES = TWO_FUELS | {"plants": PLANTS, "hourly": HOURLY, "data_centers": CENTERS, "work_links": "from,to,limit_mw,overhead_frac\nhub,annex,10,0.05\n",
                      "work_classes": "data_center,name,deferrable_frac,deadline_h\nhub,overnight,0.1,12\n"}


def proven(path):
    assert prove(Results(path, ABSOLUTE_MW, RELATIVE)) == []


@pytest.mark.parametrize("words", [(), ("--window", "8", "--step", "4")])
def test_a_plan_and_its_operation_prove_themselves(tmp_path, words):
    plan, summary, out = planned_and_dispatched(small_study(tmp_path / "study", HOURS, TABLES, SERIES), *words)
    for path in (out.with_name("plan.h5"), out):
        proven(path)
    file = groups(out.with_name("plan.h5"))
    assert [str(name) for name in file[""].work_class.values] == ["hub", "hub overnight"]
    assert [str(name) for name in file[""].work_link.values] == ["hub -> annex"]
    figures = plan["years"][0]["work"]
    assert figures["waiting"]["hub"]["deferred_mwh"] > 1
    assert figures["waiting"]["hub"]["mean_wait_h"] <= 4
    assert "waiting hub" in file["plan"].state.values
    if not words:
        assert summary["objective"] == pytest.approx(plan["objective"], rel=1e-6)
    else:
        assert summary["objective"] >= plan["objective"] * (1 - 1e-6)


def test_the_check_notices_work_done_late_early_or_lost(tmp_path):
    _, _, out = planned_and_dispatched(small_study(tmp_path / "study", HOURS, TABLES, SERIES))
    for name, change in (("work_done_mw", lambda x: x * 1.01), ("work_waiting_mwh", lambda x: x + 50.0), ("work_arrived_mw", lambda x: x * 0.98),
                         ("work_moved_mw", lambda x: x + 1.0), ("data_center_cut_mw", lambda x: x + 1.0)):
        results = Results(out.with_name("plan.h5"), ABSOLUTE_MW, RELATIVE)
        results.root[name] = change(results.root[name])
        assert prove(results) != [], name


def least_cost(loads, frac, deadline, catch_up, price):
    """SciPy's HiGHS on a program of another form: a column for every hour of arrival and of doing; without a grid model."""
    linprog = pytest.importorskip("scipy.optimize").linprog
    count = len(loads)
    columns = [(u, (u + k) % count) for u in range(count) for k in range(deadline + 1)]
    equal = np.zeros((count, len(columns)))
    done = np.zeros((count, len(columns)))
    for j, (u, t) in enumerate(columns):
        equal[u, j] = done[t, j] = 1
    cost = np.array([price[t] for _, t in columns])
    found = linprog(cost, A_ub=done, b_ub=(frac + catch_up) * loads, A_eq=equal, b_eq=frac * loads, method="highs")
    assert found.status == 0
    return found.fun + ((1 - frac) * loads * price).sum()


def test_random_campuses_on_a_market_cost_as_much_as_by_highs(tmp_path):
    random, cheaper = np.random.default_rng(3), 0
    for case in range(12):
        loads, price = random.uniform(20, 90, HOURS).round(3), random.uniform(5, 150, HOURS).round(3)
        frac, deadline, catch_up = round(random.uniform(0.05, 0.6), 3), int(random.integers(1, 12)), round(random.uniform(0.05, 1.5), 3)
        tables = {"markets": "region,buy_limit_mw\nA,1000\n", "plants": "name,region,technology,capacity_mw,fuel,efficiency_frac\nA gas,A,gas,0,gas,0.5\n",
                  "data_centers": f"name,region,connection_mw,deferrable_frac,deadline_h,catch_up_frac\ncampus,A,500,{frac},{deadline},{catch_up}\n",
                  "hourly": "quantity,name,file,column\nbuy_price_per_mwh,A,series.csv,price\ndata_center_mw,campus,series.csv,load\n"}
        study = small_study(tmp_path / f"study{case}", HOURS, TWO_FUELS | tables,
                            {"load": loads.tolist(), "price": price.tolist()})
        out = tmp_path / f"{case}.h5"
        done = decawatt("run", study, "--out", out, "--json", "--quiet", "--threads", 1)
        assert done.returncode == DONE, done.stderr
        proven(out)
        summary = groups(out)["summary"]
        expected = least_cost(loads, frac, deadline, catch_up, price)
        assert float(summary.operation_cost.values[0]) == pytest.approx(expected, rel=3e-6)
        cheaper += expected < (loads * price).sum() * 0.99
    assert cheaper >= 10


def short_of_power(peak_mw, hours):
    """Demand of 80 MW, and of `peak_mw` in some hours from the tenth on, beside a hub of 100 MW and 190 MW of plants."""
    return {"a": [peak_mw if 10 <= t < 10 + hours else 80 for t in range(HOURS)], "hub": [100] * HOURS}


@pytest.mark.parametrize("peak_mw, hours, frac, deadline, catch_up, lost_mwh", [
    (130, 2, 0.3, 3, 0.5, 20),       # 40 MW are missing, 30 of them can wait
    (110, 3, 0.3, 12, 0.5, 0),       # 20 MW wait for three hours, and 10 MW are spare in every hour after them
    (110, 3, 0.3, 12, 0.05, 0),      # the halls catch up with 5 MW
    (130, 4, 0.2, 8, 0.5, 80),       # half of what is missing waits
    (110, 2, 0.3, 1, 0.5, 10),       # of the 20 MW that are due in the second hour 10 find work of that hour that may wait instead
    (110, 2, 0.3, 0, 0.5, 40),       # a deadline of no hour: nothing waits
])
def test_planning_and_adequacy_leave_the_same_energy_unserved(tmp_path, peak_mw, hours, frac, deadline, catch_up, lost_mwh):
    """Without outages, and where foresight is worth nothing."""
    tables = TWO_FUELS | {"plants": "name,region,technology,capacity_mw,fuel,efficiency_frac\nA gas,A,gas,190,gas,0.5\n",
                          "hourly": TWO_FUELS["hourly"] + "data_center_mw,hub,series.csv,hub\n",
                          "data_centers": f"name,region,connection_mw,deferrable_frac,deadline_h,catch_up_frac\nhub,A,200,{frac},{deadline},{catch_up}\n"}
    study = small_study(tmp_path / "study", HOURS, tables, short_of_power(peak_mw, hours))
    planned = decawatt("run", study, "--out", tmp_path / "plan.h5", "--json", "--quiet", "--threads", 1)
    sampled = decawatt("adequacy", study, "--samples", 2, "--out", tmp_path / "adequacy.h5", "--json", "--quiet", "--threads", 1)
    assert (planned.returncode, sampled.returncode) == (DONE, DONE), planned.stderr + sampled.stderr
    places = json.loads(sampled.stdout)["places"]
    assert sum(places[place]["eue_mwh"]["mean"] for place in ("A", "hub")) == pytest.approx(lost_mwh, abs=1e-3)
    assert json.loads(planned.stdout)["years"][0]["unserved_mwh"] == pytest.approx(lost_mwh, abs=1e-3)


def test_the_minimal_study_with_work_that_waits(minimal, tmp_path):
    """Also that it costs less than the plan without, and that the same bits come from one thread and two."""
    words = ("--set", "data_centers.hub.catch_up_frac=0.3")
    waiting = run("minimal", tmp_path / "waiting.h5", *words)
    assert waiting["objective"] < minimal[1]["objective"] * (1 - 1e-6)
    assert_proven(tmp_path / "waiting.h5")
    run("minimal", tmp_path / "one.h5", *words, threads=1)
    one, two = (groups(tmp_path / name)[""] for name in ("one.h5", "waiting.h5"))
    assert np.array_equal(one.work_done_mw.values, two.work_done_mw.values)


def test_without_catch_up_capacity_the_program_is_the_same(tmp_path):
    for name, words in (("firm", ()), ("none", ("--set", "data_centers.hub.catch_up_frac=0")),
                        ("now", ("--set", "data_centers.hub.catch_up_frac=0.3", "--set", "data_centers.hub.deadline_h=0"))):
        done = decawatt("run", SCENARIOS / "minimal", "--export-mps", tmp_path / f"{name}.mps", "--years", "2028", "--quiet", *words)
        assert done.returncode == DONE, done.stderr
    def rows(name):                            # without comments, which hold the command line
        return [line for line in (tmp_path / f"{name}.mps").read_text(encoding="utf-8").splitlines() if not line.startswith("*")]
    assert len(rows("firm")) > 1e5
    assert rows("firm") == rows("none") == rows("now")


@pytest.mark.parametrize("table, old, new, words", [
    ("data_centers", "0.2,4,0.1", "0.2,,0.1", "deadline_h"),
    ("data_centers", "0.1,2,5,60", "0.1,,5,60", "cap_event_h"),
    ("data_centers", "0.2,4,0.1", "0.6,4,0.3", "cap_frac (row 2): found 0.1, expected at most 0: with what waits or moves"),
    ("work_links", "hub,annex", "hub,hub", "another data centre"),
    ("work_classes", "0.1,12", "0.75,12", "with what else waits or moves"),
])
def test_refusals(tmp_path, table, old, new, words):
    tables = TABLES | {table: TABLES[table].replace(old, new)}
    assert tables[table] != TABLES[table]
    done = decawatt("check", small_study(tmp_path / "study", HOURS, tables, SERIES), "--json", "--quiet")
    assert done.returncode == BAD_INPUT
    assert words in done.stderr + done.stdout


def test_check_lists_classes_and_links(tmp_path):
    text = decawatt("check", small_study(tmp_path / "study", HOURS, TABLES, SERIES)).stdout
    words = [line.split() for line in text[text.index("Links over which work may move"):].splitlines()]
    assert ["hub", "annex", "10", "0.05"] in words
    assert "Work that may wait" in text


def test_a_deadline_is_whole_steps(tmp_path):
    study = small_study(tmp_path / "study", HOURS, TABLES, SERIES)
    done = decawatt("check", study, "--quiet", "--set", "horizon.step_minutes=180")
    assert done.returncode == BAD_INPUT and "deadline_h (row 2): found 4, expected whole steps of 180 minutes" in done.stderr
    assert "deadline_h (row 2): found 12" not in done.stderr
