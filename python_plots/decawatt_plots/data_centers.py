"""Load of data centres over the years."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, from_zero, headline, legend, power


def draw(results):
    names = results.names("data_center")
    if not names:
        raise NoData("no data centre")
    load, it = results.series("data_center_load_mw"), results.series("data_center_it_mw")
    wide = 1 if len(names) < 4 else 2
    rows = -(-len(names) // wide)
    figure, axes = plt.subplots(rows, wide, figsize=(11 if wide == 1 else 14, 1.4 + 2.4 * rows),
                                squeeze=False)
    for ax in axes.flat[len(names):]:
        ax.set_visible(False)
    for c, (ax, name) in enumerate(zip(axes.flat, names)):
        factor, unit = power(load[:, c].max())
        days, low = results.daily(load[:, c], "min")
        high, mean, machines = (results.daily(values, how)[1]
                                for values, how in ((load[:, c], "max"), (load[:, c], "mean"),
                                                    (it[:, c], "mean")))
        ax.fill_between(days, factor * low, factor * high, color=LINES[0], alpha=0.3, linewidth=0,
                        label="facility, range of the day")
        ax.plot(days, factor * mean, color=LINES[0], linewidth=1.0, label="facility, daily mean")
        ax.plot(days, factor * machines, color=LINES[1], linewidth=1.0, label="IT load, daily mean")
        draw_connection(ax, results, c, factor)
        ax.set_ylabel(f"power ({unit})")
        pue = load[:, c].sum() / it[:, c].sum() if it[:, c].sum() > 0 else np.nan
        ax.set_title(f"{name}: mean PUE {pue:.3f}")
        from_zero(ax)
        ax.set_xlim(days[0], days[-1] + 1)
        if c + wide >= len(names):
            ax.set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
    legend(axes[0, -1])
    headline(figure, results.title("load of the data centres"))
    yield "data_center_draw", figure


def draw_connection(ax, results, center, factor):
    try:
        limit = results.at_hours("capacity", "connection_mw")[:, center]
    except NoData:
        return
    days, values = results.daily(limit, "mean")
    ax.step(days, factor * values, where="post", color="#333333", linewidth=1.2, linestyle="--",
            label="connection")


FIGURES = {"data_center_draw": draw}
