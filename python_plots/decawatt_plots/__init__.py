"""Figures of Decawatt's files: as a program (`python3 -m decawatt_plots FILE.h5 --out figures/`)
and as a library.

`draw_all(path, folder)` draws all figures of a file, with captions. `registry.ENTRIES` lists the
figures. `panels` draws single panels on given axes: `panels.week(ax, results, of="hub supply")`."""
import pathlib

from . import adequacy, future, panels, registry
from .results import NoData, Results
from .style import PLAIN_TEXT, caption, look, save

__all__ = [
    "NoData", "Results", "adequacy_figures", "caption", "draw_all", "figures", "look", "panels",
    "registry"
]


def figures():
    """Name -> function of a Results, in the order of drawing; a function yields (stem, figure)."""
    return {entry.name: entry.draw for entry in registry.entries(registry.PLAN)}


def adequacy_figures():
    """The same of an adequacy file; the functions take an AdequacyResults."""
    return {entry.name: entry.draw for entry in registry.entries(registry.ADEQUACY)}


def draw_all(path, out, only=None, weather_year=None, tell=print, captions=True):
    """Draws every figure that the file has data for as PNG and SVG into `out`; returns the stems
    written. `tell` is called for each skipped one. A caption below each figure says what it
    shows."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    kind, source = registry.open_source(path, weather_year)
    with source as opened, look(**(PLAIN_TEXT if kind == registry.PLAN else {})):
        for entry in registry.entries(kind):
            if only and entry.name not in only:
                continue
            try:
                for stem, figure in entry.draw(opened):
                    save(figure, out / stem,
                         caption(figure, entry.shows, path) if captions else None)
                    written.append(stem)
            except NoData as reason:
                tell(f"{entry.name}: skipped, {reason}")
    return written
