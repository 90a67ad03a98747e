"""The command `adequacy`: published systems, plans, replays, credits, refusals."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

import numpy as np
import pytest
import xarray as xr
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, THREADS, decawatt, entries, run

STUDIES = pathlib.Path(__file__).parents[1] / "studies"
# Exact values: hours of loss and unserved MWh a year, by place (convolution, or enumeration of the small ones by hand and in the tests of
# PRAS, MIT licence); the largest permitted standard errors, relative.
SYSTEMS = {
    "rts79": (20000, {"grid": (9.394175489, 1176.298397)}, 0.015, 0.025),
    "rbts": (60000, {"grid": (1.091560473, 9.861350703)}, 0.02, 0.03),
    "one_node_a": (40000, {"grid": (0.355, 1.59)}, 0.01, 0.015),
    "one_node_b": (40000, {"grid": (0.96, 7.11)}, 0.01, 0.015),
    "three_nodes": (40000, {"grid": (1.3756, 12.12885)}, 0.01, 0.01),
    "two_nodes": (40000, {"grid": (0.19, 0.647)}, 0.02, 0.03),
    "store": (40000, {"grid": (0.2, 1.5542)}, 0.02, 0.02),
}


def adequacy(study, out, *words, samples):
    done = decawatt("adequacy", study, "--out", out, "--samples", samples, "--threads", THREADS, "--json", "--quiet", *words)
    assert done.returncode == DONE, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("system", SYSTEMS)
def test_published_systems_sampled(system, tmp_path):
    samples, places, hours_error, energy_error = SYSTEMS[system]
    summary = adequacy(STUDIES / system, tmp_path / "out", samples=samples)
    for place, (hours, energy) in places.items():
        found = summary["places"][place]
        for metric, exact, largest in (("lole_h", hours, hours_error), ("eue_mwh", energy, energy_error)):
            assert abs(found[metric]["mean"] - exact) <= 4 * found[metric]["error"], (metric, found[metric], exact)
            assert found[metric]["error"] <= largest * exact
    assert entries(tmp_path / "out") == ["adequacy.h5"]


@pytest.mark.parametrize("system,hours,days,energy", [("rts79", 9.394175489, 1.368862906, 1176.298397), ("rbts", 1.091560473, 0.146946121, 9.861350703),
                                                      ("one_node_a", 0.355, None, 1.59), ("one_node_b", 0.959999, None, 7.11)])
def test_published_systems_exact(system, hours, days, energy):
    done = decawatt("adequacy", STUDIES / system, "--method", "convolution", "--json")
    assert done.returncode == DONE, done.stderr
    (year,) = json.loads(done.stdout)["years"]
    published = 1e-6 if days else 1e-2          # of the small ones, three digits are published
    assert year["lole_h"] == pytest.approx(hours, rel=published)
    assert year["eue_mwh"] == pytest.approx(energy, rel=published)
    if days:
        assert year["lole_d_peak"] == pytest.approx(days, rel=1e-6)


def test_unserved_energy_is_relative_to_demand(tmp_path):
    """RTS-79 has a demand of 15,297.0747 GWh a year (published); a load level scales it."""
    found = adequacy(STUDIES / "rts79", tmp_path / "one", samples=500)["places"]["grid"]
    assert found["neue_ppm"] == pytest.approx(1e6 * found["eue_mwh"]["mean"] / 15_297_074.7, rel=1e-6)
    more = adequacy(STUDIES / "rts79", tmp_path / "more", "--set", "adequacy.load_levels=[[1.1, 1]]", samples=500)["places"]["grid"]
    assert more["neue_ppm"] == pytest.approx(1e6 * more["eue_mwh"]["mean"] / (1.1 * 15_297_074.7), rel=1e-6)


def test_uncertain_load_by_convolution():
    levels = [[1 + 0.02 * k, p] for k, p in zip(range(-3, 4), (.006, .061, .242, .382, .242, .061, .006))]
    done = decawatt("adequacy", STUDIES / "rts79", "--method", "convolution", "--json", "--set", f"adequacy.load_levels={json.dumps(levels)}")
    assert done.returncode == DONE, done.stderr
    (year,) = json.loads(done.stdout)["years"]
    assert year["lole_h"] == pytest.approx(10.019622, rel=1e-6)
    assert year["lole_d_peak"] == pytest.approx(1.451098, rel=1e-6)


def test_the_convolution_refuses_a_network():
    done = decawatt("adequacy", STUDIES / "three_nodes", "--method", "convolution")
    assert done.returncode == BAD_INPUT
    assert "lines" in done.stderr and "several regions" in done.stderr


@pytest.fixture(scope="module")
def minimal_plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("plan") / "plan.h5"
    run("minimal", path)
    return path


def test_a_plan_is_more_reliable_than_existing_plants(minimal_plan, tmp_path):
    summary = adequacy(SCENARIOS / "minimal", tmp_path / "with", "--plan", minimal_plan, "--set", "adequacy.weather_years=10", samples=60)
    alone = adequacy(SCENARIOS / "minimal", tmp_path / "without", "--set", "adequacy.weather_years=10", samples=60)
    assert summary["samples"] == alone["samples"] == 60 and summary["weather_years"] == 10
    assert summary["places"]["grid"]["eue_mwh"]["mean"] < alone["places"]["grid"]["eue_mwh"]["mean"]


def test_a_replay_repeats_the_sample(minimal_plan, tmp_path):
    words = ("--plan", minimal_plan, "--set", "adequacy.weather_years=5", "--set", "halls.hub/hall 1.it_mw=150", "--events", "all")
    summary = adequacy(SCENARIOS / "minimal", tmp_path / "out", *words, samples=40)
    worst = summary["worst_samples"][0]
    done = decawatt("adequacy", SCENARIOS / "minimal", "--out", tmp_path / "out", *words, "--replay", worst, "--quiet")
    assert done.returncode == DONE, done.stderr
    hours = xr.load_dataset(tmp_path / "out" / f"sample_{worst}.h5", engine="h5netcdf")
    file = tmp_path / "out" / "adequacy.h5"
    ranked = xr.load_dataset(file, engine="h5netcdf", group="worst_samples")
    years = hours.sizes["year"]
    assert ranked.unserved_mwh[0] > 0
    assert float(hours.lost_mw.sum()) / years == pytest.approx(float(ranked.unserved_mwh[0]), rel=1e-5)   # single precision
    events = xr.load_dataset(file, engine="h5netcdf", group="events").to_dataframe()
    places = xr.load_dataset(file, engine="h5netcdf", group="places")
    of_grid = events[(events["sample"] == worst) & (events.place == 0)]
    assert str(places.place_name[0].values) == "grid"
    assert len(of_grid) > 0
    assert of_grid.duration_h.sum() == int((hours.lost_mw > 0).sum())
    first = of_grid.iloc[0]
    lost = hours.lost_mw.sel(time=slice(first.begin, None))[: int(first.duration_h)]
    assert float(lost.sum()) == pytest.approx(first.unserved_mwh, rel=1e-5)
    np.testing.assert_allclose(hours.node_lost_mw.sum("node"), hours.lost_mw, rtol=1e-5, atol=1e-3)
    assert float((hours.node_lost_mw - hours.load_mw).max()) <= 1e-3
    assert float(hours.content_mwh.min()) >= 0
    plots = dict(os.environ, PYTHONPATH=str(pathlib.Path(__file__).parents[2] / "python_plots"))
    for name, stems in ((f"sample_{worst}.h5", ["worst_days"]), ("adequacy.h5", ["convergence", "events", "loss_by_month_and_hour"])):
        figures = tmp_path / name.removesuffix(".h5")
        drawn = subprocess.run([sys.executable, "-m", "decawatt_plots", tmp_path / "out" / name, "--out", figures], env=plots, capture_output=True, text=True,
                               check=False)
        assert drawn.returncode == DONE, drawn.stderr
        assert all((figures / f"{stem}.png").stat().st_size > 20_000 for stem in stems), entries(figures)


@pytest.mark.parametrize("of,kind", [("hub", "data_center"), ("south", "region")])
def test_results_for_one_place(of, kind, minimal_plan, tmp_path):
    words = ("--plan", minimal_plan, "--set", "adequacy.weather_years=5", "--of", of)
    worst = adequacy(SCENARIOS / "minimal", tmp_path, *words, samples=60)["worst_samples"][0]
    file = tmp_path / "adequacy.h5"
    horizon, path, ranked = (xr.load_dataset(file, engine="h5netcdf", group=name) for name in ("horizon", "convergence", "worst_samples"))
    assert float(path["mean"][-1]) == float(horizon[f"{kind}_eue_mwh"].sel({kind: of})) > 0
    assert decawatt("adequacy", SCENARIOS / "minimal", "--out", tmp_path, *words, "--replay", worst).returncode == DONE
    hours = xr.load_dataset(tmp_path / f"sample_{worst}.h5", engine="h5netcdf")
    lost = hours.data_center_lost_mw.sel(data_center=of) if kind == "data_center" else hours.node_lost_mw.sel(node=of)
    assert float(lost.sum()) / hours.sizes["year"] == pytest.approx(float(ranked.unserved_mwh[0]), rel=1e-5)


def test_a_unit_is_worth_less_than_its_capacity():
    """Of RTS-79: above zero, and significant."""
    done = decawatt("adequacy", STUDIES / "rts79", "--credit", "1 x 350 MW", "--samples", 1500, "--json", "--quiet")
    assert done.returncode == DONE, done.stderr
    credit = json.loads(done.stdout)
    assert credit["significant"]
    assert 0 < credit["efc"]["low"] < credit["efc"]["mw"] < credit["capacity_mw"]
    assert credit["eue_without_mwh"] > credit["eue_with_mwh"] > 0


def test_a_plan_of_fewer_years_is_refused(tmp_path):
    run("minimal", tmp_path / "plan.h5", "--years", "2028")
    done = decawatt("adequacy", SCENARIOS / "minimal", "--plan", tmp_path / "plan.h5", "--out", tmp_path / "out", "--set", "adequacy.weather_years=2")
    assert done.returncode == BAD_INPUT and "no year 2029" in done.stderr


def test_outages_may_change_after_the_plan(minimal_plan, tmp_path):
    """They are not part of a plan; more outages give a larger loss."""
    study = tmp_path / "study"
    shutil.copytree(SCENARIOS / "minimal", study)
    table = study / "outages.csv"
    words = ("--plan", minimal_plan, "--set", "adequacy.weather_years=5", "--of", "hub")
    before = adequacy(study, tmp_path / "before", *words, samples=60)
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines) + "unused,0,100,10\n", encoding="utf-8")
    after = adequacy(study, tmp_path / "after", *words, samples=60)
    assert after["places"] == before["places"]
    assert adequacy(study, tmp_path / "worse", *words, "--set", "adequacy.growth_sd_frac=0.2", samples=60)["places"]["grid"]["eue_mwh"]["mean"] > \
        before["places"]["grid"]["eue_mwh"]["mean"]


@pytest.mark.parametrize("words,told", [
    (("--samples", "10"), ("--out",)),
    (("--out", "x", "--part", "3/2"), ("--part", "3/2")),
    (("--out", "x", "--part", "2/3", "--samples", "100", "--batch", "50"), ("--part", "at most 2 parts")),
    (("--out", "x", "--part", "1/2", "--relative-error", "0.1"), ("--relative-error",)),
    (("--out", "x", "--events", "some"), ("--events", "worst:N")),
    (("--out", "x", "--credit", "C", "--replay", "3"), ("--credit", "one at a time")),
    (("--out", "x", "--replay", "3", "--part", "1/2"), ("--part",)),
    (("--credit", "C", "--samples", "1"), ("--samples", "2 at least")),
    (("--out", "x", "--credit", "nobody"), ("--credit", "nobody")),
    (("--out", "x", "--of", "nowhere"), ("--of", "nowhere")),
    (("--out", "x", "--plan", "no.h5"), ("no.h5",)),
])
def test_refusals(words, told, tmp_path):
    done = decawatt("adequacy", STUDIES / "three_nodes", *words, cwd=tmp_path)
    assert done.returncode == (RESOURCE if "no.h5" in words else BAD_INPUT)
    for word in told:
        assert word in done.stderr
    assert entries(tmp_path) == []
