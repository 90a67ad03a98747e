"""Capacity by technology, and builds by year."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, ORDER, from_zero, headline, power

STORES = {"battery", "pumped storage"}
LEAST_MW = 0.1                 # less, over all regions, is the solver's rounding and not a plant


def by_technology(results, fleet_table, store_table):
    """{technology: by year}: plants, then stores by their discharge power."""
    technology = results.text("fleet_technology")
    parts = results.sums(results.table("capacity", fleet_table), technology, [t for t in ORDER if t in technology])
    if results.names("store"):
        try:
            parts |= results.sums(results.table("capacity", store_table), results.text("store_technology"), [t for t in ORDER if t in STORES])
        except NoData:
            pass
    return {label: values for label, values in parts.items() if np.nanmax(values) > LEAST_MW}


def draw_bars(ax, years, parts, factor):
    base = np.zeros(len(years))
    for label, values in parts.items():
        ax.bar(years, factor * values, bottom=base, color=COLORS[label], label=label, width=0.75, linewidth=0)
        base = base + factor * values
    ax.set_xticks(years)
    ax.tick_params(axis="x", rotation=45 if len(years) > 6 else 0)
    ax.set_xlabel("year")


def draw(results):
    years = results.table_years("capacity")
    there, built = by_technology(results, "fleet_mw", "store_discharge_mw"), by_technology(results, "fleet_built_mw", "store_built_mw")
    figure, axes = plt.subplots(1, 2, figsize=(12.5, 4.6))
    for ax, parts, title in ((axes[0], there, "installed at the end of the year"), (axes[1], built, "built by the plan, in the year")):
        factor, unit = power(sum(parts.values()).max() if parts else 0.0)
        draw_bars(ax, years, parts, factor)
        ax.set_ylabel(f"capacity ({unit})")
        ax.set_title(title)
        from_zero(ax)
        if not parts:
            ax.text(0.5, 0.5, "nothing is built", transform=ax.transAxes, ha="center", color="#555555")
    handles = {label: handle for ax in axes for handle, label in zip(*ax.get_legend_handles_labels())}
    labels = [label for label in reversed(ORDER) if label in handles]
    axes[1].legend([handles[label] for label in labels], labels, loc="center left", bbox_to_anchor=(1.01, 0.5))
    headline(figure, results.title("capacity by technology, all regions", weather=None))
    yield "capacity", figure


FIGURES = {"capacity": draw}
