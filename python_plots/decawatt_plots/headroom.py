"""Constant load that regions take if it is curtailed at peaks: `python3 -m decawatt_plots.headroom
HEADROOM.csv --out FILE.png`."""
import argparse
import csv
import pathlib
import sys

import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")                      # files only: no display is needed

import matplotlib.pyplot as plt                # noqa: E402  (the backend comes first)
import numpy as np                             # noqa: E402

from . import guard                            # noqa: E402
from .registry import shows_of                 # noqa: E402
from .style import LINES, caption, headline, look, power, save_as  # noqa: E402

ALL = "all regions"
TEXTS = ("region",)


def rows_of(path):
    """Rows of the table that `decawatt headroom --out` writes, numbers as numbers. Raises
    ValueError where it is no such table."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if not rows or "headroom_mw" not in rows[0]:
        raise ValueError("is not a table of `decawatt headroom --out`")
    try:
        return [{name: text if name in TEXTS else float(text)
                 for name, text in row.items()}
                for row in rows]
    except (TypeError, ValueError) as error:
        raise ValueError(f"is damaged: {error}") from error


def of_year(rows, year=None):
    """The rows of one year: the last of the table where none is named."""
    years = sorted({int(row["year"]) for row in rows})
    year = years[-1] if year is None else year
    if year not in years:
        raise ValueError(f"has no year {year}, but {years[0]} to {years[-1]}")
    return year, [row for row in rows if int(row["year"]) == year]


def draw_regions(ax, rows, limits):
    """Bars of each region, largest on top; the sum of all regions is not among them."""
    names = list(dict.fromkeys(row["region"] for row in rows if row["region"] != ALL)) or [ALL]
    found = {(row["region"], row["curtailed_frac"]): row["headroom_mw"] for row in rows}
    names.sort(key=lambda name: found[name, limits[-1]])
    factor, unit = power(max(found[name, limits[-1]] for name in names))
    height = 0.8 / len(limits)
    for k, limit in enumerate(limits):
        places = np.arange(len(names)) + (k - (len(limits) - 1) / 2) * height
        ax.barh(places, [factor * found[name, limit] for name in names], height,
                color=LINES[k % len(LINES)], label=f"{100 * limit:g} % curtailed")
    ax.set_yticks(range(len(names)), names)
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.set_xlabel(f"constant load ({unit})")
    ax.set_title("by region")
    ax.legend(loc="lower right")


def draw_curtailment(ax, rows, limits):
    """Hours a year in which the load of all regions (or of the only one) is curtailed, and their
    events and depth."""
    name = ALL if any(row["region"] == ALL for row in rows) else rows[0]["region"]
    mine = {row["curtailed_frac"]: row for row in rows if row["region"] == name}
    factor, unit = power(mine[limits[-1]]["headroom_mw"])
    hours = [mine[limit]["curtailed_h_per_year"] for limit in limits]
    ax.bar(range(len(limits)), hours, color=LINES[:len(limits)], width=0.6)
    for k, limit in enumerate(limits):
        row = mine[limit]
        words = (f"{factor * row['headroom_mw']:.1f} {unit}\nmean event {row['mean_event_h']:.1f} "
                 f"h\nlongest {row['longest_event_h']:.0f} h\nhalf served* "
                 f"{100 * row['half_served_frac']:.0f} %")
        ax.annotate(words, (k, hours[k]), (0, 4), textcoords="offset points", ha="center",
                    va="bottom", fontsize=8, color="#333333")
    ax.set_xticks(range(len(limits)), [f"{100 * limit:g} %" for limit in limits])
    ax.set_ylim(0, 1.45 * max(hours))
    ax.set_xlabel(
        "energy of the load that is curtailed\n* share of curtailed hours in which at least half "
        "of the load is served"
    )
    ax.set_ylabel("curtailed hours a year")
    ax.set_title(name)


def draw(rows, year=None):
    year, rows = of_year(rows, year)
    limits = sorted({row["curtailed_frac"] for row in rows})
    regions = len({row["region"] for row in rows})
    figure, (left, right) = plt.subplots(1, 2, figsize=(11.5, max(4.6, 1.2 + 0.34 * regions)),
                                         width_ratios=(1.15, 1))
    draw_regions(left, rows, limits)
    draw_curtailment(right, rows, limits)
    headline(
        figure,
        f"Constant load that adds nothing to seasonal peaks if it is curtailed at them, {year}")
    return figure


def figures(rows, year=None):
    yield "headroom", draw(rows, year)


def main():
    parser = argparse.ArgumentParser(prog="decawatt_plots.headroom",
                                     description="Draws the table of `decawatt headroom --out`.")
    parser.add_argument("file", help="the CSV file")
    parser.add_argument("--year", type=int, help="the year that is shown (the last of the file)")
    parser.add_argument("--out", default="headroom.png", help="the figure: .png, .svg or .pdf")
    options = parser.parse_args()
    if not pathlib.Path(options.out).suffix:
        parser.error(f"--out: found {options.out}, expected a file that ends in .png, .svg or .pdf")
    try:
        with look():
            figure = draw(rows_of(options.file), options.year)
            pathlib.Path(options.out).parent.mkdir(parents=True, exist_ok=True)
            save_as(figure, options.out, caption(figure, shows_of("headroom"), options.file))
    except (OSError, ValueError) as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return guard.FAILED
    print(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
