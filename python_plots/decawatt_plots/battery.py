"""Battery ageing: lost capacity by year, by the detailed model and by the linear fade of planning,
and augmentation."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, LINES, energy, from_zero, headline, legend, year_axis

# less, also as a share of the highest of all years, is the solver's rounding: its ageing means
# nothing
LEAST_MWH, LEAST_SHARE = 0.1, 1e-3


def draw(results):
    left, years = results.table("battery", "capacity_left_frac"), results.table_years("battery")
    names = results.names("store")
    mine = [s for s in range(len(names)) if (~np.isnan(left[:, s]) & built(results, s)).any()]
    if not mine:
        raise NoData("no battery that ages is ever built")
    figure, axes = plt.subplots(len(mine), 2, figsize=(12, 0.7 + 2.7 * len(mine)), squeeze=False,
                                gridspec_kw={"width_ratios": (1.5, 1)})
    for row, s in zip(axes, mine):
        draw_lost(row[0], results, years, s)
        draw_augmentation(row[1], results, years, s)
        row[0].set_title(names[s])
    headline(figure, results.title("ageing of the batteries", weather="mean"))
    yield "battery_health", figure


def built(results, s):
    """Years at whose end there is a battery of store `s`."""
    energy_mwh = results.table("capacity", "store_energy_mwh")[:, s]
    return energy_mwh > max(LEAST_MWH, LEAST_SHARE * np.nanmax(energy_mwh))


def column(results, name, s):
    """A value by year of store `s`; NaN while nothing is built."""
    try:
        return np.where(built(results, s), results.table("battery", name)[:, s], np.nan)
    except NoData:
        return np.full(len(results.table_years("battery")), np.nan)


def draw_lost(ax, results, years, s):
    lost, calendar = 1 - column(results, "capacity_left_frac", s), column(
        results, "calendar_loss_frac", s)
    ax.bar(years, 100 * calendar, color="#c9ced6", width=0.75, label="calendar loss")
    ax.bar(years, 100 * (lost - calendar), bottom=100 * calendar, color="#f0b9a0", width=0.75,
           label="cycle loss")
    ax.plot(years, 100 * lost, color=LINES[0], marker="o", markersize=3.5, label="detailed model")
    worst = 1 - column(results, "worst_capacity_left_frac", s)
    if np.nanmax(np.abs(worst - lost), initial=0.0) > 1e-4:
        ax.plot(years, 100 * worst, color=LINES[0], linestyle=":", marker="v", markersize=3.5,
                label="worst weather year")
    linear = 1 - column(results, "linear_left_frac", s)
    ax.plot(years, 100 * linear, color=LINES[1], linestyle="--", marker="s", markersize=3.5,
            label="linear fade of planning")
    ax.set_ylabel("capacity lost, end of year (%)")
    ax.set_ylim(0, 1.12 * max(1.0, 100 * np.nanmax([lost, worst, linear])))
    year_axis(ax, years)
    legend(ax)


def draw_augmentation(ax, results, years, s):
    added = np.nan_to_num(column(results, "augmentation_mwh", s))
    factor, unit = energy(added.max())
    ax.bar(years, factor * added, color=COLORS["battery"], width=0.75)
    ax.set_ylabel(f"augmentation, start of year ({unit})")
    if added.max() <= 0:
        ax.set_yticks([0])
    year_axis(ax, years)
    from_zero(ax)


FIGURES = {"battery_health": draw}
