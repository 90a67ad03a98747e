"""Money by year: capital cost, and the money spent in each year."""
import numpy as np

from .. import charts
from ..basis import credits_of, fleet_credits, is_after_tax, words_of
from ..content import Figure, Paragraph, Section, by_year, scaled_money

SPENT = (("capital cost", "capital", None), ("fixed costs", "fixed costs", "fixed_cost"),
         ("fuel, carbon, variable", "fuel, carbon, variable",
          "variable_cost"), ("production credits", "credits", "production_credit"),
         ("purchase agreements", "agreements", "agreement_cost"), ("certificates", "certificates",
                                                                   "certificate_cost"),
         ("tariff beyond the price", "network",
          "tariff_cost"), ("bought from the grid", "bought",
                           "purchase_cost"), ("sold to the grid", "sold", "sale_income"))
RECEIVED = ("production_credit", "sale_income")
NOTE = ("Real money of the price year, undiscounted. Capital cost is before taxes, credits and "
        "financing, and falls in the year in which an asset is built; the cost of supply has "
        "annuities in its place")


def section(report):
    blocks = report.per_plan(
        lambda plan:
        [block for supply in plan.supplies for block in supply_blocks(report, plan, supply)])
    if not blocks:
        return None
    return Section("money", "Capital cost and cash flow by year",
                   [Paragraph(note_of(report), "note"), *blocks])


def note_of(report):
    """What annuities count, where all results agree; otherwise of each result."""
    kinds = {plan.label: words_of(plan) for plan in report.plans}
    basis = "; ".join(f"{label}: {words}" for label, words in kinds.items())
    if len(set(kinds.values())) == 1:
        basis = next(iter(kinds.values()))
    with_credits = [plan for plan in report.plans if fleet_credits(plan.results) is not None]
    credits = " Production credits are shown as the plan counts them" if with_credits else ""
    how = ""
    if any(is_after_tax(plan) for plan in with_credits):
        how = ", after tax as income before tax that is levelised over the life of each plant"
    return f"{NOTE} ({basis}).{credits}{how}" + ("." if credits else "")


def amounts_of(results, supply, name):
    """An amount by year; variable costs without the credits by which the file's are less. None
    where the file has none."""
    if name == "production_credit":
        return credits_of(results, supply)
    values = supply.table(results, name)
    credits = credits_of(results,
                         supply) if name == "variable_cost" and values is not None else None
    return values if credits is None else values + credits


def by_technology(supply, years):
    totals = {}
    for asset in supply.assets:
        before = totals.get(asset.technology, np.zeros(len(years)))
        totals[asset.technology] = before + np.nan_to_num(asset.capex)
    spent = {name: values for name, values in totals.items() if values.sum() > 0}
    return dict(sorted(spent.items(), key=lambda item: -item[1].sum()))


def supply_blocks(report, plan, supply):
    years, results = plan.years, plan.results
    capex = by_technology(supply, years)
    blocks = []
    if capex:
        blocks.append(
            figure(report.name(plan, f"Capital cost of {supply.name}"), plan, years,
                   [(name, name, values) for name, values in capex.items()]))
    parts = []
    for words, color, name in SPENT:
        if name is None:
            values = sum(capex.values(), np.zeros(len(years)))
        else:
            values = amounts_of(results, supply, name)
        if values is not None and np.nansum(np.abs(values)) > 0:
            parts.append(
                (words, color, np.nan_to_num(values) * (-1.0 if name in RECEIVED else 1.0)))
    if parts:
        net = ("net expenditure", sum(values for _, _, values in parts))
        blocks.append(
            figure(report.name(plan, f"Cash flow of {supply.name}"), plan, years, parts, net))
    blocks.append(cost_by_year(report, plan, supply))
    return blocks


def figure(title, plan, years, parts, net=None):
    highest = max(np.abs(values).max() for _, _, values in parts)
    factor, unit = scaled_money(highest, plan.currency)
    scaled = [(name, color, factor * values) for name, color, values in parts]
    drawing = charts.stacked_bars([int(y) for y in years], scaled, unit,
                                  (net[0], factor * net[1]) if net else None)
    alt = f"Bars a year, {unit}; sums over the years: " + ", ".join(f"{name} {values.sum():,.4g}"
                                                                    for name, _, values in scaled)
    columns = [(name, plan.currency, values)
               for name, _, values in parts] + ([(net[0], plan.currency, net[1])] if net else [])
    return Figure(title, alt, drawing, table=by_year(title, years, columns))


def cost_by_year(report, plan, supply):
    names = (("load", "MWh", "load_mwh" if supply.kind == "contract" else "energy_mwh"),
             ("annuities", plan.currency, "annuity_cost"), ("fixed costs", plan.currency,
                                                            "fixed_cost"),
             ("fuel, carbon, variable", plan.currency,
              "variable_cost"), ("production credits", plan.currency, "production_credit"),
             ("purchase agreements", plan.currency,
              "agreement_cost"), ("certificates", plan.currency, "certificate_cost"),
             ("tariff beyond the price", plan.currency, "tariff_cost"), ("bought", plan.currency,
                                                                         "purchase_cost"),
             ("sold", plan.currency, "sale_income"), ("cost of supply", f"{plan.currency}/MWh",
                                                      "supply_cost_per_mwh"))
    columns = [(words, unit, amounts_of(plan.results, supply, name)) for words, unit, name in names]
    title = report.name(
        plan, f"Cost of supply of {supply.name} by year, with annuities {words_of(plan)}")
    return by_year(title, plan.years, [column for column in columns if column[2] is not None])
