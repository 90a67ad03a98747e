"""Figures of results, drawn by the package decawatt_plots."""
from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING, Any, Optional

from .arguments import PathLike

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class PlanPlots:
    """Figures of a plan. `names` lists them; `draw(name)` returns them by file stem."""

    def __init__(self, file: pathlib.Path):
        self._file = file

    @property
    def names(self) -> list[str]:
        import decawatt_plots

        return list(decawatt_plots.figures())

    def draw(self, name: str, weather_year: Optional[int] = None) -> dict[str, "Figure"]:
        """The figures of a name, such as `capacity` or `week_regions`. Raises decawatt_plots.NoData if
        the plan has nothing to show there."""
        import decawatt_plots

        functions = decawatt_plots.figures()
        if name not in functions:
            raise KeyError(f"no figure {name!r}; there are {', '.join(functions)}")
        with decawatt_plots.Results(str(self._file), weather_year) as results:
            with decawatt_plots.look():
                return dict(functions[name](results))

    def week(self, of: str, weather_year: Optional[int] = None) -> "Figure":
        """Hourly supply in the summer and the winter week of highest demand in the last year. `of`: a
        contract, a data centre without one, or a region."""
        from decawatt_plots import NoData
        from decawatt_plots.style import stem

        found: dict[str, "Figure"] = {}
        for name in ("week_contracts", "week_regions"):
            try:
                found |= self.draw(name, weather_year)
            except NoData:
                continue
        wanted = [f"{kind}{stem(of)}" for kind in ("week_contract_", "week_data_center_", "week_")]
        chosen = next((found[one] for one in wanted if one in found), None)
        self._close(figure for figure in found.values() if figure is not chosen)
        if chosen is None:
            known = ", ".join(sorted(found)) or "none"
            raise KeyError(f"no week of {of!r}; there are {known}")
        return chosen

    @staticmethod
    def _close(figures: Any) -> None:
        import matplotlib.pyplot as plt

        for figure in figures:
            plt.close(figure)

    def save(self, folder: PathLike, only: Optional[list[str]] = None) -> list[str]:
        """Draws every figure that the plan has data for as PNG and SVG; returns the file stems."""
        import decawatt_plots

        return list(decawatt_plots.draw_all(str(self._file), folder, only, tell=lambda _: None))
