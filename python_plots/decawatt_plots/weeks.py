"""One week of summer and one of winter, hour by hour: who supplies each region, and each contract."""
import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, LOAD, ORDER, headline, legend, power, stem

WEEK_H = 168
SUMMER, WINTER = (6, 7, 8), (12, 1, 2)


def optional(results, name, like):
    """A series that some studies do not have; then nothing of it."""
    try:
        return results.series(name)
    except NoData:
        return np.zeros((len(results.local), len(like)))


def find_weeks(results):
    """The Monday-to-Sunday weeks of highest demand of summer and winter in the last year: [(label, slice)]."""
    demand = results.series("demand_mw").sum(axis=1)
    per_week = int(round(WEEK_H / results.step_h))
    south = "region_latitude" in results.root and float(results.root.region_latitude.mean()) < 0
    weekday = (results.local.astype("datetime64[D]").astype(int) + 3) % 7          # 0: Monday
    starts = np.flatnonzero((weekday == 0) & (results.hour == 0) & (results.year == results.years[-1]))
    starts = np.array([s for s in starts if s + per_week <= len(demand)], dtype=int)
    found = []
    for label, months in (("summer", WINTER if south else SUMMER), ("winter", SUMMER if south else WINTER)):
        mine = [s for s in starts if results.month[s] in months]
        if mine:
            best = max(mine, key=lambda s: demand[s:s + per_week].mean())
            found.append((label, slice(best, best + per_week)))
    if not found:                                                                   # a short horizon: what there is
        jumps = np.flatnonzero(np.diff(results.local) != results.local[1] - results.local[0]) + 1
        found = [("the first days", slice(0, min([per_week, len(demand), *jumps])))]
    return found


def draw_stack(ax, when, supply, use, load, factor):
    """Supply upwards, use downwards, the load as a line. Both: {label: series}."""
    for parts, sign in ((supply, 1.0), (use, -1.0)):
        base = np.zeros(len(when))
        for label, values in parts.items():
            top = base + sign * factor * values
            ax.fill_between(when, base, top, step="post", color=COLORS[label], linewidth=0, label=label)
            base = top
    ax.step(when, factor * load, where="post", color=LOAD, linewidth=1.4, label="load")
    ax.axhline(0.0, color="#333333", linewidth=0.8)
    ax.set_xlim(when[0], when[-1])
    ax.xaxis.set_major_locator(mdates.DayLocator())
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%a\n%-d %b"))


def drop_empty(parts, weeks):
    """What stays zero in all weeks shown needs no entry in a legend."""
    peak = max((values[week].max() for values in parts.values() for _, week in weeks), default=0.0)
    return {label: v for label, v in parts.items() if max(v[week].max() for _, week in weeks) > 1e-3 * peak}


def draw_weeks(results, name, supply, use, load, available=None):
    weeks = find_weeks(results)
    supply, use = drop_empty(supply, weeks), drop_empty(use, weeks)
    figure, axes = plt.subplots(1, len(weeks), figsize=(12.5, 4.4), sharey=True, squeeze=False)
    factor, unit = power(max(load[week].max() for _, week in weeks))
    for ax, (label, week) in zip(axes[0], weeks):
        draw_stack(ax, results.local[week], {k: v[week] for k, v in supply.items()}, {k: v[week] for k, v in use.items()}, load[week], factor)
        if available is not None:
            ax.step(results.local[week], factor * available[week], where="post", color="#8a6d00", linewidth=0.9, linestyle=":",
                    label="available")
        ax.set_title(f"{label}: week of highest demand" if label in ("summer", "winter") else label)
        ax.set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
    axes[0, 0].set_ylabel(f"power ({unit}), hourly means; below zero: taken")
    legend(axes[0, -1], reverse=True)
    headline(figure, results.title(f"supply of {name}", str(results.year[weeks[0][1].start])))
    return figure


def trade_of(results, region):
    """Net import of a region as (import, export), after losses."""
    loss = results.root.corridor_loss_frac.values if "corridor_loss_frac" in results.root else 0.0
    origin, goal = results.text("corridor_from"), results.text("corridor_to")
    if not len(origin):
        return np.zeros(len(results.local)), np.zeros(len(results.local))
    forward, reverse = results.series("flow_forward_mw"), results.series("flow_reverse_mw")
    net = ((1 - loss) * forward - reverse)[:, goal == region].sum(axis=1) + ((1 - loss) * reverse - forward)[:, origin == region].sum(axis=1)
    return np.clip(net, 0, None), np.clip(-net, 0, None)


def ordered(parts):
    return dict(sorted(parts.items(), key=lambda item: ORDER.index(item[0])))


def regions(results):
    generation, technology = results.series("generation_mw"), results.text("fleet_technology")
    demand, names = results.series("demand_mw"), results.names("region")
    stores, centers = results.names("store"), results.names("data_center")
    for r, region in enumerate(names):
        here = (results.text("fleet_region") == region) & (results.text("fleet_behind") == "")
        supply = results.sums(generation, np.where(here, technology, ""), [t for t in ORDER if t in technology])
        mine = (results.text("store_region") == region) & (results.text("store_behind") == "")
        supply["import"], export = trade_of(results, region)
        use = {"export": export, "spilled": optional(results, "spill_mw", names)[:, r]}
        if stores:
            supply["discharge"] = results.series("discharge_mw")[:, mine].sum(axis=1)
            use["charge"] = results.series("charge_mw")[:, mine].sum(axis=1)
        supply["unserved"] = optional(results, "unserved_mw", names)[:, r]
        hubs = results.text("data_center_region") == region
        load = demand[:, r] + optional(results, "data_center_import_mw", centers)[:, hubs].sum(axis=1)
        label = f"{region} with its data centres" if hubs.any() else region
        yield f"week_{stem(region)}", draw_weeks(results, label, ordered(supply), ordered(use), load)


def hubs(results):
    names = results.names("contract")
    if not names:
        raise NoData("no contract")
    generation, technology = results.series("generation_mw"), results.text("fleet_technology")
    for c, contract in enumerate(names):
        mine = results.text("fleet_contract") == contract
        supply = results.sums(generation, np.where(mine, technology, ""), [t for t in ORDER if t in technology])
        use = {"excess sold": results.series("excess_mw")[:, c]}
        stores = results.text("store_contract") == contract
        if stores.any():
            supply["discharge"] = results.series("discharge_mw")[:, stores].sum(axis=1)
            use["charge"] = results.series("charge_mw")[:, stores].sum(axis=1)
        supply["grid purchase"] = results.series("deficit_mw")[:, c]
        load = results.series("data_center_load_mw")[:, results.text("data_center_contract") == contract].sum(axis=1)
        yield f"week_contract_{stem(contract)}", draw_weeks(results, f"contract {contract}", ordered(supply), ordered(use), load,
                                                               results.series("available_mw")[:, mine].sum(axis=1))


FIGURES = {"week_regions": regions, "week_contracts": hubs}
