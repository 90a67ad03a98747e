"""Studies in steps of stated lengths: whole runs, their files proven, and what is refused."""
import json
import pathlib
import shutil
import sys

import numpy as np
import pytest
from check_results import prove
from conftest import BAD_INPUT, SCENARIOS, assert_proven, decawatt, groups, run
from results_file import Results
from test_markets import HOURS, campus

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "python_plots"))
from decawatt_plots.results import Results as Drawn  # noqa: E402

YEAR = ("--years", "2028")
SHORT_H = 336
SHORT = (*YEAR, "--set", f"horizon.hours_per_year={SHORT_H}")
WEEKDAY, SUNDAY = (6, 1, 1, 1, 3, 2, 1, 1, 1, 1, 2, 4), (8, 4, 4, 8)
WEEK = (*WEEKDAY * 6, *SUNDAY)


def lengths(folder, hours, name="steps.csv"):
    """Beside the study, where a file that no setting names is no fault."""
    (folder.parent / name).write_text("hours\n" + "\n".join(map(str, hours)) + "\n")
    return "--set", f"horizon.step_file=../{name}"


def program(path):
    return [line for line in path.read_text().splitlines() if not line.startswith("*")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study") / "minimal"
    shutil.copytree(SCENARIOS / "minimal", folder)
    return folder


@pytest.fixture(scope="module")
def stated(copy, tmp_path_factory):
    """(study, words, result file, summary)"""
    words = (*SHORT, *lengths(copy, WEEK * 2))
    path = tmp_path_factory.mktemp("plan") / "plan.h5"
    return copy, words, path, run(copy, path, *words)


@pytest.fixture(scope="module")
def hourly(copy, tmp_path_factory):
    path = tmp_path_factory.mktemp("hours") / "plan.h5"
    return path, run("minimal", path, *SHORT)


def test_a_plan_in_mixed_lengths_is_proven_and_has_the_energies_of_hours(stated, hourly):
    assert_proven(stated[2])
    fine, coarse = groups(hourly[0]), groups(stated[2])
    root = coarse[""]
    assert root.sizes["time"] == 2 * len(WEEK) and fine[""].sizes["time"] == SHORT_H
    assert "step_s" not in root.attrs and root.step_h.attrs["units"] == "h"
    assert root.step_h.values.tolist() == [float(hours) for hours in WEEK * 2]
    assert np.all(np.diff(root.time.values) == root.step_h.values[:-1].astype("timedelta64[h]"))
    for name in ("region_demand_mwh", "data_center_energy_mwh"):
        assert coarse["summary"][name].values == pytest.approx(fine["summary"][name].values, rel=1e-5)
    first = np.concatenate([[0], np.cumsum(WEEK * 2)[:-1]])
    means = np.add.reduceat(fine[""].demand_mw.values.astype(float), first) / root.step_h.values[:, None]
    assert root.demand_mw.values == pytest.approx(means, rel=1e-5)
    assert stated[3]["objective"] == pytest.approx(hourly[1]["objective"], rel=0.1)


def test_equal_lengths_are_the_program_of_steps_of_that_length(copy, tmp_path):
    for name, words in {"stated": lengths(copy, [3] * (SHORT_H // 3), "equal.csv"), "regular": ("--set", "horizon.step_minutes=180")}.items():
        done = decawatt("run", copy, *SHORT, *words, "--export-mps", tmp_path / f"{name}.mps", "--quiet")
        assert done.returncode == 0, done.stderr
    assert program(tmp_path / "stated.mps") == program(tmp_path / "regular.mps")


def test_a_plan_is_dispatched_in_such_steps_and_in_hours_but_not_by_windows(stated, tmp_path):
    study, words, plan, summary = stated
    again = ("dispatch", study, "--plan", plan, "--out")
    done = decawatt(*again, tmp_path / "same.h5", *words, "--quiet", "--json")
    assert done.returncode == 0, done.stderr
    assert_proven(tmp_path / "same.h5")
    assert json.loads(done.stdout)["objective"] == pytest.approx(summary["objective"], rel=1e-5)
    done = decawatt(*again, tmp_path / "hours.h5", *SHORT, "--quiet")
    assert done.returncode == 0, done.stderr
    assert_proven(tmp_path / "hours.h5")
    done = decawatt(*again, tmp_path / "rolled.h5", *words, "--window", "72", "--step", "24", "--quiet")
    assert done.returncode == BAD_INPUT
    assert "--window: found 72 h, expected whole years" in done.stderr


def test_accounts_count_energies_by_the_length_of_steps(stated, tmp_path):
    study, words, plan, _ = stated
    done = decawatt("accounts", plan, "--json")
    assert done.returncode == 0, done.stderr
    hub = json.loads(done.stdout)["years"][0]["data_centers"]["hub"]
    loaded = groups(plan)
    root, summary = loaded[""], loaded["summary"]
    served = (root.data_center_load_mw - root.data_center_unserved_mw).values.astype(float)[:, 0]
    assert hub["load_mwh"] == pytest.approx(float(served @ root.step_h.values), rel=1e-6)
    bought = np.clip(root.data_center_import_mw.values.astype(float)[:, 0], 0, None) @ root.step_h.values
    assert hub["import_mwh"] == pytest.approx(float(bought), rel=1e-6)
    emitted = loaded["costs"].fleet_emission_t_per_mwh.values @ (root.generation_mw.values.astype(float).T @ root.step_h.values)
    assert float(summary.emission_t[0]) == pytest.approx(emitted, rel=1e-6)


def test_finance_counts_what_a_dispatch_under_other_weather_generates(stated, tmp_path):
    """The cash flow under each weather year is from its energies, which are sums over steps of the result file."""
    study, words, plan, _ = stated
    terms = tmp_path / "study"
    shutil.copytree(study, terms)
    with open(terms / "study.toml", "a", encoding="utf-8") as settings:
        settings.write((SCENARIOS / "finance" / "us.toml").read_text())
    shutil.copy(study.parent / "steps.csv", tmp_path)
    finance = ("finance", terms, "--plan", plan, *words, "--json")
    done = decawatt(*finance)
    assert done.returncode == 0, done.stderr
    solar = next(asset for asset in json.loads(done.stdout)["assets"] if asset["name"] == "hub solar")
    root = groups(plan)[""]
    fleet = [str(name) for name in root.fleet_members.values].index("hub solar")
    generated = root.generation_mw.values.astype(float)[:, fleet] @ root.step_h.values
    assert max(solar["rows"]["energy_mwh"]) == pytest.approx(generated, rel=1e-5)
    done = decawatt("dispatch", study, "--plan", plan, *words, "--weather-years", "1:2", "--out", tmp_path / "weather.h5", "--quiet")
    assert done.returncode == 0, done.stderr
    assert_proven(tmp_path / "weather.h5")
    done = decawatt(*finance, "--weather", tmp_path / "weather.h5")
    assert done.returncode == 0, done.stderr


def test_a_plan_has_a_report_and_its_adequacy_in_hours(stated, tmp_path):
    study, _, plan, _ = stated
    done = decawatt("report", plan, "--out", tmp_path / "report.html")
    assert done.returncode == 0, done.stderr
    assert "of 1 to 8 h" in (tmp_path / "report.html").read_text(encoding="utf-8")
    done = decawatt("adequacy", study, *SHORT, "--plan", plan, "--samples", "8", "--out", tmp_path / "adequacy.h5", "--quiet")
    assert done.returncode == 0, done.stderr


def test_figures_draw_true_times_and_energies(stated):
    with Drawn(stated[2]) as drawn:
        assert drawn.step_h == 1.0
        assert len(drawn.local) == SHORT_H and np.all(np.diff(drawn.local) == np.timedelta64(1, "h"))
        root = groups(stated[2])[""]
        energy = root.demand_mw.values.astype(float).T @ root.step_h.values
        assert drawn.step_h * drawn.series("demand_mw").sum(axis=0, dtype=float) == pytest.approx(energy, rel=1e-6)
        assert np.all(drawn.series("demand_mw")[:6] == root.demand_mw.values[0])
        content, drawn_content = root.content_mwh.values.astype(float), drawn.series("content_mwh")
        ends = np.cumsum(root.step_h.values).astype(int) - 1
        assert drawn_content[ends] == pytest.approx(content)
        assert drawn_content[2] == pytest.approx((content[-1] + content[0]) / 2)  # half of the first six hours


def test_a_campus_with_tariff_market_and_series(tmp_path):
    folder = campus(tmp_path / "campus")
    whole = run(folder, tmp_path / "hours.h5")
    days = HOURS // 24
    words = lengths(folder, (4, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3) * days)
    done = decawatt("check", folder, *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "13 steps" not in done.stdout and f"{13 * days} steps a year of stated lengths" in done.stdout
    summary = run(folder, tmp_path / "stated.h5", *words)
    r = Results(tmp_path / "stated.h5", 1e-3, 1e-5)
    assert prove(r) == []
    assert any(what.startswith("bill of campus") for what in r.done) and "market_cost" in r.done
    assert summary["objective"] == pytest.approx(whole["objective"], rel=0.05)


@pytest.mark.parametrize("variant", ["nonfirm", "work_waits", "ppa_45"])
def test_stress_hours_deadlines_and_agreements_of_a_campus_are_proven(variant, tmp_path):
    study = tmp_path / "texas_campus"
    shutil.copytree(SCENARIOS / "texas_campus", study)
    shutil.copytree(SCENARIOS / "turbines", tmp_path / "turbines")
    words = lengths(study, WEEKDAY * 365)
    run(study, tmp_path / "plan.h5", "--variant", variant, "--years", "2027", "--set", "horizon.hours_per_year=8760", *words)
    results = assert_proven(tmp_path / "plan.h5")
    if variant == "nonfirm":                                                      # of 200 hours at the most, in whole steps
        curtailed = results.root.data_center_nonfirm_available_mw.values[:, 0] < 1.0
        assert 190 <= results.step_hours[curtailed].sum() <= 200


def test_a_step_may_not_hold_two_blocks_of_a_tariff(tmp_path):
    folder = campus(tmp_path / "campus", "KEPCO industrial B high voltage B option III", sell_limit=0)
    done = decawatt("check", folder, *lengths(folder, (12, 12) * (HOURS // 24)))
    assert done.returncode == BAD_INPUT
    assert "within which a block of tariff KEPCO industrial B high voltage B option III begins or ends at 2030-01-01 " in done.stderr + done.stdout
    assert "and the rest in a row of its own" in done.stderr + done.stdout


def test_what_needs_one_length_says_so(stated, tmp_path):
    study, words, _, _ = stated
    done = decawatt("adequacy", study, "--out", tmp_path / "a.h5", *words, "--quiet")
    assert done.returncode == BAD_INPUT
    assert "horizon.step_file: found steps of stated lengths" in done.stderr
    done = decawatt("headroom", study, *words)
    assert done.returncode == BAD_INPUT and "counted in steps of one length" in done.stderr
    done = decawatt("check", study, *YEAR, "--set", "horizon.step_file=../steps.csv")
    assert done.returncode == BAD_INPUT
    assert "336 h together, expected 8784 h, the length of 2028; steps of 336 h together with horizon.hours_per_year = 336" in done.stderr + done.stdout
