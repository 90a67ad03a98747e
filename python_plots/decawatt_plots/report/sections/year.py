"""The last year as heat maps: each day a column, each hour a row."""
import numpy as np

from ...results import NoData
from ...style import power, price
from .. import heat
from ..content import Data, Figure, Section
from .weeks import packed, parts_of

WEATHER = ("solar", "onshore", "offshore")


def section(report):
    blocks = report.per_plan(
        lambda plan:
        [block for supply in plan.supplies for block in supply_blocks(report, plan, supply)])
    return Section("year", "The year as heat maps", blocks) if blocks else None


def series_of(results, supply):
    """(what, values, unit, whether zero is in the middle)."""
    supplied, used, load = parts_of(results, supply)

    def total(test, parts=supplied):
        return sum((v for name, v in parts.items() if test(name.split(",")[0])),
                   np.zeros(len(load)))

    not_own = (*WEATHER, "discharge", "grid purchase", "unserved")
    bought = total(lambda name: name == "grid purchase")
    sold = total(lambda name: name == "excess sold", used)
    stores = total(lambda name: name == "discharge") - total(lambda name: name == "charge", used)
    return (("load", load, False),
            ("solar and wind", total(lambda name: name in WEATHER), False),
            ("other own generation", total(lambda name: name not in not_own), False),
            ("stores: discharge positive, charge negative", stores, True),
            ("grid: bought positive, sold negative", bought - sold, True))


def supply_blocks(report, plan, supply):
    results = plan.results
    try:
        series = series_of(results, supply)
    except NoData:
        return []
    blocks = []
    for what, values, centered in series:
        mine = results.year == results.years[-1]
        if np.abs(values[mine]).max() > 1e-3 * max(series[0][1][mine].max(), 1e-9):
            factor, unit = power(np.abs(values[mine]).max())
            blocks += map_blocks(report, plan, supply, (what, factor * values, unit, centered))
    return blocks + price_blocks(report, plan, supply)


def price_blocks(report, plan, supply):
    results = plan.results
    regions = results.text("data_center_region")[supply.centers]
    try:
        prices = results.series("price_per_mwh")[:, results.names("region").index(regions[0])]
    except (NoData, ValueError, IndexError):
        return []
    mine = prices[results.year == results.years[-1]]
    if np.isnan(mine).all():
        return []
    factor, unit = price(float(np.nanquantile(mine, 0.998)), plan.currency)
    return map_blocks(report, plan, supply,
                      (f"price in {regions[0]}", factor * prices, unit, False))


def map_blocks(report, plan, supply, content):
    what, values, unit, centered = content
    results = plan.results
    mine = results.year == results.years[-1]
    year, local = values[mine], results.local[mine]
    title = report.name(plan,
                        f"{supply.name}: {what}, {results.years[-1]}{plan.weather()} ({unit})")
    mean = [
        float(np.nanmean(year[results.month[mine] == m])) if
        (results.month[mine] == m).any() else float("nan") for m in (1, 4, 7, 10)
    ]
    months = zip(("January", "April", "July", "October"), mean)
    by_month = ", ".join(f"{month} {value:,.3g}" for month, value in months if np.isfinite(value))
    alt = (f"Heat map of hours by days; mean {np.nanmean(year):,.4g} {unit}, "
           f"lowest {np.nanmin(year):,.4g}, highest {np.nanmax(year):,.4g}; {by_month}")
    drawing = heat.year_map(year, local, int(round(24 / results.step_h)), centered, unit, what)
    data = dict(zip(("data", "unit"), packed(year)))
    start = int(local[0].astype("datetime64[s]").astype(int))
    return [
        Figure(title, alt, drawing),
        Data(
            "map-values", {
                "start": start, "step": results.step_h * 3600, "words": unit, "missing": bool(
                    np.isnan(year).any()), **data
            })
    ]
