"""Threads on a machine with other work: waiting threads sleep."""
import os
import resource
import subprocess

from conftest import DONE, SCENARIOS, command

STUDY = ("run", SCENARIOS / "minimal", "--quiet")


def processor_seconds(threads, out):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")}
    done = subprocess.run(command(*STUDY, "--threads", threads, "--out", out), capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == DONE, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_waiting_threads_cost_no_processor_time(tmp_path):
    """Spinning, two threads take 1.3 to 1.8 times the processor time of one where all processors have other work."""
    busy = [subprocess.Popen(["sh", "-c", "while :; do :; done"]) for _ in range(2 * os.cpu_count())]
    try:
        one = processor_seconds(1, tmp_path / "one.h5")
        two = processor_seconds(2, tmp_path / "two.h5")
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert two <= 1.2 * one  # other work in the caches costs both the same; a tenth between runs was seen


def wait_policies(environment, out):
    """The environment of a run while it runs."""
    running = subprocess.Popen(command(*STUDY, "--out", out), env=environment, stdout=subprocess.DEVNULL)
    found = set()
    while running.poll() is None:
        try:
            with open(f"/proc/{running.pid}/environ", "rb") as file:
                found.update(word for word in file.read().split(b"\0") if word.startswith(b"OMP_WAIT_POLICY="))
        except ProcessLookupError:  # it ended meanwhile
            break
    assert running.wait() == DONE
    return found


def test_a_setting_of_the_user_is_kept(tmp_path):
    plain = {name: value for name, value in os.environ.items() if name not in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT")}
    assert wait_policies(plain, tmp_path / "own.h5") == {b"OMP_WAIT_POLICY=passive"}
    assert wait_policies(dict(plain, OMP_WAIT_POLICY="active"), tmp_path / "active.h5") == {b"OMP_WAIT_POLICY=active"}
    assert wait_policies(dict(plain, GOMP_SPINCOUNT="1000"), tmp_path / "spins.h5") == set()
