"""A sampling run that is killed again and again, at any moment, ends with the bytes of one that never was; a full disk is one message."""
import os
import pathlib
import random
import resource
import signal
import subprocess
import time

PROGRAM = os.environ["SAMPLE_ADEQUACY"]
SAMPLES = "2000"


def start(folder, **options):
    return subprocess.Popen([PROGRAM, str(folder), SAMPLES], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def result(folder):
    return {name: (pathlib.Path(folder) / name).read_bytes() for name in ("run.part", "run.events")}


def test_killed_at_any_moment(tmp_path):
    begin = time.monotonic()
    done = start(tmp_path / "whole")
    assert done.communicate()[0] == "from 0\n" and done.returncode == 0
    whole, lasts = result(tmp_path / "whole"), time.monotonic() - begin
    moments, starts = random.Random(7), []
    for _ in range(60):                        # each try gets about a third of the way, so that kills fall anywhere
        process = start(tmp_path / "killed")
        try:
            out, err = process.communicate(timeout=moments.uniform(0.05, 0.35) * lasts)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            out, err = process.communicate()
        assert err == ""
        starts += [int(line.split()[1]) for line in out.splitlines()]
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
    assert process.returncode == 0
    assert max(starts) > 0                     # it did go on from a checkpoint, not from nothing
    assert result(tmp_path / "killed") == whole


def test_a_full_disk_is_told_and_the_run_goes_on_later(tmp_path):
    done = start(tmp_path / "whole")
    done.communicate()
    most = len(result(tmp_path / "whole")["run.events"]) // 2
    limit = lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))   # noqa: E731
    full = start(tmp_path / "full", preexec_fn=limit)
    _, err = full.communicate()
    assert full.returncode == 1 and "run." in err and "File too large" in err and err.count("\n") == 1
    assert not list((tmp_path / "full").glob("*.partial"))
    again = start(tmp_path / "full")
    out, err = again.communicate()
    assert again.returncode == 0 and err == "" and int(out.split()[1]) > 0
    assert result(tmp_path / "full") == result(tmp_path / "whole")
