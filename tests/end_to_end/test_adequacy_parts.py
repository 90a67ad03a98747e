"""Monte Carlo runs on one machine: the same bits for any threads, parts, stops and continuations; refusals and their messages."""
import resource
import signal
import struct

import pytest
from adequacy_runs import STUDIES, assert_only_result, end, result, run, start, wait_for, words
from conftest import BAD_INPUT, DONE, RESOURCE, SCENARIOS, STOPPED, command, decawatt, entries
from sweep_folder import assert_same, hashes

LONG = {"samples": 4000, "batch": 20}          # seconds: time enough for a signal
STOPS = [signal.SIGTERM, signal.SIGUSR1, signal.SIGINT]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The tiny study in one run."""
    return result(tmp_path_factory.mktemp("whole") / "out")


@pytest.fixture(scope="module")
def whole_long(tmp_path_factory):
    return result(tmp_path_factory.mktemp("long") / "out", **LONG)


def parts(out, of, *more, **options):
    for i in range(1, of + 1):
        run(words(out, "--part", f"{i}/{of}", *more, **options))


def merge(out):
    return decawatt("merge", out, "--quiet")


@pytest.mark.parametrize("study", [STUDIES / "store", SCENARIOS / "minimal"])
@pytest.mark.parametrize("more", [(), ("--relative-error", 0.12, "--metric", "eue")])
def test_any_number_of_threads_gives_the_same_bits(tmp_path, study, more):
    options = {"study": study, "samples": 160, "events": "worst:50" if more else "all"}
    expected = result(tmp_path / "1", *more, **options)
    for threads in (2, 3):
        result(tmp_path / str(threads), *more, threads=threads, **options)
        assert_only_result(tmp_path / str(threads), expected)


@pytest.mark.parametrize("events", ["all", "worst:30"])
def test_four_parts_give_the_result_of_one_run(tmp_path, events):
    expected = result(tmp_path / "whole", events=events)
    parts(tmp_path / "parts", 4, events=events)
    before = hashes(tmp_path / "parts")
    assert merge(tmp_path / "parts").returncode == DONE
    assert_same(expected, tmp_path / "parts" / "adequacy.h5")
    assert {name: (tmp_path / "parts" / name).read_bytes() for name in before} == {name: data for name, (_, data) in before.items()}
    assert len(before) == (8 if events == "all" else 4)


def test_an_existing_part_is_kept(tmp_path):
    line = words(tmp_path, "--part", "2/4", "--resume")
    assert "no checkpoint" in run(line)
    before = hashes(tmp_path)
    assert "part_2_of_4.part exists: nothing to do" in run(line)
    assert hashes(tmp_path) == before
    told = run(words(tmp_path, "--part", "2/4", "--resume", "--seed", 8), BAD_INPUT)
    assert "part_2_of_4.part: seed: found 1, expected 8" in told and hashes(tmp_path) == before


@pytest.mark.parametrize("part, message", [("0/4", "I/N with I from 1 to N"), ("5/4", "I/N"), ("x", "I/N"), ("1/11", "at most 10 parts")])
def test_invalid_numbers_of_parts(tmp_path, part, message):
    assert message in run(words(tmp_path / "out", "--part", part), BAD_INPUT)
    assert entries(tmp_path) == []


def test_a_part_has_no_target_for_the_relative_error(tmp_path):
    assert "--relative-error" in run(words(tmp_path / "out", "--part", "1/2", "--relative-error", "0.1"), BAD_INPUT)


def test_parts_of_different_runs_are_refused_by_name(tmp_path):
    out = tmp_path / "out"
    parts(out, 4)
    (out / "part_3_of_4.part").rename(tmp_path / "third")
    done = merge(out)
    assert done.returncode == BAD_INPUT and "found no part 3 of 4, expected part_3_of_4.part" in done.stderr
    (out / "part_3_of_4.part").write_bytes((out / "part_2_of_4.part").read_bytes())
    done = merge(out)
    assert done.returncode == BAD_INPUT and "found 2/4, which " in done.stderr and "found no part 3 of 4" in done.stderr
    (out / "part_3_of_4.part").unlink()
    run(words(out, "--part", "3/4", "--seed", 5))
    done = merge(out)
    assert done.returncode == BAD_INPUT and "part_3_of_4.part: seed: found 5, expected 1" in done.stderr
    (out / "part_3_of_4.part").write_bytes((tmp_path / "third").read_bytes()[:-9])
    done = merge(out)
    assert done.returncode == RESOURCE and "part_3_of_4.part: is damaged or truncated" in done.stderr
    (tmp_path / "third").rename(out / "part_3_of_4.part")
    run(words(out, "--part", "1/2"))
    done = merge(out)
    assert done.returncode == BAD_INPUT and "part_1_of_4.part: part: found 1/4, expected one of 2" in done.stderr
    assert "adequacy.h5" not in entries(out)


def test_nothing_to_merge(tmp_path):
    assert merge(tmp_path).returncode == BAD_INPUT
    done = merge(tmp_path / "absent")
    assert done.returncode == RESOURCE and "there is no such folder" in done.stderr
    assert entries(tmp_path) == []


def stopped(out, asked, *more):
    """Standard error of a long run that was stopped by a signal."""
    process = start(words(out, *more, **LONG))
    wait_for(out / "run.checkpoint_a", process)                   # the second
    process.send_signal(asked)
    told = end(process)
    assert process.returncode == STOPPED, told
    return told


@pytest.mark.parametrize("asked", STOPS)
def test_stopped_by_a_signal_and_resumed(tmp_path, whole_long, asked):
    told = stopped(tmp_path, asked)
    assert "of 4000 samples; the same command with --resume continues" in told
    assert entries(tmp_path) == ["run.checkpoint_a", "run.checkpoint_b", "run.events"]
    assert "continues from the last checkpoint" in run(words(tmp_path, "--resume", threads=2, **LONG))
    assert_only_result(tmp_path, whole_long)


def test_a_relative_error_is_reached_after_a_stop_as_without_one(tmp_path):
    more = ("--relative-error", 0.02)
    expected = result(tmp_path / "whole", *more, **LONG)
    stopped(tmp_path / "out", signal.SIGTERM, *more)
    run(words(tmp_path / "out", *more, "--resume", **LONG))
    assert_only_result(tmp_path / "out", expected)


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def test_a_checkpoint_of_another_run_is_refused_by_name(tmp_path):
    stopped(tmp_path, signal.SIGTERM)
    before = hashes(tmp_path)
    for more, options, message in [(("--set", "study.discount_rate=0.01"), {}, "study (hash of its files and overrides): found "),
                                   (("--seed", 8), {}, "seed: found 1, expected 8"),
                                   (("--relative-error", 0.1), {}, "relative error: found 0, expected 0.1"),
                                   (("--metric", "lole"), {}, "metric: found energy, expected hours"),
                                   ((), {"samples": 5000}, "samples: found 4000, expected 5000"),
                                   ((), {"batch": 40}, "batch: found 20, expected 40"),
                                   ((), {"events": "worst:10"}, "all events: found yes, expected no"),
                                   ((), {"study": STUDIES / "store"}, "study (hash of its files and overrides): found ")]:
        told = run(words(tmp_path, "--resume", *more, **LONG | options), BAD_INPUT)
        assert message in told and "run.checkpoint_" in told
        assert hashes(tmp_path) == before
    for name in ("run.checkpoint_a", "run.checkpoint_b"):          # one of a program of another version, with a right checksum
        data = (tmp_path / name).read_bytes()[:-8]
        at = data.index(b"program version") + len(b"program version") + 8
        data = data[:at] + b"9" + data[at + 1:]
        (tmp_path / name).write_bytes(data + struct.pack("<Q", fnv1a(data)))
    assert "program version: found 9" in run(words(tmp_path, "--resume", **LONG), BAD_INPUT)


def test_damaged_checkpoints(tmp_path, whole_long):
    stopped(tmp_path, signal.SIGTERM)
    newer = max(("run.checkpoint_a", "run.checkpoint_b"), key=lambda name: (tmp_path / name).stat().st_mtime_ns)
    (tmp_path / newer).write_bytes((tmp_path / newer).read_bytes()[:-100])
    told = run(words(tmp_path, "--resume", **LONG))                # the previous checkpoint is used
    assert f"{newer}: is damaged or truncated" in told and "continuing from" in told
    assert_only_result(tmp_path, whole_long)
    for name in ("run.checkpoint_a", "run.checkpoint_b"):
        (tmp_path / name).write_bytes(b"nothing")
    assert "no complete checkpoint" in run(words(tmp_path, "--resume", **LONG), RESOURCE)


def test_an_unfinished_run_is_discarded_on_request_only(tmp_path, whole):
    stopped(tmp_path, signal.SIGTERM)
    before = hashes(tmp_path)
    told = run(words(tmp_path), BAD_INPUT)
    assert "one of an unfinished run" in told and "--resume" in told and "--fresh" in told
    assert hashes(tmp_path) == before
    run(words(tmp_path, "--resume", "--fresh"), BAD_INPUT)
    assert hashes(tmp_path) == before
    run(words(tmp_path, "--fresh"))
    assert_only_result(tmp_path, whole)


def test_one_run_at_a_time_in_a_folder(tmp_path, whole_long):
    process = start(words(tmp_path, **LONG))
    wait_for(tmp_path / "run.checkpoint_b", process)
    process.send_signal(signal.SIGSTOP)        # so that it does not end meanwhile
    for more in ((), ("--resume",), ("--fresh",)):
        told = run(words(tmp_path, *more, **LONG), RESOURCE)
        assert "run.lock: another run is using these files" in told and told.count("\n") == 1
    assert "another run is using these files" in merge(tmp_path).stderr
    run(words(tmp_path, "--part", "1/4"))      # other files
    process.send_signal(signal.SIGCONT)
    assert end(process) == "" and process.returncode == DONE
    assert_same(whole_long, tmp_path / "adequacy.h5")
    assert "run.lock" not in entries(tmp_path)


def test_an_unwritable_folder_is_reported_before_sampling(tmp_path):
    (tmp_path / "file").write_text("kept")
    for out in (tmp_path / "file", tmp_path / "file" / "out", "/proc/decawatt"):
        told = run(words(out), RESOURCE)
        assert str(out) in told and told.count("\n") == 1
    (tmp_path / "out" / "adequacy.h5").mkdir(parents=True)
    assert "adequacy.h5: a folder" in run(words(tmp_path / "out"), RESOURCE)
    assert entries(tmp_path / "out") == ["adequacy.h5"] and (tmp_path / "file").read_text() == "kept"


def limit_files(most):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_full_disk_is_reported_and_the_run_can_be_resumed(tmp_path):
    """A limit on the size of files has the effect of a full disk."""
    expected = result(tmp_path / "whole", samples=400)
    for most, file in ((2_000, "run."), (40_000, "run."), (100_000, "adequacy.h5")):
        out = tmp_path / str(most)
        told = run(words(out, samples=400), RESOURCE, preexec_fn=limit_files(most))
        assert f"{out}/{file}" in told and "File too large" in told and told.count("\n") == 1
        assert "adequacy.h5" not in entries(out) and not list(out.glob("*.partial")) and "run.lock" not in entries(out)
        run(words(out, "--resume", samples=400))
        assert_only_result(out, expected)


def test_a_full_disk_during_a_merge(tmp_path):
    parts(tmp_path, 2)
    before = entries(tmp_path)
    told = run(command("merge", tmp_path, "--quiet"), RESOURCE, preexec_fn=limit_files(50_000))
    assert "adequacy.h5" in told and told.count("\n") == 1
    assert entries(tmp_path) == before


def test_nothing_is_sampled_without_a_folder():
    line = words("nowhere")
    at = line.index("--out")
    assert "--out: found nothing" in run(line[:at] + line[at + 2:], BAD_INPUT)
