"""Emissions, water and unserved load by year."""
import numpy as np

from .. import charts
from ..content import Figure, Paragraph, Section, by_year

SYSTEM = (("emissions", "t CO2", "emission_t"), ("unserved", "MWh", "unserved_mwh"),
          ("spilled", "MWh", "spill_mwh"))


def section(report):
    def blocks_of(plan):
        blocks = [
            block for supply in plan.supplies for block in supply_blocks(report, plan, supply)
        ]
        summary = plan.results.group["summary"]
        columns = [(words, unit, summary[name].values)
                   for words, unit, name in SYSTEM
                   if name in summary]
        return blocks + ([
            by_year(report.name(plan, "The whole system by year"), plan.years, columns)
        ] if columns else [])

    blocks = report.per_plan(blocks_of)
    note = ("Own emissions are those of plants behind the meter; emissions from the grid are the "
            "import at the mean emission rate of the grid in each hour (location-based).")
    return Section("emissions", "Emissions, water and unserved load",
                   [Paragraph(note, "note"), *blocks]) if blocks else None


def supply_blocks(report, plan, supply):
    results, years = plan.results, plan.years
    own, grid = (supply.of_centers(results, f"{side}_emission_t") for side in ("own", "grid"))
    if own is None or grid is None:
        return []
    load = supply.load_mwh(results)
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = np.where(load > 0, 1e3 * (own + grid) / load, np.nan)
        own_rate, grid_rate = (np.where(load > 0, 1e3 * values / load, np.nan)
                               for values in (own, grid))
    columns = [("load", "MWh", load), ("own emissions", "t CO2", own),
               ("emissions from the grid", "t CO2", grid), ("emission rate", "kg CO2/MWh", rate),
               ("water", "m3", supply.of_centers(results, "water_m3")),
               ("unserved", "MWh", supply.of_centers(results, "unserved_mwh"))]
    title = report.name(plan, f"Emissions of {supply.name}")
    parts = [("own", "gas", own_rate), ("from the grid", "bought", grid_rate)]
    unknown = ("Emissions from the grid are not known in years in which a market that sells to it "
               "states no emission factor.")
    alt = "Stacked bars a year, kg CO2/MWh of load; " + ", ".join(
        f"{year}: {value:,.3g}" for year, value in zip(years, rate) if np.isfinite(value))
    return [
        Figure(title, alt, charts.stacked_bars([int(y) for y in years], parts,
                                               "kg CO2/MWh of load"),
               note=unknown if np.isnan(grid[load > 0]).any() else "",
               table=by_year(title, years, [column for column in columns if column[2] is not None]))
    ]
