"""Finance of a plan: prices that earn a return, debt, taxes and cash flow of what it builds."""
from __future__ import annotations

from functools import cached_property
from typing import Any, Optional

import pandas as pd
import xarray as xr

from . import _core
from .arguments import (LEAST_CHANGE, MOST_CHANGE, MOST_RISK_SAMPLES, MOST_SAMPLES, PathLike, Years,
                        refused, share, threads_of, whole)
from .planning import PlanLike, StudyLike, _out, as_study, file_of
from .progress import Progress, shown
from .results import Result, Scratch, load_group
from .study import Study

_OUTCOMES = ["cost_per_mwh", "equity_irr_frac", "least_coverage", "equity_value"]
_OF_WEATHER = ["energy_mwh", "revenue", *_OUTCOMES]


class Finance(Result):
    """The pro formas of what a plan builds, from `decawatt.finance` or `decawatt.open`. Money is that of
    the study's currency, nominal where the name does not say real; power MW, energy MWh.

    `notes`: what a reader has to know, such as assets without energy, which have no price (empty for
    one from a file). `to_xarray("finance")` has every value with its unit (docs/results_format.md).

    Tables of risk (`as_planned`, `tornado`, `samples`, `weather`, ...) are empty where none was
    requested. Their outcomes, by supply: `cost_per_mwh` (cost of supply, real, currency/MWh of load),
    `equity_irr_frac` (return of the equity), `least_coverage` (of debt service), `equity_value`
    (nominal, currency); NaN: not defined. Finance is computed again for the plan as it is; nothing is
    sized or dispatched again (docs/method/finance.md).
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

    @cached_property
    def _risk(self) -> xr.Dataset:
        return load_group(self.file, "finance/risk")

    def _columns(self, names: dict[str, str]) -> pd.DataFrame:
        """Variables of the risk by column, of supply and one more dimension; columns that the file does
        not have are left out."""
        risk = self._risk
        return pd.DataFrame({column: risk[name].to_series() for column, name in names.items()
                             if name in risk})

    def _spread(self, kind: str, outcomes: list[str]) -> pd.DataFrame:
        parts = {}
        for outcome in outcomes:
            name = f"{kind}_{outcome}"
            if f"{name}_mean" not in self._risk:
                return pd.DataFrame()
            exceeded = self._risk[f"{name}_exceeded"].to_pandas()
            exceeded.columns = [f"p{round(100 * chance)}" for chance in exceeded.columns]
            moments = self._columns({"mean": f"{name}_mean", "standard_deviation": f"{name}_deviation"})
            parts[outcome] = pd.concat([moments, exceeded], axis=1)
        by_outcome = pd.concat(parts, names=["outcome"]).swaplevel()
        supplies = self._risk["supply"].values
        return by_outcome.loc[[(supply, outcome) for supply in supplies for outcome in outcomes]]

    @cached_property
    def as_planned(self) -> pd.DataFrame:
        """Outcomes of the plan by supply, to compare those of risk with."""
        return self._columns({outcome: f"base_{outcome}" for outcome in _OUTCOMES})

    @cached_property
    def tornado(self) -> pd.DataFrame:
        """Each input lowered and raised by `change_frac`: (supply, driver) × outcomes with the prefixes
        `low_` and `high_`. The largest change of the cost of supply is first; inputs without effect
        are left out."""
        sides = {f"{side}_{outcome}": f"tornado_{side}_{outcome}"
                 for outcome in _OUTCOMES for side in ("low", "high")}
        bars = self._columns({"change_frac": "tornado_change_frac"} | sides)
        if bars.empty:
            return bars
        bars = bars[bars.change_frac.notna()]
        width = (bars.high_cost_per_mwh - bars.low_cost_per_mwh).abs().fillna(0.0)
        widest_first = width.sort_values(ascending=False, kind="stable").index
        supplies = [supply for supply in self._risk["supply"].values if supply in bars.index.levels[0]]
        return bars.loc[[bar for supply in supplies for bar in widest_first if bar[0] == supply]]

    @cached_property
    def samples(self) -> pd.DataFrame:
        """Samples of all inputs in finance_risks.csv: (supply, sample) × outcomes."""
        return self._columns({outcome: f"sample_{outcome}" for outcome in _OUTCOMES})

    @cached_property
    def samples_spread(self) -> pd.DataFrame:
        """Distribution of the samples: (supply, outcome) × `mean`, `standard_deviation`, and the values
        exceeded with 99, 90, 50, 10 and 1 %: `p99` to `p1`. NaN: beyond the range of the samples."""
        return self._spread("samples", _OUTCOMES)

    @cached_property
    def weather(self) -> pd.DataFrame:
        """Each weather year in every year of the horizon: (supply, weather_year) × `energy_mwh` of the
        own assets (MWh, mean of the years), `revenue` (its value at the prices of the plan, real) and
        outcomes, where the cost is that of the plan, without finance and taxes."""
        return self._columns({outcome: f"weather_{outcome}" for outcome in _OF_WEATHER})

    @cached_property
    def weather_spread(self) -> pd.DataFrame:
        """Distribution over the weather years, as `samples_spread`. NaN: beyond their range, as P90 of
        a few years is."""
        return self._spread("weather", _OF_WEATHER)

    def __repr__(self) -> str:
        return f"<Finance of {len(self.assets)} assets, {self.currency}>"


def _risk_settings(study: Study, years: Years, tornado: Optional[float], samples: int,
                   seed: Optional[int], weather: Optional[PlanLike], threads: int) -> dict[str, Any]:
    """For the extension module, checked as the program checks its options."""
    count = whole("samples", samples, 0, MOST_RISK_SAMPLES)
    if seed is not None and count == 0:
        raise refused("seed", repr(seed), "samples too: a seed is that of the samples")
    change = 0.0 if tornado is None else share("tornado", tornado, LEAST_CHANGE, MOST_CHANGE)
    return {"tornado": change, "samples": count, "weather": file_of(weather),
            "seed": 1 if seed is None else whole("seed", seed, 0, MOST_SAMPLES),
            "threads": threads_of(threads),
            "study": study._request(years) if change or count else None}


def finance(study: StudyLike, plan: PlanLike, *, tornado: Optional[float] = None, samples: int = 0,
            seed: Optional[int] = None, weather: Optional[PlanLike] = None, years: Years = None,
            out: Optional[PathLike] = None, threads: int = 0, progress: Progress = None) -> Finance:
    """Finance of what a plan builds, by the terms in the study's section [finance] and its table
    finance_terms, and the risk of its figures (docs/method/finance.md).

    study: that of the plan, with [finance]. plan: a Plan of `run`, or its file. years: as in `run`.
    tornado: each input is lowered and raised by this share (0.1: 10 %), or by `change_frac` of the
    table finance_risks; None: no tornado. samples: number of samples from the distributions in
    finance_risks; seed: of the samples, None: 1. weather: a result of `dispatch` of the plan in several
    `weather_years`, for P50, P90 and P99.
    out: the result file (HDF5); default: a temporary one, removed with the result.
    threads: 0 is all of the machine; the result has the same bits for any number.

    Raises InputError (no [finance], terms that an asset's life does not allow, samples without a
    distribution, weather years of another plan), ResourceError. Ctrl-C stops it, and no file is left.
    """
    file, scratch = _out(out, "finance.h5")
    of = as_study(study)
    loaded = of._read(years)
    risk = _risk_settings(of, years, tornado, samples, seed, weather, threads)
    with shown(progress) as report:
        notes = _core.finance(loaded, file_of(plan), file, risk, report)
    return Finance(file, scratch, notes)
