"""The first page: what is built, what the supply costs, how clean and how reliable it is."""
import numpy as np

from .. import horizontal_bars
from ..basis import is_after_tax, rates, words_of
from ..content import NOTHING, Figure, Paragraph, Section, Table, Tiles, money, percent, reads
from ..facts import Facts
from ..supply import waterfall
from . import accounts, comparison, finance
from .proof import warnings_of


WORDS = {
    "onshore": "onshore wind", "offshore": "offshore wind", "battery": "batteries",
    "gas": "gas plants"
}
SMALL = 1e-3  # of the cost of supply: smaller parts are drawn together


def section(report):
    def blocks_of(plan):
        return [block for supply in plan.supplies
                for block in supply_blocks(report, plan, supply)] or system(plan)

    return Section(
        "summary", "Summary",
        (comparison.blocks(report) if report.several() else []) + report.per_plan(blocks_of))


def notice(plan):
    count = len(warnings_of(plan))
    return [
        Paragraph(f"{count} warning{'s' if count > 1 else ''} on this result: see Warnings.",
                  "warning")
    ] * bool(count)


def listed(words):
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else words[0]


def built_words(assets):
    """Capacities by technology, largest first, in words."""
    totals = {}
    for asset in assets:
        if asset.technology not in ("connection", "line"):
            mw, mwh = totals.get(asset.technology, (0.0, 0.0))
            mw, mwh = mw + np.nansum(asset.built_mw), mwh + np.nansum(asset.built_mwh)
            totals[asset.technology] = mw, mwh
    order = sorted(totals.items(), key=lambda item: -item[1][0])
    return [
        f"{mw:,.0f} MW of {WORDS.get(name, name)}" + (f" ({mwh:,.0f} MWh)" if mwh > 0 else "")
        for name, (mw, mwh) in order
    ]


def lead(plan, supply, facts):
    words = built_words(supply.assets)
    builds = "builds nothing"
    if words:
        builds = f"builds {listed(words)} for {money(facts.capex, plan.currency)}"
    if supply.agreements:
        builds += f" and buys the output of {listed(built_words(supply.agreements))} by agreement"
    score = ""
    if np.isfinite(facts.score):
        score = f", {percent(facts.score)} of it {facts.counted} hour by hour"
    what = "The dispatch of a plan in" if plan.is_dispatch() else "The plan of"
    return (f"{what} {plan.period()} for the {supply.title()} {builds}. Its load in "
            f"{facts.last_year} is {facts.load_gwh:,.0f} GWh{score}; the supply costs "
            f"{reads(facts.cost)} {plan.currency}/MWh over the horizon, "
            f"{words_of(plan)}{owners_words(plan, supply)}.")


def owners_words(plan, supply):
    """What the owners need beyond the plan, where there is a file of finance."""
    total, price = finance.cost_of(plan, supply.name,
                                   "total"), finance.value_of(plan, supply.name,
                                                              "supply_price_real_per_mwh")
    if not np.isfinite(total) or not np.isfinite(price):
        return ""
    target = percent(float(finance.data_of(plan).attrs["target_return_frac"]))
    return (f"; with {finance.added_words(plan)} it is {reads(total)} {plan.currency}/MWh, where "
            f"the owners earn {target} a year")


def tiles(plan, facts):
    year, price_year = facts.last_year, int(plan.results.attrs["price_year"])
    rate = plan.scalar("costs", "discount_rate")
    basis = f"of load, {plan.period()}, discounted at {percent(rate)}, prices of {price_year}"
    investment = (f"in {facts.capacity_mw:,.0f} MW, undiscounted, before taxes and credits, "
                  f"prices of {price_year}")
    items = [cost_tile(plan, facts, basis),
             ("Investment", money(facts.capex, plan.currency), investment)]
    items += finance_tiles(plan, facts.supply)
    if np.isfinite(facts.score):
        matching = (f"of the load with {facts.counted} energy, {year}; "
                    f"annual matching {percent(facts.annual)}")
        items.append(("Hourly matching", percent(facts.score), matching))
    else:
        items.append(("Bought from the grid", percent(facts.bought), f"of the load, {year}"))
    items.append(emission_tile(plan, facts))
    reliability = facts.reliability(plan)
    return Tiles([*items, reliability])


def cost_tile(plan, facts, words):
    total = finance.cost_of(plan, facts.supply.name, "total")
    if not np.isfinite(total) or not finance_tiles(plan, facts.supply):
        basis = words_of(plan) + (f" ({rates(plan)})" if rates(plan) else "")
        return ("Cost of supply", f"{reads(facts.cost)} {plan.currency}/MWh", f"{basis}; {words}")
    return (
        "Cost of supply", f"{reads(total)} {plan.currency}/MWh",
        f"with {finance.added_words(plan)}; the plan's is {reads(facts.cost)}, {words_of(plan)}; "
        f"{words}"
    )


def emission_tile(plan, facts):
    """From a file of `accounts`, with imports traced, if there is one; otherwise from the plan's
    summary."""
    year, traced = facts.last_year, accounts.of_supply(plan, facts.supply, facts.last_year)
    if traced:
        own, location, market = (1e3 * traced[name] / traced["load_mwh"]
                                 for name in ("scope_1_t", "location_t", "market_t"))
        if not np.isfinite(location):
            return unknown_emissions(year, own)
        return (
            "Emissions", f"{own + location:,.0f} kg CO2/MWh",
            f"of load, {year}, location-based, imports traced: {own:,.0f} of own plants, "
            f"{location:,.0f} of imports; market-based {own + market:,.0f}")
    if not np.isfinite(facts.grid_kg):
        return unknown_emissions(year, facts.own_kg)
    return (
        "Emissions", f"{facts.kg_per_mwh:,.0f} kg CO2/MWh",
        f"of load, {year}, location-based: {facts.own_kg:,.0f} of own plants, {facts.grid_kg:,.0f} "
        "of the grid's mix"
    )


def unknown_emissions(year, own):
    return ("Emissions", "not known",
            f"of load, {year}: {own:,.0f} kg CO2/MWh of own plants; a market that sells to it "
            "states no emission factor")


def finance_tiles(plan, supply):
    """Return and debt coverage, where there is a file of finance with assets of this supply."""
    irr = finance.value_of(plan, supply.name, "supply_equity_irr_frac")
    coverage = finance.value_of(plan, supply.name, "supply_least_coverage")
    if not np.isfinite(irr):
        return []
    price = finance.value_of(plan, supply.name, "supply_price_real_per_mwh")
    made = [
        ("Return of the equity", f"{percent(irr)} a year",
         f"IRR after tax, nominal, at {reads(price)} {plan.currency}/MWh (real) for the own energy")
    ]
    if np.isfinite(coverage):
        made.append(
            ("Debt coverage", f"{coverage:.2f}", "DSCR: least cash over debt service in any year"))
    return made


def built_figure(report, plan, supply):
    rows, table = [], []
    for asset in sorted(supply.assets, key=lambda a: -np.nansum(a.built_mw)):
        mw, mwh, capex = (float(np.nansum(values))
                          for values in (asset.built_mw, asset.built_mwh, asset.capex))
        first = int(plan.results.table_years("capacity")[np.flatnonzero(
            asset.built_mw > 0.1)[0]]) if (asset.built_mw > 0.1).any() else None
        rows.append(
            (asset.name, asset.technology, mw, f"{mw:,.0f} MW" +
             (f", {mwh:,.0f} MWh" if mwh > 0 else "") + f" · {money(capex, plan.currency)}"))
        table.append([asset.name, asset.technology, first, mw, mwh if mwh > 0 else None, capex])
    head = [("asset", ""), ("technology", ""), ("first year", ""), ("capacity built", "MW"),
            ("energy built", "MWh"), ("capital cost", plan.currency)]
    title = report.name(plan, f"Capacity built for {supply.name}")
    alt = "Bars of the capacity of each asset: " + "; ".join(f"{name} {words}"
                                                             for name, _, _, words in rows)
    return Figure(title, alt, horizontal_bars.bars_by_name(rows, "MW"),
                  table=Table(title, head, table, sheet=f"built {plan.label}"), fits=True)


def agreement_table(report, plan, supply):
    rows = [[asset.name, asset.technology, asset.agreement,
             float(np.nansum(asset.built_mw))]
            for asset in sorted(supply.agreements, key=lambda a: -np.nansum(a.built_mw))]
    return Table(report.name(plan, f"Bought for {supply.name} by agreement"),
                 [("plant of another owner", ""), ("technology", ""), ("kind", ""),
                  ("power agreed", "MW")], rows)


def drawn_parts(parts, total):
    """Assets of small cost as one part before the trade; the sum stays."""
    highest = max((abs(part[2]) for part in parts), default=0.0)
    parts = [part for part in parts if abs(part[2]) > NOTHING * highest]  # less reads as 0
    small = [part for part in parts if abs(part[2]) < SMALL * abs(total)]
    if len(small) < 2:
        return parts
    first = parts.index(small[0])
    kept = [part for part in parts if part not in small]
    return [
        *kept[:first], (f"{len(small)} smaller parts", "other", sum(part[2] for part in small)),
        *kept[first:]
    ]


def cost_figure(report, plan, supply):
    parts, total = waterfall(plan.results, supply)
    with_finance = finance.cost_of(plan, supply.name, "total")
    if np.isfinite(with_finance) and finance_tiles(plan, supply):
        parts, total = [*parts,
                        (finance.part_name(plan), "second", with_finance - total)], with_finance
    unit = f"{plan.currency}/MWh"
    title = report.name(plan, f"Cost of supply of {supply.name}, {unit} of load")
    rows = [[name, value] for name, _, value in parts] + [["cost of supply", total]]
    alt = f"Waterfall of the cost of supply, {unit}: " + "; ".join(f"{name} {reads(float(value))}"
                                                                   for name, value in rows)
    return Figure(
        title, alt, horizontal_bars.waterfall(drawn_parts(parts, total), total,
                                     unit), cost_note(plan, parts),
        Table(title, [("part", ""), ("cost of supply", unit)], rows, sheet=f"cost {plan.label}"),
        fits=True)


def cost_note(plan, parts):
    taxes = "before taxes and financing"
    if is_after_tax(plan):
        taxes = "with investment credits, after tax"
    words = (f"Each asset: annuity ({taxes}), fixed and operating costs, fuel and carbon. "
             "Discounted sums over the discounted load.")
    return words + (f" The part “{parts[-1][0]}” is {finance.added_words(plan)}."
                    if parts and parts[-1][1] == "second" else "")


def supply_blocks(report, plan, supply):
    facts = Facts(plan, supply)
    blocks = [Paragraph(lead(plan, supply, facts), "lead"), tiles(plan, facts), *notice(plan)]
    if supply.assets:
        blocks.append(built_figure(report, plan, supply))
    if supply.agreements:
        blocks.append(agreement_table(report, plan, supply))
    return [*blocks, cost_figure(report, plan, supply)]


def system(plan):
    """A study without supplies: the whole system."""
    results, summary = plan.results, plan.results.group["summary"]
    demand = results.table(
        "summary", "region_demand_mwh").sum() if "region_demand_mwh" in summary else float("nan")
    cost = plan.scalar("certificate", "objective")
    emission = float(summary.emission_t.values.sum()) if "emission_t" in summary else float("nan")
    unserved = float(np.nansum(
        summary.unserved_mwh.values)) if "unserved_mwh" in summary else float("nan")
    return [
        Paragraph(
            f"The result of {plan.period()} has no contract and no data centre with plants of its "
            "own: these are the numbers of the whole system.",
            "lead"),
        Tiles([("Cost", money(cost, plan.currency) if np.isfinite(cost) else "–",
                "of investment and operation, discounted"),
               ("Demand", f"{demand / 1e6:,.4g} TWh", f"of the regions, {plan.period()}"),
               ("Emissions", f"{emission / 1e6:,.4g} Mt CO2" if np.isfinite(emission)
                else "not known", plan.period()),
               ("Unserved", f"{reads(unserved, 'MWh')} MWh", plan.period())]), *notice(plan)
    ]
