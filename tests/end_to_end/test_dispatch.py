"""A plan of the minimal study operated: its own weather, others, and a window of hours at a time."""
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


def test_in_its_own_weather_a_plan_is_its_own_operation(plan, tmp_path):
    path, planned = plan
    summary = dispatch(path, tmp_path / "same.h5", *SAME)
    assert summary["differences"] == []
    assert summary["objective"] == pytest.approx(planned["objective"], rel=1e-4)
    score, target = (s["years"][0]["contracts"][CONTRACT]["hourly_score"] for s in (summary, planned))
    assert score == pytest.approx(target, abs=5e-3)
    assert summary["gap"] <= 1e-6
    assert_proven(tmp_path / "same.h5")
    built, again = groups(path)["capacity"], groups(tmp_path / "same.h5")["capacity"]
    np.testing.assert_allclose(again.fleet_mw, built.fleet_mw, atol=0.1)
    np.testing.assert_allclose(again.store_energy_mwh, built.store_energy_mwh, atol=0.1)


def test_weather_that_the_plan_has_not_seen(plan, tmp_path):
    summary = dispatch(plan[0], tmp_path / "unseen.h5", *SAME, "--weather-years", "2:3")
    assert any("weather.years" in line for line in summary["differences"])
    weather = summary["weather"][0]
    assert [one["weather_year"] for one in weather["each"]] == [2, 3]
    scores = [one["contracts"][CONTRACT]["hourly_score"] for one in weather["each"]]
    assert weather["worst"]["contracts"][CONTRACT]["hourly_score"] == min(scores)
    assert weather["mean"]["contracts"][CONTRACT]["hourly_score"] == pytest.approx(np.mean(scores))
    assert scores[0] != scores[1]
    assert weather["mean"]["operation_cost"] == pytest.approx(summary["years"][0]["operation_cost"])
    assert_proven(tmp_path / "unseen.h5")


def test_a_window_costs_more_than_the_year(plan, tmp_path):
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


def test_what_is_refused(plan, tmp_path):
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


def test_another_study_is_refused_and_told(plan, tmp_path):
    study = shutil.copytree(MINIMAL, tmp_path / "study")
    text = (study / "plants.csv").read_text(encoding="utf-8")
    (study / "plants.csv").write_text(text.replace("north gas,north,gas,4500", "north gas,north,gas,4600"), encoding="utf-8")
    done = decawatt("dispatch", study, "--plan", plan[0], "--out", tmp_path / "out.h5", "--quiet", "--years", YEAR)
    assert done.returncode == BAD_INPUT
    assert "plants.csv" in done.stderr and "another text than the plan's" in done.stderr
    assert entries(tmp_path) == ["study"]
