"""Emission accounts of a result: Scope 1, Scope 2 by each method, matching, and mixes of regions."""
from __future__ import annotations

from functools import cached_property
from typing import Optional

import pandas as pd
import xarray as xr

from . import _core
from .arguments import PathLike, refused, threads_of
from .planning import PlanLike, _out, file_of
from .results import Result, load_group


class Accounts(Result):
    """Emissions and matching of data centres by year, from `decawatt.accounts` or `decawatt.open`.
    NaN: not known (see `markets_without_emission_factor`) or not defined.

    `to_xarray("accounts")` has every value with its unit (docs/results_format.md).
    """

    @cached_property
    def _data(self) -> xr.Dataset:
        return load_group(self.file, "accounts")

    def _table(self, *dims: str) -> pd.DataFrame:
        """Variables of year and of exactly these dimensions, one column each."""
        data = self._data
        chosen = {str(name): data[name].transpose(*dims, "year").to_series()
                  for name in data.data_vars if set(data[name].dims) == {"year", *dims}}
        return pd.DataFrame(chosen)

    @cached_property
    def data_centers(self) -> pd.DataFrame:
        """data centre × year: `load_mwh`, `import_mwh`, `export_mwh` (MWh); `scope_1_t`, and Scope 2 as
        `location_t`, `market_t` (t CO2); `consumption_t` (t CO2, traced); `clean_share_frac`,
        `hourly_matching_frac`, `annual_matching_frac` (fractions); with `marginal` also
        `marginal_import_t`, `marginal_export_t`; `water_m3` where the result states it."""
        return self._table("data_center")

    @cached_property
    def regions(self) -> pd.DataFrame:
        """region × year, t CO2/MWh of demand: `mix_t_per_mwh` with imports traced,
        `residual_mix_t_per_mwh` of what no contract counts."""
        return self._table("region")

    @cached_property
    def balance(self) -> pd.DataFrame:
        """By year, t CO2: `generation_t`, and where it goes: `demand_t`, `data_centers_t`, `sold_t`,
        `spill_t`, `stored_t`."""
        return self._table()

    @property
    def markets_without_emission_factor(self) -> str:
        """Markets, separated by commas, that sell energy and state no emission factor: emissions of what
        is bought from them are not known. Empty: none."""
        return str(self._data.attrs.get("markets_without_emission_factor", ""))

    def __repr__(self) -> str:
        years = self.balance.index
        return f"<Accounts of {years[0]} to {years[-1]}>"


def accounts(plan: PlanLike, *, marginal: Optional[tuple[PlanLike, PlanLike]] = None,
             out: Optional[PathLike] = None, threads: int = 0) -> Accounts:
    """Emission accounts of a plan or a dispatch by each accounting method (docs/method/accounts.md).

    plan: a Plan of `run` or `dispatch`, or its file. marginal: two results of `dispatch` that differ
    in the carbon price alone, the lower first; default: no marginal emissions.
    out: the result file (HDF5), for `report`; default: a temporary one, removed with the result.
    threads: 0 is all of the machine; the result has the same bits for any number.

    Raises InputError, ResourceError.
    """
    pair = [] if marginal is None else [file_of(one) for one in marginal]
    if len(pair) not in (0, 2):
        raise refused("marginal", f"{len(pair)} results", "two, that of the lower carbon price first")
    file, scratch = _out(out, "accounts.h5")
    _core.accounts(file_of(plan), pair, file, threads_of(threads))
    return Accounts(file, scratch)
