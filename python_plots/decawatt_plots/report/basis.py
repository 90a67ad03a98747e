"""What the annuities of a plan count: a sizing before taxes, or one after taxes and credits
(`finance.sizing`)."""
import numpy as np

from ..weeks import payers
from .content import percent

BEFORE, AFTER = "before taxes and financing", "after taxes and credits"


def is_after_tax(plan):
    return str(plan.results.group["summary"].attrs.get("annuities", "")) == "after tax"


def words_of(plan):
    return AFTER if is_after_tax(plan) else BEFORE


def in_short(plan):
    return "after tax" if is_after_tax(plan) else "before tax"


def rates(plan):
    """Of a sizing after tax, in words; empty: before tax."""
    about = plan.results.group["summary"].attrs
    if not is_after_tax(plan) or not {"after_tax_return_frac", "tax_frac"} <= set(about):
        return ""
    return (f"nominal return {percent(round(float(about['after_tax_return_frac']), 5))} after tax "
            f"of {percent(round(float(about['tax_frac']), 5))}")


def fleet_credits(results):
    """Production credits by year and fleet, by which variable costs in the file are less; None: the
    plan has none."""
    summary = results.group["summary"]
    if "fleet_production_credit" not in summary:
        return None
    credits = np.nan_to_num(summary.fleet_production_credit.values)
    return credits if credits.any() else None


def credits_of(results, supply):
    """Production credits of a supply by year; None: none."""
    credits = fleet_credits(results)
    if credits is None:
        return None
    mine = credits[:, payers(results, "fleet") == supply.name].sum(axis=1)
    return mine if mine.any() else None
