"""Common style of figures: colours of technologies, units, legends, files."""
import contextlib
import pathlib
import re
import textwrap

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

RC = {
    "font.size": 9.5, "axes.titlesize": 10, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#dddddd", "grid.linewidth": 0.6,
    "axes.axisbelow": True, "legend.frameon": False, "legend.fontsize": 9, "svg.fonttype": "none",
    "figure.constrained_layout.use": True, "axes.edgecolor": "#555555",
    "savefig.facecolor": "white", "svg.hashsalt": "decawatt"
}

PLAIN_TEXT = {"text.parse_math": False}        # names of studies may hold $

# Bottom of a stack first: nuclear, what burns fossil fuel, what else runs steadily, then weather,
# then stores and trade.
COLORS = {
    "nuclear": "#8e6bb0", "coal": "#4d4d4d", "gas": "#d08c60", "oil": "#7a4a3a", "other": "#a6a6a6",
    "fuel cell": "#c9a0a8", "waste": "#8c7b6b", "bioenergy": "#6d904f", "hydro": "#1d3557",
    "offshore": "#2f7fd1", "onshore": "#8fc7ea", "solar": "#f4c20d", "pumped storage": "#1f8a7d",
    "battery": "#6fc2a0", "discharge": "#3fa58c", "charge": "#9adbc8", "import": "#aab2bd",
    "export": "#e5d9a5", "grid purchase": "#aab2bd", "excess sold": "#e5d9a5", "spilled": "#efb8b0",
    "unserved": "#d62728"
}
ORDER = tuple(COLORS)
LINES = ("#1b4f72", "#c0392b", "#1e8449", "#b9770e", "#6c3483", "#00a3b4", "#7b7d7d", "#d35400",
         "#2e86c1", "#a93226")
LOAD = "#111111"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@contextlib.contextmanager
def look(**more):
    """The style of the figures. Unlike matplotlib.rc_context it keeps the interactive mode, which
    the backend of a notebook switches on with the first figure: without it later figures would not
    be shown."""
    interactive = matplotlib.is_interactive()
    try:
        with matplotlib.rc_context({**RC, **more}):
            try:
                yield
            finally:
                interactive = matplotlib.is_interactive()
    finally:
        matplotlib.interactive(interactive)


def power(peak_mw):
    """Factor and unit in which `peak_mw` reads well."""
    return (1e-3, "GW") if peak_mw >= 2000 else (1.0, "MW")


def energy(peak_mwh):
    for factor, unit, least in ((1e-6, "TWh", 1e6), (1e-3, "GWh", 1e3)):
        if peak_mwh >= least:
            return factor, unit
    return 1.0, "MWh"


def price(peak, currency):
    """Factor on money per MWh, and the unit in which it reads well: 110,000 KRW/MWh are 110
    KRW/kWh."""
    return (1e-3, f"{currency}/kWh") if peak >= 1e4 else (1.0, f"{currency}/MWh")


def shown_only(parts, share=1e-4):
    """Series below `share` of the highest total are residuals of the solver or invisible: no entry
    in a legend."""
    highest = float(np.nanmax(sum(parts.values()))) if parts else 0.0
    return {label: values for label, values in parts.items() if np.nanmax(values) > share * highest}


def legend(ax, reverse=False, **options):
    """Outside, on the right; a stack's legend reads from its top."""
    handles, labels = ax.get_legend_handles_labels()
    if reverse:
        handles, labels = handles[::-1], labels[::-1]
    if handles:
        ax.legend(handles, labels, loc="center left", bbox_to_anchor=(1.01, 0.5), **options)


def headline(figure, text):
    figure.suptitle(text, x=0.01, ha="left", fontsize=11.5, fontweight="bold")


def from_zero(ax, lowest=0.0):
    """An axis of amounts shows its zero."""
    low, high = ax.get_ylim()
    ax.set_ylim(min(0.0, low if lowest < 0 else 0.0), max(high, 1e-9))
    if lowest < 0:
        ax.axhline(0.0, color="#333333", linewidth=0.8)


def year_axis(ax, years):
    """Whole years, a dozen labels at most, and as much space beside the first and the last bar as
    between bars, or more."""
    ax.set_xticks(years[:: -(-len(years) // 12)])
    ax.tick_params(axis="x", rotation=45 if len(years) > 6 else 0)
    beside = max(0.7, 0.1 * len(years)) if len(years) > 1 else 1.2
    ax.set_xlim(years[0] - beside, years[-1] + beside)
    ax.set_xlabel("year")


def duration(values, points=400):
    """A duration curve of a few hundred points: share of hours in percent, and the value reached or
    passed in that share."""
    share = np.linspace(0.0, 1.0, points)
    return 100 * share, np.quantile(values[~np.isnan(values)], 1.0 - share)


def stem(text):
    return re.sub(r"[^\w]+", "_", text.strip().lower()).strip("_")


def caption(figure, shows, path):
    """What a figure shows, with units, after its headline (study and years), and the file it is
    drawn from."""
    headline_text = figure._suptitle.get_text()                 # pylint: disable=protected-access
    return f"{headline_text}. {shows} Source: {pathlib.Path(path).name}."


LETTERS_PER_INCH = 17                         # characters of the caption


def put_caption(figure, text):
    """Below the figure, in lines of its width. `$` does not start mathematics."""
    lines = textwrap.wrap(text, max(40, int(LETTERS_PER_INCH * figure.get_figwidth())))
    figure.supxlabel("\n".join(lines), x=0.01, ha="left", fontsize=7.5, color="#555555",
                     parse_math=False)


def save(figure, path, caption=None):
    """PNG and SVG; a caption is put below the figure, and into the files as their description."""
    described = {"Description": caption} if caption else {}
    if caption:
        put_caption(figure, caption)
    figure.savefig(f"{path}.png", dpi=150, metadata=described)
    figure.savefig(f"{path}.svg", metadata={"Date": None, **described})
    plt.close(figure)


def save_as(figure, path, text):
    """One file of the format that its ending names, with a caption."""
    put_caption(figure, text)
    figure.savefig(path, dpi=150)
    plt.close(figure)
