"""What data centres pay by their tariffs, month by month and by component."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, from_zero, headline, legend, shown_only

# Bottom of a stack first: what every MWh costs, then what the peak of a month costs, then what is
# always paid.
NAMES = {
    "energy": "energy", "network": "network", "losses": "losses", "levy": "levies",
    "carbon": "carbon", "demand": "demand charge", "minimum": "ratchet and minimum take",
    "fixed": "fixed"
}
COLORS = dict(
    zip(NAMES, (LINES[0], LINES[8], LINES[5], LINES[3], LINES[6], LINES[1], LINES[7], LINES[2])))


def parts_of(results):
    """Names of the centres with a bill, months as dates, and money: month × centre × component."""
    summary = results.group["summary"]
    if "bill_cost" not in summary:
        raise NoData("no data centre has a tariff")
    costs = summary.bill_cost.values
    years, months, centers, components = costs.shape
    flat = costs.reshape(years * months, centers, components)
    billed = np.flatnonzero(np.nan_to_num(flat).sum(axis=(0, 2)) != 0)
    if len(billed) == 0:
        raise NoData("no bill in the file")
    dates = np.array([
        f"{int(year)}-{month:02d}" for year in summary.year.values
        for month in range(1, months + 1)
    ], dtype="datetime64[M]")
    names = [str(name) for name in summary.data_center.values[billed]]
    components = [str(name) for name in summary.bill_component.values]
    return names, dates, np.nan_to_num(flat[:, billed]), components


def draw(results):
    names, months, costs, components = parts_of(results)
    edges = np.append(months, months[-1] + 1).astype("datetime64[D]")
    width = np.diff(edges).astype(float)
    figure, axes = plt.subplots(len(names), 1, figsize=(12.5, 1.4 + 3.2 * len(names)),
                                squeeze=False)
    for c, (ax, name) in enumerate(zip(axes.flat, names)):
        parts = shown_only(
            {part: costs[:, c, components.index(part)]
             for part in NAMES
             if part in components})
        factor, unit = (1e-9, "billion") if sum(parts.values()).max() >= 1e9 else (1e-6, "million")
        base = np.zeros(len(months))
        for part, values in parts.items():
            ax.bar(edges[:-1], factor * values, width=width, align="edge", bottom=base,
                   color=COLORS[part], label=NAMES[part], linewidth=0)
            base = base + factor * values
        ax.set_xlim(edges[0], edges[-1])
        ax.set_ylabel(f"bill ({unit} {results.currency} per month)")
        ax.set_title(name)
        from_zero(ax, base.min())
        legend(ax, reverse=True)
    axes[-1, 0].set_xlabel(f"month, local time (UTC{results.attrs['utc_offset']})")
    headline(figure,
             results.title("bills of the data centres by month and component", weather="mean"))
    yield "bills", figure


FIGURES = {"bills": draw}
