"""Damaged and forged files end the figures with a message and a status: no traceback, no signal, no
hang."""
import faulthandler
import os
import pathlib
import random
import sys
import zlib

import h5py
import numpy as np
import pytest
import synthetic
from decawatt_plots import __main__ as plots
from decawatt_plots import guard

MUTANTS = int(os.environ.get("DECAWATT_PLOT_MUTANTS", "25"))
FIGURE = "capacity"
LONGEST_CPU_S = 60


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    """Short limits for the small files here: reads that never end are stopped soon."""
    for name, value in (("LEAST_CPU_S", 2), ("CPU_S_PER_MB", 1), ("MOST_DRAWING_CPU_S", 8)):
        monkeypatch.setattr(guard, name, value)


def sealed(content):
    length, checksum = len(content), zlib.crc32(content)
    return content + guard.MARK + length.to_bytes(8, "little") + checksum.to_bytes(8, "little")


def outcome(path, out):
    """Exit status and standard error of the program's command line, in a process of its own."""
    told = out.with_suffix(".txt")
    child = os.fork()
    if child == 0:
        faulthandler.disable()
        status = 97
        try:
            os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
            sys.stderr = os.fdopen(2, "w")
            sys.argv = ["decawatt_plots", str(path), "--out", str(out), "--only", FIGURE]
            status = plots.main()
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status, used = os.wait4(child, 0)
    assert used.ru_utime < LONGEST_CPU_S
    return status, told.read_text(encoding="utf-8", errors="replace")


def assert_ends(path, out):
    status, told = outcome(path, out)
    assert os.WIFEXITED(status), (status, told)
    assert os.WEXITSTATUS(status) in (0, guard.FAILED), told
    assert "Traceback" not in told
    assert os.WEXITSTATUS(status) == 0 or str(path) in told
    return os.WEXITSTATUS(status)


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


def changed(path, dice):
    """Something in the file is left out, of another kind, shape or value."""
    with h5py.File(path, "r+") as file:
        names = []
        def take(name, thing):
            if isinstance(thing, h5py.Dataset):
                names.append(name)
        file.visititems(take)
        name, kind = dice.choice(names), dice.randrange(5)
        if kind == 0:
            del file[name]
        elif kind == 1:
            del file[name]
            file[name] = np.full(dice.choice([(), (1,), (3, 5), (0,)]),
                                 dice.choice([np.nan, -1.0, 1e300]))
        elif kind == 2:
            del file[name]
            file[name] = dice.choice(["text", b"\xff\xfe"])
        elif kind == 3 and file[name].attrs:
            del file[name].attrs[dice.choice(list(file[name].attrs))]
        else:
            owner = file[dice.choice(["/", name])]
            for attribute in list(owner.attrs):
                owner.attrs[attribute] = np.arange(dice.randint(1, 90))
    return 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "result.h5"
    synthetic.write(path)
    return path.read_bytes()


def test_whole_files_are_drawn_with_and_without_a_seal(whole, tmp_path):
    for content in (whole, sealed(whole)):
        (tmp_path / "r.h5").write_bytes(content)
        assert assert_ends(tmp_path / "r.h5", tmp_path / "out") == 0
    assert guard.is_sealed(tmp_path / "r.h5")
    for content in (b"", b"text", whole[:100], sealed(whole)[:-1] + b"x"):
        (tmp_path / "r.h5").write_bytes(content)
        assert assert_ends(tmp_path / "r.h5", tmp_path / "out") == guard.FAILED
    for other in (tmp_path, tmp_path / "absent.h5"):
        assert assert_ends(other, tmp_path / "out") == guard.FAILED


def test_damaged_files_end_with_a_message(whole, tmp_path):
    path, refused = tmp_path / "r.h5", 0
    for k in range(MUTANTS):
        dice = random.Random(k)
        path.write_bytes(damaged(sealed(whole), dice))
        assert k % 4 or assert_ends(path, tmp_path / "out") in (0, guard.FAILED)
        content = damaged(whole, dice)
        path.write_bytes(content if dice.random() < 0.5 else sealed(content))
        refused += assert_ends(path, tmp_path / "out") == guard.FAILED
        path.write_bytes(whole)
        guard.in_a_process(lambda: changed(path, dice))
        if dice.random() < 0.5:
            path.write_bytes(sealed(path.read_bytes()))
        assert_ends(path, tmp_path / "out")
    assert refused > MUTANTS // 5
    assert not list(pathlib.Path(tmp_path).glob("core*"))


def test_an_interrupt_after_the_end_of_the_process_is_no_fault_of_the_file(monkeypatch):
    wait, waits = os.waitpid, []

    def wait_and_be_interrupted(child, options):
        waits.append(child)
        ended = wait(child, options)
        if len(waits) == 1:
            raise KeyboardInterrupt
        return ended

    monkeypatch.setattr(os, "waitpid", wait_and_be_interrupted)
    with pytest.raises(KeyboardInterrupt):
        guard.in_a_process(lambda: 0)
