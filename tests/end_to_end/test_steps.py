"""Studies in steps other than an hour: whole runs, their files proven, and energies against those of hours."""
import pathlib
import shutil

import numpy as np
import pytest
from check_results import prove
from conftest import BAD_INPUT, SCENARIOS, assert_proven, decawatt, groups, run
from results_file import Results
from test_markets import HOURS, campus

YEAR = ("--years", "2028")
SHORT = (*YEAR, "--set", "horizon.hours_per_year=336")


def steps(minutes):
    return "--set", f"horizon.step_minutes={minutes}"


@pytest.fixture(scope="module")
def hours(tmp_path_factory):
    path = tmp_path_factory.mktemp("hours") / "plan.h5"
    return path, run("minimal", path, *YEAR)


@pytest.fixture(scope="module")
def three_hours(tmp_path_factory):
    path = tmp_path_factory.mktemp("steps") / "plan.h5"
    return path, run("minimal", path, *YEAR, *steps(180))


def test_a_year_in_steps_of_three_hours_is_proven_and_has_the_energies_of_hours(hours, three_hours):
    assert_proven(three_hours[0])
    fine, coarse = groups(hours[0]), groups(three_hours[0])
    assert coarse[""].sizes["time"] == 2928 == fine[""].sizes["time"] // 3
    assert coarse[""].attrs["step_s"] == 10800
    assert np.all(np.diff(coarse[""].time.values) == np.timedelta64(3, "h"))
    for name in ("region_demand_mwh", "data_center_energy_mwh"):
        assert coarse["summary"][name].values == pytest.approx(fine["summary"][name].values, rel=1e-5)
    demand = fine[""].demand_mw.values.astype(float).reshape(2928, 3, -1).mean(axis=1)
    assert coarse[""].demand_mw.values == pytest.approx(demand, rel=1e-5)
    cost = fine["summary"].capacity_cost.values + fine["summary"].operation_cost.values
    assert (coarse["summary"].capacity_cost.values + coarse["summary"].operation_cost.values) == pytest.approx(cost, rel=0.05)


@pytest.mark.parametrize("minutes", [15, 30, 120])
def test_other_steps_are_proven(tmp_path, minutes):
    run("minimal", tmp_path / "plan.h5", *SHORT, *steps(minutes))
    assert_proven(tmp_path / "plan.h5")
    assert groups(tmp_path / "plan.h5")[""].sizes["time"] == 336 * 60 // minutes


def test_half_hours_of_constant_hours_give_the_plan_of_hours(tmp_path):
    """Generated weather is constant within an hour. Only the charge of a store differs, by its standing loss in the hour."""
    whole = run("minimal", tmp_path / "hours.h5", *SHORT)
    halves = run("minimal", tmp_path / "halves.h5", *SHORT, *steps(30))
    assert halves["objective"] == pytest.approx(whole["objective"], rel=1e-5)


def test_a_plan_is_dispatched_in_other_steps_and_windows_are_whole_steps(three_hours, tmp_path):
    done = decawatt("dispatch", SCENARIOS / "minimal", "--plan", three_hours[0], "--out", tmp_path / "fine.h5", *SHORT, *steps(30), "--quiet")
    assert done.returncode == 0, done.stderr
    assert_proven(tmp_path / "fine.h5")
    windows = ("dispatch", SCENARIOS / "minimal", "--plan", three_hours[0], "--out", tmp_path / "rolled.h5", *SHORT, *steps(180), "--quiet")
    done = decawatt(*windows, "--window", "72", "--step", "24")
    assert done.returncode == 0, done.stderr
    assert_proven(tmp_path / "rolled.h5")
    done = decawatt(*windows, "--window", "72", "--step", "25")
    assert done.returncode == BAD_INPUT
    assert "--step: found 25 h, expected whole steps of the study, which are 180 minutes" in done.stderr


def test_adequacy_refuses_other_steps_and_says_how_to_read_the_study(tmp_path):
    done = decawatt("adequacy", SCENARIOS / "minimal", "--out", tmp_path / "a.h5", *steps(30), "--quiet")
    assert done.returncode == BAD_INPUT
    assert "60: adequacy is sampled by hours; --set horizon.step_minutes=60" in done.stderr


def test_what_is_said_of_steps(tmp_path):
    study = pathlib.Path(__file__).parent.parent / "data" / "model_energy"
    assert "series.csv: its steps of 180 minutes are held in those of the study, 60 minutes" in decawatt("check", study, *steps(60)).stdout
    assert "its steps of" not in decawatt("check", study).stdout
    assert "8784 hours in steps of 180 minutes" in decawatt("check", SCENARIOS / "minimal", *YEAR, *steps(180)).stdout
    done = decawatt("check", SCENARIOS / "minimal", *steps(45))
    assert done.returncode == BAD_INPUT and "expected 15, 30, 60, 120 or 180" in done.stderr


def test_a_start_of_other_steps_is_refused_or_helps(hours, tmp_path):
    start = tmp_path / "start.h5"
    run("minimal", tmp_path / "plan.h5", *SHORT, "--save-start", start)
    cold = run("minimal", tmp_path / "cold.h5", *SHORT, *steps(120))
    warm = run("minimal", tmp_path / "warm.h5", *SHORT, *steps(120), "--warm", start)
    assert warm["objective"] == pytest.approx(cold["objective"], rel=1e-5)


def builds(path):
    plan = groups(path)["plan"]
    names = zip(plan.build_kind.values, plan.build_asset.values)
    return {f"{kind} {asset}": float(amount) for (kind, asset), amount in zip(names, plan.build_amount.values)}


def test_hours_in_a_file_give_the_plan_of_their_three_hour_means(tmp_path):
    coarse = pathlib.Path(__file__).parent.parent / "data" / "model_energy"
    fine = tmp_path / "fine"
    shutil.copytree(coarse, fine)
    head, *rows = (coarse / "series.csv").read_text().splitlines()
    lines = [head]
    for row in rows[:240]:                                                         # 30 days
        time, *texts = row.split(",")
        values = [float(text) for text in texts]
        aside = [0.1 * values[0], *(min(0.1 * frac, 1.0 - frac) for frac in values[1:])]
        for h, sign in enumerate((-1.0, 0.0, 1.0)):
            hour = [f"{time[:11]}{int(time[11:13]) + h:02}:00:00Z"]
            lines.append(",".join(hour + [str(v + sign * d) for v, d in zip(values, aside)]))
    (fine / "series.csv").write_text("\n".join(lines) + "\n")
    short = tmp_path / "short"
    shutil.copytree(coarse, short)
    (short / "series.csv").write_text("\n".join([head, *rows[:240]]) + "\n")
    month = ("--set", "horizon.hours_per_year=720")
    means, given = run(fine, tmp_path / "means.h5", *month), run(short, tmp_path / "given.h5", *month)
    assert means["objective"] == pytest.approx(given["objective"], rel=1e-7)
    for asset, amount in builds(tmp_path / "given.h5").items():
        assert builds(tmp_path / "means.h5")[asset] == pytest.approx(amount, rel=1e-3, abs=1.0), asset
    hourly = run(fine, tmp_path / "hourly.h5", *month, *steps(60))
    assert hourly["objective"] > given["objective"] * (1 - 1e-6)                  # an hourly plan serves the means too


def test_a_campus_with_tariff_and_market_in_longer_and_shorter_steps(tmp_path):
    folder = campus(tmp_path / "campus")
    whole = run(folder, tmp_path / "60.h5")
    for minutes in (30, 180):
        summary = run(folder, tmp_path / f"{minutes}.h5", *steps(minutes))
        r = Results(tmp_path / f"{minutes}.h5", 1e-3, 1e-5)
        assert prove(r) == []
        assert any(what.startswith("bill of campus") for what in r.done) and "market_cost" in r.done
        assert groups(tmp_path / f"{minutes}.h5")[""].sizes["time"] == HOURS * 60 // minutes
        assert summary["objective"] == pytest.approx(whole["objective"], rel=1e-5 if minutes == 30 else 0.05)


def test_blocks_of_a_tariff_are_whole_steps(tmp_path):
    folder = campus(tmp_path / "campus", "KEPCO industrial B high voltage B option III", sell_limit=0)
    done = decawatt("check", folder, *steps(180))
    assert done.returncode == BAD_INPUT
    assert "a block of whole steps of 3 hours, or a shorter horizon.step_minutes" in done.stderr + done.stdout
    assert decawatt("check", folder, *steps(30)).returncode == 0
