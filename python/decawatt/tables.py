"""Tables of a study as data frames. Types, keys and units come from the declaration of the study
format in the C++ library; the library also reads and checks every value."""
from __future__ import annotations

import datetime
from typing import Any, Iterator, MutableMapping

import numpy as np
import pandas as pd

from . import _core

_NUMBERS = {"number": "float64", "integer": "Int64"}


def declared(table: str) -> dict[str, dict[str, Any]]:
    """The declared columns of a table, by name; empty for a name that is not a table."""
    known = _core.tables.get(table, {"columns": []})
    return {column["name"]: column for column in known["columns"]}


def keys_of(table: str) -> list[str]:
    return [name for name, column in declared(table).items() if column["is_key"]]


def _typed(fields: list[str], kind: str) -> pd.Series:
    """Fields as values; as text where a field is not of its declared type, such as a word that
    stands for a number."""
    text = pd.Series(fields, dtype=object)
    if kind in _NUMBERS:
        try:
            numbers = [float(field) if field else np.nan for field in fields]
            return pd.Series(numbers, dtype="float64").astype(_NUMBERS[kind])
        except (ValueError, TypeError):
            return text
    return text


def frame_of(table: str, text: str) -> pd.DataFrame:
    """The text of a CSV file as a data frame, indexed by the columns that name a row."""
    names, columns = _core.parse_table(f"{table}.csv", text)
    known = declared(table)
    kinds = [known.get(name, {}).get("type", "text") for name in names]
    series = {name: _typed(fields, kind) for name, fields, kind in zip(names, columns, kinds)}
    frame = pd.DataFrame(series, columns=names)
    keys = [key for key in keys_of(table) if key in frame]
    return frame.set_index(keys) if keys else frame


def series_text(file: str, frame: pd.DataFrame) -> str:
    """Series as the text of a CSV file with a column `utc`."""
    if not isinstance(frame, pd.DataFrame) or not isinstance(frame.index, pd.DatetimeIndex):
        raise TypeError(f"files: {file}: found {type(frame).__name__}, expected text, or a data frame "
                        "indexed by the starts of hours (a DatetimeIndex)")
    return str(frame.to_csv(index_label="utc"))


def _field(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, datetime.date) and (not isinstance(value, datetime.datetime)
                                             or value.time() == datetime.time()):
        return value.strftime("%Y-%m-%d")  # a Timestamp too: tables have dates without a time
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)):
        number = float(value)
        if np.isnan(number):
            return ""
        whole = number.is_integer() and abs(number) < 1e15
        return str(int(number)) if whole else repr(number)
    return str(value)


def text_of(table: str, frame: pd.DataFrame) -> str:
    """The data frame as CSV: numbers with the digits that identify them, nothing for NaN."""
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"tables: {table}: found {type(frame).__name__}, expected a data frame or CSV text")
    keys = keys_of(table)
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    elif len(keys) == 1 and keys[0] not in frame and not isinstance(frame.index, pd.RangeIndex):
        frame = frame.rename_axis(keys[0]).reset_index()  # DataFrame(..., index=["hub"])
    lines = [[str(name) for name in frame.columns]]
    lines += [[_field(value) for value in row] for row in frame.itertuples(index=False, name=None)]
    return "".join(_line(fields) for fields in lines)


def _line(fields: list[str]) -> str:
    """Quoted where the reader would take a field for something else: a comment, several fields, or no
    row at all."""
    out = [f'"{one}"' if one != one.strip() or one.startswith("#") or any(c in one for c in ',"\r\n')
           else one for one in (field.replace('"', '""') for field in fields)]
    if out and not any(out):
        out[0] = '""'
    return ",".join(out) + "\n"


class Tables(MutableMapping[str, pd.DataFrame]):
    """Tables of a study by name (`plants`, `data_centers`, ...; `.csv` may be added).

    A table that is read is a data frame of its own: what is changed in it, in place or by assignment,
    is what the next run reads. Rows are indexed by their keys; an empty field is NaN or "".
    `tables.describe("plants")` lists columns, units and defaults.
    """

    def __init__(self, texts: dict[str, str]):
        self._texts = texts  # by table; the text of a table whose frame is unchanged
        self._frames: dict[str, pd.DataFrame] = {}
        self._as_read: dict[str, pd.DataFrame] = {}

    @staticmethod
    def _name(table: str) -> str:
        return table[:-4] if table.endswith(".csv") else table

    def __getitem__(self, table: str) -> pd.DataFrame:
        name = self._name(table)
        if name not in self._frames:
            if name not in self._texts:
                raise KeyError(f"no table {name!r} in the study; it has {', '.join(self)}")
            self._as_read[name] = frame_of(name, self._texts[name])
            self._frames[name] = self._as_read[name].copy()
        return self._frames[name]

    def __setitem__(self, table: str, frame: pd.DataFrame) -> None:
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"table {table!r}: found {type(frame).__name__}, expected a DataFrame")
        name = self._name(table)
        self._frames[name] = frame
        self._texts.setdefault(name, "")

    def __delitem__(self, table: str) -> None:
        name = self._name(table)
        if name not in self._texts:
            raise KeyError(name)
        for held in (self._texts, self._frames, self._as_read):
            held.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Tables({', '.join(self)})"

    def text(self, table: str) -> str:
        """The table as CSV: as it was read, unless its data frame has changed."""
        name = self._name(table)
        frame = self._frames.get(name)
        if frame is None:
            return self._texts[name]
        as_read = self._as_read.get(name)
        unchanged = as_read is not None and frame.equals(as_read) and (
            list(frame.columns) == list(as_read.columns) and frame.index.equals(as_read.index))
        return self._texts[name] if unchanged else text_of(name, frame)

    def texts(self) -> dict[str, str]:
        """All tables as CSV, by file name."""
        return {f"{name}.csv": self.text(name) for name in self}

    @staticmethod
    def describe(table: str) -> pd.DataFrame:
        """Columns of a table of the study format: type, unit, default and meaning. Every table of
        the format may be named, whether the study has it or not."""
        name = Tables._name(table)
        if name not in _core.tables:
            raise KeyError(f"no table {name!r}; the format has {', '.join(_core.tables)}")
        return pd.DataFrame(_core.tables[name]["columns"]).set_index("name")
