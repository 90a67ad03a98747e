"""Signals: the program stops with a message, and files are complete or absent."""
import os
import pathlib
import shutil
import signal
import subprocess
import time

import numpy as np
import pytest
import xarray as xr
from conftest import DONE, ENVIRONMENT, SCENARIOS, STOPPED, THREADS, assert_proven, command, decawatt, entries, run

STUDY = ["--years", "2028"]
LONGEST_S = 60.0                               # for one iteration on a loaded machine
ANSWER_S = 1.5                                 # until the end after a signal: a second, and a margin for a loaded machine
ATTEMPTS = 3                                   # one of which must stop in time: the machine may be busy in the others
SITES = 400                                    # of a weather file that takes seconds to read
RTS79 = SCENARIOS.parent / "tests" / "studies" / "rts79"


def start_until(phase, out):
    """The running program, once it has printed `phase` on standard error."""
    words = command("run", SCENARIOS / "minimal", "--out", out, "--threads", THREADS, *STUDY)
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    for line in process.stderr:
        if line.startswith(phase):
            return process
    raise AssertionError(f"ended before {phase}")


@pytest.mark.parametrize("phase", ["profiles", "solving"])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_a_signal(tmp_path, phase, asked):
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
    assert process.returncode == -signal.SIGKILL       # it had not ended before
    left = entries(tmp_path)
    assert len(left) <= 1 and all(name.startswith("out.h5.") and name.endswith(".partial") for name in left)
    assert run("minimal", out, *STUDY)["status"] == "optimal"
    assert entries(tmp_path) == ["out.h5"]
    assert_proven(out)


def catches_signals(process):
    """Whether the program has its handlers (proc(5): SigCgt, a mask of signals)."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    mask = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt"))
    return mask & 1 << (signal.SIGALRM - 1) and mask & 1 << (signal.SIGTERM - 1)


def answer(line, asked, busy_s, phase):
    """Starts the program, waits until it works and sends the signal: the seconds until it ends with a message."""
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    try:
        while process.poll() is None and not catches_signals(process):
            time.sleep(0.005)
        if phase:
            assert any(text.startswith(phase) for text in process.stderr), f"ended before {phase}"
        time.sleep(busy_s)
        assert process.poll() is None, process.communicate()
        begin = time.monotonic()
        process.send_signal(asked)
        _, told = process.communicate(timeout=LONGEST_S)
        answer_s = time.monotonic() - begin
    finally:
        process.kill()
    assert process.returncode == STOPPED, told
    assert "stopped" in told
    return answer_s


def assert_answers(line, asked, busy_s=0.3, phase=None):
    taken_s = []
    while not taken_s or (min(taken_s) >= ANSWER_S and len(taken_s) < ATTEMPTS):
        taken_s.append(answer(line, asked, busy_s, phase))
    assert min(taken_s) < ANSWER_S, taken_s


SIGNALS = pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])


@SIGNALS
@pytest.mark.parametrize("phase", ["profiles", "solving"])
def test_a_large_sizing_stops_in_time(tmp_path, asked, phase):
    """The decade of the Korean study: an iteration takes a second or more on a loaded machine."""
    line = command("run", SCENARIOS / "korea_hub", "--out", tmp_path / "out.h5", "--threads", THREADS)
    assert_answers(line, asked, phase=phase)
    assert entries(tmp_path) == []


@pytest.mark.parametrize("delay_s", [0.2, 0.6, 1.0, 1.4, 1.8])
def test_a_large_program_stops_in_time_while_it_is_built_and_written(tmp_path, delay_s):
    line = command("run", SCENARIOS / "korea_hub", "--export-mps", tmp_path / "out.mps", "--threads", THREADS, "--quiet")
    assert_answers(line, signal.SIGTERM, busy_s=delay_s)
    assert entries(tmp_path) == []


def hourly_study(folder):
    """The IEEE RTS-79 with units that fail and change from hour to hour: a table of states for each hour."""
    study = shutil.copytree(RTS79, folder / "study")
    names = [line.split(",")[0] for line in (study / "plants.csv").read_text(encoding="utf-8").splitlines()[1:]]
    times = [line.split(",")[0] for line in (study / "load.csv").read_text(encoding="utf-8").splitlines()[1:]]
    rows = [f"{time_},{0.5 + 0.01 * (k % 50):.2f}" for k, time_ in enumerate(times)]
    (study / "available.csv").write_text("utc,frac\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with (study / "hourly.csv").open("a", encoding="utf-8") as table:
        table.writelines(f"available_frac,{name},available.csv,frac\n" for name in names)
    return study


@SIGNALS
@pytest.mark.parametrize("way", [["--method", "convolution"], ["--credit", "6 x 50 MW", "--samples", 100000],
                                 ["--samples", 1000000, "--batch", 100000]])
def test_adequacy_stops_in_time(tmp_path, asked, way):
    study = hourly_study(tmp_path)
    assert_answers(command("adequacy", study, "--out", tmp_path / "out", "--threads", THREADS, "--quiet", *way), asked, busy_s=1.0)
    assert not (tmp_path / "out").exists() or entries(tmp_path / "out") == []


@SIGNALS
def test_the_weather_library_stops_in_time(tmp_path, asked):
    line = command("adequacy", SCENARIOS / "korea_hub", "--out", tmp_path / "out", "--threads", THREADS)
    assert_answers(line, asked, phase="weather library")
    assert entries(tmp_path / "out") == []


@SIGNALS
def test_generated_weather_stops_in_time_and_keeps_complete_years(tmp_path, asked):
    line = command("weather", "generate", SCENARIOS / "korea_hub", "--years", "1:500", "--out", tmp_path / "years", "--threads", THREADS)
    assert_answers(line, asked, phase="weather")
    assert all(name.endswith(".nc") for name in entries(tmp_path / "years"))
    assert decawatt("weather", "describe", tmp_path / "years" / entries(tmp_path / "years")[0]).returncode == DONE


def test_a_merge_that_waits_for_a_pipe_stops_in_time(tmp_path):
    """A pipe without a writer: a read that never returns."""
    folder = tmp_path / "folder"
    folder.mkdir()
    os.mkfifo(folder / "part_1_of_1.part")
    assert_answers(command("merge", folder), signal.SIGTERM)
    assert entries(folder) == ["part_1_of_1.part"] and entries(tmp_path) == ["folder"]


@pytest.fixture(scope="module")
def many_sites(tmp_path_factory):
    """A common weather file of as many sites as take seconds to read."""
    folder = tmp_path_factory.mktemp("sites")
    assert decawatt("weather", "generate", SCENARIOS / "minimal", "--years", "1", "--out", folder / "year.nc", "--quiet").returncode == DONE
    with xr.open_dataset(folder / "year.nc", engine="h5netcdf", decode_times=False) as year:
        sites = year.isel(site=[0] * SITES).load()
    sites["site"] = [f"site {k}" for k in range(SITES)]
    sites["latitude_deg"].values[:] += 0.01 * np.arange(SITES)
    sites.to_netcdf(folder / "sites.nc", engine="h5netcdf")
    return folder / "sites.nc"


@pytest.mark.parametrize("name", ["describe", "convert", "fit"])
def test_reading_of_large_weather_files_stops_in_time(tmp_path, many_sites, name):
    out = [] if name == "describe" else ["--out", tmp_path / "out"]
    assert_answers(command("weather", name, many_sites, *out), signal.SIGTERM, busy_s=0.05)
    assert entries(tmp_path) == []


@SIGNALS
def test_a_check_and_a_dispatch_stop_in_time(tmp_path, asked):
    run("minimal", tmp_path / "plan.h5", *STUDY)
    assert_answers(command("check", SCENARIOS / "korea_hub"), asked)
    line = command("dispatch", SCENARIOS / "minimal", *STUDY, "--plan", tmp_path / "plan.h5", "--out", tmp_path / "out.h5",
                   "--threads", THREADS)
    assert_answers(line, asked, busy_s=0.0, phase="operate")
    assert entries(tmp_path) == ["plan.h5"]
