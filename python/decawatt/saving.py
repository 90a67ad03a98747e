"""Self-contained study folders: settings, tables, and every file that a table names."""
from __future__ import annotations

import pathlib
import shutil
from typing import Mapping

import pandas as pd

from .errors import ResourceError
from .tables import Tables, declared, frame_of, keys_of, text_of

_COPIES = "files"  # folder of files that lie elsewhere


def _named_files(tables: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Names of files in the tables: (table, column) of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table, text in tables.items():
        columns = [name for name, column in declared(table).items() if column["type"] == "file"]
        frame = _flat(table, text) if columns else pd.DataFrame()
        for column in (one for one in columns if one in frame):
            for name in dict.fromkeys(str(one) for one in frame[column] if one):
                found.setdefault(name, []).append((table, column))
    return found


def _flat(table: str, text: str) -> pd.DataFrame:
    """A table with all columns, none of them as index."""
    frame = frame_of(table, text)
    return frame.reset_index() if keys_of(table) else frame


def _places(names: Mapping[str, object]) -> dict[str, str]:
    """Where each file is put: in the same place below the folder, or in a folder of copies."""
    places: dict[str, str] = {}
    for name in names:
        path = pathlib.PurePosixPath(name)
        inside = not path.is_absolute() and ".." not in path.parts
        place = str(path) if inside else f"{_COPIES}/{path.name}"
        number = 1
        while place in places.values():
            number += 1
            place = f"{_COPIES}/{path.stem}_{number}{path.suffix}"
        places[name] = place
    return places


def _write(path: pathlib.Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def write_study(out: pathlib.Path, texts: Mapping[str, str], tables: Tables, origin: str) -> None:
    """Writes the tables, and `texts` (settings, and files in memory, by name). Files that tables name and
    that are not in memory are copied from the folder `origin`; those outside of it get a place in the
    new folder, and the tables name that."""
    written = {name: tables.text(name) for name in tables}
    named = _named_files(written)
    places = _places(named)
    missing = [name for name in named if name not in texts and not (
        origin and (pathlib.Path(origin) / name).is_file())]
    if missing:
        table, column = named[missing[0]][0]
        raise ResourceError(f"{table}.csv, column {column}: {missing[0]}: no such file, so the study "
                            f"cannot be saved")
    for name, place in places.items():
        if name in texts:
            _write(out / place, texts[name])
        else:
            (out / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pathlib.Path(origin) / name, out / place)
        if place != name:
            for table, column in named[name]:
                frame = _flat(table, written[table])
                frame.loc[frame[column] == name, column] = place
                written[table] = text_of("", frame)
    for name, text in texts.items():
        if name not in places:
            _write(out / name, text)
    for table, text in written.items():
        _write(out / f"{table}.csv", text)
