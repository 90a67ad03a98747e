"""Sweeps of the minimal study and the content of their folders."""
import json
import pathlib

import h5py
import numpy as np
from conftest import SCENARIOS, THREADS, decawatt

GRID = SCENARIOS / "minimal" / "sweeps" / "size_and_target.toml"
NAMES = [f"it_scale-{scale}_hourly_frac-{target}" for scale in (1, 2) for target in (0.65, 0.8)]
TIMING = ("time_profiles_s", "time_build_s", "time_solve_s", "command_line", "threads")


def write(folder, text, name="sweep.toml"):
    """A sweep of the minimal study, in one year."""
    path = pathlib.Path(folder) / name
    path.write_text(f'study = "{SCENARIOS / "minimal"}"\nyears = 2028\n{text}', encoding="utf-8")
    return path


def sweep(file, out, *words, threads=THREADS, quiet=True):
    """The study of `write` is where the sweep is not, which is allowed on request only."""
    return decawatt("sweep", file, "--out", out, "--threads", threads, "--allow-outside", "--json", *(["--quiet"] if quiet else []), *words)


def cases(done):
    return {one["case"]: one for one in json.loads(done.stdout)["cases"]}


def content(path):
    """Every number, text and attribute of a result file except times, command line and number of threads."""
    found = {}

    def keep(name, thing):
        if isinstance(thing, h5py.Dataset):
            found[name] = thing[()].tobytes() if thing.dtype.kind in "fiu" else [text for text in np.ravel(thing[()])]
        for key, value in thing.attrs.items():
            if key not in (*TIMING, "DIMENSION_LIST", "REFERENCE_LIST"):
                found[f"{name}@{key}"] = value.tobytes() if isinstance(value, (np.ndarray, np.generic)) else value
    with h5py.File(path) as file:
        keep("", file)
        file.visititems(keep)
    return found


def assert_same(left, right):
    one, other = content(left), content(right)
    assert len(one) > 100
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def hashes(folder):
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in pathlib.Path(folder).iterdir()}
