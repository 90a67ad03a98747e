"""Use of lines: loading, and a map of net flows."""
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import LINES, MONTHS, duration, energy, headline, legend
from .weeks import optional

BEND, NEAR = 0.55, 0.12        # of an arrow's length: how far it swings out, and how near a third region makes it do so


def net_flow(results):
    if not results.names("corridor"):
        raise NoData("no line")
    return results.series("flow_forward_mw") - results.series("flow_reverse_mw")


def loading(results):
    """Net flow over the capacity of its direction: -1..1."""
    net = net_flow(results)
    forward, reverse = (results.at_hours("capacity", f"corridor_{side}_mw") for side in ("forward", "reverse"))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(net >= 0, net / forward, net / reverse)


def interface_loading(results):
    """Net flow over the limit of each interface that has one, 0..1 where it is obeyed: (names, time × interface)."""
    names = results.names("interface")
    try:
        use = results.series("interface_flow_mw") / results.at_hours("capacity", "interface_limit_mw")
    except NoData:
        return [], np.zeros((len(results.local), 0))
    return [f"limit: {name}" for name in names], use


def draw_loading(results):
    limits, limited = interface_loading(results)
    use, names = 100 * np.hstack([loading(results), limited]), results.names("corridor") + limits
    idle = np.isnan(use).all(axis=0)                       # of no capacity in the years shown
    use, names, lines = use[:, ~idle], [name for name, none in zip(names, idle) if not none], int((~idle[:len(names) - len(limits)]).sum())
    figure, axes = plt.subplots(1, 2, figsize=(13.5, max(4.6, 1.6 + 0.3 * len(names))))
    for i, name in enumerate(names):
        ax = axes[0]
        ax.plot(*duration(use[:, i]), color=LINES[(i if i < lines else i - lines) % len(LINES)], linestyle="-" if i < lines else "--",
                linewidth=1.3 if i < lines else 1.8, label=name)
    axes[0].axhline(0.0, color="#333333", linewidth=0.8)
    axes[0].set(xlim=(0, 100), ylim=(-105, 105), xlabel="share of hours (%)", ylabel="net flow over capacity or limit (%), positive as named")
    axes[0].set_title("sorted net flow, all years")
    legend(axes[0])
    draw_months(axes[1], results, use, names, figure)
    headline(figure, results.title("loading of the lines and interfaces"))
    yield "line_loading", figure


def draw_months(ax, results, use, names, figure):
    mean = np.stack([np.nanmean(np.abs(use[results.month == m]), axis=0) if (results.month == m).any() else np.full(len(names), np.nan)
                     for m in range(1, 13)], axis=1)
    mesh = ax.pcolormesh(np.arange(13) + 0.5, np.arange(len(names) + 1), mean, cmap="viridis", vmin=0, vmax=100, rasterized=True)
    ax.set_yticks(np.arange(len(names)) + 0.5, names)
    ax.set_xticks(range(1, 13), MONTHS)
    ax.invert_yaxis()
    ax.grid(False)
    ax.set_title("mean loading by month, all years")
    figure.colorbar(mesh, ax=ax, label="mean of |net flow| over capacity or limit (%)", pad=0.02)


def draw_map(results):
    if "region_latitude" not in results.root:
        raise NoData("no coordinates of the regions")
    names = results.names("region")
    place = dict(zip(names, zip(results.root.region_longitude.values, results.root.region_latitude.values)))
    last = results.year == results.years[-1]
    net = results.step_h * net_flow(results)[last].sum(axis=0, dtype=float)
    load = results.step_h * results.series("demand_mw")[last].sum(axis=0, dtype=float)
    centers = optional(results, "data_center_load_mw", results.names("data_center"))[last].sum(axis=0, dtype=float) * results.step_h
    for region, mwh in zip(results.text("data_center_region"), centers):
        load[names.index(region)] += mwh
    wide, high = (np.ptp([p[axis] for p in place.values()]) + 0.5 for axis in (0, 1))
    latitude = np.mean([lat for _, lat in place.values()])
    aspect = 1.0 / np.cos(np.radians(latitude))            # a degree east is shorter than a degree north
    figure, ax = plt.subplots(figsize=(np.clip(2.5 + 7.0 * wide / (high * aspect), 7.0, 11.0), 7.5))
    draw_arrows(ax, results, place, net)
    draw_nodes(ax, names, place, load)
    ax.set_aspect(aspect, adjustable="datalim")
    ax.margins(0.15)
    ax.grid(True, axis="both")
    ax.set_xlabel("longitude (degrees east)")
    ax.set_ylabel("latitude (degrees north)")
    headline(figure, results.title("load of the regions and net flows", str(results.years[-1])))
    yield "map", figure


def passes_a_third(a, b, places):
    """Whether the straight line from a to b runs through another region."""
    along = b - a
    for other in map(np.array, places):
        share = np.dot(other - a, along) / np.dot(along, along)
        if 0.05 < share < 0.95 and np.linalg.norm(other - a - share * along) < NEAR * np.linalg.norm(along):
            return True
    return False


def draw_arrows(ax, results, place, net):
    largest = max(np.abs(net).max(), 1e-9)
    factor, unit = energy(largest)
    for origin, goal, mwh in zip(results.text("corridor_from"), results.text("corridor_to"), net):
        a, b = np.array(place[origin if mwh >= 0 else goal]), np.array(place[goal if mwh >= 0 else origin])
        bend = BEND if passes_a_third(a, b, place.values()) else 0.0
        ax.annotate("", xy=b, xytext=a, zorder=2,
                    arrowprops={"arrowstyle": "-|>", "shrinkA": 16, "shrinkB": 16, "mutation_scale": 16, "connectionstyle": f"arc3,rad={bend}", "color": "#2e6f9e",
                                "linewidth": 0.8 + 5.0 * abs(mwh) / largest, "alpha": 0.75})
        along = b - a
        aside = 0.5 * bend * np.array([along[1], -along[0]])   # the middle of an arc3 lies half its bend beside the chord
        ax.text(*(a + (0.5 if bend else 0.42) * along + aside), f"{factor * abs(mwh):.1f} {unit}", fontsize=8.5, ha="center", va="center", zorder=6,
                bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85})


def draw_nodes(ax, names, place, load):
    factor, unit = energy(load.max())
    middle = np.mean([x for x, _ in place.values()])
    for name, mwh in zip(names, load):
        x, y = place[name]
        side = 1 if x >= middle else -1                    # labels point outwards, away from the lines
        ax.scatter(x, y, s=60 + 900 * mwh / load.max(), color="#f0b27a", edgecolor="#935116", zorder=3)
        gap = 5 + 0.5 * np.sqrt(60 + 900 * mwh / load.max())
        ax.annotate(f"{name}\n{factor * mwh:.1f} {unit}", (x, y), xytext=(side * gap, 0), textcoords="offset points",
                    ha="left" if side > 0 else "right", va="center", fontsize=9, fontweight="bold", zorder=5,
                    bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.7})


FIGURES = {"line_loading": draw_loading, "map": draw_map}
