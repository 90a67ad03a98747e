"""Single models with one weather file."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import pandas as pd

from . import _core
from .arguments import PathLike, path_text
from .weather import options


@dataclass(frozen=True)
class Profile:
    """`series`: every intermediate result by interval, indexed by the start of the interval (UTC), units
    in the names of the columns. `sums`: energy and performance figures. `notes`: on the weather file."""

    series: pd.DataFrame
    sums: pd.Series
    notes: list[str]


def profile(model: str, config: PathLike, weather: PathLike, *, site: str = "",
            allow_outside: bool = False, format: Optional[str] = None,
            longest_gap_h: Optional[int] = None, year: Optional[int] = None) -> Profile:
    """Runs one model alone: `pv` (a photovoltaic system), `wind` (a wind farm) or `load` (a data centre).

    config: a TOML file with the keys of the study's tables (docs/profile_command.md). weather: a weather
    file of any known format; `site` of one with several.
    """
    found = _core.profile(model, path_text(config), path_text(weather), site, allow_outside,
                          options(format, longest_gap_h, year))
    frame = pd.DataFrame(found["columns"])
    start = pd.Timestamp(found["start_utc_s"], unit="s", tz="UTC")
    frame.index = pd.date_range(start, periods=len(frame), freq=pd.Timedelta(found["step_s"], "s"),
                                name="time")
    return Profile(frame, pd.Series(found["sums"], dtype=float), found["notes"])
