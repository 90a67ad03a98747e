"""Results of adequacy runs."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from .results import Result, load_group


class Adequacy(Result):
    """Resource adequacy: lost load of the grid, of regions and of data centres over many futures.
    `to_xarray("by_year")`, `"horizon"`, `"events"`, ...: docs/adequacy_format.md."""

    @cached_property
    def summary(self) -> pd.DataFrame:
        """By place (grid, regions, data centres), mean year of the horizon: `lole_h` (h/year) and
        `eue_mwh` (MWh/year), each with `_error_total`, the standard error of sampling and of the
        weather years together. A region and a data centre of one name have a row each, the region
        first."""
        horizon = load_group(self.file, "horizon")
        names = ["lole_h", "lole_h_error_total", "eue_mwh", "eue_mwh_error_total"]
        places, rows = ["grid"], [[float(horizon[f"grid_{name}"]) for name in names]]
        for entity in ("region", "data_center"):
            for place in list(horizon[entity].values) if entity in horizon.dims else []:
                places.append(str(place))
                rows.append([float(horizon[f"{entity}_{name}"].sel({entity: place}))
                             for name in names])
        return pd.DataFrame(rows, index=pd.Index(places, name="place"), columns=names)

    @property
    def samples(self) -> int:
        """Number of futures sampled."""
        with self.to_xarray() as root:
            return int(root.attrs["samples"])

    def __repr__(self) -> str:
        return f"<Adequacy: {self.samples:,} samples, grid EUE {self.summary.eue_mwh['grid']:.4g} MWh/year>"


class Future(Result):
    """One sampled future, hour by hour, from `decawatt.replay` or `decawatt.open`. `to_xarray()`:
    `units_mw`, `weather_mw`, `load_mw` by node, `content_mwh` by store, ... (docs/adequacy_format.md)."""

    @property
    def sample(self) -> int:
        """Its number in the run."""
        with self.to_xarray() as root:
            return int(root.attrs["sample"])

    @cached_property
    def lost_mw(self) -> pd.DataFrame:
        """Lost load, MW: time (UTC, start of the hour) × place. Regions do not include data centres,
        which have columns of their own: after the regions, also where the names are equal."""
        with self.to_xarray() as root:
            regions = root.node_lost_mw.to_pandas()
            if "data_center_lost_mw" not in root:
                return regions.rename_axis(columns="place")
            if "node_is_data_center" in root:
                own_nodes = root.node_is_data_center.values == 1
            else:  # a file of an earlier version: by name
                own_nodes = np.isin(regions.columns, root.data_center.values)
            parts = [regions.loc[:, ~own_nodes], root.data_center_lost_mw.to_pandas()]
            return pd.concat(parts, axis=1).rename_axis(columns="place")

    def __repr__(self) -> str:
        return f"<Future {self.sample}: {self.lost_mw.to_numpy().sum():,.4g} MWh lost>"


@dataclass(frozen=True)
class ExactAdequacy:
    """Metrics by convolution of outages. `by_year`, indexed by year: `lole_h` (h), `lole_d_peak` (days,
    by the daily peak), `eue_mwh` (MWh). `grid_mw`: step of the grid of capacities; `on_grid`: False
    where some capacities lie between its points, so that the metrics are nearly exact."""

    by_year: pd.DataFrame
    grid_mw: float
    on_grid: bool


@dataclass(frozen=True)
class Credit:
    """A capacity in MW with its 95 % confidence interval. `beyond`: the credit is above it, or cannot
    be attained."""

    mw: float
    low_mw: float
    high_mw: float
    beyond: bool


@dataclass(frozen=True)
class CapacityCredit:
    """ELCC and EFC of an asset. EUE is that of a mean year, MWh; `significant`: the difference that the
    asset makes exceeds 1.96 standard errors."""

    capacity_mw: float
    eue_with_mwh: float
    eue_without_mwh: float
    difference_mwh: float
    difference_error_mwh: float
    significant: bool
    elcc: Credit
    efc: Credit

    @classmethod
    def of(cls, values: dict[str, Any]) -> "CapacityCredit":
        """From the values of the extension module."""
        fields: dict[str, Any] = {**values, "elcc": Credit(**values["elcc"]),
                                  "efc": Credit(**values["efc"])}
        return cls(**fields)
