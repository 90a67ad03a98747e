"""A battery that ages: planned with its future loss, operated with its remaining energy, and no ageing without a chemistry."""
import json

import check_notices
import numpy as np
import pytest
from conftest import BAD_INPUT, DONE, SCENARIOS, THREADS, assert_proven, decawatt, groups, run

MINIMAL = SCENARIOS / "minimal"
STORE = "hub battery"
CHEAP = ("--variant", "cheap_batteries", "--set", "contract_targets.hub supply/2028.hourly_frac=0.85")
AGEING = (*CHEAP, "--set", f"stores.{STORE}.chemistry=lfp")


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The same study without ageing and with it: two of (file, summary)."""
    folder = tmp_path_factory.mktemp("battery")
    return [(folder / f"{name}.h5", run("minimal", folder / f"{name}.h5", *words)) for name, words in (("plain", CHEAP), ("ageing", AGEING))]


def left(path):
    capacity = groups(path)["capacity"].sel(store=STORE)
    return capacity.store_energy_mwh.values, capacity.store_usable_mwh.values


def test_usable_energy_follows_from_the_series(plans):
    (plain, plain_summary), (ageing, summary) = plans
    assert "battery" not in assert_proven(plain).group
    proven = assert_proven(ageing)
    assert "usable energy is what is built less its fade" in proven.done
    for path, tells in ((plain, False), (ageing, True)):
        energy, usable = left(path)
        assert energy[-1] > 10.0
        assert (usable < 0.999 * energy).all() if tells else (usable == energy).all()
    assert summary["objective"] > plain_summary["objective"] * (1 + 1e-5)
    assert plain_summary["batteries"] == {}
    battery = summary["batteries"][STORE]
    figures = proven.group["battery"].sel(store=STORE)
    assert battery["capacity_left"] == float(figures.capacity_left_frac[-1])
    assert 0.9 < battery["capacity_left"] < 1.0
    assert abs(battery["capacity_left"] - battery["capacity_left_linear"]) < 0.03
    assert battery["full_cycles"] > 10.0


def test_the_printed_table(plans, tmp_path):
    done = decawatt("run", MINIMAL, *AGEING, "--threads", THREADS, "--out", tmp_path / "x.h5", "--quiet")
    assert done.returncode == DONE, done.stderr
    battery = plans[1][1]["batteries"][STORE]
    told = next(line for line in done.stdout.splitlines() if "full cycles" in line)
    assert told == (f"{STORE} at the end of 2029: {100 * battery['capacity_left']:.1f} % left ({100 * battery['capacity_left_linear']:.1f} % by the linear fade), "
                    f"{battery['full_cycles']:.0f} full cycles a year, {battery['augmentation_mwh']:.0f} MWh to be added over the years")


def test_the_check_reports_a_change(plans):
    assert check_notices.missed_in(plans[1][0], ["capacity/store_usable_mwh", *check_notices.OF_AGEING]) == []


def test_operation_has_the_usable_energy_of_the_plan(plans, tmp_path):
    (plain, _), (ageing, planned) = plans
    out = tmp_path / "operated.h5"
    words = ("--out", out, "--threads", THREADS, "--json", "--quiet")
    done = decawatt("dispatch", MINIMAL, "--plan", ageing, *words, *AGEING)
    assert done.returncode == DONE, done.stderr
    assert json.loads(done.stdout)["objective"] == pytest.approx(planned["objective"], rel=1e-4)
    np.testing.assert_allclose(left(out)[1], left(ageing)[1], rtol=1e-9)
    assert "usable energy within what is built less its age (excess)" in assert_proven(out).done
    later = tmp_path / "later.h5"              # a later year alone, with the losses of the first
    done = decawatt("dispatch", MINIMAL, "--plan", ageing, "--years", "2029", *words[2:], "--out", later, *AGEING)
    assert done.returncode == DONE, done.stderr
    np.testing.assert_allclose(left(later)[1], left(ageing)[1][1:], rtol=1e-9)
    assert_proven(later)
    done = decawatt("dispatch", MINIMAL, "--plan", plain, "--out", tmp_path / "no.h5", *AGEING)
    assert done.returncode == BAD_INPUT, done.stderr
    assert "usable energy" in done.stderr and STORE in done.stderr


def test_a_warm_start_gives_the_same_optimum(plans, tmp_path):
    run("minimal", tmp_path / "first.h5", *AGEING, "--years", "2028", "--save-start", tmp_path / "start.h5")
    change = ("--set", "data_centers.hub.it_scale=1.02", "--years", "2028")
    cold = run("minimal", tmp_path / "cold.h5", *AGEING, *change)
    warm = run("minimal", tmp_path / "warm.h5", *AGEING, *change, "--warm", tmp_path / "start.h5")
    assert warm["objective"] == pytest.approx(cold["objective"], rel=2e-6)
    assert warm["iterations"] < cold["iterations"]
