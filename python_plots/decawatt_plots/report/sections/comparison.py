"""Results side by side: the parts of their cost of supply, and a row for each supply of each result."""
import numpy as np

from ...style import ORDER
from .. import charts
from ..content import Figure, Paragraph, Table, reads
from ..facts import Facts
from ..supply import waterfall

HEAD = (("result", ""), ("supply", ""), ("years", ""), ("cost of supply", "money/MWh"), ("capacity built", "MW"), ("capital cost", "money"),
        ("hourly score, last year", "fraction"), ("emissions, last year", "kg CO2/MWh"), ("unserved", "MWh"))


def blocks(report):
    found = [(plan, supply) for plan in report.plans for supply in plan.supplies]
    if not found:
        return []
    money_of = {plan.label: f"{plan.currency} of {int(plan.results.attrs['price_year'])}" for plan, _ in found}
    same = len(set(money_of.values())) == 1
    head = [(name, unit.replace("money", found[0][0].currency) if same else unit) for name, unit in HEAD] + ([] if same else [("money", "")])
    rows = []
    for plan, supply in found:
        facts = Facts(plan, supply)
        rows.append([plan.label, supply.name, plan.period(), facts.cost, facts.capacity_mw, facts.capex, facts.score, facts.kg_per_mwh, facts.unserved_mwh,
                     *([] if same else [money_of[plan.label]])])
    table = Table("Results side by side", head, rows, sheet="comparison")
    if not same:
        return [Paragraph("Currencies or price years differ: amounts cannot be compared.", "warning"), table]
    return [cost_figure(found, f"{found[0][0].currency}/MWh"), table]


def by_technology(plan, supply):
    """Parts of the cost of supply, those of one technology added."""
    totals = {}
    for _, technology, value in waterfall(plan.results, supply)[0]:
        totals[technology] = totals.get(technology, 0.0) + value
    return totals


def cost_figure(found, unit):
    parts = [by_technology(plan, supply) for plan, supply in found]
    names = list(dict.fromkeys(name for of_one in parts for name in of_one))
    names.sort(key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    labels = [plan.label + (f", {supply.name}" if len(plan.supplies) > 1 else "") for plan, supply in found]
    values = [(name, name, np.array([of_one.get(name, 0.0) for of_one in parts])) for name in names]
    totals = np.array([supply.cost_per_mwh(plan.results) for plan, supply in found])
    title = "Cost of supply and its parts"
    alt = f"Stacked bars of each result, {unit} of load: " + "; ".join(f"{label} {reads(float(total))}" for label, total in zip(labels, totals))
    table = Table(title, [("result", ""), *((name, unit) for name in names), ("cost of supply", unit)],
                  [[label, *(float(v[k]) for _, _, v in values), float(totals[k])] for k, label in enumerate(labels)])
    return Figure(title, alt, charts.stacked_bars(labels, values, f"{unit} of load", ("cost of supply", totals), by_time=False), table=table)
