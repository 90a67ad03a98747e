"""The weeks of highest demand, and any week of a few years for the script of the page."""
import base64

import numpy as np

from ...results import NoData
from ...style import power
from ...weeks import NOT_COUNTED, counted_by, drop_empty, find_weeks, payers, supply_parts
from .. import charts
from ..colors import variable
from ..content import Data, Figure, Section

YEARS = 3  # whose every hour is in the page: the first, the middle and the last
WHOLE = 32_000                                 # of a 16-bit number: the highest value of a series


def section(report):
    def blocks_of(plan):
        blocks = []
        for supply in plan.supplies:
            try:
                blocks += supply_blocks(report, plan, supply)
            except NoData:
                continue
        return blocks

    blocks = report.per_plan(blocks_of)
    return Section("weeks", "Weeks hour by hour", blocks) if blocks else None


def parts_of(results, supply):
    """Supply and use by technology, {label: series}, and the load."""
    mine = payers(results, "fleet") == supply.name
    held = payers(results, "store") == supply.name if results.names("store") else np.zeros(0, bool)
    counted = np.ones(len(mine), bool)
    if supply.kind == "contract":
        counted = counted_by(results, supply.name)
    return supply_parts(results, mine, counted, held, supply.centers)


def technology(label):
    return label.removesuffix(NOT_COUNTED)


def supply_blocks(report, plan, supply):
    results = plan.results
    supplied, used, load = parts_of(results, supply)
    weeks = find_weeks(results)
    shown, taken = drop_empty(supplied, weeks), drop_empty(used, weeks)
    factor, unit = power(max(load[week].max() for _, week in weeks))
    blocks = []
    for label, week in weeks:
        local = results.local[week]
        marks = [(int(k), f"{local[k].astype('datetime64[s]').item():%a %-d %b}")
                 for k in np.flatnonzero(results.hour[week] == 0)]
        drawing = charts.week(marks, [(name, technology(name), factor * v[week])
                                      for name, v in shown.items()],
                              [(name, technology(name), factor * v[week])
                               for name, v in taken.items()], factor * load[week], unit)
        what = f"{label}, week of highest demand" if label in ("summer", "winter") else label
        title = report.name(plan,
                            f"{supply.name}: {what}, {results.year[week.start]}{plan.weather()}")
        energy = {
            name: float(v[week].sum()) * results.step_h
            for name, v in {**shown, **taken}.items()
        }
        all_energy = {"load": load[week].sum() * results.step_h, **energy}
        words = ", ".join(f"{name} {mwh / 1e3:,.3g}" for name, mwh in all_energy.items())
        alt = f"Stack of hours in {unit}; energy in GWh: {words}"
        blocks.append(Figure(title, alt, drawing))
    return [
        *blocks,
        explorer(report.name(plan, supply.name + plan.weather()), results, supplied, used, load)
    ]


def packed(values):
    """16-bit numbers as text, and what one of them is worth."""
    highest = float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    numbers = np.round(np.nan_to_num(values) / highest * WHOLE).astype("<i2")
    return base64.b64encode(numbers.tobytes()).decode("ascii"), highest / WHOLE


def explorer(name, results, supplied, used, load):
    served = [y for y in results.years if load[results.year == y].sum() > 0] or list(results.years)
    chosen = sorted(
        {int(served[i])
         for i in np.linspace(0,
                              len(served) - 1, YEARS).round().astype(int)})
    years = []
    for year in chosen[::-1]:
        mine = results.year == year
        series = []
        for parts, sign in ((supplied, 1), (used, -1)):
            for label, values in parts.items():
                if values[mine].max() > 1e-3 * load[mine].max():
                    series.append({
                        "name": label, "color": variable(technology(label)), "sign": sign,
                        **dict(zip(("data", "unit"), packed(values[mine])))
                    })
        start = int(results.local[mine][0].astype("datetime64[s]").astype(int))
        years.append({
            "year": year, "start": start, "series": series,
            "load": dict(zip(("data", "unit"), packed(load[mine])))
        })
    return Data("week-explorer", {"name": name, "step": results.step_h * 3600, "years": years})
