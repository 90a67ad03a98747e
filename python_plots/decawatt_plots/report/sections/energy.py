"""Energy of each supply by year and source."""
import numpy as np

from ...style import ORDER, energy
from ...weeks import payers
from .. import charts
from ..content import Figure, Section, by_year
from ..supply import agreements_of


def section(report):
    blocks = report.per_plan(
        lambda plan:
        [block for supply in plan.supplies for block in supply_blocks(report, plan, supply)])
    return Section("energy", "Energy by year", blocks) if blocks else None


def parts_of(results, supply):
    """(name, colour, MWh by year): generation by technology, then what is bought, and sold as
    negative."""
    summary, technology = results.group["summary"], results.text("fleet_technology")
    mine, parts = payers(results, "fleet") == supply.name, []
    bought = np.isin(np.arange(len(technology)), list(agreements_of(results)))
    if "fleet_generation_mwh" in summary:
        generated = np.nan_to_num(summary.fleet_generation_mwh.values)
        by_agreement = generated[:, mine & bought].sum(axis=1)
        mine = mine & ~bought
        parts = [("purchase agreements", "agreements", by_agreement)
                 ] + [(name, name, generated[:, mine & (technology == name)].sum(axis=1))
                      for name in ORDER
                      if (mine & (technology == name)).any()]
    if supply.kind == "contract":
        purchased, sold = (supply.table(results, f"{word}_mwh") for word in ("purchase", "sale"))
    else:
        purchased, sold = (supply.of_centers(results, f"{word}_mwh")
                           for word in ("import", "export"))
    for words, color, values, sign in (("bought from the grid", "bought", purchased, 1.0),
                                       ("sold to the grid", "sold", sold, -1.0)):
        if values is not None:
            parts.append((words, color, sign * np.nan_to_num(values)))
    return [part for part in parts if np.abs(part[2]).sum() > 0]


def supply_blocks(report, plan, supply):
    parts, load = parts_of(plan.results, supply), np.nan_to_num(supply.load_mwh(plan.results))
    if not parts:
        return []
    factor, unit = energy(
        max(load.max(),
            sum(np.clip(values, 0, None) for _, _, values in parts).max()))
    title = report.name(plan, f"Energy of {supply.name} by source")
    drawing = charts.stacked_bars([int(y) for y in plan.years],
                                  [(name, color, factor * values) for name, color, values in parts],
                                  unit, ("load", factor * load))
    last = ", ".join(f"{name} {factor * v[-1]:,.3g}" for name, v in
                     [("load", load), *((name, v) for name, _, v in parts)])
    alt = f"Stacked bars a year, {unit}; in {plan.years[-1]}: {last}"
    columns = [*((name, "MWh", values) for name, _, values in parts), ("load", "MWh", load)]
    note = ("Bars above less bars below exceed the load by losses of stores and by output that is "
            "not used.")
    return [Figure(title, alt, drawing, note, by_year(title, plan.years, columns))]
