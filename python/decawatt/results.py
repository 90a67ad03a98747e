"""Result files: what plans, adequacy runs and comparisons have in common."""
from __future__ import annotations

import os
import pathlib
import shutil
import tempfile
import weakref
from typing import Any, Optional

import xarray as xr

from .arguments import PathLike, path_text
from .errors import ResourceError


class Scratch:
    """A temporary folder, removed with the last object that uses it."""

    def __init__(self) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="decawatt-"))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def open_group(path: PathLike, group: Optional[str] = None) -> xr.Dataset:
    """A group of a result file, read lazily: values come from the file when they are used."""
    return xr.open_dataset(os.fspath(path), engine="h5netcdf", group=group)


def load_group(path: PathLike, group: str) -> xr.Dataset:
    """A small group in memory; empty where the file has none."""
    try:
        return xr.load_dataset(os.fspath(path), engine="h5netcdf", group=group)
    except OSError:
        return xr.Dataset()


def _names_of_groups(parent: Any, prefix: str) -> list[str]:
    names = []
    for name, group in parent.groups.items():
        names += [prefix + name, *_names_of_groups(group, f"{prefix}{name}/")]
    return names


class Result:
    """A result file, wherever it is: `file` is its path. Without `out` a call keeps it in a temporary
    folder, which is removed with this object; `save` keeps a copy."""

    def __init__(self, file: PathLike, scratch: Optional[Scratch] = None):
        self.file = pathlib.Path(path_text(file))
        self._scratch = scratch
        if not self.file.is_file():
            kind = "not a file" if self.file.exists() else "no such file"
            raise ResourceError(f"{self.file}: {kind}")

    def to_xarray(self, group: Optional[str] = None) -> xr.Dataset:
        """A group of the file as a Dataset with units in `attrs`, read lazily: series of a decade take
        memory only when they are used (`.load()` reads all of them). None: the root group."""
        if group is not None and group not in self.groups:
            raise KeyError(f"no group {group!r}; the file has {', '.join(self.groups)}")
        return open_group(self.file, group)

    @property
    def groups(self) -> list[str]:
        """Names for `to_xarray`: groups, and groups within them ("finance/risk")."""
        import h5netcdf

        with h5netcdf.File(self.file, "r") as root:
            return _names_of_groups(root, "")

    def save(self, path: PathLike) -> pathlib.Path:
        """Copies the result file."""
        return pathlib.Path(shutil.copyfile(self.file, os.fspath(path)))
