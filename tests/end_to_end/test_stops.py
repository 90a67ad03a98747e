"""Signals: the program ends where it is asked to, tells so, and what is on disk is whole or is not there."""
import signal
import subprocess

import pytest
from conftest import ENVIRONMENT, SCENARIOS, STOPPED, THREADS, assert_proven, command, entries, run

STUDY = ["--years", "2028"]
LONGEST_S = 60.0                               # for one iteration on a loaded machine


def start_until(phase, out):
    """The program at work, once it has told of `phase` on standard error."""
    words = command("run", SCENARIOS / "minimal", "--out", out, "--threads", THREADS, *STUDY)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    for line in process.stderr:
        if line.startswith(phase):
            return process
    raise AssertionError(f"ended before {phase}")


@pytest.mark.parametrize("phase", ["profiles", "solving"])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop(tmp_path, phase, asked):
    out = tmp_path / "out.h5"
    out.write_text("older")
    process = start_until(phase, out)
    process.send_signal(asked)
    printed, told = process.communicate(timeout=LONGEST_S)
    assert process.returncode == STOPPED, told
    assert "stopped" in told and "no result was written" in told
    assert printed == ""
    assert out.read_text() == "older"
    assert entries(tmp_path) == ["out.h5"]


@pytest.mark.parametrize("phase", ["solving", "write"])
def test_killed_and_run_again(tmp_path, phase):
    out = tmp_path / "out.h5"
    process = start_until(phase, out)
    process.kill()
    process.communicate(timeout=LONGEST_S)
    assert process.returncode == -signal.SIGKILL       # that it had not ended before
    left = entries(tmp_path)
    assert len(left) <= 1 and all(name.startswith("out.h5.") and name.endswith(".partial") for name in left)
    assert run("minimal", out, *STUDY)["status"] == "optimal"
    assert entries(tmp_path) == ["out.h5"]
    assert_proven(out)
