"""Cost of supply against clean score of a sweep: `python3 -m decawatt_plots.compare RESULTS --out FILE.png` (docs/sweep_format.md)."""
import argparse
import pathlib
import sys

import matplotlib

if __name__ == "__main__":
    matplotlib.use("Agg")                      # files only: no display is needed

import matplotlib.pyplot as plt                # noqa: E402  (the backend comes first)
import numpy as np                             # noqa: E402
import xarray as xr                            # noqa: E402

from .style import LINES, RC, headline, price, stem    # noqa: E402

MARKERS = "osD^vPX*<>"
SAME_COST = 1e-4                               # relative: below it two costs differ by the tolerance of their programs
SAME_SCORE = 1e-5
MOST_LABELS = 40


def table_of(path):
    """compare.h5 of a folder of results, or that file."""
    path = pathlib.Path(path)
    path = path / "compare.h5" if path.is_dir() else path
    if not path.exists():
        raise OSError(f"{path}: no such file; `decawatt compare {path.parent}` makes it")
    return xr.load_dataset(path, engine="h5netcdf")


def front(score, cost):
    """Indices of the cases that no other one betters: none is cheaper at their score or above. By rising score."""
    order = sorted(range(len(score)), key=lambda i: (-score[i], cost[i]))
    kept, cheapest = [], np.inf
    for i in order:
        if cost[i] < cheapest * (1 - SAME_COST) and (not kept or score[i] < score[kept[-1]] - SAME_SCORE):
            kept.append(i)
            cheapest = cost[i]
    return kept[::-1]


def last_word(axis):
    return axis.rsplit(".", 1)[-1].replace("_", " ")


def families(table, solved):
    """The axis whose values get colours, and each case's value of it: the axis of fewest values that has more than one; None where none has."""
    if "axis" not in table:
        return None, [""] * len(solved)
    values = {str(axis): [str(v) for v in table.choice.sel(axis=axis).values[solved]] for axis in table.axis.values}
    varied = {axis: of_case for axis, of_case in values.items() if 1 < len(set(of_case)) <= len(LINES)}
    if not varied or len(values) == 1:
        return None, [""] * len(solved)
    axis = min(varied, key=lambda axis: len(set(varied[axis])))
    return axis, varied[axis]


def labels_of(table, solved, coloured):
    """What the legend does not say of a case: its other values, or its name where it has none."""
    if "axis" not in table:
        return [str(name) for name in table["case"].values[solved]]
    others = [str(axis) for axis in table.axis.values if str(axis) != coloured]
    others = [axis for axis in others if len(set(table.choice.sel(axis=axis).values[solved])) > 1]
    words = [" ".join(str(v) for axis in others if (v := table.choice.sel(axis=axis).values[i])) for i in solved]
    counts = {(word, c): 0 for word, c in zip(words, solved)}
    names = [str(table["case"].values[i]) for i in solved]
    return [word if word else (name if not counts or coloured is None else "as the study") for word, name in zip(words, names)]


def place_labels(ax, points, labels):
    """Beside their points, each where it covers no other label and no point, as far as there is such a place."""
    figure = ax.figure
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    pixels = ax.transData.transform(points)
    taken = []
    for (x, y), (px, py), label in zip(points, pixels, labels):
        best = None
        for dx, dy, h, v in ((7, 0, "left", "center"), (-7, 0, "right", "center"), (0, 7, "center", "bottom"), (0, -7, "center", "top"),
                             (6, 6, "left", "bottom"), (6, -6, "left", "top"), (-6, 6, "right", "bottom"), (-6, -6, "right", "top")):
            text = ax.annotate(label, (x, y), (dx, dy), textcoords="offset points", ha=h, va=v, fontsize=8, color="#333333")
            box = text.get_window_extent(renderer)
            hits = sum(box.overlaps(other) for other in taken) + sum(box.contains(qx, qy) for qx, qy in pixels if (qx, qy) != (px, py))
            hits += 0 if ax.bbox.x0 <= box.x0 and box.x1 <= ax.bbox.x1 else 1
            if best is None or hits < best[0]:
                if best:
                    best[1].remove()
                best = (hits, text, box)
            else:
                text.remove()
            if hits == 0:
                break
        taken.append(best[2])


def draw(table, contract):
    """One contract: a point a case, coloured by one axis, named by the others; the front that no case betters."""
    one = table.sel(contract=contract)
    score, cost = one.hourly_score_last_year_frac.values, one.supply_cost_per_mwh.values
    solved = [i for i in range(len(score)) if np.isfinite(score[i]) and np.isfinite(cost[i])]
    if not solved:
        raise ValueError(f"no case with a plan and a load of {contract}")
    factor, unit = price(np.max(cost[solved]), str(table.attrs["currency"]))
    x, y = score[solved], factor * cost[solved]
    coloured, values = families(table, solved)
    figure, ax = plt.subplots(figsize=(8.5, 5.4))
    ax.grid(True, axis="both")
    best = front(x, y)
    ax.plot(x[best], y[best], color="#999999", linewidth=1.4, linestyle="--", zorder=1, label="no case is cheaper and cleaner")
    for n, value in enumerate(dict.fromkeys(values)):
        mine = [k for k, v in enumerate(values) if v == value]
        label = f"{last_word(coloured)} {value or 'as the study'}" if coloured else "case"
        ax.scatter(x[mine], y[mine], s=42, color=LINES[n % len(LINES)], marker=MARKERS[n % len(MARKERS)], zorder=3, label=label)
    ax.margins(x=0.12, y=0.1)
    ax.set_xlabel("hourly clean score in the last year (fraction of load)")
    ax.set_ylabel(f"cost of supply ({unit}, prices of {int(table.attrs['price_year'])})")
    ax.legend(loc="upper left")
    without = len(score) - len(solved)
    headline(figure, f"{table.attrs['study']}: what clean hours of {contract} cost" + (f"; {without} cases without a plan" if without else ""))
    if len(solved) <= MOST_LABELS:
        place_labels(ax, list(zip(x, y)), labels_of(table, solved, coloured))
    return figure


def draw_all(path, out):
    """A figure a contract: `out`, or with several of them `out` with each name before its ending. Returns the files written."""
    table = table_of(path)
    if "contract" not in table:
        raise ValueError("no case has a plan with a contract")
    out, written = pathlib.Path(out), []
    names = [str(name) for name in table.contract.values]
    with matplotlib.rc_context(RC):
        for name in names:
            figure = draw(table, name)
            file = out if len(names) == 1 else out.with_name(f"{out.stem}_{stem(name)}{out.suffix}")
            file.parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(file, dpi=150)
            plt.close(figure)
            written.append(file)
    return written


def main():
    parser = argparse.ArgumentParser(prog="decawatt_plots.compare", description="Draws cost against hourly clean score of the cases of a sweep.")
    parser.add_argument("folder", help="a folder of `decawatt sweep` in which `decawatt compare` was run, or its compare.h5")
    parser.add_argument("--out", default="compare.png", help="the figure: .png, .svg or .pdf")
    options = parser.parse_args()
    try:
        written = draw_all(options.folder, options.out)
    except (OSError, KeyError, ValueError) as error:
        print(f"{options.folder}: {error}", file=sys.stderr)
        return 4
    for file in written:
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
