"""The program `decawatt_plots.report`: messages for files that hold no report, and stops."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import pytest
import report_files
import synthetic


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return report_files.write(tmp_path_factory.mktemp("report") / "plan.h5")


def ended(*words):
    return subprocess.run([sys.executable, "-m", "decawatt_plots.report", *map(str, words)],
                          capture_output=True, text=True)


def test_files_without_a_report_end_with_a_message_that_names_them(file, tmp_path):
    (tmp_path / "text.h5").write_text("no HDF5", encoding="utf-8")
    (tmp_path / "cut.h5").write_bytes(file.read_bytes()[:9000])
    plain = synthetic.write(tmp_path / "plain.h5")                 # no group of costs
    cases = (((tmp_path / "text.h5", tmp_path / "absent.h5"),
              ("text.h5: is not an HDF5 file", "absent.h5: no such file")),
             ((tmp_path / "cut.h5",), ("cut.h5: is damaged",)),
             ((plain,), ("plain.h5: no /costs in the file",)),
             ((tmp_path,), ("is a folder",)))
    for words, told in cases:
        done = ended(*words, "--out", tmp_path / "x.html")
        assert done.returncode == 4, done.stderr
        assert all(text in done.stderr for text in told), done.stderr
        assert "Traceback" not in done.stderr, done.stderr
    os.mkfifo(tmp_path / "pipe")
    for words in ((tmp_path / "pipe",), (file, "--sources", tmp_path / "pipe"),
                  (file, "--sources", tmp_path / "none.md")):
        done = ended(*words, "--out", tmp_path / "x.html")
        assert done.returncode == 4
        assert str(words[-1]) in done.stderr
        assert "Traceback" not in done.stderr
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "plants.csv").write_text("name\n", encoding="utf-8")
    for out, message, status in ((file, "ends in .html", 2),
                                 (tmp_path / "plants.csv", "ends in .html", 2),
                                 (tmp_path / "folder.html", "is a folder", 4),
                                 (tmp_path / "no" / "x.html", "no such folder", 4)):
        done = ended(file, "--out", out)
        assert done.returncode == status and message in done.stderr
    page = tmp_path / "page.html"
    page.write_bytes(file.read_bytes())
    done = ended(page, "--out", page)
    assert done.returncode == 2 and "is an input" in done.stderr
    done = ended(file, "--out", tmp_path / "a.html", "--xlsx", tmp_path / "a.html")
    assert done.returncode == 2 and "name two files" in done.stderr
    assert not list(tmp_path.glob("x.html*"))


def handles_sigterm(process):
    caught = re.search(r"^SigCgt:\s*(\w+)",
                       pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii"),
                       re.MULTILINE)
    return caught is not None and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1


def test_a_stopped_report_leaves_nothing(file, tmp_path):
    words = [sys.executable, "-m", "decawatt_plots.report", str(file), "--out",
             str(tmp_path / "x.html")]
    running = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    children, until = [], time.monotonic() + 60
    while not children and running.poll() is None and time.monotonic() < until:
        # what runs before are imports, which start programs of their own
        if handles_sigterm(running.pid):
            listed = pathlib.Path(f"/proc/{running.pid}/task/{running.pid}/children")
            children = listed.read_text(encoding="ascii").split()
        time.sleep(0.02)
    running.send_signal(signal.SIGTERM)
    told = running.communicate()[1]
    assert running.returncode == 5 and "stopped" in told and "Traceback" not in told, told
    assert not list(tmp_path.iterdir())
    assert not any(pathlib.Path(f"/proc/{child}").exists() for child in children)
