"""Arguments of calls: checked as the program checks its options, before the library sees them."""
from __future__ import annotations

import operator
import os
from typing import Any, Optional, Union

from .errors import InputError, ResourceError

PathLike = Union[str, "os.PathLike[str]"]
Years = Union[None, int, tuple[int, int]]

MOST_THREADS = 1024          # as of the program
MOST_SAMPLES = 2**32 - 1
MOST_HOURS = 1_000_000       # of a window of foresight
MOST_RISK_SAMPLES = 1_000_000
LEAST_CHANGE, MOST_CHANGE = 0.001, 0.99     # of an input in a tornado


def refused(field: str, found: object, expected: str) -> InputError:
    """The fault of one argument."""
    text = f"{field}: found {found}, expected {expected}"
    return InputError(text, [("arguments", field, 0, str(found), expected, text)])


def whole(field: str, value: Any, low: int, high: int) -> int:
    """A whole number within its limits; one of numpy too."""
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or isinstance(value, bool) or not low <= number <= high:
        raise refused(field, repr(value), f"a whole number from {low} to {high}")
    return number


def threads_of(value: Any) -> int:
    return whole("threads", value, 0, MOST_THREADS)


def share(field: str, value: Any, low: float = 0.0, high: float = 1.0) -> float:
    """A number within its limits."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not low <= number <= high:
        raise refused(field, repr(value), f"a number from {low:g} to {high:g}")
    return number


def year_pair(years: Years) -> tuple[int, int]:
    """First and last year; 0, 0: all years of the horizon."""
    if years is None:
        return 0, 0
    pair = (years, years) if not isinstance(years, (tuple, list)) else tuple(years)
    if len(pair) != 2:
        raise refused("years", repr(years), "a year, or (first, last)")
    return whole("years", pair[0], 1, 9999), whole("years", pair[1], 1, 9999)


def path_text(path: Optional[PathLike]) -> str:
    """A path for the library; "" for None."""
    if path is None:
        return ""
    text = os.fspath(path)
    if not isinstance(text, str):
        raise TypeError(f"found {text!r}, expected a path as text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ResourceError(f"{text!r}: the name of the file is not UTF-8") from None
    return text
