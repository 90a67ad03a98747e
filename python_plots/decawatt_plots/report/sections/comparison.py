"""Results side by side: the parts of their cost of supply, and a row for each supply of each
result."""
import numpy as np

from ...style import ORDER
from .. import charts
from ..basis import in_short, words_of
from ..content import NOTHING, Figure, Paragraph, Table, missing, reads
from ..facts import Facts
from ..supply import waterfall
from . import accounts, finance

FINANCE = "finance"                            # what it adds to the cost of supply of the plan
COLORS = {FINANCE: "second"}


def columns_of(plan, supply):
    """(name, unit, value) of each column; a column without any value is left out."""
    facts = Facts(plan, supply)
    traced = accounts.of_supply(plan, supply, facts.last_year)
    kg = {name: 1e3 * value / traced["load_mwh"]
          for name, value in traced.items()} if traced else {}
    own = kg.get("scope_1_t", float("nan"))
    return [("result", "", plan.label), ("supply", "", supply.name), ("years", "", plan.period()),
            ("cost of supply", "money/MWh", facts.cost), ("annuities", "", in_short(plan)),
            ("cost with finance", "money/MWh", finance.cost_of(plan, supply.name, "total")),
            ("capacity built", "MW", facts.capacity_mw), ("capital cost", "money", facts.capex),
            ("hourly score, last year", "fraction", facts.score),
            ("emissions, last year", "kg CO2/MWh", facts.kg_per_mwh),
            ("emissions with imports traced", "kg CO2/MWh",
             own + kg.get("location_t", float("nan"))),
            ("emissions, market-based", "kg CO2/MWh", own + kg.get("market_t", float("nan"))),
            ("unserved", "MWh", facts.unserved_mwh)]


def blocks(report):
    found = [(plan, supply) for plan in report.plans for supply in plan.supplies]
    if not found:
        return []
    money_of = {
        plan.label: f"{plan.currency} of {int(plan.results.attrs['price_year'])}"
        for plan, _ in found
    }
    same = len(set(money_of.values())) == 1
    rows = [
        columns_of(plan, supply) + ([] if same else [("money", "", money_of[plan.label])])
        for plan, supply in found
    ]
    kept = [k for k in range(len(rows[0])) if not all(missing(row[k][2]) for row in rows)]
    head = [(name, unit.replace("money", found[0][0].currency) if same else unit)
            for name, unit, _ in rows[0]]
    table = Table("Results side by side", [head[k] for k in kept],
                  [[row[k][2] for k in kept] for row in rows], sheet="comparison")
    if not same:
        return [
            Paragraph("Currencies or price years differ: amounts cannot be compared.", "warning"),
            table
        ]
    return [*notes(found), cost_figure(found, f"{found[0][0].currency}/MWh"), table]


def notes(found):
    """What makes numbers of the results incomparable."""
    bases, made = {plan.label: words_of(plan) for plan, _ in found}, []
    with_finance = [
        np.isfinite(finance.cost_of(plan, supply.name, "total")) for plan, supply in found
    ]
    if len(set(bases.values())) > 1:
        told = "; ".join(f"{label} {words}" for label, words in bases.items())
        remedy = (
            "The bars show the costs with finance, which can be compared where the terms are the "
            "same"
            if all(with_finance) else
            "Files of `finance` of all results, with the same terms, give costs that can be "
            "compared")
        made.append(
            Paragraph(
                "The costs of supply of the plans have different bases and cannot be compared: "
                f"{told}. {remedy}.",
                "warning"))
    if any(with_finance) and not all(with_finance):
        made.append(
            Paragraph(
                "Only some of the results have a file of `finance`: the bars show the costs of "
                "supply of the plans.",
                "note"))
    return made


def by_technology(plan, supply):
    """Parts of the cost of supply, those of one technology added."""
    totals = {}
    for _, technology, value in waterfall(plan.results, supply)[0]:
        totals[technology] = totals.get(technology, 0.0) + value
    return totals


def cost_figure(found, unit):
    parts = [by_technology(plan, supply) for plan, supply in found]
    totals = np.array([supply.cost_per_mwh(plan.results) for plan, supply in found])
    with_finance = np.array([finance.cost_of(plan, supply.name, "total") for plan, supply in found])
    if np.isfinite(with_finance).all():
        for of_one, added in zip(parts, with_finance - totals):
            of_one[FINANCE] = added
        totals = with_finance
    names = list(dict.fromkeys(name for of_one in parts for name in of_one))
    names.sort(key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    labels = [
        plan.label + (f", {supply.name}" if len(plan.supplies) > 1 else "")
        for plan, supply in found
    ]
    values = [(name, COLORS.get(name, name), np.array([of_one.get(name, 0.0)
                                                       for of_one in parts]))
              for name in names]
    # less is the rounding of the solver
    drawn = [part for part in values if np.abs(part[2]).max() > NOTHING * np.abs(totals).max()]
    title = "Cost of supply and its parts"
    alt = f"Stacked bars of each result, {unit} of load: " + "; ".join(
        f"{label} {reads(float(total))}" for label, total in zip(labels, totals))
    table = Table(title, [("result", ""), *((name, unit) for name in names),
                          ("cost of supply", unit)],
                  [[label, *(float(v[k]) for _, _, v in values),
                    float(totals[k])] for k, label in enumerate(labels)])
    return Figure(
        title, alt,
        charts.stacked_bars(labels, drawn, f"{unit} of load", ("cost of supply", totals),
                            by_time=False), table=table)
