"""Weather files: `describe`, `convert`, `fit` and `generate`, as `decawatt weather` does."""
from __future__ import annotations

import os
import pathlib
from typing import Any, Optional, Sequence, Union

import pandas as pd

from . import _core
from .arguments import PathLike, path_text, threads_of, whole
from .planning import StudyLike, as_study
from .progress import Progress, shown

Files = Union[PathLike, Sequence[PathLike]]
Place = tuple[float, float, float, int]
"""Latitude and longitude (degrees, north and east positive), elevation (m), offset from UTC (s)."""


def options(format: Optional[str], longest_gap_h: Optional[int], year: Optional[int],
            place: Optional[Place] = None) -> dict[str, Any]:
    return {"format": format, "longest_gap_h": longest_gap_h, "year": year, "place": place}


def _paths(files: Files) -> list[str]:
    alone = isinstance(files, (str, os.PathLike))
    return [path_text(file) for file in ([files] if alone else files)]  # type: ignore


def describe(file: PathLike, *, site: str = "", format: Optional[str] = None,
             longest_gap_h: Optional[int] = None, year: Optional[int] = None) -> pd.DataFrame:
    """Monthly statistics of a weather file of any known format: one row per site and month, units in
    the names of the columns. `attrs["notes"]`: values that were filled, converted or assumed."""
    rows, notes = _core.describe_weather(path_text(file), site, options(format, longest_gap_h, year))
    frame = pd.DataFrame(rows)
    frame.attrs["notes"] = notes
    return frame


def convert(files: Files, out: PathLike, *, format: Optional[str] = None,
            longest_gap_h: Optional[int] = None, year: Optional[int] = None,
            place: Optional[Place] = None) -> pathlib.Path:
    """Writes weather files of the same hours, each a site, to one common netCDF file."""
    _core.convert_weather(_paths(files), path_text(out),
                          options(format, longest_gap_h, year, place))
    return pathlib.Path(out)


def fit(files: Files, out: PathLike, *, format: Optional[str] = None,
        longest_gap_h: Optional[int] = None, year: Optional[int] = None) -> pathlib.Path:
    """Writes monthly statistics as the climate.csv of a study; files of one place are years of a site."""
    _core.fit_weather(_paths(files), path_text(out), options(format, longest_gap_h, year))
    return pathlib.Path(out)


def generate(study: StudyLike, years: Sequence[int], out: PathLike, *, calendar_year: int = 0,
             threads: int = 0, progress: Progress = None) -> list[pathlib.Path]:
    """Writes weather years of the sites of a study, one netCDF file for each, into the folder `out`.

    years: numbers of weather years, such as range(1, 11). calendar_year: on which they are laid; 0: the
    first of the horizon.
    """
    folder = pathlib.Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    numbers = [whole("years", year, 1, 10**6) for year in years]
    files = [folder / f"weather_{year:04}.nc" for year in numbers]
    loaded = as_study(study)._read(weather_years=numbers)
    with shown(progress) as report:
        _core.generate_weather(loaded, [str(file) for file in files], calendar_year, threads_of(threads),
                               report)
    return files
