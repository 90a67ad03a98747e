"""Exceptions of the package. Faults of the user's data arrive all together, as one `InputError`."""
from __future__ import annotations

import dataclasses
from typing import Iterable

import pandas as pd


@dataclasses.dataclass(frozen=True)
class Fault:
    """One fault: in which file, field and row, what was found there and what was expected.

    `row` counts lines of the file from 1, where the header is line 1; 0 where there is no row. Of a
    table held in memory, row 2 is the first row of the data frame. `str(fault)` is a sentence.
    """

    file: str
    field: str
    row: int
    found: str
    expected: str
    text: str = dataclasses.field(repr=False)

    def __str__(self) -> str:
        return self.text


class InputError(ValueError):
    """The study, a file or an argument is not valid; `faults` lists every fault that was found."""

    def __init__(self, message: str, faults: Iterable[tuple[str, str, int, str, str, str]] = ()):
        super().__init__(message)
        self.faults: list[Fault] = [Fault(*fault) for fault in faults]

    def to_frame(self) -> pd.DataFrame:
        """The faults as a table: file, field, row, found, expected."""
        columns = ["file", "field", "row", "found", "expected"]
        rows = [[getattr(fault, name) for name in columns] for fault in self.faults]
        return pd.DataFrame(rows, columns=columns)


class ResourceError(OSError):
    """A file, memory or another resource is not available; the message names it and the reason."""


class NotSolved(RuntimeError):
    """There is no plan. `status` is that of the solver: `infeasible`, `iteration limit`, ...

    For an infeasible study the message says which target or limit cannot hold, in which year, by
    how much, and which limits prevent it.
    """

    def __init__(self, message: str, status: str = ""):
        super().__init__(message)
        self.status = status


class Interrupted(RuntimeError):
    """The function passed as `progress` returned False: the call ended without a result."""
