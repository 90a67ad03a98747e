"""Risk of the finance of a plan: changes of single inputs, samples, weather years."""
import numpy as np

from .. import horizontal_bars
from ..content import Figure, Heading, Paragraph, Table, reads

OUTCOMES = (("cost of supply, real", "money/MWh", "cost_per_mwh"), ("return of the equity",
                                                                    "fraction", "equity_irr_frac"),
            ("least coverage of debt", "", "least_coverage"), ("value of the equity", "money",
                                                               "equity_value"))
WEATHER = (("energy of the own assets", "MWh", "energy_mwh"), ("revenue, real", "money", "revenue"),
           ("cost of supply of the plan, real", "money/MWh", "cost_per_mwh"), *OUTCOMES[1:3])
WORDS = {
    "capex": "capital cost", "fixed_cost": "fixed costs", "variable_cost": "variable costs",
    "other_revenue": "other revenue", "equity_return": "target return",
    "debt_interest": "interest of debt", "sales": "income from sales"
}


def data_of(plan):
    path, _ = plan.added.get("finance", (None, None))
    return plan.results.opened(path, "finance/risk") if path else {}


def blocks_of(report, plan):
    data = data_of(plan)
    if "supply" not in data:
        return []
    blocks = [
        Heading("Risk"),
        Paragraph(
            "Finance is computed again for the plan as it is: nothing is sized or dispatched "
            "again, and a plan sized for the other inputs would cost less. `decawatt sweep` sizes "
            "each case.", "note")
    ]
    for supply in [str(name) for name in data.supply.values]:
        one = data.sel(supply=supply)
        if "driver" in data:
            blocks += tornado(report, plan, one, supply)
        blocks += [
            block for block in (samples(report, plan, one, supply),
                                weather(report, plan, one, supply)) if block
        ]
    return blocks


def tornado(report, plan, one, supply):
    """Bars of the cost of supply, and of the return of the equity."""
    blocks = []
    for words, unit, name in OUTCOMES[:2]:
        base = float(one[f"base_{name}"])
        low, high = (one[f"tornado_{end}_{name}"].values for end in ("low", "high"))
        scale = 100.0 if unit == "fraction" else 1.0
        shown = "% a year" if unit == "fraction" else f"{plan.currency}/MWh"
        rows = [(WORDS.get(str(driver),
                           str(driver)), float(share), scale * float(a), scale * float(b))
                for driver, share, a, b in zip(one.driver.values, one.tornado_change_frac.values,
                                               low, high)
                if np.isfinite(a) and np.isfinite(b) and max(abs(a - base), abs(b - base)) > 1e-9 *
                abs(base)]
        rows.sort(key=lambda row: -abs(row[3] - row[2]))
        if not rows or not np.isfinite(base):
            continue
        title = report.name(plan, f"{supply}, one input at a time: {words}")
        alt = f"Bars around {reads(scale * base)} {shown}: " + "; ".join(
            f"{driver} ±{100 * share:.3g} %: {reads(a)} to {reads(b)}"
            for driver, share, a, b in rows)
        head = [("input", ""), ("change", "%"), ("lower", shown), ("as planned", shown),
                ("higher", shown)]
        table = Table(title, head,
                      [[driver, 100 * share, a, scale * base, b] for driver, share, a, b in rows])
        note = (
            "In each case the prices of the assets are those at which the equity earns its target."
            if unit != "fraction" else
            "The owners sell at the price of the plan; debt is that of the plan, except where "
            "capital costs or interest change.")
        blocks.append(
            Figure(
                title, alt,
                horizontal_bars.tornado([(f"{driver} ±{100 * share:.3g} %", a, b)
                                for driver, share, a, b in rows], scale * base, shown), note, table,
                fits=True))
    return blocks


def spread_table(plan, one, title, kinds, prefix):
    """Mean, deviation and values by exceedance."""
    exceedances = [f"P{round(100 * float(p))}" for p in one.exceedance.values]
    rows = []
    for words, unit, name in kinds:
        full = f"{prefix}_{name}"
        if f"{full}_mean" in one and np.isfinite(float(one[f"{full}_mean"])):
            rows.append([
                words,
                unit.replace("money", plan.currency),
                float(one[f"{full}_mean"]),
                float(one[f"{full}_deviation"]), *(float(v) for v in one[f"{full}_exceeded"].values)
            ])
    return Table(title, [("what", ""), ("unit", ""), ("mean", ""),
                         ("standard deviation",
                          ""), *((p, "") for p in exceedances)], rows) if rows else None


def samples(report, plan, one, supply):
    if "sample" not in one.dims:
        return None
    return spread_table(
        plan, one,
        report.name(
            plan,
            f"{supply}: {one.sizes['sample']:,} samples of uncertain inputs, P90 exceeded with a "
            "probability of 90 %"
        ), OUTCOMES, "samples")


def weather(report, plan, one, supply):
    if "weather_year" not in one.dims:
        return None
    count = one.sizes["weather_year"]
    return spread_table(
        plan, one,
        report.name(
            plan,
            f"{supply}: {count} weather years, each as if it recurred every year, P90 exceeded "
            f"with a probability of 90 % (with {count} years the true P90 lies below all of them "
            f"with a probability of {100 * 0.9 ** count:.2g} %)"), WEATHER,
        "weather")
