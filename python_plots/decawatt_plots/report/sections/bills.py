"""Bills of data centres with a tariff, by month and component."""
import numpy as np

from ...bills import NAMES, parts_of
from ...results import NoData
from .. import charts
from ..content import Figure, Section, Table, scaled_money

MOST_MONTHS = 36                               # of a chart; the table has all


def section(report):
    def blocks_of(plan):
        try:
            names, months, costs, components = parts_of(plan.results)
        except NoData:
            return []
        return [
            bill_figure(report, plan, name, months, costs[:, c], components)
            for c, name in enumerate(names)
        ]

    blocks = report.per_plan(blocks_of)
    return Section("bills", "Bills by month", blocks) if blocks else None


def bill_figure(report, plan, name, months, costs, components):
    used = [
        part for part in NAMES
        if part in components and np.abs(costs[:, components.index(part)]).sum() > 0
    ]
    columns = {part: costs[:, components.index(part)] for part in used}
    shown = months[-MOST_MONTHS:]
    factor, unit = scaled_money(sum(columns.values()).max(), plan.currency)
    parts = [(NAMES[part], f"bill {part}", factor * values[-MOST_MONTHS:])
             for part, values in columns.items()]
    title = report.name(plan, f"Bill of {name} by month")
    head = [("month", ""), *((NAMES[part], plan.currency) for part in used),
            ("total", plan.currency)]
    rows = [[
        str(month), *(float(columns[part][m]) for part in used),
        float(sum(values[m] for values in columns.values()))
    ] for m, month in enumerate(months)]
    alt = f"Stacked bars a month, {unit}; totals over the horizon: " + ", ".join(
        f"{NAMES[part]} {factor * values.sum():,.4g}" for part, values in columns.items())
    note = "" if len(shown) == len(months) else f"The last {MOST_MONTHS} months; the table has all."
    return Figure(title, alt,
                  charts.stacked_bars([str(month) for month in shown], parts, f"{unit} a month"),
                  note, Table(title, head, rows))
