"""Capacity by technology, and builds by year: what data centres and contracts pay for, and the rest
of the grid, each on a scale of its own."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, ORDER, headline, power, year_axis
from .weeks import payers

STORES = {"battery", "pumped storage"}
LEAST_MW = 0.1                 # less, over all regions, is the solver's rounding and not a plant


def for_data_centers(results, entity):
    """Which fleets or stores a contract or a data centre pays for, or stand behind one."""
    return (payers(results, entity) != "") | (results.text(f"{entity}_behind") != "")


def by_technology(results, fleet_table, store_table, of_hub):
    """{technology: by year}: plants, then stores by their discharge power, of the data centres or
    of the rest."""
    def chosen(entity):
        return np.where(
            for_data_centers(results, entity) == of_hub, results.text(f"{entity}_technology"), "")

    technology = chosen("fleet")
    parts = results.sums(results.table("capacity", fleet_table), technology,
                         [t for t in ORDER if t in technology])
    if results.names("store"):
        try:
            parts |= results.sums(results.table("capacity", store_table), chosen("store"),
                                  [t for t in ORDER if t in STORES])
        except NoData:
            pass
    return {label: values for label, values in parts.items() if np.nanmax(values) > LEAST_MW}


def draw_bars(ax, years, parts, factor):
    base = np.zeros(len(years))
    for label, values in parts.items():
        ax.bar(years, factor * values, bottom=base, color=COLORS[label], label=label, width=0.75,
               linewidth=0)
        base = base + factor * values
    ax.set_ylim(0, 1.08 * max(base.max(initial=0.0), 1e-9))
    year_axis(ax, years)


def draw_row(row, years, there, built, of_hub):
    owner = "data centres" if of_hub else "the rest of the grid"
    for ax, parts, title in ((row[0], there, f"{owner}: installed at the end of the year"),
                             (row[1], built, f"{owner}: built by the plan, in the year")):
        factor, unit = power(sum(parts.values()).max() if parts else 0.0)
        draw_bars(ax, years, parts, factor)
        ax.set_ylabel(f"capacity ({unit})")
        ax.set_title(title)
        if not parts:
            ax.set_yticks([0])
            ax.text(0.5, 0.5, "nothing is built", transform=ax.transAxes, ha="center",
                    color="#555555")
    handles = {
        label: handle
        for ax in row for handle, label in zip(*ax.get_legend_handles_labels())
    }
    labels = [label for label in reversed(ORDER) if label in handles]
    row[1].legend([handles[label] for label in labels], labels, loc="center left",
                  bbox_to_anchor=(1.01, 0.5))


def draw(results):
    years, rows = results.table_years("capacity"), []
    for of_hub in (True, False):
        there, built = (by_technology(results, f"fleet_{fleet}", f"store_{store}", of_hub)
                        for fleet, store in (("mw", "discharge_mw"), ("built_mw", "built_mw")))
        if there or built:
            rows.append((there, built, of_hub))
    if not rows:
        raise NoData("no capacity in any year")
    figure, axes = plt.subplots(len(rows), 2, figsize=(12.5, 0.8 + 3.7 * len(rows)), squeeze=False)
    for row, content in zip(axes, rows):
        draw_row(row, years, *content)
    headline(figure, results.title("capacity by technology", weather=None))
    yield "capacity", figure


FIGURES = {"capacity": draw}
