"""Capacity by year and technology, of the data centres and of the rest of the grid."""
from ... import capacity as figures
from ...results import NoData
from ...style import power
from .. import charts
from ..content import Figure, Section, by_year
from . import machines

KINDS = (("installed at the end of the year", "fleet_mw", "store_discharge_mw"),
         ("built in the year", "fleet_built_mw", "store_built_mw"))


def section(report):
    def blocks_of(plan):
        years, blocks = plan.results.table_years("capacity"), []
        for of_hub, owner in ((True, "of the data centres"), (False, "of the rest of the grid")):
            for words, fleet, store in KINDS:
                try:
                    parts = figures.by_technology(plan.results, fleet, store, of_hub)
                except NoData:
                    continue
                if parts:
                    blocks.append(
                        figure_of(report.name(plan, f"Capacity {owner}, {words}"), years, parts))
        return blocks + machines.blocks_of(report, plan)

    blocks = report.per_plan(blocks_of)
    return Section("capacity", "Capacity by year", blocks) if blocks else None


def figure_of(title, years, parts):
    factor, unit = power(sum(parts.values()).max())
    drawing = charts.stacked_bars([int(y) for y in years],
                                  [(name, name, factor * values) for name, values in parts.items()],
                                  unit)
    alt = f"Stacked bars a year, {unit}; in {years[-1]}: " + ", ".join(
        f"{name} {factor * values[-1]:,.3g}" for name, values in parts.items())
    return Figure(
        title, alt, drawing,
        table=by_year(title, years, [(name, "MW", values) for name, values in parts.items()]))
