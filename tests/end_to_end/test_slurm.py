"""The batch scripts of scenarios/clusters on a Slurm cluster of one machine: warned, queued again, cancelled, resumed, with the bits of a plain run."""
import shutil
import tempfile

import pytest
from adequacy_runs import MPI, TINY, assert_only_result, result
from conftest import PROGRAM, SCENARIOS, entries
from slurm_cluster import Cluster, what_is_missing
from sweep_folder import assert_same

SCRIPTS = SCENARIOS / "clusters"
RUN = {"samples": 16000, "batch": 20}          # some seconds even in four parts: time enough for a signal
OPTIONS = ("--samples", RUN["samples"], "--batch", RUN["batch"], "--events", "all")
LONGEST_S = 240.0


@pytest.fixture(scope="module")
def cluster():
    missing = what_is_missing()
    if missing:
        print(f"skipped, no Slurm to test with: {missing}")
        pytest.skip(missing)
    folder = tempfile.mkdtemp(prefix="decawatt_slurm_", dir="/tmp")    # the path of a socket has a hundred letters at most
    try:
        # Ranks without cores of their own, on a machine that has fewer than the cluster believes
        with Cluster(folder, dict(MPI, DECAWATT=PROGRAM, OMPI_MCA_rmaps_base_oversubscribe="1")) as one:
            (one.folder / "logs").mkdir()
            yield one
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return result(tmp_path_factory.mktemp("whole") / "out", **RUN)


def log_of(cluster, name):
    (path,) = (cluster.folder / "logs").glob(f"*-{name}.log")
    return path.read_text()


def done(cluster, jobs):
    cluster.wait(f"the end of {jobs}", lambda: not cluster.queue(), LONGEST_S)
    for job in jobs:
        assert cluster.field(job, "JobState") == "COMPLETED", cluster.logs()


def test_an_array_of_parts_and_its_merge(cluster, whole):
    out = cluster.folder / "array"
    array = cluster.submit(SCRIPTS / "adequacy_array.sbatch", TINY, out, *OPTIONS, options=["--array=1-4", "--cpus-per-task=1"])
    merge = cluster.submit(SCRIPTS / "adequacy_merge.sbatch", out, options=[f"--dependency=afterok:{array}"])
    cluster.wait("checkpoints", lambda: (out / "part_2_of_4.checkpoint_a").exists())
    cluster.tell("scancel", "--signal=USR1", "--batch", f"{array}_2")          # as Slurm signals before the time limit
    done(cluster, [f"{array}_{i}" for i in (1, 2, 3, 4)] + [merge])
    assert cluster.field(f"{array}_2", "Restarts") == "1" and cluster.field(f"{array}_1", "Restarts") == "0"
    told = log_of(cluster, f"{array}_2")
    assert told.count("stopped after ") == 1 and "it goes on in the same task" in told and "continues from the last checkpoint" in told
    assert_same(whole, out / "adequacy.h5")
    assert not [name for name in entries(out) if "checkpoint" in name or "lock" in name or "partial" in name]
    before = (out / "part_3_of_4.part").stat().st_mtime_ns
    again = cluster.submit(SCRIPTS / "adequacy_array.sbatch", TINY, out, *OPTIONS, options=["--array=1-4", "--cpus-per-task=1"])
    done(cluster, [f"{again}_3"])
    assert (out / "part_3_of_4.part").stat().st_mtime_ns == before            # not written again


@pytest.mark.parametrize("launcher", ["srun --mpi=pmix", "mpirun"])
def test_two_ranks_warned_cancelled_and_resumed(cluster, whole, launcher):
    out = cluster.folder / launcher.split()[0]
    cluster.environment["LAUNCHER"] = launcher
    options = ["--nodes=1", "--ntasks=2", "--ntasks-per-node=2", "--cpus-per-task=1"]
    words = (SCRIPTS / "adequacy_mpi.sbatch", TINY, out, *OPTIONS)
    job = cluster.submit(*words, options=options)
    cluster.wait("a checkpoint", lambda: (out / "run.checkpoint_a").exists())
    cluster.tell("scancel", "--signal=USR1", "--batch", job)
    cluster.wait("a second run", lambda: "continues from the last checkpoint" in log_of(cluster, job) and "sampling" in log_of(cluster, job).split("continues from")[1],
                 LONGEST_S)
    assert log_of(cluster, job).count("stopped after ") == 1                  # of two ranks, not of two programs
    assert cluster.field(job, "Restarts") == "1"
    cluster.tell("scancel", job)
    cluster.wait("an empty queue", lambda: not cluster.queue())
    assert cluster.field(job, "JobState") == "CANCELLED"                      # and not back in the queue
    assert [name for name in entries(out) if name.endswith(".h5")] == []
    last = cluster.submit(*words, options=options)
    done(cluster, [last])
    assert "continues from the last checkpoint" in log_of(cluster, last)
    assert_only_result(out, whole)
