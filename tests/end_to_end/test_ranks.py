"""Under mpirun: chains spread over ranks give the bits of one process, and a fault is reported once."""
import os
import shutil
import subprocess

import conftest
import numpy as np

# Open MPI wants to be asked before it runs as root (containers), or with more ranks than processors.
ENVIRONMENT = dict(conftest.ENVIRONMENT, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMP_NUM_THREADS="1")


def ranks(count, *words):
    assert shutil.which("mpirun"), "the program was built with MPI, but mpirun is not there"
    return subprocess.run(["mpirun", "--oversubscribe", "-n", str(count), *conftest.command(*words)], capture_output=True, text=True,
                          env=ENVIRONMENT, check=False, timeout=240)


def dispatch(path):
    """Everything computed: all series, capacities and certificates, without durations."""
    return {f"{group}/{name}": variable.values for group, data in conftest.groups(path).items() if group != "provenance"
            for name, variable in data.variables.items() if variable.dtype.kind == "f"}


def test_ranks_give_the_same_bits(tmp_path):
    alone = tmp_path / "one.h5"
    words = ("--threads", "1", "--quiet")  # both years of the study: two chains
    done = conftest.decawatt("run", conftest.SCENARIOS / "minimal", "--out", alone, *words)
    assert done.returncode == conftest.DONE, done.stderr
    expected = dispatch(alone)
    for count in (2, 3):
        path = tmp_path / f"{count}.h5"
        done = ranks(count, "run", conftest.SCENARIOS / "minimal", "--out", path, *words)
        assert done.returncode == conftest.DONE, done.stderr
        found = dispatch(path)
        assert found.keys() == expected.keys()
        for name, values in expected.items():
            assert np.array_equal(found[name], values, equal_nan=True), (count, name)


def test_a_fault_is_reported_once_and_ends_all_ranks(tmp_path):
    done = ranks(2, "run", conftest.SCENARIOS / "minimal", "--out", tmp_path / "no.h5", "--set", "study.discount_rate=-3")
    assert done.returncode == conftest.BAD_INPUT, done.stderr
    assert done.stderr.count("1 fault in the input") == 1
    assert conftest.entries(tmp_path) == []


def test_an_unwritable_path_ends_all_ranks(tmp_path):
    done = ranks(2, "run", conftest.SCENARIOS / "minimal", "--out", tmp_path / "absent" / "no.h5")
    assert done.returncode == conftest.RESOURCE, done.stderr
    assert done.stderr.count("absent") >= 1
    assert os.listdir(tmp_path) == []
