"""Content of stores, over the years and by hour of day."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, energy, from_zero, headline, legend

LEAST_MWH = 0.1                # less, over all stores of a kind, is the solver's rounding and not a store


def draw(results):
    if not results.names("store"):
        raise NoData("no store")
    content, technology = results.series("content_mwh"), results.text("store_technology")
    kinds = [kind for kind in COLORS if (technology == kind).any() and content[:, technology == kind].sum(axis=1).max() > LEAST_MWH]
    if not kinds:
        raise NoData("nothing is ever stored")
    figure, axes = plt.subplots(len(kinds), 2, figsize=(13, 1.0 + 3.1 * len(kinds)), squeeze=False, sharey="row", gridspec_kw={"width_ratios": (2.6, 1)})
    for row, kind in zip(axes, kinds):
        held = content[:, technology == kind].sum(axis=1)
        limit = capacity_of(results, technology == kind)
        factor, unit = energy(max(held.max(), np.nanmax(limit)))
        draw_years(row[0], results, held, limit, kind, factor)
        draw_day(row[1], results, held, kind, factor)
        row[0].set_ylabel(f"content ({unit})")
        legend(row[1])
    axes[-1, 0].set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
    axes[-1, 1].set_xlabel("local hour of day (h)")
    headline(figure, results.title("content of the stores, all regions"))
    yield "store_content", figure


def capacity_of(results, mine):
    try:
        return results.at_hours("capacity", "store_energy_mwh")[:, mine].sum(axis=1)
    except NoData:
        return np.full(len(results.local), np.nan)


def draw_years(ax, results, held, limit, kind, factor):
    days, low = results.daily(held, "min")
    high, mean, top = (results.daily(values, how)[1] for values, how in ((held, "max"), (held, "mean"), (limit, "mean")))
    ax.fill_between(days, factor * low, factor * high, color=COLORS[kind], alpha=0.4, linewidth=0, label="range of the day")
    ax.plot(days, factor * mean, color=COLORS[kind], linewidth=0.9, label="daily mean")
    ax.step(days, factor * top, where="post", color="#333333", linestyle="--", linewidth=1.2, label="capacity, end of year")
    ax.set_title(kind)
    ax.set_xlim(days[0], days[-1] + 1)
    from_zero(ax)


def draw_day(ax, results, held, kind, factor):
    hours = np.arange(0, 24, results.cell_h)
    last = results.year == results.years[-1]
    at_hour = [held[last & (results.hour == h)] for h in hours]
    low, middle, high = (factor * np.array([np.quantile(v, q) if len(v) else np.nan for v in at_hour]) for q in (0.1, 0.5, 0.9))
    ax.fill_between(hours + results.cell_h, low, high, color=COLORS[kind], alpha=0.4, linewidth=0, label="10–90 % of the days,\nrange of the day (left)")
    ax.plot(hours + results.cell_h, middle, color=COLORS[kind], linewidth=1.5, label="median, daily mean (left)")
    ax.plot([], [], color="#333333", linestyle="--", linewidth=1.2, label="capacity, end of year (left)")
    ax.set_xticks(range(0, 25, 6))
    ax.set_title(f"through the day, {results.years[-1]}")


FIGURES = {"store_content": draw}
