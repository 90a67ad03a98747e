"""A Monte Carlo run that is killed a hundred times at any moment ends with the bits of an uninterrupted run."""
import random
import subprocess
import time

import pytest
from adequacy_runs import assert_only_result, end, result, start, words
from conftest import DONE
from sweep_folder import assert_same

KILLS = 100
MOST_STARTS = 1000


class Killer:
    """Starts a run in a folder again and again, always with --resume, and kills it after `moment()` seconds."""

    def __init__(self, folder, expected, moment, **options):
        self.folder, self.expected, self.moment, self.options = folder, expected, moment, options
        self.kills, self.ends, self.went_on = 0, 0, 0

    def place(self):
        return self.folder / str(self.ends)    # a complete run is kept: the next has its own folder

    def start_once(self):
        process = start(words(self.place(), "--resume", **self.options))
        try:
            told = process.communicate(timeout=self.moment())[1]
        except subprocess.TimeoutExpired:
            process.kill()
            told = process.communicate()[1]
        assert process.returncode in (DONE, -9), told
        # printed by LeakSanitizer if the process is killed while it searches for leaks
        lines = [line for line in told.splitlines() if "Unable to get registers from thread" not in line]
        assert len(lines) <= 1 and all("continues from the last checkpoint" in line or "from the first sample" in line for line in lines)
        self.went_on += any("continues from" in line for line in lines)
        if process.returncode == DONE:
            assert_only_result(self.place(), self.expected)
            self.ends += 1
        else:
            self.kills += 1
            if (self.place() / "adequacy.h5").exists():    # complete or absent
                assert_same(self.expected, self.place() / "adequacy.h5")

    def kill(self, times):
        for _ in range(MOST_STARTS):
            if self.kills == times:
                return
            self.start_once()
        raise AssertionError(f"only {self.kills} kills in {MOST_STARTS} starts")

    def finish(self):
        process = start(words(self.place(), "--resume", **self.options))
        told = end(process)
        assert process.returncode == DONE, told
        assert_only_result(self.place(), self.expected)


def lasts(folder, **options):
    """The result of a run without kills, and its duration in seconds."""
    begin = time.monotonic()
    path = result(folder, **options)
    return path, time.monotonic() - begin


@pytest.fixture(scope="module")
def short_s(tmp_path_factory):
    """A run of one batch: the time for start and end of the program."""
    return lasts(tmp_path_factory.mktemp("short") / "out", samples=20, batch=20)[1]


def test_killed_a_hundred_times(tmp_path, short_s):
    options = {"samples": 4000, "batch": 20}
    expected, whole_s = lasts(tmp_path / "whole", **options)
    sitting_s = (whole_s - short_s) / KILLS    # of sampling: half of it in the mean, so that the last kill finds work left
    moments = random.Random(7)
    killer = Killer(tmp_path, expected, lambda: moments.uniform(0.3 * short_s, short_s + sitting_s), **options)
    killer.kill(KILLS)
    killer.finish()
    assert killer.went_on > KILLS // 10        # from checkpoints, not from the beginning


def test_killed_from_the_first_moment_to_the_last_file(tmp_path, short_s):
    """A run of four batches, of which starting and writing the result are the larger part."""
    options = {"samples": 80, "batch": 20}
    expected, whole_s = lasts(tmp_path / "whole", **options)
    moments = random.Random(8)
    killer = Killer(tmp_path, expected, lambda: moments.uniform(0.0, 1.1 * whole_s), **options)
    killer.kill(40)
    killer.finish()
    assert killer.ends > 0 or killer.went_on > 0
