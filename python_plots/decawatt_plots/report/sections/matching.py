"""Scores of contracts by year, and by month and hour of day."""
import numpy as np

from ...contracts import score_map
from ...results import NoData
from ...style import MONTHS
from .. import heat
from ..content import Figure, Section, by_year, percent

COLUMNS = (("hourly score", "summary", "contract_hourly_score_frac"),
           ("strict score (clean share of the grid: 0)", "summary", "contract_strict_score_frac"),
           ("annual matching", "summary", "contract_annual_matching_frac"),
           ("target of the hourly score", "targets",
            "hourly_target_frac"), ("target of annual matching", "targets", "annual_target_frac"),
           ("share of the grid that counts", "targets", "grid_clean_frac"))


def section(report):
    def blocks_of(plan):
        return [
            block for supply in plan.supplies if supply.kind == "contract"
            for block in contract_blocks(report, plan, supply)
        ]

    blocks = report.per_plan(blocks_of)
    return Section("matching", "Matching of load and supply", blocks) if blocks else None


def contract_blocks(report, plan, supply):
    results, c = plan.results, supply.index
    counted = "renewable" if results.text("contract_counts")[c] == "renewable" else "clean"
    columns = []
    for words, group, name in COLUMNS:
        data = results.group[group]
        if name in data and not np.isnan(data[name].values[:, c]).all():
            columns.append((words, "fraction", data[name].values[:, c]))
    blocks = [
        by_year(report.name(plan, f"Scores of {supply.name} ({counted} energy over load)"),
                plan.years, columns)
    ]
    try:
        blocks.append(score_figure(report, plan, supply, counted))
    except NoData:
        pass
    return blocks


def score_figure(report, plan, supply, counted):
    results, c = plan.results, supply.index
    deficit = results.series("deficit_mw")[:, c]
    load = results.series("data_center_load_mw")[:, supply.centers].sum(axis=1)
    served = [y for y in results.years if load[results.year == y].sum() > 0]
    if not served or "grid_clean_frac" not in results.group["targets"]:
        raise NoData("no load")
    gamma = dict(
        zip(results.table_years("targets"),
            results.table("targets", "grid_clean_frac")[:, c]))
    grid = score_map(results, deficit, load, served[-1], gamma[served[-1]])
    hours = [f"{hour:02d}:00" for hour in range(0, 24, results.cell_h)]
    title = report.name(
        plan,
        f"Hourly {counted} score of {supply.name} by month and hour of day, "
        f"{served[-1]}{plan.weather()}"
    )
    lowest = np.unravel_index(np.nanargmin(np.where(np.isnan(grid), np.inf, grid)), grid.shape)
    alt = (f"Table of colours; lowest in {MONTHS[lowest[0]]} at {hours[lowest[1]]} with "
           f"{percent(grid[lowest])}, highest {percent(float(np.nanmax(grid)))}")
    def words(value):
        return "no load" if np.isnan(value) else percent(float(value))
    drawing = heat.cells(grid, MONTHS, hours, words) + heat.ramp("0 %", "100 % of the load")
    return Figure(title, alt, drawing)
