"""Runs the program that DECAWATT names on the studies of DECAWATT_SCENARIOS, and reads what it wrote."""
import json
import os
import pathlib
import subprocess

import check_results
import pytest
import xarray as xr

PROGRAM = os.environ["DECAWATT"]
SCENARIOS = pathlib.Path(os.environ["DECAWATT_SCENARIOS"])
GROUPS = ("capacity", "summary", "costs", "targets", "plan", "weather", "certificate", "provenance")
THREADS = 2
ENVIRONMENT = dict(os.environ)
DONE, BAD_INPUT, NOT_SOLVED, RESOURCE, STOPPED = 0, 2, 3, 4, 5


def command(*words):
    return [PROGRAM, *map(str, words)]


def decawatt(*words, **options):
    return subprocess.run(command(*words), capture_output=True, text=True, env=ENVIRONMENT, check=False, **options)


def run(study, out, *words, threads=THREADS):
    """A run that must succeed: its summary."""
    done = decawatt("run", SCENARIOS / study, "--out", out, "--threads", threads, "--json", "--quiet", *words)
    assert done.returncode == DONE, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def groups(path):
    """The root and every group of a result file, loaded, by name."""
    loaded = {"": xr.load_dataset(path, engine="h5netcdf")}
    return loaded | {name: xr.load_dataset(path, engine="h5netcdf", group=name) for name in GROUPS}


def assert_proven(path):
    results = check_results.Results(path, check_results.ABSOLUTE_MW, check_results.RELATIVE)
    assert check_results.prove(results) == []
    assert len(results.done) > 40              # as many kinds of check as there are in it, none skipped
    return results


def entries(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="session")
def minimal(tmp_path_factory):
    """The minimal study, once for all tests: (file, summary)."""
    path = tmp_path_factory.mktemp("minimal") / "results.h5"
    return path, run("minimal", path)


@pytest.fixture(scope="session")
def year(tmp_path_factory):
    """Weather year 3 of the minimal study on 2028, a leap year."""
    path = tmp_path_factory.mktemp("weather") / "year.nc"
    done = decawatt("weather", "generate", SCENARIOS / "minimal", "--years", "3", "--out", path, "--quiet", "--json")
    assert done.returncode == DONE, done.stderr
    made = json.loads(done.stdout)
    assert (made["calendar_year"], made["sites"], made["years"]) == (2028, ["north", "south"], [3])
    assert entries(path.parent) == ["year.nc"]
    return path
