"""Contracts: clean or renewable supply by time, cost of supply, scores."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, MONTHS, headline, legend, price, stem, year_axis

PANELS = 3
COSTS = (("annuity_cost", "annuities", "#35618f"), ("fixed_cost", "fixed costs", "#7da2c9"),
         ("variable_cost", "fuel, carbon, variable",
          "#c7a46a"), ("purchase_cost", "bought from the grid",
                       "#aab2bd"), ("sale_income", "sold to the grid", "#e5d9a5"))
# of studies that state them
AGREED = (("agreement_cost", "agreements", "#8a6fb3"), ("certificate_cost", "certificates",
                                                        "#5c9e76"))
SCORES = (("hourly_score_frac", "hourly score",
           LINES[0]), ("strict_score_frac", "strict score (clean share of the grid: 0)", LINES[1]),
          ("annual_matching_frac", "annual matching", LINES[2]))
TARGETS = (("hourly_target_frac", "target of the hourly score", LINES[0]),
           ("annual_target_frac", "target of annual matching", LINES[2]))


def names_of(results):
    names = results.names("contract")
    if not names:
        raise NoData("no contract")
    return names


def counted_as(results, c):
    """What contract `c` counts: "clean" or "renewable" energy."""
    return "renewable" if results.text("contract_counts")[c] == "renewable" else "clean"


def score_map(results, deficit, load, year, grid_clean):
    """Hourly score by month and local hour, or longer step, of one year: 12 × 24 or less."""
    mine, cells = results.year == year, 24 // results.cell_h
    cell = (results.month[mine] - 1) * cells + results.hour[mine] // results.cell_h
    short, asked = (np.bincount(cell, weights=values[mine], minlength=12 * cells)
                    for values in (deficit, load))
    with np.errstate(invalid="ignore", divide="ignore"):
        return (1 - (1 - grid_clean) * short / asked).reshape(12, cells)


def heat_maps(results):
    for c, contract in enumerate(names_of(results)):
        deficit, counted = results.series("deficit_mw")[:, c], counted_as(results, c)
        mine = results.text("data_center_contract") == contract
        load = results.series("data_center_load_mw")[:, mine].sum(axis=1)
        years = [y for y in results.years if load[results.year == y].sum() > 0]
        if not years:
            raise NoData(f"{contract} has no load")
        shown = sorted(
            {years[i]
             for i in np.linspace(0,
                                  len(years) - 1, PANELS).round().astype(int)})
        gamma = dict(
            zip(results.table_years("targets"),
                results.table("targets", "grid_clean_frac")[:, c]))
        figure, axes = plt.subplots(1, len(shown), figsize=(max(8.5, 1.8 + 3.9 * len(shown)), 4.2),
                                    squeeze=False, sharey=True)
        for ax, year in zip(axes[0], shown):
            mesh = ax.pcolormesh(np.arange(0, 25, results.cell_h), np.arange(13),
                                 score_map(results, deficit, load, year, gamma[year]),
                                 cmap="viridis", vmin=0, vmax=1, rasterized=True)
            ax.set_xticks(range(0, 25, 6))
            ax.set_xlabel("local hour of day (h)")
            ax.set_title(f"{year}, grid counted {100 * gamma[year]:.0f} % {counted}")
            ax.grid(False)
        axes[0, 0].set_yticks(np.arange(12) + 0.5, MONTHS)
        axes[0, 0].set_ylabel("month")
        axes[0, 0].invert_yaxis()
        figure.colorbar(mesh, ax=axes, label=f"hourly {counted} score (fraction of load)", pad=0.02)
        headline(figure, results.title(f"{counted} score of {contract} by hour and month"))
        yield f"clean_score_{stem(contract)}", figure


def cost_and_scores(results):
    years = results.table_years("summary")
    for c, contract in enumerate(names_of(results)):
        load = results.table("summary", "contract_load_mwh")[:, c]
        if not (load > 0).any():
            raise NoData(f"{contract} has no load")
        figure, axes = plt.subplots(1, 2, figsize=(13.5, 4.6))
        draw_costs(axes[0], results, c, years, load > 0)
        draw_scores(axes[1], results, c, years, load > 0)
        headline(figure, results.title(f"cost of supply and scores of {contract}", weather="mean"))
        yield f"contract_{stem(contract)}", figure


def draw_costs(ax, results, c, years, served):
    """Bars of the years that have a load; without load the cost per MWh is undefined."""
    load, years = results.table("summary", "contract_load_mwh")[served, c], years[served]
    parts = [(results.table("summary", f"contract_{name}")[served, c] *
              (-1 if name == "sale_income" else 1) / load, label, color) for name, label, color in
             [*COSTS, *(cost for cost in AGREED if results.has("summary", f"contract_{cost[0]}"))]]
    factor, unit = price(np.nanmax(sum(np.clip(values, 0, None) for values, _, _ in parts)),
                         results.currency)
    above, below = np.zeros(len(years)), np.zeros(len(years))
    for values, label, color in parts:
        values = factor * np.nan_to_num(values)
        if not np.abs(values).max() > 0:
            continue  # an island buys and sells nothing
        base = np.where(values >= 0, above, below)
        ax.bar(years, values, bottom=base, color=color, label=label, width=0.75)
        above, below = above + np.clip(values, 0, None), below + np.clip(values, None, 0)
    net = factor * results.table("summary", "contract_supply_cost_per_mwh")[served, c]
    ax.plot(years, net, color="#111111", marker="o", markersize=4, linewidth=1.2,
            label="cost of supply")
    ax.axhline(0.0, color="#333333", linewidth=0.8)
    ax.set_ylim(1.12 * min(0.0, below.min()), 1.12 * max(above.max(), net.max()))
    ax.set_ylabel(
        f"cost of supply ({unit} of load, prices of {int(results.attrs['price_year'])})")
    ax.set_title("cost of supply")
    finish(ax, years)


def draw_scores(ax, results, c, years, served):
    years = years[served]
    for name, label, color in SCORES:
        ax.plot(years,
                results.table("summary", f"contract_{name}")[served, c], marker="o", markersize=4,
                color=color, label=label)
    for name, label, color in TARGETS:
        try:
            target = results.table("targets", name)[served, c]
        except NoData:
            continue
        if not np.isnan(target).all():
            ax.plot(years, target, linestyle="--", color=color, linewidth=2.6, alpha=0.35,
                    marker="_", markersize=14, markeredgewidth=2.6, label=label)
    ax.set_ylim(0, max(1.02, ax.get_ylim()[1]))
    ax.set_ylabel("score (fraction of load)")
    ax.set_title("scores")
    finish(ax, years)


def finish(ax, years):
    year_axis(ax, years)
    legend(ax)


FIGURES = {"clean_score": heat_maps, "contract_cost": cost_and_scores}
