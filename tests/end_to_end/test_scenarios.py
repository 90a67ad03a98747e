"""`run --scenarios`: one plan for several futures, in a file each, and the regret of the plan made for one of them."""
import json
import shutil

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, NOT_SOLVED, SCENARIOS, assert_proven, decawatt, entries, groups

TOLERANCE = 1e-6                               # of the study
SHORT = ("--set", "horizon.hours_per_year=336", "--quiet", "--threads", 2)


def study(folder, rows="base,0.5,\ngrowth,0.3,fast_growth\nlate,0.2,late_sun\n"):
    """The minimal study with two variants and a table of scenarios."""
    shutil.copytree(SCENARIOS / "minimal", folder)
    with open(folder / "study.toml", "a", encoding="utf-8") as file:
        file.write('\n[variant.fast_growth]\n"data_centers.hub.it_scale" = 1.5\n\n[variant.late_sun]\n"plants.hub solar.build_first_year" = 2029\n'
                   '\n[variant.other_rate]\n"study.discount_rate" = 0.01\n\n[variant.other_cost]\n"plants.hub wind.capex_per_kw" = 900\n')
    (folder / "scenarios.csv").write_text("name,probability,variant\n" + rows, encoding="utf-8")
    return folder


def sized(folder, out, *words):
    done = decawatt("run", folder, "--out", out, "--json", *SHORT, *words)
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def joint(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    return folder, sized(study(folder / "study"), folder / "plan.h5", "--scenarios", "--regret")


def test_all_scenarios_have_the_same_builds_and_their_own_operation(joint):
    folder, summary = joint
    names = ["plan.h5", "plan.growth.h5", "plan.late.h5"]
    assert entries(folder) == sorted([*names, "study"])
    assert [scenario["out"].rsplit("/", 1)[-1] for scenario in summary["scenarios"]] == names
    plans = [groups(folder / name) for name in names]
    for plan in plans[1:]:
        assert np.array_equal(plan["plan"].build_amount, plans[0]["plan"].build_amount)
    load = [float(plan[""].data_center_load_mw.sum()) for plan in plans]
    assert load[1] > 1.3 * load[0] and load[2] == load[0]
    sun = [plan["capacity"].fleet_mw.sel(fleet="hub solar").values for plan in plans]
    built = plans[2]["capacity"].fleet_built_mw.sel(fleet="hub solar").values
    assert built[0] > 1                        # paid for in 2028, and there in 2029
    assert sun[0][0] == pytest.approx(built[0]) and sun[2][0] == 0 and sun[2][1] == pytest.approx(built.sum())
    amounts = plans[0]["plan"].build_amount.values
    assert ((amounts == 0) | (amounts > 1e-3)).all()                   # no rounding of the solver
    for name in names:
        assert_proven(folder / name)


def test_the_expected_cost_is_the_mean_and_not_below_that_of_separate_plans(joint, tmp_path):
    folder, summary = joint
    costs = [scenario["plan"]["objective"] for scenario in summary["scenarios"]]
    probabilities = [0.5, 0.3, 0.2]
    assert summary["expected_cost"] == pytest.approx(np.dot(probabilities, costs), rel=1e-12)
    assert summary["gap"] <= TOLERANCE
    known = [sized(folder / "study", tmp_path / f"{i}.h5", *words)["objective"]
             for i, words in enumerate(((), ("--variant", "fast_growth"), ("--variant", "late_sun")))]
    for cost, alone in zip(costs, known):
        assert cost >= alone * (1 - TOLERANCE)
    assert summary["expected_cost"] >= np.dot(probabilities, known) * (1 + 10 * TOLERANCE)      # nobody knows the future


def test_the_regret_is_the_extra_cost_of_the_plan_of_the_base_case(joint, tmp_path):
    _, summary = joint
    base = [scenario["plan_of_base_case"] for scenario in summary["scenarios"]]
    probabilities = [0.5, 0.3, 0.2]
    assert summary["regret"] == pytest.approx(np.dot(probabilities, [one["objective"] for one in base]) - summary["expected_cost"], rel=1e-9)
    assert base[0]["missed_targets"] == 0
    assert base[1]["missed_targets"] > 0 or summary["regret"] > 0       # it was made for a smaller hub


def test_a_dispatch_of_a_scenario_repeats_its_operation(joint, tmp_path):
    folder, summary = joint
    done = decawatt("dispatch", folder / "study", "--variant", "late_sun", "--plan", folder / "plan.late.h5", "--out", tmp_path / "d.h5", "--json", *SHORT)
    assert done.returncode == DONE, done.stderr
    with xr.open_dataset(tmp_path / "d.h5", group="certificate", engine="h5netcdf") as certificate:
        assert float(certificate.objective) <= summary["scenarios"][2]["plan"]["objective"] * (1 + 10 * TOLERANCE)


def test_threads_do_not_change_a_bit(joint, tmp_path):
    folder, _ = joint
    done = decawatt("run", folder / "study", "--out", tmp_path / "plan.h5", "--scenarios", *SHORT[:-1], 1)
    assert done.returncode == DONE, done.stderr
    assert "One plan for 3 scenarios" in done.stdout
    with xr.open_dataset(folder / "plan.growth.h5", engine="h5netcdf") as a, xr.open_dataset(tmp_path / "plan.growth.h5", engine="h5netcdf") as b:
        for name in a.data_vars:
            assert np.array_equal(a[name], b[name], equal_nan=a[name].dtype.kind == "f"), name


@pytest.mark.parametrize("rows, words, message", [
    ("base,0.5,\ngrowth,0.4,fast_growth\n", (), "scenarios.csv: probability: found a sum of 0.9, expected probabilities that add to 1"),
    ("base,1,\n", (), "expected two scenarios or more"),
    ("base,0.5,\ngrowth,0.5,fast\n", (), "did you mean 'fast_growth'?"),
    ("base,0.5,\ncheap,0.5,other_cost\n", (), "scenarios.csv: cheap: found plant hub wind: another expansion option than in the study"),
    ("base,0.5,\nrate,0.5,other_rate\n", (), "scenarios.csv: rate: found settings: another discount rate"),
    ("base,0.4,\na b,0.3,fast_growth\na_b,0.3,late_sun\n", (), "plan.a_b.h5"),
    ("base,0.5,\ngrowth,0.5,fast_growth\n", ("--variant", "fast_growth"), "--variant: found fast_growth"),
])
def test_invalid_scenarios(tmp_path, rows, words, message):
    done = decawatt("run", study(tmp_path / "study", rows), "--out", tmp_path / "plan.h5", "--scenarios", *SHORT, *words)
    assert done.returncode == BAD_INPUT
    assert message in done.stderr
    assert entries(tmp_path) == ["study"]


def test_a_scenario_that_no_plan_can_serve_is_named_with_what_it_misses(tmp_path):
    folder = study(tmp_path / "study", rows="base,0.5,\ntwice,0.5,twice\n")
    with open(folder / "study.toml", "a", encoding="utf-8") as file:
        file.write('\n[variant.twice]\n"contract_targets.hub supply/2029.annual_frac" = 2\n'
                   '"contract_targets.hub supply/2029.excess_cap_frac" = 0.1\n')
    done = decawatt("run", folder, "--out", tmp_path / "plan.h5", "--scenarios", "--json", *SHORT)
    assert done.returncode == NOT_SOLVED and not (tmp_path / "plan.h5").exists()
    assert "scenario twice:" in done.stderr and "scenario base:" not in done.stderr
    base, twice = json.loads(done.stdout)["scenarios"]
    assert not base["explanation"]["violations"]
    assert {violation["kind"] for violation in twice["explanation"]["violations"]} <= {"annual_target", "excess_cap"}
    assert twice["explanation"]["violations"][0]["year"] == 2029


def test_a_study_without_scenarios_says_so(tmp_path):
    done = decawatt("run", SCENARIOS / "minimal", "--out", tmp_path / "plan.h5", "--scenarios", *SHORT)
    assert done.returncode == BAD_INPUT and "a table of scenarios for --scenarios" in done.stderr
