"""Cost of supply against hourly score of a sweep: `python3 -m decawatt_plots.compare RESULTS --out
FILE.png` (docs/sweep_format.md)."""
import argparse
import pathlib
import sys

import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")                      # files only: no display is needed

import matplotlib.pyplot as plt                # noqa: E402  (the backend comes first)
import numpy as np                             # noqa: E402
import xarray as xr                            # noqa: E402

from . import guard                            # noqa: E402
from .registry import shows_of                 # noqa: E402
from .style import LINES, caption, headline, look, price, save_as, stem    # noqa: E402

MARKERS = "osD^vPX*<>"
SAME_COST = 1e-4  # relative: below it two costs differ by the tolerance of their programs
SAME_SCORE = 1e-5
MOST_LABELS = 40
MOST_OF_ONE = 0.75                             # of the cases with one colour


def file_of(path):
    """compare.h5 of a folder of results, or that file."""
    path = pathlib.Path(path)
    path = path / "compare.h5" if path.is_dir() else path
    if not path.exists():
        raise OSError(f"no such file; `decawatt compare {path.parent}` makes it")
    return path


def table_of(path):
    path = file_of(path)
    return xr.load_dataset(path, engine="h5netcdf")


def front(score, cost):
    """Indices of the Pareto-optimal cases: no other case is cheaper at their score or above. By
    rising score."""
    kept = []
    for i in sorted(range(len(score)), key=lambda i: (-score[i], cost[i])):
        if kept and cost[i] >= cost[kept[-1]] * (1 - SAME_COST):
            continue
        if kept and score[i] > score[kept[-1]] - SAME_SCORE:       # the same score, and cheaper
            kept.pop()
        kept.append(i)
    return kept[::-1]


def last_word(axis):
    return axis.rsplit(".", 1)[-1].replace("_", " ")


def choices_of(table, solved):
    """Axis -> the value of each case, of the axes whose values differ."""
    if "axis" not in table:
        return {}
    values = {
        str(axis): [str(v) for v in table.choice.sel(axis=axis).values[solved]]
        for axis in table.axis.values
    }
    return {axis: of_case for axis, of_case in values.items() if len(set(of_case)) > 1}


def curves(choices, along):
    """Groups of cases that differ in `along` alone: lists of indices. All in one where there is no
    other axis."""
    count = len(next(iter(choices.values()), []))
    groups = {}
    for k in range(count):
        groups.setdefault(tuple(of_case[k] for axis, of_case in choices.items() if axis != along),
                          []).append(k)
    return list(groups.values())


def score_axis(choices, score):
    """The axis with the largest effect on the score, other axes fixed. None if no effect reaches a
    hundredth."""
    ranges = {
        axis: np.mean([np.ptp(score[group]) for group in curves(choices, axis)])
        for axis in choices
    }
    widest = max(ranges, key=ranges.get, default=None)
    return widest if widest is not None and ranges[widest] > 0.01 else None


def colour_axis(choices, along):
    """Of the other axes the one with the fewest values, if there are enough colours; preferably one
    without a value that nearly all cases have."""
    others = {
        axis: of_case
        for axis, of_case in choices.items()
        if axis != along and len(set(of_case)) <= len(LINES)
    }

    def rank(axis):
        commonest = max(others[axis].count(value)
                        for value in set(others[axis])) / len(others[axis])
        return commonest > MOST_OF_ONE, len(set(others[axis]))
    return min(others, key=rank, default=None)


def in_words(value):
    return value.replace("_", " ") if value else "as in the study"


PLACES = ((7, 0, "left", "center"), (-7, 0, "right", "center"), (0, 7, "center", "bottom"),
          (0, -7, "center", "top"), (6, 6, "left", "bottom"), (6, -6, "left", "top"),
          (-6, 6, "right", "bottom"), (-6, -6, "right", "top"))


def place_labels(ax, points, labels):
    """Beside their points, each where it covers fewest other labels, points and legends."""
    ax.figure.canvas.draw()
    renderer = ax.figure.canvas.get_renderer()
    pixels = ax.transData.transform(points)
    taken = [ax.get_legend().get_window_extent(renderer)]
    for k, label in labels.items():
        tried = []
        for dx, dy, h, v in PLACES:
            text = ax.annotate(label, points[k], (dx, dy), textcoords="offset points", ha=h, va=v,
                               fontsize=8, color="#333333")
            box = text.get_window_extent(renderer)
            hits = sum(box.overlaps(other)
                       for other in taken) + sum(box.contains(*pixel) for pixel in pixels)
            tried.append((hits + (box.x0 < ax.bbox.x0 or box.x1 > ax.bbox.x1), text, box))
        best = min(tried, key=lambda one: one[0])
        for one in tried:
            if one is not best:
                one[1].remove()
        taken.append(best[2])


def labelled(choices, names, along, coloured, groups):
    """Labels of points: case -> label. Of a curve its last case, by the axes that neither the
    legend nor the curve shows; a single case without such an axis by its name."""
    told = [axis for axis in choices if axis not in (along, coloured)]
    ends = [group[-1] for group in groups] if along else range(len(names))
    words = {
        k: ", ".join(in_words(choices[axis][k]) for axis in told if choices[axis][k])
        for k in ends
    }
    if not (told or along or coloured):
        return told, dict(enumerate(names))
    return told, {k: word for k, word in words.items() if word}


def draw_points(ax, x, y, coloured, choices, groups, along):
    values = choices[coloured] if coloured else [""] * len(x)
    for n, value in enumerate(dict.fromkeys(values)):
        look = {"color": LINES[n % len(LINES)]}
        mine = [k for k, v in enumerate(values) if v == value]
        ax.scatter(x[mine], y[mine], s=42, marker=MARKERS[n % len(MARKERS)], zorder=3,
                   label=in_words(value) if coloured else None, **look)
        for group in groups if along else ():
            if values[group[0]] == value:
                ax.plot(x[group], y[group], linewidth=1.1, zorder=2, **look)


def unsolved(cases, solved):
    """The end of a title: how many cases have no plan."""
    without = len(cases) - len(solved)
    return f"; {without} of {len(cases)} cases without a plan" if without else ""


def draw_costs(table, supply):
    """A data centre without a contract, which has no score: cost of supply of each case, and its
    emissions as text."""
    one = table.sel(contract=supply)
    cost = one.supply_cost_per_mwh.values
    solved = np.flatnonzero(np.isfinite(cost))
    factor, unit = price(np.max(cost[solved]), str(table.attrs["currency"]))
    figure, ax = plt.subplots(figsize=(8.5, 1.6 + 0.42 * len(solved)))
    names = [str(name) for name in table["case"].values[solved]]
    ax.barh(range(len(solved)), factor * cost[solved], color=LINES[0], height=0.6)
    ax.set_yticks(range(len(solved)), names)
    ax.invert_yaxis()
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.set_xlim(0, 1.5 * factor * np.max(cost[solved]))  # the text follows the bars
    for k, i in enumerate(solved):
        own, grid, load = (float(one[name].values[i])
                           for name in ("own_emission_t", "grid_emission_t", "load_mwh"))
        from_grid = (f"{1e3 * grid / load:.0f} from the grid" if np.isfinite(grid)
                     else "from the grid not known")
        words = f" {factor * cost[i]:.3g}; {1e3 * own / load:.0f} kg/MWh own, {from_grid}"
        ax.text(factor * cost[i], k, words, va="center", fontsize=8, color="#333333")
    ax.set_xlabel(f"cost of supply ({unit}, prices of {int(table.attrs['price_year'])})")
    title = f"{table.attrs['study']}: cost of supply of {supply}"
    headline(figure, title + unsolved(cost, solved))
    return figure


def draw(table, contract):
    """One contract: a point a case, coloured by one axis; curves along the axis with the largest
    effect on the score; the Pareto front."""
    one = table.sel(contract=contract)
    score, cost = one.hourly_score_last_year_frac.values, one.supply_cost_per_mwh.values
    solved = [i for i in range(len(score)) if np.isfinite(score[i]) and np.isfinite(cost[i])]
    if not solved and np.isfinite(cost).any():
        return draw_costs(table, contract)
    if not solved:
        raise ValueError(f"no case with a plan and a load of {contract}")
    factor, unit = price(np.max(cost[solved]), str(table.attrs["currency"]))
    x, y = score[solved], factor * cost[solved]
    choices = choices_of(table, solved)
    along = score_axis(choices, x)
    coloured = colour_axis(choices, along)
    groups = [sorted(group, key=lambda k: x[k]) for group in curves(choices, along)]
    figure, ax = plt.subplots(figsize=(8.5, 5.4))
    ax.grid(True, axis="both")
    best = front(x, y)
    ax.plot(x[best], y[best], color="#bbbbbb", linewidth=6, alpha=0.6, solid_capstyle="round",
            zorder=1, label="Pareto front")
    draw_points(ax, x, y, coloured, choices, groups, along)
    ax.margins(x=0.12, y=0.1)
    ax.set_xlabel("hourly score in the last year (fraction of load)")
    ax.set_ylabel(f"cost of supply ({unit}, prices of {int(table.attrs['price_year'])})")
    told, labels = labelled(choices, [str(name) for name in table["case"].values[solved]], along,
                            coloured, groups)
    titles = [f"colours: {last_word(coloured)}"] if coloured else []
    titles += [f"labels: {', '.join(map(last_word, told))}"] if told else []
    ax.legend(loc="upper left", title="; ".join(titles) or None, alignment="left")
    title = f"{table.attrs['study']}: cost of hourly matching of {contract}"
    headline(figure, title + unsolved(score, solved))
    if len(labels) <= MOST_LABELS:
        place_labels(ax, list(zip(x, y)), labels)
    return figure


def figures(table):
    """A figure of each contract."""
    if "contract" not in table:
        raise ValueError("no case has a plan with a contract")
    for name in table.contract.values:
        yield stem(str(name)), draw(table, str(name))


FORMATS = (".png", ".svg", ".pdf")


def save_all(path, out, drawn, is_single, shows):
    """Figures by the names of contracts as files with captions: `out`, or with several of them
    `out` with each name before its ending. Returns the files written."""
    out, written = pathlib.Path(out), []
    with look():
        for name, figure in drawn:
            file = out if is_single else out.with_name(f"{out.stem}_{name}{out.suffix}")
            file.parent.mkdir(parents=True, exist_ok=True)
            save_as(figure, file, caption(figure, shows, file_of(path)))
            written.append(file)
    return written


def draw_all(path, out):
    """A figure a contract; returns the files written."""
    table = table_of(path)
    return save_all(path, out, figures(table),
                    table.sizes.get("contract", 0) == 1, shows_of("compare"))


def command(name, description, draw_figures):
    """The program `decawatt_plots.NAME`, which draws figures of a sweep: `draw_figures(path, out)`
    returns the files written."""
    parser = argparse.ArgumentParser(prog=f"decawatt_plots.{name}", description=description)
    parser.add_argument(
        "folder",
        help="a folder of `decawatt sweep` in which `decawatt compare` was run, or its compare.h5")
    parser.add_argument("--out", default=f"{name}.png", help="the figure: .png, .svg or .pdf")
    options = parser.parse_args()
    if pathlib.Path(options.out).suffix.lower() not in FORMATS:
        parser.error(f"--out {options.out}: expected a name that ends in .png, .svg or .pdf")
    try:
        file = file_of(options.folder)
    except OSError as error:
        print(f"{options.folder}: {error}", file=sys.stderr)
        return guard.FAILED

    def write():
        for written in draw_figures(file, options.out):
            print(written)
    return guard.run(file, write)


def main():
    return command("compare", "Draws cost against hourly score of the cases of a sweep.", draw_all)


if __name__ == "__main__":
    sys.exit(main())
