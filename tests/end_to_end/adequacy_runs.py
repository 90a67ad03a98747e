"""Monte Carlo runs of tiny studies through the program, also under mpirun, and the files in their folders."""
import os
import pathlib
import shutil
import subprocess
import time

from conftest import DONE, ENVIRONMENT, SCENARIOS, command, entries
from sweep_folder import assert_same

STUDIES = SCENARIOS.parent / "tests" / "studies"
TINY = STUDIES / "three_nodes"                 # four hours: what a run of it takes is its checkpoints
LONGEST_S = 60.0                               # for what takes a second on a quiet machine
# Open MPI wants to be asked before it runs as root (containers), or with more ranks than processors.
MPI = dict(ENVIRONMENT, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMP_NUM_THREADS="1")


def words(out, *more, study=TINY, samples=400, batch=40, events="all", threads=1):
    """The command of a run; of options given twice the last applies."""
    return command("adequacy", study, "--out", out, "--samples", samples, "--batch", batch, "--events", events, "--threads", threads, "--quiet", *more)


def under_mpirun(ranks, line):
    assert shutil.which("mpirun"), "the program was built with MPI, but mpirun is not there"
    return ["mpirun", "--oversubscribe", "-n", str(ranks), *line] if ranks else line


def start(line, ranks=0, **options):
    return subprocess.Popen(under_mpirun(ranks, line) if ranks else line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=MPI, **options)


def end(process):
    """Standard error of a program that should end soon."""
    try:
        told = process.communicate(timeout=LONGEST_S)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return told


def run(line, status=DONE, ranks=0, **options):
    """A run that ends with this status: its standard error."""
    process = start(line, ranks, **options)
    told = end(process)
    assert process.returncode == status, (process.returncode, told)
    return told


def result(out, *more, **options):
    """The result file of a run that must succeed."""
    run(words(out, *more, **options))
    return pathlib.Path(out) / "adequacy.h5"


def wait_for(path, process):
    """Waits until the running program has written the file."""
    deadline = time.monotonic() + LONGEST_S
    while not pathlib.Path(path).exists():
        assert process.poll() is None and time.monotonic() < deadline, process.communicate()[1]
        time.sleep(0.005)


def assert_only_result(folder, expected):
    """The same bits, and no other file remains."""
    assert_same(expected, folder / "adequacy.h5")
    assert entries(folder) == ["adequacy.h5"]


def children(pid):
    """The processes that this one started and that still run, by /proc."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                state, parent = pathlib.Path("/proc", entry, "stat").read_text().rsplit(")", 1)[1].split()[:2]
            except OSError:
                continue                       # ended meanwhile
            if int(parent) == pid and state != "Z":
                found.append(int(entry))
    return found
