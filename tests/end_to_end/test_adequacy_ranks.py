"""Monte Carlo runs under mpirun: the bits of one process, stops that keep the samples, and failures that end all ranks."""
import os
import resource
import signal
import time

import pytest
from adequacy_runs import LONGEST_S, assert_only_result, children, end, result, run, start, wait_for, words
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, STOPPED, decawatt, entries
from sweep_folder import assert_same, hashes

LONG = {"samples": 2000, "batch": 20}
TOLD_ONCE = "decawatt: "                       # prefix of messages of the program; mpirun adds its own messages


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return result(tmp_path_factory.mktemp("whole") / "out")


@pytest.fixture(scope="module")
def whole_long(tmp_path_factory):
    return result(tmp_path_factory.mktemp("long") / "out", **LONG)


@pytest.mark.parametrize("ranks", [1, 2, 3])
def test_any_number_of_ranks_gives_the_same_bits(tmp_path, whole, ranks):
    assert run(words(tmp_path), ranks=ranks) == ""
    assert_only_result(tmp_path, whole)


def test_ranks_with_threads_and_a_library_of_weather(tmp_path):
    options = {"study": SCENARIOS / "minimal", "samples": 160}
    expected = result(tmp_path / "whole", **options)
    run(words(tmp_path / "ranks", threads=2, **options), ranks=2)
    assert_only_result(tmp_path / "ranks", expected)


def test_a_relative_error_is_reached_after_the_same_samples(tmp_path):
    more = ("--relative-error", 0.05)
    expected = result(tmp_path / "whole", *more, **LONG)
    run(words(tmp_path / "ranks", *more, **LONG), ranks=2)
    assert_only_result(tmp_path / "ranks", expected)


def test_more_ranks_than_blocks_of_samples(tmp_path):
    """A batch of 20 samples is one block of work: two ranks of three have none."""
    expected = result(tmp_path / "whole", samples=70, batch=20)
    run(words(tmp_path / "ranks", samples=70, batch=20), ranks=3)
    assert_only_result(tmp_path / "ranks", expected)


def test_parts_of_ranks_give_the_result_of_one_run(tmp_path, whole):
    for i in (1, 2, 3, 4):
        run(words(tmp_path, "--part", f"{i}/4"), ranks=2 if i % 2 else 0)
    assert "exists: nothing to do" in run(words(tmp_path, "--part", "2/4", "--resume"), ranks=2)
    assert decawatt("merge", tmp_path, "--quiet").returncode == DONE
    assert_same(whole, tmp_path / "adequacy.h5")


def test_a_warning_of_the_scheduler_reaches_all_ranks(tmp_path, whole_long):
    """mpirun passes SIGUSR1 on; the run can be resumed with any number of ranks."""
    process = start(words(tmp_path, **LONG), 2)
    wait_for(tmp_path / "run.checkpoint_a", process)
    process.send_signal(signal.SIGUSR1)
    told = end(process)
    assert process.returncode == STOPPED, told
    assert told.count("stopped after ") == 1 and "the same command with --resume continues" in told
    assert "continues from the last checkpoint" in run(words(tmp_path, "--resume", **LONG), ranks=3)
    assert_only_result(tmp_path, whole_long)


def test_a_signal_to_one_rank_stops_all_ranks(tmp_path, whole_long):
    process = start(words(tmp_path, **LONG), 2)
    wait_for(tmp_path / "run.checkpoint_a", process)
    os.kill(children(process.pid)[-1], signal.SIGTERM)
    told = end(process)
    assert process.returncode == STOPPED and told.count("stopped after ") == 1, told
    run(words(tmp_path, "--resume", **LONG))
    assert_only_result(tmp_path, whole_long)


@pytest.mark.parametrize("rank", [0, 1])
def test_a_killed_rank_ends_all_ranks_and_the_run_can_be_resumed(tmp_path, whole_long, rank):
    process = start(words(tmp_path, **LONG), 2)
    wait_for(tmp_path / "run.checkpoint_a", process)
    ranks = sorted(children(process.pid))
    assert len(ranks) == 2
    os.kill(ranks[rank], signal.SIGKILL)
    told = end(process)
    assert process.returncode not in (DONE, STOPPED), told
    deadline = time.monotonic() + LONGEST_S
    while any(os.path.exists(f"/proc/{pid}") for pid in ranks):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "adequacy.h5" not in entries(tmp_path)
    run(words(tmp_path, "--resume", **LONG), ranks=2)
    assert_only_result(tmp_path, whole_long)


def test_sigterm_to_the_launcher_keeps_checkpoints(tmp_path, whole_long):
    """mpirun kills its ranks some seconds after SIGTERM, with its own exit status: they may or may not stop in time."""
    process = start(words(tmp_path, **LONG), 2)
    wait_for(tmp_path / "run.checkpoint_a", process)
    process.send_signal(signal.SIGTERM)
    end(process)
    assert process.returncode != DONE
    run(words(tmp_path, "--resume", **LONG), ranks=2)
    assert_only_result(tmp_path, whole_long)


def test_refusals_are_reported_once_and_end_all_ranks(tmp_path):
    out = tmp_path / "out"
    process = start(words(out, **LONG), 2)
    wait_for(out / "run.checkpoint_a", process)
    at_work = children(process.pid)
    for rank in at_work:
        os.kill(rank, signal.SIGSTOP)          # so that it does not end meanwhile
    assert run(words(out, **LONG), RESOURCE, ranks=2).count("another run is using these files") == 1
    for rank in at_work:
        os.kill(rank, signal.SIGCONT)
    process.send_signal(signal.SIGUSR1)
    end(process)
    before = hashes(out)
    assert run(words(out, **LONG), BAD_INPUT, ranks=2).count("one of an unfinished run") == 1
    assert run(words(out, "--resume", "--seed", 8, **LONG), BAD_INPUT, ranks=2).count("seed: found 1, expected 8") == 1
    assert run(words(out, "--part", "1/500", **LONG), BAD_INPUT, ranks=2).count("at most 100 parts") == 1
    assert hashes(out) == before
    (tmp_path / "file").write_text("kept")
    assert run(words(tmp_path / "file" / "out"), RESOURCE, ranks=2).count(TOLD_ONCE) == 1


def test_a_full_disk_ends_all_ranks_with_one_message(tmp_path, whole_long):
    """The ranks may not make files any longer than they are, from some moment on: mpirun and its own files may."""
    process = start(words(tmp_path, **LONG), 2)
    wait_for(tmp_path / "run.checkpoint_a", process)
    for rank in children(process.pid):
        resource.prlimit(rank, resource.RLIMIT_FSIZE, (20_000, 20_000))
    told = end(process)
    assert process.returncode == RESOURCE, told
    assert told.count(TOLD_ONCE) == 1 and "File too large" in told
    assert sorted(entries(tmp_path)) == ["run.checkpoint_a", "run.checkpoint_b", "run.events"]
    run(words(tmp_path, "--resume", **LONG), ranks=2)
    assert_only_result(tmp_path, whole_long)
