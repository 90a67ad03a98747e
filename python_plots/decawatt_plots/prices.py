"""Prices, and residual load."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, duration, from_zero, headline, legend, power, price
from .weeks import optional

WEATHER = ("solar", "onshore", "offshore")
BAND_POINTS = 1.5              # by which a line is wider than the next, which may lie on it
# colours end where prices lie this many interquartile ranges beyond the quartiles, and not within
# this share of the median
FAR_IQR, NEAR_FRAC = 3.0, 0.1
NORMAL_QUANTILE = 0.999  # the axis stops near here: the hours of scarcity would flatten all others


def weather_supply(results):
    """Available solar and wind power; plants under a virtual agreement deliver none."""
    weather = np.isin(results.text("fleet_technology"),
                      WEATHER) & ~np.isin(results.names("fleet"), virtual_plants(results))
    return results.series("available_mw")[:, weather].sum(axis=1)


def virtual_plants(results):
    summary = results.group["summary"]
    if "agreement_kind" not in summary:
        return []
    return [
        str(plant)
        for plant, kind in zip(summary.agreement.values, summary.agreement_kind.values)
        if kind == "virtual"
    ]


def durations(results):
    figure, axes = plt.subplots(1, 2, figsize=(13.5, 4.6))
    draw_prices(axes[0], results)
    draw_residual(axes[1], results)
    for ax in axes:
        ax.set_xlim(0, 100)
        ax.set_xlabel("share of the year's hours (%)")
        legend(ax)
    headline(figure, results.title("duration curves of price and residual load"))
    yield "durations", figure


def draw_prices(ax, results):
    last = results.year == results.years[-1]
    prices = results.series("price_per_mwh")[last]
    if np.isnan(prices).all():
        raise NoData(f"no region has a price in {results.years[-1]}")
    top = np.nanquantile(prices, NORMAL_QUANTILE)
    factor, unit = price(top, results.currency)
    shown = [(r, region)
             for r, region in enumerate(results.names("region"))
             if not np.isnan(prices[:, r]).all()]
    # wide below narrow: equal prices show as bands of colour
    for k, (r, region) in enumerate(shown):
        ax.plot(*duration(factor * prices[:, r]), color=LINES[r % len(LINES)], label=region,
                linewidth=1.2 + BAND_POINTS * (len(shown) - 1 - k))
    lowest = float(np.nanmin(prices))
    ax.set_ylim(min(0.0, 1.05 * factor * lowest), 1.15 * factor * top)
    peak = np.nanmax(prices)
    if peak > 1.15 * top:
        share = (prices > 1.15 * top).any(axis=1).mean()
        ax.text(0.02, 0.97,
                f"not shown: {share:.2%} of the hours, with prices, up to {factor * peak:,.0f}",
                transform=ax.transAxes, va="top", color="#555555")
    ax.set_ylabel(f"price ({unit})")
    ax.set_title(f"price by region, {results.years[-1]}")


def draw_residual(ax, results):
    centers = optional(results, "data_center_load_mw", results.names("data_center"))
    load = results.series("demand_mw").sum(axis=1) + centers.sum(axis=1)
    residual = load - weather_supply(results)
    shown = sorted(
        {results.years[i]
         for i in np.linspace(0,
                              len(results.years) - 1, 3).round().astype(int)})
    factor, unit = power(load.max())
    for i, year in enumerate(shown):
        mine = results.year == year
        ax.plot(*duration(factor * load[mine]), color=LINES[i], linewidth=0.9, linestyle=":",
                label=f"{year} load")
        ax.plot(*duration(factor * residual[mine]), color=LINES[i], linewidth=1.4,
                label=f"{year} residual")
    ax.set_ylabel(f"power ({unit})")
    ax.set_title("load, and residual load (load less available solar and wind)")
    from_zero(ax, residual.min())


def color_range(values):
    """Lowest and highest price of the scale of colours, and whether prices lie below or above
    it."""
    known = values[~np.isnan(values)]
    low, middle, high = np.quantile(known, (0.25, 0.5, 0.75))
    far = max(FAR_IQR * (high - low), NEAR_FRAC * abs(middle))
    bottom, top = max(known.min(), low - far), min(known.max(), high + far)
    return bottom, top, {(False, False): "neither", (True, False): "min", (False, True): "max",
                         (True, True): "both"}[known.min() < bottom,
                                               known.max() > top]


def by_year(results):
    years, names = results.table_years("summary"), results.names("region")
    values = results.table("summary", "region_mean_price_per_mwh")
    factor, unit = price(np.nanmax(values), results.currency)
    figure, ax = plt.subplots(figsize=(max(8.0, 3.2 + 0.85 * len(years)), 1.9 + 0.5 * len(names)))
    shown = factor * values.T
    bottom, top, beyond = color_range(shown)
    mesh = ax.pcolormesh(np.arange(len(years) + 1), np.arange(len(names) + 1), shown,
                         cmap="Oranges", vmin=bottom, vmax=top, rasterized=True)
    dark = 0.4 * bottom + 0.6 * top
    for y in range(len(years)):
        for r in range(len(names)):
            ax.text(y + 0.5, r + 0.5, "–" if np.isnan(shown[r, y]) else f"{shown[r, y]:.1f}",
                    ha="center", va="center", color="white" if shown[r, y] > dark else "#222222",
                    fontsize=9)
    ax.set_xticks(np.arange(len(years)) + 0.5, years)
    ax.set_yticks(np.arange(len(names)) + 0.5, names)
    ax.invert_yaxis()
    ax.grid(False)
    ax.set_xlabel("year")
    ax.set_ylabel("region")
    figure.colorbar(mesh, ax=ax, label=f"price, demand-weighted ({unit})", pad=0.02, extend=beyond)
    headline(figure, results.title("demand-weighted mean price by region", weather="mean"))
    yield "prices", figure


FIGURES = {"durations": durations, "prices": by_year}
