"""Finance of a plan: prices that earn a return, debt, taxes and cash flow of what it builds."""
from __future__ import annotations

from functools import cached_property
from typing import Optional

import pandas as pd
import xarray as xr

from . import _core
from .arguments import PathLike, Years
from .planning import PlanLike, StudyLike, _out, as_study, file_of
from .results import Result, Scratch, load_group


class Finance(Result):
    """The pro formas of what a plan builds, from `decawatt.finance` or `decawatt.open`. Money is that of
    the study's currency, nominal where the name does not say real; power MW, energy MWh.

    `notes`: what a reader has to know, such as assets without energy, which have no price (empty for
    one from a file). `to_xarray("finance")` has every value with its unit (docs/results_format.md).
    """

    def __init__(self, file: PathLike, scratch: Optional[Scratch] = None,
                 notes: Optional[list[str]] = None):
        super().__init__(file, scratch)
        self.notes: list[str] = notes or []

    @cached_property
    def _data(self) -> xr.Dataset:
        return load_group(self.file, "finance")

    @property
    def currency(self) -> str:
        """Currency of the study."""
        with self.to_xarray() as root:
            return str(root.attrs["currency"])

    def _table(self, *dims: str) -> pd.DataFrame:
        """Variables of exactly these dimensions, one column each."""
        data = self._data
        chosen = {str(name): data[name].to_series() for name in data.data_vars
                  if data[name].dims == dims}
        return pd.DataFrame(chosen)

    @cached_property
    def assets(self) -> pd.DataFrame:
        """By asset ("hub solar 2028": what is built of a plant or store in a year): `mw`, `mwh`, `capex`
        and `debt` (currency), `price_per_mwh` (of the first year, earns the target return),
        `price_real_per_mwh` (levelised), `equity_irr_frac`, `least_coverage`, ..."""
        return self._table("asset").rename(columns=lambda name: name.removeprefix("asset_"))

    def cash_flow(self, asset: str) -> pd.DataFrame:
        """The pro forma of an asset: project_year × rows (`energy_mwh`; `energy_revenue`, `expenses`,
        `debt_interest`, `equity_flow`, ... in currency). Year 0 is the end of construction."""
        names = [str(one) for one in self._data["asset"].values] if "asset" in self._data else []
        if asset not in names:
            raise KeyError(f"no asset {asset!r}; there are {', '.join(names) or 'none'}")
        return self._table("asset", "project_year").xs(asset).dropna(how="all")

    @cached_property
    def cost_of_supply(self) -> pd.DataFrame:
        """Parts of the cost of supply over the horizon, real, currency/MWh of load: supply × part;
        `plan_cost` is the plan's figure, `total` the one with finance and taxes."""
        if "supply_cost_per_mwh" not in self._data:
            return pd.DataFrame()
        return self._data.supply_cost_per_mwh.to_pandas()

    @cached_property
    def capex(self) -> pd.DataFrame:
        """Capital cost by first year of operation, of all that is built: `capex_real`,
        `capex_nominal` (currency)."""
        return self._table("year")

    def __repr__(self) -> str:
        return f"<Finance of {len(self.assets)} assets, {self.currency}>"


def finance(study: StudyLike, plan: PlanLike, *, years: Years = None,
            out: Optional[PathLike] = None) -> Finance:
    """Finance of what a plan builds, by the terms in the study's section [finance] and its table
    finance_terms (docs/method/finance.md).

    study: that of the plan, with [finance]. plan: a Plan of `run`, or its file. years: as in `run`.
    out: the result file (HDF5); default: a temporary one, removed with the result.

    Raises InputError (no [finance], or terms that an asset's life does not allow), ResourceError.
    """
    file, scratch = _out(out, "finance.h5")
    loaded = as_study(study)._read(years)
    notes = _core.finance(loaded, file_of(plan), file)
    return Finance(file, scratch, notes)
