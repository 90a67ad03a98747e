"""One week of summer and one of winter, hour by hour: supply of each region, each contract, and
each data centre without one.

In every hour, series above the axis minus those below it are the load."""
import dataclasses
from typing import Optional

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np

from .results import NoData
from .style import COLORS, LOAD, ORDER, headline, legend, power, stem

WEEK_H = 168


@dataclasses.dataclass(frozen=True)
class Supply:
    """Hourly supply and use, {label: series in MW}, of a region, a contract or a data centre, and
    its load."""
    name: str
    stem: str                                   # of the file of its figure
    label: str
    supply: dict
    use: dict
    load: np.ndarray
    available: Optional[np.ndarray] = None  # output that its plants could have, where that is shown


SUMMER, WINTER = (6, 7, 8), (12, 1, 2)
NOTHING_MW = 1e-3                              # less is the rounding of the solver
NOT_COUNTED = ", not counted"                  # of a technology that the contract does not count


def optional(results, name, like):
    """A series that some studies lack; then zero."""
    try:
        return results.series(name)
    except NoData:
        return np.zeros((len(results.local), len(like)))


def find_weeks(results):
    """The Monday-to-Sunday weeks of highest demand of summer and winter in the last year: [(label,
    slice)]."""
    demand = results.series("demand_mw").sum(axis=1)
    if demand.max() < NOTHING_MW:  # islands alone: their own load
        demand = optional(results, "data_center_load_mw", results.names("data_center")).sum(axis=1)
    per_week = int(round(WEEK_H / results.step_h))
    south = "region_latitude" in results.root and float(results.root.region_latitude.mean()) < 0
    weekday = (results.local.astype("datetime64[D]").astype(int) + 3) % 7          # 0: Monday
    starts = np.flatnonzero((weekday == 0)
                            & (results.local == results.local.astype("datetime64[D]"))
                            & (results.year == results.years[-1]))
    starts = np.array([s for s in starts if s + per_week <= len(demand)], dtype=int)
    found = []
    for label, months in (("summer", WINTER if south else SUMMER), ("winter",
                                                                    SUMMER if south else WINTER)):
        mine = [s for s in starts if results.month[s] in months]
        if mine:
            best = max(mine, key=lambda s: demand[s:s + per_week].mean())
            found.append((label, slice(best, best + per_week)))
    if not found:  # a short horizon: what there is
        jumps = np.flatnonzero(np.diff(results.local) != results.local[1] - results.local[0]) + 1
        found = [("the first days", slice(0, min([per_week, len(demand), *jumps])))]
    return found


def draw_stack(ax, when, supply, use, load, factor):
    """Supply upwards, use downwards, the load as a line. Both: {label: series}."""
    for parts, sign in ((supply, 1.0), (use, -1.0)):
        base = np.zeros(len(when))
        for label, values in parts.items():
            top = base + sign * factor * values
            look = {
                "facecolor": COLORS[label.removesuffix(NOT_COUNTED)],
                "hatch": "////" if label.endswith(NOT_COUNTED) else None
            }
            ax.fill_between(when, base, top, step="post", edgecolor="#ffffff", linewidth=0,
                            label=label, **look)
            base = top
    ax.step(when, factor * load, where="post", color=LOAD, linewidth=1.4, label="load")
    ax.axhline(0.0, color="#333333", linewidth=0.8)
    ax.set_xlim(when[0], when[-1])
    ax.xaxis.set_major_locator(mdates.DayLocator())
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%a\n%-d %b"))


def drop_empty(parts, weeks):
    """Series that are zero in all weeks shown have no entry in a legend."""
    peak = max((values[week].max() for values in parts.values() for _, week in weeks), default=0.0)
    return {
        label: v
        for label, v in parts.items()
        if max(v[week].max() for _, week in weeks) > 1e-3 * peak
    }


def draw_week(ax, results, one, label, week, factor):
    """One week of a Supply on `ax`; `week`: a slice of hours, `factor`: on MW."""
    draw_stack(ax, results.local[week], {k: v[week] for k, v in one.supply.items()},
               {k: v[week] for k, v in one.use.items()}, one.load[week], factor)
    if one.available is not None:
        ax.step(results.local[week], factor * one.available[week], where="post", color="#8a6d00",
                linewidth=0.9, linestyle=":", label="available")
    ax.set_title(f"{label}: week of highest demand" if label in ("summer", "winter") else label)
    ax.set_xlabel(f"local time (UTC{results.attrs['utc_offset']})")
    return ax


def without_empty(one, weeks):
    return dataclasses.replace(one, supply=drop_empty(one.supply, weeks),
                               use=drop_empty(one.use, weeks))


def draw_weeks(results, one):
    weeks = find_weeks(results)
    one = without_empty(one, weeks)
    figure, axes = plt.subplots(1, len(weeks), figsize=(12.5, 4.4), sharey=True, squeeze=False)
    factor, unit = power(max(one.load[week].max() for _, week in weeks))
    for ax, (label, week) in zip(axes[0], weeks):
        draw_week(ax, results, one, label, week, factor)
    axes[0, 0].set_ylabel(f"power ({unit}), hourly means; below zero: use")
    legend(axes[0, -1], reverse=True)
    headline(figure, results.title(f"supply of {one.label}", str(results.year[weeks[0][1].start])))
    return figure


def trade_of(results, region):
    """Net import of a region as (import, export), after losses."""
    loss = results.root.corridor_loss_frac.values if "corridor_loss_frac" in results.root else 0.0
    origin, goal = results.text("corridor_from"), results.text("corridor_to")
    if not len(origin):
        return np.zeros(len(results.local)), np.zeros(len(results.local))
    forward, reverse = results.series("flow_forward_mw"), results.series("flow_reverse_mw")
    arriving = ((1 - loss) * forward - reverse)[:, goal == region].sum(axis=1)
    net = arriving + ((1 - loss) * reverse - forward)[:, origin == region].sum(axis=1)
    return np.clip(net, 0, None), np.clip(-net, 0, None)


def ordered(parts):
    def place(item):
        return ORDER.index(item[0].removesuffix(NOT_COUNTED))
    return dict(sorted(parts.items(), key=place))


def peak_of(parts):
    return max((np.abs(values).max() for values in parts), default=0.0)


def supplies_of_regions(results):
    """A Supply of each region in which anything happens."""
    generation, technology = results.series("generation_mw"), results.text("fleet_technology")
    demand, names = results.series("demand_mw"), results.names("region")
    stores, centers = results.names("store"), results.names("data_center")
    for r, region in enumerate(names):
        here = (results.text("fleet_region") == region) & (results.text("fleet_behind") == "")
        supply = results.sums(generation, np.where(here, technology, ""),
                              [t for t in ORDER if t in technology])
        mine = (results.text("store_region") == region) & (results.text("store_behind") == "")
        supply["import"], export = trade_of(results, region)
        use = {"export": export, "spilled": optional(results, "spill_mw", names)[:, r]}
        if stores:
            supply["discharge"] = results.series("discharge_mw")[:, mine].sum(axis=1)
            use["charge"] = results.series("charge_mw")[:, mine].sum(axis=1)
        supply["unserved"] = optional(results, "unserved_mw", names)[:, r]
        hubs_here = results.text("data_center_region") == region
        load = demand[:, r] + optional(results, "data_center_import_mw",
                                       centers)[:, hubs_here].sum(axis=1)
        if peak_of([load, *supply.values(), *use.values()]) < NOTHING_MW:
            continue
        label = f"{region} with its data centres" if hubs_here.any() else region
        yield Supply(region, f"week_{stem(region)}", label, ordered(supply), ordered(use), load)


def drawn_weeks(results, supplies, nothing):
    drawn = False
    for supply in supplies:
        drawn = True
        yield supply.stem, draw_weeks(results, supply)
    if not drawn:
        raise NoData(nothing)


def regions(results):
    yield from drawn_weeks(results, supplies_of_regions(results), "nothing in any region")


def payers(results, entity):
    """The payer of each fleet or store: a contract, or a data centre without one."""
    column = f"{entity}_paid_by"
    return results.text(column if column in results.root else f"{entity}_contract")


def supply_parts(results, mine, counted, stores, centers):
    """Supply and use of assets with one payer, {label: series}, and the load. Energy that own
    output and storage lack is bought, their surplus is sold."""
    generation, technology = results.series("generation_mw"), results.text("fleet_technology")
    label = np.where(counted, technology, [f"{name}{NOT_COUNTED}" for name in technology])
    known = [t for t in ORDER if t in technology]
    supply = results.sums(
        generation, np.where(mine, label, ""),
        [t for name in known for t in (name, name + NOT_COUNTED) if t in label[mine]])
    names = results.names("data_center")
    load = results.series("data_center_load_mw")[:, centers].sum(axis=1)
    supply["unserved"] = optional(results, "data_center_unserved_mw", names)[:, centers].sum(axis=1)
    use = {"spilled": optional(results, "data_center_spill_mw", names)[:, centers].sum(axis=1)}
    if stores.any():
        supply["discharge"] = results.series("discharge_mw")[:, stores].sum(axis=1)
        use["charge"] = results.series("charge_mw")[:, stores].sum(axis=1)
    net = sum(supply.values()) - sum(use.values()) - load
    supply["grid purchase"], use["excess sold"] = np.clip(-net, 0, None), np.clip(net, 0, None)
    return ordered(supply), ordered(use), load


def counted_by(results, contract):
    counts = results.text("contract_counts")[results.names("contract").index(contract)]
    kind = "fleet_renewable" if counts == "renewable" else "fleet_clean"
    return results.root[kind].values.astype(bool) & (results.text("fleet_contract") == contract)


def supplies_of_contracts(results):
    """A Supply of each contract, and of each data centre without one that has plants or stores of
    its own."""
    contracts, centers = results.names("contract"), results.names("data_center")
    contract_of = results.text("data_center_contract")
    alone = [name for name, contract in zip(centers, contract_of) if not contract]
    fleets, stores = payers(results, "fleet"), payers(results, "store")
    for name in [*contracts, *alone]:
        mine, held, of_contract = fleets == name, stores == name, name in contracts
        if not of_contract and not mine.any() and not held.any():
            continue  # all from the grid
        hub = contract_of == name if of_contract else np.array(centers) == name
        counted = counted_by(results, name) if of_contract else np.ones(len(mine), bool)
        supply, use, load = supply_parts(results, mine, counted, held, hub)
        kind = "contract" if of_contract else "data centre"
        yield Supply(name, f"week_{'contract' if of_contract else 'data_center'}_{stem(name)}",
                     f"{kind} {name}", supply, use, load,
                     results.series("available_mw")[:, mine].sum(axis=1))


def hubs(results):
    yield from drawn_weeks(results, supplies_of_contracts(results),
                           "no contract and nothing behind a data centre")


FIGURES = {"week_regions": regions, "week_contracts": hubs}
