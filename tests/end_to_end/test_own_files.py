"""Files of the program that are damaged, of another kind, written by two processes at once, on a full disk, or by a killed program: a file with the name of a
result is complete, refusals have messages, and no other file remains."""
import os
import random
import resource
import signal
import subprocess
import time
import zlib

import h5py
import pytest
from conftest import BAD_INPUT, DONE, ENVIRONMENT, NOT_SOLVED, RESOURCE, SCENARIOS, command, decawatt, entries
from sweep_folder import write

SHORT = ["--years", "2028", "--set", "horizon.hours_per_year=240", "--threads", 1, "--quiet"]
CASES = "".join(f'[[case]]\nname = "{name}"\nset = {{ "data_centers.hub.it_scale" = {scale}, "horizon.hours_per_year" = 240 }}\n'
                for name, scale in (("half", 0.5), ("one", 1), ("double", 2)))
MARK, SEAL_BYTES = b"decawatt seal 1\n", 32
MUTANTS = int(os.environ.get("DECAWATT_PROGRAM_MUTANTS", "10"))
KILLS = int(os.environ.get("DECAWATT_KILLS", "8"))
PAIRS = int(os.environ.get("DECAWATT_PAIRS", "5"))
LONGEST_S = 240.0
LIBRARY_WORDS = ("H5F", "unable to", "file signature", "truncated file", "bad symbol")


def assert_whole(path):
    """The seal is right, and every value can be read."""
    content = path.read_bytes()
    seal = content[-SEAL_BYTES:]
    assert seal.startswith(MARK)
    length, checksum = (int.from_bytes(seal[at:at + 8], "little") for at in (len(MARK), len(MARK) + 8))
    assert length == len(content) - SEAL_BYTES and checksum == zlib.crc32(content[:-SEAL_BYTES])
    with h5py.File(path) as file:
        file.visititems(lambda name, thing: thing[()] is None if isinstance(thing, h5py.Dataset) else None)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A plan, a start and a sweep of the minimal study, of ten days."""
    folder = tmp_path_factory.mktemp("made")
    done = decawatt("run", SCENARIOS / "minimal", *SHORT, "--out", folder / "plan.h5", "--save-start", folder / "start.h5")
    assert done.returncode == DONE, done.stderr
    done = decawatt("sweep", write(folder, CASES), "--out", folder / "sweep", "--threads", 1, "--quiet", "--allow-outside")
    assert done.returncode == DONE, done.stderr
    for path in (folder / "plan.h5", folder / "start.h5", folder / "sweep" / "one.h5"):
        assert_whole(path)
    return folder


def uses(made, folder):
    """Commands that read each file: name of the file -> the command that reads it in `folder`."""
    study = SCENARIOS / "minimal"
    return {"plan.h5": ["dispatch", study, *SHORT, "--plan", folder / "plan.h5", "--out", folder / "out" / "x.h5"],
            "start.h5": ["run", study, *SHORT, "--warm", folder / "start.h5", "--out", folder / "out" / "x.h5"],
            "one.h5": ["compare", folder]}


def assert_ends_in_words(words, out):
    done = decawatt(*words, timeout=LONGEST_S)
    assert done.returncode in (DONE, BAD_INPUT, RESOURCE, NOT_SOLVED), (done.returncode, done.stderr)
    assert done.returncode == DONE or len(done.stderr) > 20
    assert not any(word in done.stderr for word in LIBRARY_WORDS), done.stderr
    assert not [name for name in entries(out) if name.endswith(".partial")]
    return done


def damaged(content, dice):
    content = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        place, length, kind = dice.randrange(len(content)), dice.randint(1, 600), dice.randrange(5)
        if kind == 0:
            content[place] ^= 1 << dice.randrange(8)
        elif kind == 1:
            content[place:place + length] = bytes(min(length, len(content) - place))
        elif kind == 2:
            content[place:place] = dice.randbytes(length)
        elif kind == 3:
            del content[place:place + length]
        elif place > 0:
            del content[place:]
    return bytes(content)


def sealed(content):
    return content + MARK + len(content).to_bytes(8, "little") + zlib.crc32(content).to_bytes(8, "little")


@pytest.mark.parametrize("name", ["plan.h5", "start.h5", "one.h5"])
def test_damaged_files_crash_no_command(made, tmp_path, name):
    for path in (made / "sweep").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = (made / "sweep" / name if name == "one.h5" else made / name).read_bytes()
    (tmp_path / "out").mkdir()
    words, refused = uses(made, tmp_path)[name], 0
    for k in range(MUTANTS):
        dice = random.Random(k)
        content = damaged(whole, dice)
        (tmp_path / name).write_bytes(content)
        done = assert_ends_in_words(words, tmp_path)
        assert content == whole or done.returncode == RESOURCE, done.stderr
        content = damaged(whole[:-SEAL_BYTES], dice)
        (tmp_path / name).write_bytes(sealed(content) if dice.random() < 0.5 else content)
        refused += assert_ends_in_words(words, tmp_path).returncode != DONE
    assert refused > 0
    (tmp_path / name).write_bytes(whole)
    assert assert_ends_in_words(words, tmp_path).returncode == DONE


def changed_plan(path, place, change):
    with h5py.File(path, "r+") as file:
        change(file[place])


def test_a_changed_plan_is_refused(made, tmp_path):
    """A change by another program removes the checksum of the file; the digest of the plan remains."""
    (tmp_path / "out").mkdir()
    words = uses(made, tmp_path)["plan.h5"]
    with h5py.File(made / "plan.h5") as file:
        built = len(file["plan/build_amount"])
    for k in range(built):
        (tmp_path / "plan.h5").write_bytes((made / "plan.h5").read_bytes())

        def grow(amounts, k=k):
            amounts[k] += 1e-6
        changed_plan(tmp_path / "plan.h5", "plan/build_amount", grow)
        done = assert_ends_in_words(words, tmp_path)
        assert done.returncode == RESOURCE and "digest" in done.stderr, done.stderr
    (tmp_path / "plan.h5").write_bytes((made / "plan.h5").read_bytes())
    with h5py.File(tmp_path / "plan.h5", "r+") as file:
        file.attrs["title"] = "renamed"        # the plan is as it was
    assert not (tmp_path / "plan.h5").read_bytes()[-SEAL_BYTES:].startswith(MARK)
    done = assert_ends_in_words(words, tmp_path)
    assert done.returncode == DONE and "no checksum" not in done.stdout
    with h5py.File(tmp_path / "plan.h5", "r+") as file:
        del file["plan"].attrs["digest_fnv1a_64"]              # as earlier versions wrote it
    done = assert_ends_in_words(words, tmp_path)
    assert done.returncode == DONE and "no checksum" in done.stdout


def test_attributes_of_another_kind_are_refused(made, tmp_path):
    """A list where a text is expected, which once was read beyond the memory of one text."""
    for path in (made / "sweep").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in ("study", "currency"):
        (tmp_path / "one.h5").write_bytes((made / "sweep" / "one.h5").read_bytes())
        with h5py.File(tmp_path / "one.h5", "r+") as file:
            file.attrs[name] = [b"x" * 40] * 4000
        done = assert_ends_in_words(["compare", tmp_path], tmp_path)
        assert done.returncode == RESOURCE and name in done.stderr, done.stderr


@pytest.mark.parametrize("kind", ["text", "folder", "absent", "empty", "cut", "netcdf3"])
def test_other_files_than_results_are_refused_with_a_message(made, tmp_path, kind):
    (tmp_path / "out").mkdir()
    for name in ("plan.h5", "start.h5"):
        contents = {"text": b"hello\n", "empty": b"", "cut": (made / name).read_bytes()[:5000], "netcdf3": b"CDF\x01" + bytes(60)}
        if kind == "folder":
            (tmp_path / name).mkdir()
        elif kind != "absent":
            (tmp_path / name).write_bytes(contents[kind])
        done = assert_ends_in_words(uses(made, tmp_path)[name], tmp_path / "out")
        assert done.returncode == RESOURCE and name in done.stderr, done.stderr
        assert entries(tmp_path / "out") == []


@pytest.mark.parametrize("out", ["missing/x.h5", "file/x.h5", "folder"])
def test_unwritable_paths_are_reported_before_solving(made, tmp_path, out):
    (tmp_path / "file").write_text("kept")
    (tmp_path / "folder").mkdir()
    for words in (["run", SCENARIOS / "minimal", *SHORT], ["dispatch", SCENARIOS / "minimal", *SHORT, "--plan", made / "plan.h5"],
                  ["run", SCENARIOS / "minimal", *SHORT, "--save-start", tmp_path / out]):
        option = [] if "--save-start" in words else ["--out", tmp_path / out]
        done = assert_ends_in_words([*words, *(option or ["--out", tmp_path / "x.h5"])], tmp_path)
        assert done.returncode == RESOURCE and out in done.stderr, done.stderr
    assert entries(tmp_path) == ["file", "folder"] and (tmp_path / "file").read_text() == "kept"


def short_disk():
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_leaves_no_file(made, tmp_path):
    study = SCENARIOS / "minimal"
    for words in (["run", study, *SHORT, "--out", tmp_path / "x.h5"], ["run", study, *SHORT, "--export-mps", tmp_path / "x.mps"],
                  ["dispatch", study, *SHORT, "--plan", made / "plan.h5", "--out", tmp_path / "x.h5"],
                  ["weather", "generate", study, "--years", 1, "--out", tmp_path / "x.nc", "--quiet"],
                  ["adequacy", study, "--years", 2028, "--samples", 40, "--threads", 1, "--out", tmp_path / "runs", "--quiet"],
                  ["sweep", made / "sweep.toml", "--out", tmp_path / "runs", "--threads", 1, "--quiet", "--allow-outside"]):
        done = decawatt(*words, preexec_fn=short_disk)
        assert done.returncode == RESOURCE and done.stderr, (words, done)
        left = [path.name for path in tmp_path.rglob("*") if path.is_file() and path.name != "sweep.json"]
        assert left == [], words


def test_concurrent_sweeps_into_one_folder_lose_no_result(made, tmp_path):
    for k in range(PAIRS):
        out = tmp_path / str(k)
        words = command("sweep", made / "sweep.toml", "--out", out, "--threads", 1, "--quiet", "--allow-outside", *(["--replace"] if k % 2 else []))
        pair = []
        for delay_s in (0.02 * (k % 10), 0.0):
            pair.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT))
            time.sleep(delay_s)
        told = [process.communicate(timeout=LONGEST_S)[1] for process in pair]
        assert [process.returncode for process in pair] == [DONE, DONE], told
        assert entries(out) == ["double.h5", "half.h5", "one.h5", "sweep.json"]
        for name in ("double", "half", "one"):
            assert_whole(out / f"{name}.h5")
        assert decawatt("compare", out).returncode == DONE


def killed(made, folder):
    """Commands that write into `folder`, with the files that remain at the end."""
    study = SCENARIOS / "minimal"
    return {"run": (["run", study, *SHORT, "--out", folder / "x.h5", "--save-start", folder / "s.h5"], ["s.h5", "x.h5"]),
            "dispatch": (["dispatch", study, *SHORT, "--plan", made / "plan.h5", "--out", folder / "x.h5"], ["x.h5"]),
            "sweep": (["sweep", made / "sweep.toml", "--out", folder, "--threads", 1, "--quiet", "--allow-outside"], ["double.h5", "half.h5", "one.h5", "sweep.json"]),
            "adequacy": (["adequacy", study, "--years", 2028, "--samples", 200, "--batch", 20, "--threads", 1, "--resume", "--out", folder, "--quiet"],
                         ["adequacy.h5"])}


@pytest.mark.parametrize("name", ["run", "dispatch", "sweep", "adequacy"])
def test_a_killed_program_leaves_complete_files_or_none(made, tmp_path, name):
    words, left = killed(made, tmp_path)[name]
    begin = time.monotonic()
    assert decawatt(*words).returncode == DONE
    whole_s, dice, kills = time.monotonic() - begin, random.Random(name), 0
    at_once = 1 if name == "adequacy" else 2   # only one run at a time may use a folder of samples
    for _ in range(20 * KILLS):
        if kills >= KILLS:
            break
        if dice.random() < 0.3:
            for path in tmp_path.glob("*.h5"):
                path.unlink()
        processes = [subprocess.Popen(command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT) for _ in range(at_once)]
        time.sleep(dice.uniform(0.0, 1.1 * at_once * whole_s))
        for process in processes:
            process.send_signal(signal.SIGKILL)
        kills += sum(process.wait() == -signal.SIGKILL for process in processes)
        for path in tmp_path.glob("*.h5"):
            assert_whole(path)
    assert kills >= KILLS
    done = decawatt(*words)
    assert done.returncode == DONE, done.stderr
    assert entries(tmp_path) == left
    for path in tmp_path.glob("*.h5"):
        assert_whole(path)
