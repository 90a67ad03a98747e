"""Warnings of a result, and the certificate of its optimality."""
import numpy as np

from ..basis import fleet_credits
from ..content import Paragraph, Section, Table, reads
from . import finance

LARGE_GAP = 0.01  # of the discounted cost of a supply: above it its assets are not determined well
LEAST_SHARE = 1e-6                             # of the load: less is the rounding of the solver
LEAST_OVERLAP_MWH = 1.0  # as `run` reports it: less is within the accuracy of a year's dispatch
WASTES = (("overlap_mwh", "Stores charge and discharge {} MWh in the same hour"),
          ("line_overlap_mwh", "Lines lose {} MWh to flows in both directions in the same hour"))
ROWS = (("objective", "money, discounted", "objective"), ("lower bound on the least cost",
                                                          "money, discounted", "dual_objective"),
        ("relative gap", "fraction", "relative_gap"), ("iterations", "", "iterations"),
        ("largest violation of a balance", "MW",
         "primal_residual"), ("the same, relative", "fraction", "primal_residual_relative"),
        ("largest violation of a target, cap or limit", "fraction",
         "linking_violation"), ("largest violation of a bound", "MW or MWh", "bound_violation"),
        ("largest violation of a dual constraint", "money/MWh",
         "dual_residual"), ("the same, relative", "fraction", "dual_residual_relative"),
        ("complementarity", "fraction", "complementarity"))


def warnings_of(plan):
    """What a reader must know before using the numbers of a plan."""
    results, found = plan.results, []
    if str(results.attrs.get("status", "optimal")) != "optimal":
        found.append(
            f"The solver ended with the status {results.attrs['status']}: do not use this plan.")
    gap = plan.scalar("certificate", "relative_gap")
    cost = plan.scalar("certificate", "objective")
    costs = results.group["costs"]
    weight = costs.discount_factor.values if "discount_factor" in costs else None
    for supply in plan.supplies:
        load = supply.load_mwh(results)
        own = supply.cost_per_mwh(results) * float(np.nansum(
            weight * load)) if weight is not None else float("nan")
        share = gap * cost / own if own else float("nan")
        if np.isfinite(share) and share > LARGE_GAP:
            found.append(
                f"The gap is up to {100 * share:.2g} % of the cost of {supply.name}: a smaller "
                "tolerance determines its assets better."
            )
        unserved = supply.of_centers(results, "unserved_mwh")
        if unserved is not None and unserved.sum() > LEAST_SHARE * np.nansum(load):
            found.append(
                f"{supply.name}: {reads(float(unserved.sum()))} MWh of load are unserved in the "
                f"plan, {1e6 * unserved.sum() / np.nansum(load):.3g} ppm."
            )
    found += overlaps_of(plan)
    if plan.is_dispatch():
        found.append("This is the dispatch of a fixed plan: targets and caps may be missed.")
    if "weather_year" not in results.root.dims:
        found.append(
            "The plan was made for one weather year; `decawatt dispatch --weather-years` tests it "
            "in others."
        )
    if plan.supplies and not plan.adequacy:
        found.append(
            "No adequacy file is given: the plan includes random outages only as mean availability."
        )
    found += [
        f"The adequacy file {label} does not state its plan (it was made without --plan, or by an "
        "earlier version): make sure that it is of this one."
        for label, adequacy in plan.adequacy
        if "plan_digest" not in adequacy.attrs
    ]
    return found + finance.warnings_of(plan) + [
        f"Weather: {text}" for text in plan.texts("provenance", "weather_note")
    ]


def overlaps_of(plan):
    """Energy that stores and lines waste, which pays where prices are negative."""
    summary, found = plan.results.group["summary"], []
    cause = "plants with a production credit run at prices below zero"
    if fleet_credits(plan.results) is None:
        cause = "prices are below zero in some hours, or energy is worth nothing"
    least = max(
        LEAST_OVERLAP_MWH,
        LEAST_SHARE *
        sum(float(np.nansum(supply.load_mwh(plan.results))) for supply in plan.supplies))
    for name, words in WASTES:
        mwh = float(np.nansum(summary[name].values)) if name in summary else 0.0
        if mwh >= least:
            found.append(
                f"{words.format(reads(mwh, 'MWh'))}: {cause}, and energy that is wasted costs "
                "nothing or earns money in the plan."
            )
    return found


def warnings(report):
    blocks = report.per_plan(
        lambda plan: [Paragraph(text, "warning") for text in warnings_of(plan)])
    return Section("warnings", "Warnings", blocks or [Paragraph("None.")])


def count_of(name, value):
    return int(value) if name == "iterations" and np.isfinite(value) else value


def section(report):
    def blocks_of(plan):
        rows = [[
            words,
            unit.replace("money", plan.currency),
            count_of(name, plan.scalar("certificate", name))
        ] for words, unit, name in ROWS]
        if all(np.isnan(row[2]) for row in rows):
            return []
        return [
            Table(report.name(plan, "Certificate of optimality"), [("what", ""), ("unit", ""),
                                                                   ("value", "")], rows)
        ]

    blocks = report.per_plan(blocks_of)
    note = ("The program computes the certificate from the solution by code that the solver does "
            "not share; the lower bound is valid regardless of the solver.")
    return Section("certificate", "Certificate",
                   [Paragraph(note, "note"), *blocks]) if blocks else None
