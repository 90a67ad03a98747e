"""The solver's log: on standard error, in the result file, and without an effect on the plan."""
import json

import numpy as np
import pytest
import xarray as xr
from conftest import SCENARIOS, decawatt

SHORT = ("--years", "2028:2029", "--set", "horizon.hours_per_year=240", "--threads", 2)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verbose")
    plain = decawatt("run", SCENARIOS / "minimal", "--out", folder / "plain.h5", *SHORT, "--quiet", "--json")
    told = decawatt("run", SCENARIOS / "minimal", "--out", folder / "told.h5", *SHORT, "--verbose", "--json")
    assert plain.returncode == told.returncode == 0, told.stderr
    return folder, plain, told


def table(path):
    return xr.load_dataset(path, engine="h5netcdf", group="solver_log")


def test_a_line_an_iteration(runs):
    folder, plain, told = runs
    lines = told.stderr.splitlines()
    log = table(folder / "told.h5")
    assert lines[0].split()[:3] == ["it", "primal", "objective"]
    assert len(lines) == 1 + log.sizes["line"]
    assert json.loads(told.stdout)["iterations"] <= log.iteration.values[-1]
    assert plain.stderr == ""
    assert log.iteration.values.tolist() == list(range(log.sizes["line"]))
    assert (log.gap.values[-1] < 1e-6) and (log.gap.values[0] > 1e-3)
    assert np.all((log.primal_step.values >= 0) & (log.primal_step.values <= 1))
    assert log.primal_pair.values[0] == ""
    assert all(" bound" in pair or "slack" in pair for pair in log.primal_pair.values[1:])
    assert any(" of 2029w1, " in pair for pair in log.primal_pair.values[1:])
    assert str(log.primal_pair.values[5]) in lines[6]


def test_the_plan_is_the_same_and_has_no_log_unless_asked(runs):
    folder = runs[0]
    with pytest.raises(Exception):
        table(folder / "plain.h5")
    for group in (None, "plan", "summary", "certificate"):
        plain, told = (xr.load_dataset(folder / name, engine="h5netcdf", group=group) for name in ("plain.h5", "told.h5"))
        assert plain.equals(told), group


def test_a_dispatch_names_its_solves(runs, tmp_path):
    folder = runs[0]
    done = decawatt("dispatch", SCENARIOS / "minimal", "--plan", folder / "plain.h5", "--out", tmp_path / "out.h5", *SHORT, "--verbose",
                    "--window", "120", "--step", "60")
    assert done.returncode == 0, done.stderr
    log = table(tmp_path / "out.h5")
    names = list(dict.fromkeys(log.solve.values))
    assert names == sorted(names)
    assert any("windows" in name for name in names) and any("windows" not in name for name in names)
    assert sum(line.startswith("  it ") for line in done.stderr.splitlines()) == int((log.iteration == 0).sum())
