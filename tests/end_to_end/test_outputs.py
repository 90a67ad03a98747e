"""Outputs that cannot be written, or are not regular files: an exit status for each, and results already written are kept."""
import os
import signal
import subprocess

import pytest
from conftest import BAD_INPUT, DONE, ENVIRONMENT, RESOURCE, SCENARIOS, command, decawatt, entries
from no_files import KINDS, LONGEST_S, put

MINIMAL = SCENARIOS / "minimal"
NOT_PRINTED = 6


def redirected(stdout, stderr, *words):
    line = " ".join(f"'{word}'" for word in command(*words))
    return subprocess.run(["bash", "-c", f"{line} >{stdout} 2>{stderr}"], capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=LONGEST_S)


@pytest.mark.parametrize("words", [["check", MINIMAL, "--quiet"], ["--help"], ["run", MINIMAL, "--export-mps", "{out}"]])
@pytest.mark.parametrize("stdout", ["/dev/full", "&-"])
def test_standard_output_that_cannot_be_written(tmp_path, stdout, words):
    words = [str(word).format(out=tmp_path / "out.mps") for word in words]
    done = redirected(stdout, tmp_path / "told", *words)
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert done.returncode == NOT_PRINTED and "standard output cannot be written: " in told, told
    if words[0] == "run":
        assert (tmp_path / "out.mps").read_text(encoding="utf-8").endswith("ENDATA\n")


@pytest.mark.parametrize("stderr", ["/dev/full", "&-"])
def test_a_closed_or_full_standard_error_has_no_effect(tmp_path, stderr):
    out = tmp_path / "out.mps"
    assert redirected(tmp_path / "printed", stderr, "run", MINIMAL, "--export-mps", out).returncode == DONE
    assert out.read_text(encoding="utf-8").endswith("ENDATA\n")
    assert redirected(tmp_path / "printed", stderr, "check", tmp_path / "absent").returncode == RESOURCE
    assert redirected("&-", "&-", "run", MINIMAL, "--export-mps", out).returncode == NOT_PRINTED


def test_a_closed_pipe_at_standard_output(tmp_path):
    """As with `| head`: the file is written, and the exit status is that of the run."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command("run", MINIMAL, "--export-mps", tmp_path / "out.mps"), stdout=writing, stderr=subprocess.PIPE, text=True,
                          env=ENVIRONMENT, check=False, timeout=LONGEST_S, preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
    os.close(writing)
    assert done.returncode == DONE and "standard output" not in done.stderr, done.stderr
    assert (tmp_path / "out.mps").read_text(encoding="utf-8").endswith("ENDATA\n")


@pytest.mark.parametrize("kind", ["nothing", "circle", "folder", "pipe", "device"])
def test_outputs_over_objects_that_are_not_regular_files(tmp_path, kind):
    put(tmp_path / "out", kind)
    for words in (["run", MINIMAL, "--out", tmp_path / "out"], ["run", MINIMAL, "--export-mps", tmp_path / "out"],
                  ["weather", "fit", MINIMAL / "climate.csv", "--out", tmp_path / "out"]):
        done = decawatt(*words, timeout=LONGEST_S)
        assert done.returncode == RESOURCE, (words, done.stderr)
        assert KINDS[kind] in done.stderr and "solving" not in done.stderr
    assert entries(tmp_path) == ["out"]


def test_a_result_may_not_be_the_file_of_standard_output(tmp_path):
    out = tmp_path / "out"
    with open(out, "w", encoding="utf-8") as file:
        done = subprocess.run(command("run", MINIMAL, "--out", "/dev/stdout"), stdout=file, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, check=False)
    assert done.returncode == BAD_INPUT and "which is standard output" in done.stderr
