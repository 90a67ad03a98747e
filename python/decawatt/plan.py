"""Plans: what a study builds and how it runs, from a result file."""
from __future__ import annotations

import pathlib
from functools import cached_property
from typing import Optional, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from .arguments import PathLike
from .plots import PlanPlots
from .reporting import ResultLike, report
from .results import Result, load_group

# Group of entities, kind of amount: variable built by year in /capacity, its cost in /costs.
_BUILT = (
    ("fleet", "plant", "MW", "fleet_built_mw", "fleet_capex_per_mw"),
    ("store", "store power", "MW", "store_built_mw", "store_capex_per_mw"),
    ("store", "store energy", "MWh", "store_built_mwh", "store_energy_capex_per_mwh"),
    ("corridor", "line", "MW", "corridor_built_mw", "corridor_capex_per_mw"),
    ("data_center", "connection", "MW", "connection_built_mw", "connection_capex_per_mw"),
    ("data_center", "non-firm connection", "MW", "nonfirm_built_mw", "nonfirm_capex_per_mw"),
)
_SMALLEST = 1e-6  # MW or MWh: less is the rounding of the solver


class Plan(Result):
    """A plan: capacities by year, dispatch by hour, prices, costs, scores. Money is real money of the
    price year, undiscounted, in `currency`; power MW, energy MWh, emissions t of CO2.

    From `decawatt.run`, `decawatt.dispatch` or `decawatt.open`; both read the same result file.
    """

    @cached_property
    def _attrs(self) -> dict[str, object]:
        with self.to_xarray() as root:
            return dict(root.attrs)

    @cached_property
    def _summary(self) -> xr.Dataset:
        return load_group(self.file, "summary")

    @property
    def study(self) -> str:
        """Name of the study."""
        return str(self._attrs["study"])

    @property
    def currency(self) -> str:
        """Currency of the study, as in its settings."""
        return str(self._attrs["currency"])

    @property
    def objective(self) -> float:
        """Discounted cost of the whole horizon, currency."""
        return float(load_group(self.file, "certificate").objective)

    @property
    def gap(self) -> float:
        """How far the cost can be above the least cost, as a share of it: proven by the dual solution."""
        return float(load_group(self.file, "certificate").relative_gap)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """The system by year: demand_mwh of the regions (without data centres), data_center_mwh,
        unserved_mwh, spill_mwh, emission_t; operation_cost, capacity_cost, unserved_cost (currency)."""
        data = self._summary
        columns = {}
        for name, source in (("demand_mwh", "region_demand_mwh"),
                             ("data_center_mwh", "data_center_energy_mwh")):
            if source in data:
                columns[name] = data[source].sum([d for d in data[source].dims if d != "year"])
        for name in ("unserved_mwh", "spill_mwh", "emission_t", "operation_cost", "capacity_cost",
                     "unserved_cost", "tariff_cost"):
            if name in data:
                columns[name] = data[name]
        return pd.DataFrame({name: values.to_series() for name, values in columns.items()})

    def _by_supply(self, suffix: str) -> xr.DataArray:
        """A quantity of contracts, and of data centres that no contract pays for, by supply."""
        parts = []
        for entity in ("contract", "data_center"):
            name = f"{entity}_{suffix}"
            if name in self._summary:
                parts.append(self._summary[name].rename({entity: "supply"}))
        if not parts:
            return xr.DataArray(np.empty(0), dims="supply", coords={"supply": []})
        return xr.concat(parts, "supply").dropna("supply", how="all")

    @cached_property
    def cost_of_supply(self) -> pd.Series:
        """Cost of supply over the horizon, currency/MWh, by contract and by data centre without one:
        discounted cost over discounted load."""
        found = self._by_supply("supply_cost_per_mwh_horizon").to_series()
        return found.rename("cost_of_supply_per_mwh")

    @cached_property
    def cost_of_supply_by_year(self) -> pd.DataFrame:
        """The same by year, undiscounted: year × supply, currency/MWh; NaN: no load."""
        return self._by_supply("supply_cost_per_mwh").transpose("year", "supply").to_pandas()

    @cached_property
    def capex(self) -> pd.DataFrame:
        """What is built: asset, kind, year, amount, unit (MW, MWh) and capex (currency, undiscounted,
        as if paid at once)."""
        built, costs = load_group(self.file, "capacity"), load_group(self.file, "costs")
        rows = []
        for entity, kind, unit, amount, cost in _BUILT:
            if amount not in built or cost not in costs:
                continue
            for asset in built[entity].values:
                per_unit = float(costs[cost].sel({entity: asset}))
                for year, value in built[amount].sel({entity: asset}).to_series().items():
                    if value > _SMALLEST:
                        rows.append((str(asset), kind, int(year), float(value), unit,
                                     float(value) * per_unit))
        return pd.DataFrame(rows, columns=["asset", "kind", "year", "amount", "unit", "capex"])

    def _known(self, entity: str, name: str) -> str:
        names = [str(one) for one in self._summary[entity].values] if entity in self._summary else []
        if name not in names:
            raise KeyError(f"no {entity.replace('_', ' ')} {name!r}; the plan has "
                           f"{', '.join(names) or 'none'}")
        return name

    def emissions(self, data_center: Optional[str] = None) -> pd.DataFrame:
        """Emissions by year, t of CO2. Of a data centre: `own_t` (behind its meter) and `grid_t`
        (import at the mean emission rate of the grid in each hour); of the system: `emission_t`."""
        if data_center is None:
            return self._summary.emission_t.to_series().to_frame()
        self._known("data_center", data_center)
        return pd.DataFrame({
            name: self._summary[f"data_center_{source}"].sel(data_center=data_center).to_series()
            for name, source in (("own_t", "own_emission_t"), ("grid_t", "grid_emission_t"))})

    def bill(self, data_center: str) -> pd.DataFrame:
        """The bill of a data centre: (year, month) × component, currency. Raises KeyError if the study
        has no tariffs."""
        self._known("data_center", data_center)
        if "bill_cost" not in self._summary:
            raise KeyError(f"{self.study}: the study has no tariffs, so there are no bills")
        bill = self._summary.bill_cost.sel(data_center=data_center)
        return bill.transpose("year", "month", "bill_component").to_series().unstack()

    def report(self, path: PathLike, *, xlsx: Optional[PathLike] = None,
               adequacy: Sequence[ResultLike] = ()) -> pathlib.Path:
        """Writes a report of the plan as one HTML file (docs/report.md), with `xlsx` its tables as a
        spreadsheet too. `adequacy`: results of `decawatt.adequacy` for this plan, shown in it.
        `decawatt.report` compares several plans, and shows finance and accounts too."""
        return report([self, *adequacy], path, xlsx=xlsx)

    @property
    def plot(self) -> PlanPlots:
        """Figures (matplotlib): `plan.plot.week("hub supply")`, `plan.plot.save("figures")`."""
        return PlanPlots(self.file)

    def __repr__(self) -> str:
        years = [int(year) for year in self._summary.year.values]
        return (f"<Plan {self.study!r}, {years[0]} to {years[-1]}: {self.objective:,.6g} "
                f"{self.currency} discounted, gap {self.gap:.1e}>")
