"""The frontier of a sweep: cost of supply against hourly score, and the energy mix below.

`python3 -m decawatt_plots.frontier RESULTS --out FILE.png` (docs/sweep_format.md). Curves are those
of decawatt_plots.compare: cases that differ only in the axis with the largest effect on the score.
"""
import sys

import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")                      # files only: no display is needed

import matplotlib.pyplot as plt                # noqa: E402  (the backend comes first)
import numpy as np                             # noqa: E402

from .compare import (MARKERS, choices_of, command, curves, in_words, last_word,  # noqa: E402
                      save_all, score_axis, table_of, unsolved)
from .registry import shows_of  # noqa: E402
from .style import COLORS, LINES, ORDER, headline, price, shown_only, stem  # noqa: E402

MOST_MIXES = 3
PERCENT = 100.0
PURCHASED, CURTAILED = "grid purchase", "curtailed"


def order(technology):
    return ORDER.index(technology) if technology in ORDER else len(ORDER)


def mix(table, contract, cases):
    """Per cent of the load: own generation by technology, purchases, and curtailed solar and wind
    output. The sum exceeds 100 by sales and losses of stores."""
    one = table.sel(contract=contract)
    load = one.load_mwh.values[cases]
    parts = {
        str(t): np.nan_to_num(table.own_generation_mwh.sel(technology=t).values[cases])
        for t in table.technology.values
    }
    parts = {t: parts[t] for t in sorted(parts, key=order)}
    parts[PURCHASED] = np.nan_to_num(one.purchase_mwh.values[cases])
    parts = shown_only({label: PERCENT * values / load for label, values in parts.items()})
    return parts, PERCENT * np.nan_to_num(one.curtailed_mwh.values[cases]) / load


def name_of(choices, along, case):
    """Values of the other axes; of an axis whose value is its own name, that alone."""
    words = [
        in_words(of_case[case]) if axis.count(".") == 0 else f"{last_word(axis)} {of_case[case]}"
        for axis, of_case in choices.items()
        if axis != along
    ]
    return ", ".join(words) or "all cases"


def shown_mixes(groups, cost):
    """All curves where there are few; else the first, and those that are cheapest and dearest at
    their highest score."""
    if len(groups) <= MOST_MIXES:
        return list(range(len(groups)))
    last = [cost[group[-1]] for group in groups]
    return list(dict.fromkeys([0, int(np.argmin(last)), int(np.argmax(last))]))


def draw_mix(ax, x, parts, curtailed):
    ax.stackplot(x, parts.values(), labels=parts,
                 colors=[COLORS.get(label, "#999999") for label in parts], linewidth=0)
    top = sum(parts.values())
    if np.max(curtailed) > 0.1:
        ax.fill_between(x, top, top + curtailed, facecolor="none", edgecolor="#888888",
                        hatch="////", linewidth=0, label=CURTAILED)
    ax.axhline(PERCENT, color="#111111", linewidth=1.0)
    for position in x:
        ax.axvline(position, color="white", linewidth=0.5)


def draw(table, contract):
    one = table.sel(contract=contract)
    score, cost = PERCENT * one.hourly_score_frac.values, one.supply_cost_per_mwh.values
    solved = np.array(
        [i for i in range(len(score)) if np.isfinite(score[i]) and np.isfinite(cost[i])])
    if len(solved) == 0:
        raise ValueError(f"no case of {contract} with a plan and a score")
    choices = choices_of(table, solved)
    along = score_axis(choices, score[solved] / PERCENT)
    if along is None:
        raise ValueError(f"no axis changes the hourly score of {contract}")
    factor, unit = price(np.max(cost[solved]), str(table.attrs["currency"]))
    x, y = score[solved], factor * cost[solved]
    groups = [sorted(group, key=lambda k: x[k]) for group in curves(choices, along)]
    mixes = shown_mixes(groups, y)
    layout = [["cost"] * len(mixes), [f"mix {n}" for n in range(len(mixes))]]
    figure, axes = plt.subplot_mosaic(layout, figsize=(9.5, 8.2), height_ratios=(1.15, 1))
    top = axes["cost"]
    top.grid(True, axis="both")
    for n, group in enumerate(groups):
        top.plot(x[group], y[group], marker=MARKERS[n % len(MARKERS)], markersize=4.5,
                 linewidth=1.3, color=LINES[n % len(LINES)],
                 linestyle="-" if n < len(LINES) else "--", label=name_of(choices, along, group[0]))
    top.set_ylabel(f"cost of supply ({unit}, prices of {int(table.attrs['price_year'])})")
    top.set_xlabel("hourly score over the horizon (% of load)")
    top.legend(loc="upper left", ncols=1 if len(groups) <= 6 else 2, fontsize=8)
    low = min(x)
    entries = {}
    for n, k in enumerate(mixes):
        ax, group = axes[f"mix {n}"], groups[k]
        draw_mix(ax, x[group], *mix(table, contract, solved[group]))
        ax.set_title(name_of(choices, along, group[0]), fontsize=8.5)
        ax.set_xlabel("hourly score (% of load)")
        ax.set_xlim(low, PERCENT)
        entries.update({label: handle for handle, label in zip(*ax.get_legend_handles_labels())})
    ceiling = max(axes[f"mix {n}"].get_ylim()[1] for n in range(len(mixes)))
    for n in range(len(mixes)):
        axes[f"mix {n}"].set_ylim(0, ceiling)
    axes["mix 0"].set_ylabel("energy (% of load)")
    def stacked(label):
        return -1 if label == CURTAILED else len(ORDER) - order(label)
    labels = sorted(entries, key=stacked)
    axes[f"mix {len(mixes) - 1}"].legend([entries[label] for label in labels], labels,
                                         loc="center left", bbox_to_anchor=(1.01, 0.5))
    title = f"{table.attrs['study']}: cost and mix of hourly matching, {contract}"
    headline(figure, title + unsolved(score, solved))
    return figure


def names_of(table):
    """The contracts that have a score."""
    if "contract" not in table:
        raise ValueError("no case has a plan with a contract")
    if "purchase_mwh" not in table:
        raise ValueError("compare.h5 of an earlier version: run `decawatt compare` again")
    names = [
        str(name)
        for name in table.contract.values
        if np.isfinite(table.hourly_score_frac.sel(contract=name).values).any()
    ]
    if not names:
        raise ValueError("no contract has a score")
    return names


def figures(table):
    """A figure of each contract that has a score."""
    for name in names_of(table):
        yield stem(name), draw(table, name)


def draw_all(path, out):
    """A figure a contract, as decawatt_plots.compare names them. Returns the files written."""
    table = table_of(path)
    return save_all(path, out, figures(table), len(names_of(table)) == 1, shows_of("frontier"))


def main():
    return command("frontier",
                   "Draws cost against hourly score of the cases of a sweep, and the energy mix.",
                   draw_all)


if __name__ == "__main__":
    sys.exit(main())
