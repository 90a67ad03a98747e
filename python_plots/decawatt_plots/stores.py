"""Content of stores, over the years and by hour of day."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, energy, from_zero, headline

LINE = "#145a4c"
LEAST_MWH = 0.1  # less, over all stores of a kind, is the solver's rounding and not a store


def draw(results):
    if not results.names("store"):
        raise NoData("no store")
    content, technology = results.series("content_mwh"), results.text("store_technology")
    kinds = [
        kind for kind in COLORS
        if (technology == kind).any() and content[:,
                                                  technology == kind].sum(axis=1).max() > LEAST_MWH
    ]
    if not kinds:
        raise NoData("no energy is stored")
    figure, axes = plt.subplots(len(kinds), 2, figsize=(13, 1.0 + 3.1 * len(kinds)), squeeze=False,
                                sharey="row", gridspec_kw={"width_ratios": (2.6, 1)})
    for row, kind in zip(axes, kinds):
        held = content[:, technology == kind].sum(axis=1)
        limit = capacity_of(results, technology == kind)
        factor, unit = energy(max(held.max(), np.nanmax(limit)))
        draw_years(row[0], results, held, limit, kind, factor)
        draw_day(row[1], results, held, kind, factor)
        row[0].set_ylabel(f"content ({unit})")
        legend_of_both(row)
    axes[-1, 0].set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
    axes[-1, 1].set_xlabel("local hour of day (h)")
    headline(figure, results.title("content of the stores, all regions"))
    yield "store_content", figure


def legend_of_both(row):
    """One legend beside the right panel, with what each panel shows."""
    handles, labels = [], []
    for ax, side in zip(row, ("left", "right")):
        for handle, label in zip(*ax.get_legend_handles_labels()):
            handles.append(handle)
            labels.append(f"{side}: {label}")
    row[1].legend(handles, labels, loc="center left", bbox_to_anchor=(1.01, 0.5))


def capacity_of(results, mine):
    try:
        return results.at_hours("capacity", "store_energy_mwh")[:, mine].sum(axis=1)
    except NoData:
        return np.full(len(results.local), np.nan)


def draw_years(ax, results, held, limit, kind, factor):
    edges, (low, high, mean, deepest, fullest) = by_month(results, held)
    days, top = results.daily(limit, "max")
    ax.fill_between(edges, factor * low, factor * high, color=COLORS[kind], alpha=0.3, linewidth=0,
                    step="post", label="5 to 95 % of the hours of a month")
    ax.fill_between(edges, factor * deepest, factor * fullest, color=COLORS[kind], alpha=0.75,
                    linewidth=0, step="post", label="range of a day, mean of the month")
    ax.step(edges, factor * mean, where="post", color=LINE, linewidth=1.6, label="monthly mean")
    ax.step(days, factor * top, where="post", color="#333333", linestyle="--", linewidth=1.2,
            label="capacity, end of year")
    ax.set_title(kind)
    ax.set_xlim(edges[0], edges[-1])
    from_zero(ax)


def by_month(results, held):
    """The first days of the local months and the end of the last; then, with the last value twice
    for lines of steps: the 5 and 95 % quantiles of the hours of each month, their mean, and the
    means of the lowest and of the highest content of its days."""
    months, first = np.unique(results.local.astype("datetime64[M]"), return_index=True)
    days, low = results.daily(held, "min")
    high, of_month = results.daily(held, "max")[1], days.astype("datetime64[M]")
    hours = np.split(held, first[1:])
    rows = [[
        *np.quantile(hour, (0.05, 0.95)),
        hour.mean(), low[of_month == m].mean(), high[of_month == m].mean()
    ] for m, hour in zip(months, hours)]
    return np.append(months, months[-1] + 1).astype("datetime64[D]"), np.array([*rows, rows[-1]]).T


def draw_day(ax, results, held, kind, factor):
    hours = np.arange(0, 24, results.cell_h)
    last = results.year == results.years[-1]
    at_hour = [held[last & (results.hour == h)] for h in hours]
    low, middle, high = (factor *
                         np.array([np.quantile(v, q) if len(v) else np.nan
                                   for v in at_hour])
                         for q in (0.1, 0.5, 0.9))
    ax.fill_between(hours + results.cell_h, low, high, color=COLORS[kind], alpha=0.45, linewidth=0,
                    label="10 to 90 % of the days")
    ax.plot(hours + results.cell_h, middle, color=LINE, linewidth=1.6, label="median")
    ax.set_xticks(range(0, 25, 6))
    ax.set_title(f"course of the day, {results.years[-1]}")


FIGURES = {"store_content": draw}
