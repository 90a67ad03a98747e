"""Finance of what a plan builds: equity, debt and price; cash flow by year."""
import numpy as np

from .. import charts
from ..basis import is_after_tax
from ..content import Figure, Paragraph, Section, Table, Tiles, percent, reads, scaled_money
from . import groups, risk

CASH = (("revenue", "sold", "supply_revenue",
         1.0), ("other revenue", "certificates", "supply_other_revenue",
                1.0), ("credits", "first", "supply_credits",
                       1.0), ("expenses", "fuel, carbon, variable", "supply_expenses",
                              -1.0), ("debt service", "annuities", "supply_debt_service", -1.0),
        ("taxes", "second", "supply_taxes", 1.0), ("reserves", "third", "supply_reserve_flow", 1.0),
        ("equity spent", "agreements", "supply_investment", 1.0))


SAME_TERM = 1e-9                               # of fractions a year


def section(report):
    blocks = report.per_plan(lambda plan: blocks_of(report, plan))
    return Section("finance", "Finance", blocks) if blocks else None


def data_of(plan):
    """The group, where it is that of `decawatt finance`."""
    data = plan.added.get("finance", (None, None))[1]
    return data if data is not None and "supply_cost_per_mwh" in data else None


def value_of(plan, supply, name):
    """A figure of a supply; NaN where the file has none."""
    data = data_of(plan)
    if data is None or name not in data or supply not in data.supply.values:
        return float("nan")
    return float(data[name].sel(supply=supply))


def cost_of(plan, supply, part):
    data = data_of(plan)
    if data is None or supply not in data.supply.values:
        return float("nan")
    return float(data.supply_cost_per_mwh.sel(supply=supply, cost_part=part))


def added_words(plan):
    """What the total has beyond the cost of supply of the plan. A plan after tax counts taxes and
    credits at its discount rate itself."""
    if is_after_tax(plan):
        return "the owners' debt, target return and other revenue"
    return "debt, taxes, credits and other revenue"


def part_name(plan):
    return "debt and other finance" if is_after_tax(plan) else "finance and taxes"


def blocks_of(report, plan):
    data = data_of(plan)
    if data is None:
        return groups.blocks_of(report, plan, "finance")
    terms = data.attrs
    blocks = [
        Paragraph(
            f"The equity earns {percent(float(terms['target_return_frac']))} a year after tax "
            "(nominal) over the life of each asset, at the prices below; inflation "
            f"{percent(float(terms['inflation_frac']))}, real discount rate "
            f"{percent(float(terms['real_discount_frac']))}. Money is nominal at the ends of years "
            "unless it is marked real. After the horizon, energy and costs stay as in its last "
            "year.",
            "note")
    ]
    for supply in [str(name) for name in data.supply.values]:
        blocks += supply_blocks(report, plan, data, supply)
    return blocks + [
        table for table in (asset_table(report, plan, data), capex_table(report, plan, data),
                            terms_table(report, plan, data)) if table
    ] + risk.blocks_of(report, plan)


TERMS = {
    "target_return_frac": "return of the equity, after tax, nominal", "inflation_frac": "inflation",
    "real_discount_frac": "real discount rate"
}

TEXTS = (("differences", "The study of this finance is another one than that of the plan"),
         ("notes", "Finance"))


def plan_terms(plan):
    """The same terms as the sizing of the plan counted them; an unknown one is missing."""
    about = plan.results.group["summary"].attrs
    of_sizing = {
        "inflation_frac": about.get("inflation_frac"), "tax_frac": about.get("tax_frac"),
        "real_discount_frac": plan.scalar("costs", "discount_rate")
    }
    return {
        name: float(value)
        for name, value in of_sizing.items()
        if value is not None and np.isfinite(float(value))
    }


def shown_term(name, value):
    if isinstance(value, (bytes, str)):
        return groups.as_text(value)
    return percent(round(float(value), 6)) if name.endswith("_frac") else reads(float(value))


def terms_table(report, plan, data):
    """Terms that `finance` used, beside those of the plan's sizing."""
    of_plan = plan_terms(plan)
    rows = [
        [
            TERMS.get(name,
                      name.removesuffix("_frac").replace("_", " ")),
            shown_term(name, value),
            shown_term(name, of_plan[name]) if name in of_plan else "–"
        ]
        # it is the plan's sizing, below
        for name, value in data.attrs.items()
        if np.ndim(value) == 0 and name != "plan_annuities"
    ]
    if "term_value" in data:
        of_sizing = {"sizing": "after_tax" if is_after_tax(plan) else "pre_tax"}
        rows += [[str(term), str(value), of_sizing.get(str(term), "–")]
                 for term, value in zip(data.term.values, np.atleast_1d(data.term_value.values))
                 if str(term) not in data.attrs]
    return Table(report.name(plan, "Terms of finance"), [("term", ""), ("in finance", ""),
                                                         ("in the sizing of the plan", "")], rows)


def warnings_of(plan):
    """Notes of `finance`, and terms that differ from those of the plan's sizing."""
    data = data_of(plan)
    if data is None:
        return []
    of_plan = plan_terms(plan)
    found = [
        f"Finance uses another {TERMS.get(name, name)} than the sizing of the plan: "
        f"{shown_term(name, data.attrs[name])}, not {shown_term(name, value)}."
        for name, value in of_plan.items()
        if name in data.attrs and abs(float(data.attrs[name]) - value) > SAME_TERM
    ]
    for name, words in TEXTS:
        found += [
            f"{words}: {groups.as_text(text)}"
            for text in np.atleast_1d(data[name].values if name in data else [])
            if groups.as_text(text)
        ]
    return found


def supply_blocks(report, plan, data, supply):
    money, irr, coverage = plan.currency, value_of(plan, supply,
                                                   "supply_equity_irr_frac"), value_of(
                                                       plan, supply, "supply_least_coverage")
    debt, equity = (value_of(plan, supply, f"supply_{name}") for name in ("debt", "equity"))
    price = value_of(plan, supply, "supply_price_real_per_mwh")
    blocks = []
    if np.isfinite(price):
        blocks.append(
            Tiles([("Return of the equity", percent(irr) if np.isfinite(irr) else "–",
                    "after tax, nominal, of all assets together"),
                   ("Coverage of debt", f"{coverage:.2f}" if np.isfinite(coverage) else "no debt",
                    "least cash over debt service in any year"),
                   ("Price of the own energy", f"{reads(price)} {money}/MWh",
                    "levelised, real, so that the equity earns its return"),
                   ("Debt", percent(debt / (debt + equity)) if debt + equity > 0 else "–",
                    "of the installed cost")]))
    if "cash_year" in data and np.isfinite(price):
        blocks.append(cash_figure(report, plan, data, supply))
    return blocks


def cash_figure(report, plan, data, supply):
    years = [int(year) for year in data.cash_year.values]
    columns = {
        words: sign * np.nan_to_num(data[name].sel(supply=supply).values)
        for words, _, name, sign in CASH
        if name in data
    }
    flow = data.supply_equity_flow.sel(supply=supply).values
    highest = max(np.abs(flow).max(), *(np.abs(values).max() for values in columns.values()))
    factor, unit = scaled_money(highest, plan.currency)
    parts = [(words, color, factor * columns[words])
             for words, color, _, _ in CASH
             if words in columns]
    title = report.name(plan, f"Cash flow of the assets of {supply}, nominal")
    alt = f"Bars a year, {unit}; sums: " + ", ".join(
        f"{words} {factor * values.sum():,.4g}"
        for words, values in columns.items()) + f", equity {factor * flow.sum():,.4g}"
    head = [("year", ""), ("energy", "MWh"), *((words, plan.currency) for words in columns),
            ("flow of the equity", plan.currency)]
    energy = data.supply_energy_mwh.sel(supply=supply).values
    rows = [[
        year,
        float(energy[k]), *(float(values[k]) for values in columns.values()),
        float(flow[k])
    ] for k, year in enumerate(years)]
    note = ("Before operation the equity is spent; debt pays the rest of the cost. Reserves: their "
            "interest and release less their funding.")
    return Figure(title, alt,
                  charts.stacked_bars(years, parts, unit, ("flow of the equity", factor * flow)),
                  note, Table(title, head, rows))


def asset_table(report, plan, data):
    if "asset" not in data.dims:
        return None
    per_mwh, money = f"{plan.currency}/MWh", plan.currency
    columns = (("from", "", "asset_first_year"), ("power", "MW", "asset_mw"),
               ("energy", "MWh", "asset_mwh"), ("investment, real", money, "asset_capex_real"),
               ("price of year 1, nominal", per_mwh, "asset_price_per_mwh"),
               ("price, real", per_mwh, "asset_price_real_per_mwh"), ("LCOE, real", per_mwh,
                                                                      "asset_lcoe_real_per_mwh"),
               ("return of the equity", "fraction",
                "asset_equity_irr_frac"), ("least coverage", "", "asset_least_coverage"))
    rows = [[str(name), *(asset_value(c, float(data[c].values[k]))
                          for _, _, c in columns)]
            for k, name in enumerate(data.asset_name.values)]
    return Table(report.name(plan, "Price at which each asset earns the return"),
                 [("asset", ""), *((words, unit) for words, unit, _ in columns)], rows)


def asset_value(name, value):
    """Of a plant, which has no storage energy, nothing in its place; likewise coverage without
    debt."""
    if name == "asset_first_year":
        return int(value)
    return None if name in ("asset_mwh", "asset_least_coverage") and value == 0 else value


def capex_table(report, plan, data):
    if "capex_real" not in data:
        return None
    columns = (data.year.values, data.capex_real.values, data.capex_nominal.values)
    rows = [[int(year), float(real), float(nominal)] for year, real, nominal in zip(*columns)]
    return Table(report.name(plan, "Capital cost by first year of operation"),
                 [("year", ""), ("real", plan.currency), ("nominal", plan.currency)], rows)
