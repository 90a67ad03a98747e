"""Work that waits, moves or is cut, hour by hour in a week of summer and one of winter."""
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, from_zero, headline, legend, power
from .weeks import find_weeks


def changes(results):
    """Load as it arrives, and the parts by which what is drawn differs: [(label, series above or
    below)] of all data centres."""
    load, parts = results.series("data_center_load_mw").sum(axis=1).astype(float), []
    if results.names("work_class"):
        moved = (results.series("work_done_mw") -
                 results.series("work_arrived_mw")).sum(axis=1).astype(float)
        parts += [("done later", np.clip(moved, 0, None)), ("deferred", np.clip(moved, None, 0))]
        load = load - moved
    if results.names("work_link"):
        moved = results.series("work_moved_mw").astype(float)
        energy = results.table("summary", "work_moved_mwh")
        hosted_energy = results.table("summary", "work_hosted_mwh")
        ratio = np.where(energy > 0, hosted_energy / np.where(energy > 0, energy, 1.0), 1.0)
        year = np.searchsorted(results.table_years("summary"), results.year)
        away, hosted = moved.sum(axis=1), (moved * ratio[year]).sum(axis=1)
        parts += [("hosted", hosted), ("moved away", -away)]
        load = load + away - hosted
    try:
        cut = results.series("data_center_cut_mw").sum(axis=1).astype(float)
        parts.append(("cut", -cut))
        load = load + cut
    except NoData:
        pass
    if not parts:
        raise NoData("no flexible work that planning decides on")
    return load, parts


def draw(results):
    arriving, parts = changes(results)
    drawn = results.series("data_center_load_mw").sum(axis=1)
    weeks = find_weeks(results)
    factor, unit = power(max(arriving.max(), drawn.max()))
    classes = results.names("work_class")
    figure, axes = plt.subplots(3 if classes else 2, len(weeks),
                                figsize=(12.5, 7.6 if classes else 5.6), sharex="col", sharey="row",
                                squeeze=False)
    for column, (label, week) in zip(axes.T, weeks):
        when = results.local[week]
        column[0].step(when, factor * arriving[week], where="post", color="#333333", linewidth=1.0,
                       linestyle="--", label="load as it arrives")
        column[0].step(when, factor * drawn[week], where="post", color=LINES[0], linewidth=1.4,
                       label="load drawn")
        column[0].set_title(label)
        for k, (name, values) in enumerate(parts):
            column[1].fill_between(when, factor * values[week], step="post",
                                   color=LINES[k % len(LINES)], alpha=0.6, linewidth=0, label=name)
        column[1].axhline(0.0, color="#333333", linewidth=0.8)
        for k, name in enumerate(classes):
            column[2].plot(when,
                           results.series("work_waiting_mwh")[week, k] * factor,
                           color=LINES[k % len(LINES)], linewidth=1.2, label=name)
        column[-1].set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
        column[-1].xaxis.set_major_locator(mdates.DayLocator())
        column[-1].xaxis.set_major_formatter(mdates.DateFormatter("%a\n%-d %b"))
    from_zero(axes[0, 0])
    if classes:
        from_zero(axes[2, 0])
    for ax, text in zip(axes[:, 0], (f"load ({unit})", f"change ({unit})", f"backlog ({unit}h)")):
        ax.set_ylabel(text)
    for ax in axes[:, -1]:
        legend(ax)
    headline(figure, results.title("flexible work of the data centres"))
    yield "flexible_work", figure


FIGURES = {"flexible_work": draw}
