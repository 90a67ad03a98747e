"""Use of lines: loading, and a map of net flows."""
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.transforms import Bbox

from .results import NoData
from .style import MONTHS, energy, headline
from .weeks import optional

AT_LIMIT = 99.5                # percent of capacity: at the limit, to the tolerance of the solver
ON_ARROW = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72)
LABEL = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
# of an arrow's length: how far it swings out, and how near a third region makes it do so
BEND, NEAR = 0.55, 0.12


def net_flow(results):
    if not results.names("corridor"):
        raise NoData("no line")
    return results.series("flow_forward_mw") - results.series("flow_reverse_mw")


def loading(results):
    """Net flow over the capacity of its direction: -1..1."""
    net = net_flow(results)
    forward, reverse = (results.at_hours("capacity", f"corridor_{side}_mw")
                        for side in ("forward", "reverse"))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(net >= 0, net / forward, net / reverse)


def interface_loading(results):
    """Net flow over the limit of each interface that has one, 0..1 where it is obeyed: (names, time
    × interface)."""
    names = results.names("interface")
    try:
        use = results.series("interface_flow_mw") / results.at_hours("capacity",
                                                                     "interface_limit_mw")
    except NoData:
        return [], np.zeros((len(results.local), 0))
    return [f"limit: {name}" for name in names], use


def draw_loading(results):
    limits, limited = interface_loading(results)
    use, names = 100 * np.hstack([loading(results), limited]), results.names("corridor") + limits
    idle = np.isnan(use).all(axis=0)                       # of no capacity in the years shown
    use, names = use[:, ~idle], [name for name, none in zip(names, idle) if not none]
    if not names:
        raise NoData("no line has a capacity")
    figure, axes = plt.subplots(1, 2, figsize=(13.5, max(3.2, 1.7 + 0.36 * len(names))),
                                sharey=True)
    draw_ranges(axes[0], use, names)
    draw_months(axes[1], results, use, names, figure)
    headline(figure, results.title("loading of the lines and interfaces"))
    yield "line_loading", figure


def draw_ranges(ax, use, names):
    """A row for each line: the range of its net flow, where most hours are, and the share of hours
    at a limit."""
    rows = np.arange(len(names)) + 0.5
    least, low, first, middle, third, high, most = np.nanquantile(
        use, (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0), axis=0)
    ax.hlines(rows, least, most, color="#8a94a0", linewidth=1.0, label="all hours")
    ax.barh(rows, high - low, left=low, height=0.34, color="#a9c4d8",
            label="5 to 95 % of the hours")
    ax.barh(rows, third - first, left=first, height=0.56, color="#2e6f9e", label="25 to 75 %")
    ax.scatter(middle, rows, marker="|", s=170, color="#111111", linewidth=1.8, zorder=3,
               label="median")
    ax.axvline(0.0, color="#333333", linewidth=0.8)
    for row, share in zip(rows, (np.abs(use) >= AT_LIMIT).mean(axis=0)):
        ax.text(108, row, f"{100 * share:.0f} %" if share >= 0.005 or share == 0 else "< 1 %",
                va="center", fontsize=8.5, color="#333333")
    ax.text(108, -0.08, "hours at\nthe limit", va="bottom", fontsize=8.5, color="#333333")
    ax.set(xlim=(-106, 106), xticks=(-100, -50, 0, 50, 100),
           xlabel="net flow over capacity or limit (%), positive as named")
    ax.set_yticks(rows, names)
    ax.set_ylim(len(names), 0)
    ax.grid(True, axis="x")
    ax.grid(False, axis="y")
    ax.set_title("hours of all years")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.55 / max(1.5, 0.36 * len(names))),
              ncols=4)


def draw_months(ax, results, use, names, figure):
    mean = np.stack([
        np.nanmean(np.abs(use[results.month == m]), axis=0) if
        (results.month == m).any() else np.full(len(names), np.nan) for m in range(1, 13)
    ], axis=1)
    mesh = ax.pcolormesh(
        np.arange(13) + 0.5, np.arange(len(names) + 1), mean, cmap="viridis", vmin=0, vmax=100,
        rasterized=True)
    ax.set_xticks(range(1, 13), MONTHS)
    ax.grid(False)
    ax.set_title("mean loading by month, all years")
    figure.colorbar(mesh, ax=ax, label="mean of |net flow| over capacity or limit (%)", pad=0.02)


def draw_map(results):
    if "region_latitude" not in results.root:
        raise NoData("no coordinates of the regions")
    names = results.names("region")
    place = dict(
        zip(names, zip(results.root.region_longitude.values, results.root.region_latitude.values)))
    last = results.year == results.years[-1]
    net = results.step_h * net_flow(results)[last].sum(axis=0, dtype=float)
    load = results.step_h * results.series("demand_mw")[last].sum(axis=0, dtype=float)
    centers = optional(results, "data_center_load_mw", results.names("data_center"))[last]
    center_load = results.step_h * centers.sum(axis=0, dtype=float)
    for region, mwh in zip(results.text("data_center_region"), center_load):
        load[names.index(region)] += mwh
    figure, ax = frame_of_map(place)
    draw_nodes(ax, names, place, load)
    flows = draw_arrows(ax, results, place, net)
    place_labels(ax, region_labels(names, place, load), flows)
    headline(figure, results.title("load of the regions and net flows", str(results.years[-1])))
    yield "map", figure


def frame_of_map(place):
    """A figure in the shape of the country, neither flat nor narrow, and its axes."""
    wide, high = (np.ptp([p[axis] for p in place.values()]) + 0.5 for axis in (0, 1))
    latitude = np.mean([lat for _, lat in place.values()])
    aspect = 1.0 / np.cos(np.radians(latitude))  # a degree east is shorter than a degree north
    shape = wide / (high * aspect)
    figure, ax = plt.subplots(figsize=(np.clip(2.5 + 7.0 * shape, 7.0, 11.0),
                                       np.clip(9.0 / shape, 4.5, 7.5)))
    ax.set_aspect(aspect, adjustable="datalim")
    ax.margins(0.2)
    ax.grid(True, axis="both")
    ax.set_xlabel("longitude (degrees east)")
    ax.set_ylabel("latitude (degrees north)")
    return figure, ax


def passes_a_third(a, b, places):
    """Whether the straight line from a to b runs through another region."""
    along = b - a
    for other in map(np.array, places):
        share = np.dot(other - a, along) / np.dot(along, along)
        if 0.05 < share < 0.95 and np.linalg.norm(other - a -
                                                  share * along) < NEAR * np.linalg.norm(along):
            return True
    return False


def draw_arrows(ax, results, place, net):
    """Arrows of net flows; returns (text, points on the arrow where it may stand)."""
    largest = max(np.abs(net).max(), 1e-9)
    factor, unit = energy(largest)
    labels = []
    for origin, goal, mwh in zip(results.text("corridor_from"), results.text("corridor_to"), net):
        ends = (origin, goal) if mwh >= 0 else (goal, origin)
        a, b = (np.array(place[end]) for end in ends)
        bend = BEND if passes_a_third(a, b, place.values()) else 0.0
        ax.annotate(
            "", xy=b, xytext=a, zorder=2, arrowprops={
                "arrowstyle": "-|>", "shrinkA": 16, "shrinkB": 16, "mutation_scale": 16,
                "connectionstyle": f"arc3,rad={bend}", "color": "#2e6f9e",
                "linewidth": 0.8 + 5.0 * abs(mwh) / largest, "alpha": 0.75
            })
        along = b - a
        # the control point of arc3, a quadratic curve
        middle = (a + b) / 2 + bend * np.array([along[1], -along[0]])
        points = [(1 - s) ** 2 * a + 2 * s * (1 - s) * middle + s ** 2 * b for s in ON_ARROW]
        amount = factor * abs(mwh)
        labels.append((f"{amount:.1f} {unit}" if amount >= 0.05 else f"< 0.1 {unit}", points))
    return labels


def radius_points(load):
    return np.sqrt((60 + 900 * load / max(load.max(), 1e-9)) / np.pi)


def draw_nodes(ax, names, place, load):
    for name, radius in zip(names, radius_points(load)):
        ax.scatter(*place[name], s=np.pi * radius**2, color="#f0b27a", edgecolor="#935116",
                   zorder=3)


def region_labels(names, place, load):
    """(text, point, radius of its circle in points, whether it lies in the east half) of each
    region."""
    factor, unit = energy(load.max())
    middle = np.mean([x for x, _ in place.values()])
    return [(f"{name}\n{factor * mwh:.1f} {unit}", place[name], radius, place[name][0] >= middle)
            for name, mwh, radius in zip(names, load, radius_points(load))]


def place_labels(ax, regions, flows):
    """Labels of regions beside their circles, outwards first; then labels of flows on their arrows;
    each where it covers least."""
    ax.figure.canvas.draw()
    renderer, pixel = ax.figure.canvas.get_renderer(), ax.figure.dpi / 72
    taken = []
    for _, point, radius, _ in regions:
        x, y = ax.transData.transform(point)
        taken.append(
            Bbox.from_bounds(x - radius * pixel, y - radius * pixel, 2 * radius * pixel,
                             2 * radius * pixel))

    def put(tried):
        """Keeps of the texts the one that covers fewest pixels of what stands; earlier ones win."""
        boxes = [text.get_window_extent(renderer).expanded(1.04, 1.15) for text in tried]
        covered = [
            sum(overlap(box, other) for other in taken) + outside(box, ax.bbox) for box in boxes
        ]
        best = int(np.argmin(covered))
        for k, text in enumerate(tried):
            if k != best:
                text.remove()
        taken.append(boxes[best])

    for text, point, radius, east in regions:
        gap, side = radius + 5, 1 if east else -1
        put([
            ax.annotate(text, point, (dx * gap, dy * gap), textcoords="offset points", ha=h, va=v,
                        fontsize=9, fontweight="bold", zorder=5, bbox=LABEL)
            for dx, dy, h, v in ((side, 0, "left" if east else "right",
                                  "center"), (-side, 0, "right" if east else "left", "center"),
                                 (0, 1, "center", "bottom"), (0, -1, "center", "top"))
        ])
    for text, points in flows:
        put([
            ax.text(*point, text, fontsize=8.5, ha="center", va="center", zorder=6, bbox=LABEL)
            for point in points
        ])


def overlap(one, other):
    return max(0.0,
               min(one.x1, other.x1) - max(one.x0, other.x0)) * max(
                   0.0,
                   min(one.y1, other.y1) - max(one.y0, other.y0))


def outside(box, frame):
    return box.width * box.height - overlap(box, frame)


FIGURES = {"line_loading": draw_loading, "map": draw_map}
