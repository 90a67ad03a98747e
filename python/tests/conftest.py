"""Fixtures: the minimal study, its plan by the package, and the same by the command."""
import os
import pathlib
import subprocess

import pytest

import decawatt

SCENARIOS = pathlib.Path(os.environ["DECAWATT_SCENARIOS"])
PROGRAM = os.environ["DECAWATT"]


@pytest.fixture(scope="session")
def minimal():
    return SCENARIOS / "minimal"


@pytest.fixture(scope="session")
def command():
    def call(*words):
        done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout
    return call


@pytest.fixture(scope="session")
def plan(minimal):
    """One year of the minimal study, in a temporary file of the plan's own."""
    return decawatt.run(minimal, years=2029, threads=2)


@pytest.fixture(scope="session")
def plan_of_command(minimal, command, tmp_path_factory):
    file = tmp_path_factory.mktemp("command") / "plan.h5"
    command("run", minimal, "--years", "2029", "--out", file, "--threads", "1", "--quiet")
    return file
