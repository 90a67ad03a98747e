"""Battery ageing: remaining capacity by year, by the detailed model and by the linear fade of planning, and augmentation."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, LINES, energy, from_zero, headline, legend


def draw(results):
    left, years = results.table("battery", "capacity_left_frac"), results.table_years("battery")
    names = results.names("store")
    mine = [s for s in range(len(names)) if not np.isnan(left[:, s]).all()]
    figure, axes = plt.subplots(len(mine), 2, figsize=(12, 0.7 + 2.7 * len(mine)), squeeze=False, gridspec_kw={"width_ratios": (1.5, 1)})
    for row, s in zip(axes, mine):
        draw_left(row[0], results, years, s)
        draw_augmentation(row[1], results, years, s)
        row[0].set_title(names[s])
    for ax in axes[-1]:
        ax.set_xlabel("year")
    headline(figure, results.title("ageing of the batteries", weather="mean"))
    yield "battery_health", figure


def column(results, name, s):
    try:
        return results.table("battery", name)[:, s]
    except NoData:
        return np.full(len(results.table_years("battery")), np.nan)


def draw_left(ax, results, years, s):
    left = column(results, "capacity_left_frac", s)
    calendar = column(results, "calendar_loss_frac", s)
    ax.plot(years, 100 * left, color=LINES[0], marker="o", markersize=3.5, label="detailed model")
    worst = column(results, "worst_capacity_left_frac", s)
    if np.nanmax(np.abs(worst - left)) > 1e-4:
        ax.plot(years, 100 * worst, color=LINES[0], linestyle=":", label="worst weather year")
    linear = column(results, "linear_left_frac", s)
    ax.plot(years, 100 * linear, color=LINES[1], linestyle="--", marker="o", markersize=3.5, label="linear, of planning")
    ax.bar(years, 100 * calendar, bottom=100 * (1 - calendar), color="#dddddd", label="lost to time")
    ax.bar(years, 100 * (1 - calendar - left), bottom=100 * left, color="#f2c9b8", label="lost to cycles")
    ax.set_ylabel("capacity left, end of year (%)")
    lowest = 100 * np.nanmin([left, worst, linear])
    ax.set_ylim(lowest - 0.08 * (100 - lowest), 100)
    years_only(ax, years)
    legend(ax)


def draw_augmentation(ax, results, years, s):
    added = np.nan_to_num(column(results, "augmentation_mwh", s))
    factor, unit = energy(added.max())
    ax.bar(years, factor * added, color=COLORS["battery"])
    ax.set_ylabel(f"to be added, start of year ({unit})")
    if added.max() <= 0:
        ax.set_yticks([0])
    years_only(ax, years)
    from_zero(ax)


def years_only(ax, years):
    ax.set_xticks(years[:: max(1, len(years) // 6)])
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6)


FIGURES = {"battery_health": draw}
