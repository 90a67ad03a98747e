"""Energy by source and month."""
import matplotlib.pyplot as plt
import numpy as np

from .style import COLORS, LOAD, ORDER, energy, from_zero, headline, legend, shown_only
from .weeks import optional


def monthly(results, values):
    """Energy by local month: months × columns."""
    months, first = np.unique(results.local.astype("datetime64[M]"), return_index=True)
    return months, results.step_h * np.add.reduceat(values, first, axis=0, dtype=float)


def draw_months(ax, results):
    """Generation by technology and month as bars, the load as a line, on `ax`."""
    technology = results.text("fleet_technology")
    months, generated = monthly(results, results.series("generation_mw"))
    parts = shown_only(results.sums(generated, technology, [t for t in ORDER if t in technology]))
    centers = optional(results, "data_center_load_mw", results.names("data_center"))
    _, used = monthly(results, results.series("demand_mw").sum(axis=1) + centers.sum(axis=1))
    factor, unit = energy(max(used.max(), sum(parts.values()).max()))
    edges = np.append(months, months[-1] + 1).astype("datetime64[D]")
    width = np.diff(edges).astype(float)
    base = np.zeros(len(months))
    for label, values in parts.items():
        ax.bar(edges[:-1], factor * values, width=width, align="edge", bottom=base,
               color=COLORS[label], label=label, linewidth=0)
        base = base + factor * values
    ax.step(edges, factor * np.append(used, used[-1]), where="post", color=LOAD, linewidth=1.2,
            label="load with data centres")
    ax.set_xlim(edges[0], edges[-1])
    ax.set_ylabel(f"energy ({unit} per month)")
    ax.set_xlabel(f"month, local time (UTC{results.attrs['utc_offset']})")
    from_zero(ax)
    legend(ax, reverse=True)
    return ax


def draw(results):
    figure, ax = plt.subplots(figsize=(12.5, 4.6))
    draw_months(ax, results)
    headline(figure, results.title("generation by technology, all regions"))
    yield "monthly_energy", figure


FIGURES = {"monthly_energy": draw}
