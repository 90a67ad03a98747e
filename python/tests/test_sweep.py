"""Sweeps from Python."""
import os
import signal
import threading

import pytest

import decawatt
from same_bits import differences

CASES = """study = "{study}"
years = "2029"

[[case]]
name = "one"

[[case]]
name = "two"
set = {{ "data_centers.hub.it_scale" = 1.2 }}
"""


@pytest.fixture
def sweep_file(minimal, tmp_path):
    file = tmp_path / "cases.toml"
    file.write_text(CASES.format(study=minimal))
    return file


def test_cases_have_the_bits_of_single_runs(sweep_file, plan, tmp_path):
    found = decawatt.sweep(sweep_file, tmp_path / "out", allow_outside=True)
    assert list(found.cases.case) == ["one", "two"] and set(found.cases.status) == {"optimal"}
    assert differences(found.plan("one").file, plan.file) == []
    table = found.compare()
    assert len(table) == 2 and (tmp_path / "out" / "compare.h5").is_file()
    again = decawatt.sweep(sweep_file, tmp_path / "out", allow_outside=True)
    assert again.cases.kept.all()


def test_faults_of_cases(sweep_file, tmp_path):
    sweep_file.write_text(sweep_file.read_text().replace("hub.it_scale", "hubb.it_scale"))
    with pytest.raises(decawatt.InputError, match="hubb"):
        decawatt.sweep(sweep_file, tmp_path / "out", allow_outside=True)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("*.h5"))


def test_control_c_keeps_what_is_finished(sweep_file, tmp_path):
    """Cases run on threads of the library; the signal reaches them all the same."""
    started = threading.Event()

    def interrupt():
        started.wait(60)
        os.kill(os.getpid(), signal.SIGINT)

    def report(phase, done, detail):
        if "solv" in detail:
            started.set()
    helper = threading.Thread(target=interrupt)
    helper.start()
    with pytest.raises(KeyboardInterrupt):
        decawatt.sweep(sweep_file, tmp_path / "out", allow_outside=True, at_once=1, progress=report)
    helper.join()
    found = decawatt.sweep(sweep_file, tmp_path / "out", allow_outside=True)
    assert set(found.cases.status) == {"optimal"}
