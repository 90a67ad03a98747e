"""Whole machines: a run rounds its plan up, operates it again and reports the cost; commands that read a plan use its machines."""
import json
import math

import pytest
import xarray as xr
from conftest import DONE, SCENARIOS, THREADS, assert_proven, decawatt, groups, run
from sweep_folder import content, sweep, write

YEAR = "2028"
MINIMAL = SCENARIOS / "minimal"
UNITS = {"hub solar": 30.0, "hub battery": 20.0}
CASE = ("--years", YEAR, "--variant", "cheap_batteries", "--set", "contract_targets.hub supply/2028.hourly_frac=0.85")
SET = ("--set", "plants.hub solar.unit_mw=30", "--set", "stores.hub battery.unit_mw=20", "--set", "stores.hub battery.outage=pumped storage")


def whole_group(path):
    return xr.load_dataset(path, engine="h5netcdf", group="plan/whole_units")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("machines") / "plan.h5"
    return path, run("minimal", path, *CASE, *SET)


@pytest.fixture(scope="module")
def sized(tmp_path_factory):
    """The same study without machine sizes."""
    path = tmp_path_factory.mktemp("sized") / "plan.h5"
    return path, run("minimal", path, *CASE)


def test_the_file_has_both_the_sized_plan_and_its_machines(plan, sized):
    path, summary = plan
    assert summary["objective"] == sized[1]["objective"]
    assert "whole_units" not in sized[1] and not any("whole" in name for name in groups(sized[0])["plan"])
    file, whole = groups(path)["plan"], whole_group(path)
    assert (file.build_amount.values == groups(sized[0])["plan"].build_amount.values).all()
    assert list(whole.build.values) == list(file.build.values)
    machines = {one["name"]: one for one in summary["whole_units"]["machines"]}
    for kind, asset, amount, units, built in zip(file.build_kind.values, file.build_asset.values, file.build_amount.values, whole.build_units.values,
                                                 whole.build_amount.values):
        if str(asset) in UNITS and kind in ("plant", "store power"):
            by_hand = math.ceil(amount / UNITS[asset] - 0.01)
            assert units == by_hand == machines[asset]["units"]
            assert built == pytest.approx(by_hand * UNITS[asset], rel=1e-12)
            assert machines[asset]["sized_mw"] == pytest.approx(amount, rel=1e-12)
        elif kind == "store energy":
            assert units == -1
            battery = machines["hub battery"]
            assert built / battery["mw"] == pytest.approx(amount / battery["sized_mw"], rel=1e-9)      # the hours of each machine
        else:
            assert built == amount
    assert machines["hub solar"]["units"] > 0 and machines["hub battery"]["units"] > 0
    assert_proven(path)


def test_the_cost_of_rounding(plan):
    path, summary = plan
    whole = summary["whole_units"]
    assert whole["status"] == "optimal" and whole["limits"] == []
    assert whole["rounding_cost"] == pytest.approx(whole["objective"] - summary["objective"], rel=1e-9)
    noise = 1e-5 * summary["objective"]                         # more capacity never costs less than the optimum
    assert -noise <= whole["rounding_cost"] <= 0.05 * summary["objective"]
    assert whole["rounding_cost_frac"] == pytest.approx(whole["rounding_cost"] / summary["objective"])
    assert whole["gap"] <= 1e-5 and whole["shortfalls"] == []
    group = whole_group(path)
    assert float(group.objective) == whole["objective"] and float(group.rounding_cost) == pytest.approx(whole["rounding_cost"])
    supply = whole["supplies"]["hub supply"]
    assert supply["supply_cost_per_mwh"] - supply["rounding_cost_per_mwh"] == pytest.approx(
        summary["supplies"]["hub supply"]["supply_cost_per_mwh"], rel=1e-9)


def test_a_dispatch_uses_the_machines_at_the_cost_of_the_run(plan, sized, tmp_path):
    def dispatch(of, *words):
        done = decawatt("dispatch", MINIMAL, "--plan", of, "--out", tmp_path / "d.h5", "--threads", THREADS, "--json", "--quiet", *CASE, *words)
        assert done.returncode == DONE, done.stderr
        return json.loads(done.stdout)

    whole = plan[1]["whole_units"]
    same = dispatch(plan[0], *SET)
    assert same["machines"] == whole["machines"]
    assert same["objective"] == pytest.approx(whole["objective"], rel=1e-9)
    rounded = dispatch(sized[0], *SET)                          # a plan without machines
    assert rounded["machines"] == whole["machines"]
    assert rounded["objective"] == pytest.approx(whole["objective"], rel=1e-9)
    assert "machines" not in dispatch(sized[0])
    again = json.loads(decawatt("dispatch", MINIMAL, "--plan", tmp_path / "d.h5", "--out", tmp_path / "e.h5", "--json", "--quiet", *CASE).stdout)
    assert "machines" not in again
    text = decawatt("dispatch", MINIMAL, "--plan", plan[0], "--out", tmp_path / "t.h5", "--quiet", *CASE, *SET).stdout
    assert text.count("in whole machines: hub solar: ") == 1 and "machines of 30 MW" in text
    assert_proven(tmp_path / "t.h5")


def test_adequacy_uses_the_machines_and_reports_it(plan, sized, tmp_path):
    def adequacy(of, out, *words):
        done = decawatt("adequacy", MINIMAL, "--plan", of, "--out", tmp_path / out, "--samples", 40, "--batch", 40, "--json", "--quiet", "--set",
                        "adequacy.weather_years=2", *CASE, *words)
        assert done.returncode == DONE, done.stderr
        return done.stderr, json.loads(done.stdout)["places"]

    told, whole = adequacy(plan[0], "whole", *SET)
    assert "in whole machines: hub battery: " in told and "machines of 20 MW" in told and "fails as one unit" not in told
    assert adequacy(sized[0], "rounded", *SET)[1] == whole      # one function rounds for both
    told, one = adequacy(sized[0], "one", "--set", "stores.hub battery.outage=pumped storage")
    assert "in whole machines" not in told
    assert "stores.csv states no unit_mw: the capacity built in a year fails as one unit: hub battery" in told
    assert one != whole
    for of, out in ((plan[0], "whole"), (sized[0], "one")):     # the digest of the plan as sized, by which `report` knows it
        stated = xr.load_dataset(tmp_path / out / "adequacy.h5", engine="h5netcdf").attrs["plan_digest"]
        assert stated == xr.load_dataset(of, engine="h5netcdf", group="plan").attrs["digest_fnv1a_64"]


def test_the_same_bits_for_any_number_of_threads(plan, tmp_path):
    for threads in (1, 3):
        run("minimal", tmp_path / "x.h5", *CASE, *SET, threads=threads)
        assert content(tmp_path / "x.h5") == content(plan[0])


def test_the_printed_table(plan, tmp_path):
    text = decawatt("run", MINIMAL, "--out", tmp_path / "x.h5", "--quiet", *CASE, *SET).stdout
    part = text[text.index("\nin whole machines\n"):]
    for words in ("hub solar: ", " machines of 30 MW, ", "(sized ", "MWh (sized", "  cost ", "rounding ", " %)", "supply of hub supply: "):
        assert words in part, text
    checked = decawatt("check", MINIMAL, "--quiet", *SET).stdout
    assert "in units of" in checked and "30 MW machines" in checked and "20 MW machines" in checked


def test_a_limit_forbids_rounding_up(tmp_path):
    words = ("--set", "plants.hub solar.build_limit_mw=100", "--set", "plants.hub solar.unit_mw=70")
    summary = run("minimal", tmp_path / "x.h5", "--years", YEAR, *words)
    whole = summary["whole_units"]
    solar = next(one for one in whole["machines"] if one["name"] == "hub solar")
    assert solar["sized_mw"] == pytest.approx(100, abs=0.1) and solar["units"] == 1 and solar["mw"] == 70
    assert len(whole["limits"]) == 1 and "a limit forbids rounding 100.0 MW up: 1 machine of 70 MW" in whole["limits"][0]
    assert all(one["amount"] > 0 for one in whole["shortfalls"])


def test_a_sweep_compares_plans_in_whole_machines(tmp_path):
    file = write(tmp_path, '[grid]\n"plants.hub solar.unit_mw" = ["", 30, 300]\n')
    assert sweep(file, tmp_path / "out").returncode == DONE
    done = decawatt("compare", tmp_path / "out", "--json")
    assert done.returncode == DONE, done.stderr
    none, small, large = json.loads(done.stdout)["cases"]
    assert none["whole_units_objective"] is None and none["rounding_cost"] is None
    assert small["objective"] == large["objective"] == none["objective"]
    noise = 1e-5 * none["objective"]
    assert -noise <= small["rounding_cost"] and -noise <= large["rounding_cost"]
    for case in (small, large):
        assert case["rounding_cost"] == pytest.approx(case["whole_units_objective"] - case["objective"])
    assert "whole_units_objective" in (tmp_path / "out" / "compare.csv").read_text(encoding="utf-8")
