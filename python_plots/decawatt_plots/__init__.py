"""Figures of Decawatt result and adequacy files: `python3 -m decawatt_plots FILE.h5 --out figures/`, or `draw_all` from Python."""
import pathlib

import matplotlib

from . import adequacy, battery, bills, capacity, contracts, data_centers, energy, flexible_work, future, lines, prices, stores, weeks
from .results import NoData, Results
from .style import PLAIN_TEXT, RC, save

FAMILIES = (weeks, data_centers, flexible_work, capacity, energy, contracts, bills, prices, stores, battery, lines)


def figures():
    """Name -> function of a Results, in the order of drawing; a function yields (file name, figure)."""
    return {name: function for family in FAMILIES for name, function in family.FIGURES.items()}


def adequacy_figures():
    """The same of an adequacy file; the functions take an AdequacyResults."""
    return dict(adequacy.FIGURES)


def draw_all(path, out, only=None, weather_year=None, tell=print):
    """Draws every figure that the file has data for as PNG and SVG into `out`; returns the stems written. `tell` is called for each skipped one."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    kind, look = adequacy.kind_of(path), RC
    if kind == adequacy.KIND:
        opened, drawn = adequacy.AdequacyResults(path), adequacy_figures()
    elif kind == future.KIND:
        opened, drawn = future.FutureResults(path), dict(future.FIGURES)
    else:
        opened, drawn, look = Results(path, weather_year), figures(), {**RC, **PLAIN_TEXT}
    with opened as results, matplotlib.rc_context(look):
        for name, function in drawn.items():
            if only and name not in only:
                continue
            try:
                for stem, figure in function(results):
                    save(figure, out / stem)
                    written.append(stem)
            except NoData as reason:
                tell(f"{name}: skipped, {reason}")
    return written
