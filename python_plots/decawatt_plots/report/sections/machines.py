"""The plan in whole machines, where the study states their sizes."""
import numpy as np

from ..content import Paragraph, Table, money, reads


def blocks_of(report, plan):
    """A table of machines and a sentence on what rounding costs; nothing where the file has no such
    plan."""
    whole, build = plan.results.group["whole_units"], plan.results.group["plan"]
    if "build_units" not in whole or "build_asset" not in build:
        return []
    kinds, assets = (np.array(plan.texts("plan", f"build_{name}")) for name in ("kind", "asset"))
    units, sizes, amounts, sized = (np.nan_to_num(data.values)
                                    for data in (whole.build_units, whole.build_unit_mw,
                                                 whole.build_amount, build.build_amount))
    rows = []
    counted = dict.fromkeys((kind, asset) for kind, asset, count in zip(kinds, assets, units)
                            if count >= 0)
    for kind, asset in counted:
        mine = (kinds == kind) & (assets == asset) & (units >= 0)
        if units[mine].sum() > 0:
            rows.append([
                asset,
                int(units[mine].sum()),
                float(sizes[mine].max()),
                float(amounts[mine].sum()),
                float(sized[mine].sum())
            ])
    if not rows:
        return []
    cost = float(whole.rounding_cost) if "rounding_cost" in whole else float("nan")
    words = "The operation of whole machines was not solved"
    if np.isfinite(cost):
        words = f"Rounding to whole machines costs {money(cost, plan.currency)}, discounted"
    for supply in plan.supplies:
        name = f"{supply.kind}_supply_cost_per_mwh"
        value = float(whole[name].values[supply.index]) if name in whole else float("nan")
        if np.isfinite(value):
            words += f"; {supply.name} then costs {reads(value)} {plan.currency}/MWh"
    head = [("asset", ""), ("machines", ""), ("size of a machine", "MW"),
            ("capacity in whole machines", "MW"), ("capacity as sized", "MW")]
    return [
        Table(report.name(plan, "Whole machines"), head, rows),
        Paragraph(words + ". All other numbers are those of the plan as sized.", "note")
    ]
