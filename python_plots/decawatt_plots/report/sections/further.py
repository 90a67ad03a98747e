"""Still figures: prices, lines, stores, batteries, data centres."""
import base64
import io
import warnings

import matplotlib.pyplot as plt

from ... import battery, data_centers, lines, prices, stores
from ...results import NoData
from ...style import PLAIN_TEXT, look
from ..content import Figure, Section

FIGURES = (
    ("Price by region", prices.by_year,
     "Colours and numbers: the demand-weighted mean price of each region and year."),
    ("Duration curves of prices and residual load", prices.durations,
     "Curves of the hours of the year from the highest to the lowest price and residual load."),
    ("Loading of lines and interfaces", lines.draw_loading,
     "A row for each line: the range of its net flow over its capacity, and its mean by month."),
    ("Load of the regions and net flows", lines.draw_map,
     "A map of the regions with arrows of the energy that flows between them in the last year."),
    ("Content of the stores", stores.draw,
     "Content over the months and by hour of day, for each kind of store."),
    ("Ageing of the batteries", battery.draw,
     "Bars and lines of the capacity lost by year, and of the energy to be added."),
    ("Load of the data centres", data_centers.draw,
     "Power of each data centre over the horizon, with its range of each day."))
DOTS_PER_INCH = 100


def section(report):
    blocks = report.per_plan(
        lambda plan: [figure for words in FIGURES for figure in drawn(report, plan, *words)])
    return Section("further", "Prices, network, stores and load", blocks) if blocks else None


def drawn(report, plan, title, function, alt):
    with look(**PLAIN_TEXT), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)                 # letters that the font lacks
        try:
            for _, figure in function(plan.results):
                file = io.BytesIO()
                figure.savefig(file, dpi=DOTS_PER_INCH, format="png")
                plt.close(figure)
                image = base64.b64encode(file.getvalue()).decode("ascii")
                yield Figure(report.name(plan, title), alt,
                             f'<img class="still" alt="" src="data:image/png;base64,{image}">')
        except NoData:
            return
        finally:
            plt.close("all")
