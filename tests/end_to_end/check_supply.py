"""Costs of supply of contracts and of data centres without one, and energies of assets behind their meters."""
import numpy as np

from capacity_costs import all_capacity_costs
from check_agreements import agreement_cost_of
from check_purchases import bought_in, tariff_costs, trade_prices
from results_file import gather


def connected(r):
    """Whether each data centre has a connection in the year of each hour: time × data centre. What stands behind one without neither buys
    nor sells."""
    return (r.group["capacity"].connection_mw.values > 0)[np.searchsorted(r.years, r.year_of_hour)]


def payers(r):
    """Payers of fleets, stores and data centres: a contract, or a data centre without one. Contracts come first."""
    of_center = dict(zip(r.names("data_center"), (contract or f"data centre {name}" for name, contract in
                                                  zip(r.names("data_center"), r.text("data_center_contract")))))
    def of(entity):
        return np.array([contract or of_center.get(behind, "") for contract, behind in
                         zip(r.text(f"{entity}_contract"), r.text(f"{entity}_behind"))], dtype=str)
    centers = np.array([of_center[name] for name in r.names("data_center")], dtype=str)
    return {"fleet": of("fleet"), "store": of("store"), "data_center": centers}


def trade(r, s, owner, names, buying, selling):
    """Energy and money of what payers buy and sell by year. Unserved energy is not bought; spilled energy is not sold."""
    joined, index = connected(r), {name: d for d, name in enumerate(r.names("data_center"))}
    net = (gather(s["generation_mw"], owner["fleet"], names) + gather(s["discharge_mw"] - s["charge_mw"], owner["store"], names)
           - gather(s["data_center_load_mw"] - s["data_center_unserved_mw"] + s["data_center_spill_mw"], owner["data_center"], names))
    always = np.ones(len(r.year_of_hour), bool)
    bought, sold, cost, income = (np.zeros_like(net) for _ in range(4))
    for c, name in enumerate(names):
        def price(groups, of_region):
            """Mean price of the hour over (power, region, open) of those that may trade; NaN if none may."""
            weights = np.stack([np.where(open_, power, 0.0) for power, _, open_ in groups], axis=-1)
            prices = np.stack([np.where(open_, of_region[..., r.names("region").index(home)], np.nan) for _, home, open_ in groups], axis=-1)
            weights = np.where(np.isnan(prices), 0.0, weights)
            count, total = (~np.isnan(prices)).sum(axis=-1), weights.sum(axis=-1)
            mean = np.nansum(prices, axis=-1) / np.where(count > 0, count, 1)
            weighted = np.nansum(weights * np.nan_to_num(prices), axis=-1) / np.where(total > 0, total, 1.0)
            return np.where(count == 0, np.nan, np.where(total > 0, weighted, mean))
        def behind(entity, i):
            center = r.text(f"{entity}_behind")[i]
            return joined[:, index[center]] if center else always
        buyers = [(s["data_center_load_mw"][..., d], r.text("data_center_region")[d], joined[:, d])
                  for d in np.flatnonzero(owner["data_center"] == name)]
        sellers = [(s["generation_mw"][..., f], r.text("fleet_region")[f], behind("fleet", f)) for f in np.flatnonzero(owner["fleet"] == name)]
        sellers += [(s["discharge_mw"][..., e], r.text("store_region")[e], behind("store", e)) for e in np.flatnonzero(owner["store"] == name)]
        for groups, energy, money, sign, of_region in ((buyers, bought, cost, -1.0, buying), (sellers, sold, income, 1.0, selling)):
            of_hour = price(groups, of_region) if groups else np.full(net.shape[:-1], np.nan)
            energy[..., c] = np.where(np.isnan(of_hour), 0.0, np.clip(sign * net[..., c], 0, None))
            money[..., c] = energy[..., c] * np.nan_to_num(of_hour)
    return tuple(r.by_year(values) for values in (bought, sold, cost, income))


def by_entity(r, costs, entity):
    """Annuities and fixed costs of an entity: a store's power and energy together."""
    mine = [(annuities, fixed) for owner, annuities, fixed in costs if owner == entity]
    return sum(a for a, _ in mine), sum(f for _, f in mine)


def check_entity_costs(r, s, capacity):
    """Yearly costs of each fleet, store and connection."""
    summary, costs = r.group["summary"], r.group["costs"]
    for entity, name in (("fleet", "fleet"), ("store", "store"), ("data_center", "connection")):
        if r.names(entity):
            annuities, fixed = by_entity(r, capacity, entity)
            r.equal(f"{name}_annuity_cost", summary[f"{name}_annuity_cost"], annuities, None, r.names(entity))
            r.equal(f"{name}_fixed_cost", summary[f"{name}_fixed_cost"], fixed, None, r.names(entity))
    running = sum(summary[f"fleet_{part}_cost"].values for part in ("variable", "fuel", "carbon"))
    r.equal("variable, fuel and carbon cost of a fleet", running, costs.fleet_marginal_cost_per_mwh.values * r.by_year(s["generation_mw"]), None,
            r.names("fleet"))
    if r.names("store"):
        r.equal("store_cycling_cost", summary.store_cycling_cost, costs.store_cycling_cost_per_mwh.values * r.by_year(s["discharge_mw"]), None,
                r.names("store"))


def check_supply_costs(r, s):
    """Costs of supply of contracts and of data centres without one: payers are recomputed from contracts and connections."""
    summary, costs, owner = r.group["summary"], r.group["costs"], payers(r)
    capacity = all_capacity_costs(r)
    check_entity_costs(r, s, capacity)
    contracts, alone = r.names("contract"), [name for name in owner["data_center"] if str(name).startswith("data centre ")]
    names = [*contracts, *alone]
    if not names:
        return
    places = [list(owner["data_center"]).index(name) for name in alone]
    def found(part):
        of_contracts = summary[f"contract_{part}"].values if contracts else np.zeros((len(r.years), 0))
        of_centers = summary[f"data_center_{part}"].values[:, places] if r.names("data_center") else np.zeros((len(r.years), 0))
        return np.concatenate([of_contracts, of_centers], axis=1)
    parts = [(owner[entity], a, f) for entity, a, f in capacity if entity in owner]
    variable = gather(costs.fleet_marginal_cost_per_mwh.values * r.by_year(s["generation_mw"]), owner["fleet"], names)
    if r.names("store"):
        variable = variable + gather(costs.store_cycling_cost_per_mwh.values * r.by_year(s["discharge_mw"]), owner["store"], names)
    buying, selling = trade_prices(r, s, owner)
    bought_mwh, sold_mwh, bought, sold = trade(r, s, owner, names, buying, selling)
    scale = np.maximum(bought, sold)
    expected = {"annuity_cost": sum((gather(a, o, names) for o, a, _ in parts), np.zeros_like(variable)),
                "fixed_cost": sum((gather(f, o, names) for o, _, f in parts), np.zeros_like(variable)), "variable_cost": variable,
                "purchase_cost": bought, "sale_income": sold}
    for part, values in expected.items():
        r.equal(f"{part} of a supply", found(part), values, scale if part in ("purchase_cost", "sale_income") else None, names)
    if contracts:
        for part, values in (("purchase_mwh", bought_mwh), ("sale_mwh", sold_mwh)):
            r.equal(f"{part} of a contract", summary[f"contract_{part}"], values[:, :len(contracts)], summary.contract_load_mwh.values, contracts)
    load = r.by_year(gather(s["data_center_load_mw"], owner["data_center"], names))
    total = sum(found(part) for part in ("annuity_cost", "fixed_cost", "variable_cost", "purchase_cost")) - found("sale_income")
    total = total + tariff_costs(r, s, owner["data_center"], names, buying) + agreement_cost_of(r, s, owner["fleet"], names)
    has_load = load > 0
    ratio = np.where(has_load, total / np.where(has_load, load, 1.0), 0.0)
    r.equal("cost of supply", np.where(has_load, found("supply_cost_per_mwh"), 0.0), ratio, None, names)
    discount = costs.discount_factor.values[:, None]
    horizon = np.concatenate([summary[f"{kind}_supply_cost_per_mwh_horizon"].values[chosen] for kind, chosen in
                              (("contract", slice(None)), ("data_center", places)) if r.names(kind)])
    energy = (discount * load).sum(axis=0)
    r.equal("cost of supply over the horizon", np.where(energy > 0, horizon, 0.0),
            np.where(energy > 0, (discount * total).sum(axis=0) / np.where(energy > 0, energy, 1.0), 0.0), None, names)


def joined_regions(r):
    """The regions that lines join with each region: names of each group."""
    group = {name: {name} for name in r.names("region")}
    for origin, goal in zip(r.text("corridor_from"), r.text("corridor_to")):
        both = group[origin] | group[goal]
        for name in both:
            group[name] = both
    return group


def check_data_center_energies(r, s):
    """Behind the meter and through the connection; emissions of both."""
    centers, summary = r.names("data_center"), r.group["summary"]
    if not centers:
        return
    load = r.by_year(s["data_center_load_mw"])
    rate, technology = r.group["costs"].fleet_emission_t_per_mwh.values, r.text("fleet_technology")
    behind, imported = r.text("fleet_behind"), np.clip(s["data_center_import_mw"], 0, None)
    by_weather = np.isin(technology, ("solar", "onshore", "offshore"))
    unused = np.where(by_weather, np.clip(s["available_mw"] - s["generation_mw"], 0, None), 0.0)
    grid_t = np.zeros_like(imported)
    for d, region in enumerate(r.text("data_center_region")):
        mine = (behind == "") & np.isin(r.text("fleet_region"), sorted(joined_regions(r)[region]))
        mw = s["generation_mw"][..., mine].sum(axis=-1)
        tonnes = (s["generation_mw"][..., mine] * rate[mine]).sum(axis=-1)
        traded, traded_t = bought_in(r, joined_regions(r)[region])
        mw, tonnes = mw + traded, tonnes + traded_t
        rate_of_hour = np.where(mw > 0, tonnes / np.where(mw > 0, mw, 1.0), 0.0)
        grid_t[..., d] = np.where(imported[..., d] > 0, imported[..., d] * rate_of_hour, 0.0)      # of nothing nothing, also at an unknown rate
    for name, values in (("own_mwh", gather(s["generation_mw"], behind, centers)), ("import_mwh", imported),
                         ("export_mwh", np.clip(-s["data_center_import_mw"], 0, None)), ("unserved_mwh", s["data_center_unserved_mw"]),
                         ("curtailed_mwh", gather(unused, behind, centers) + s["data_center_spill_mw"]),
                         ("own_emission_t", gather(rate * s["generation_mw"], behind, centers)), ("grid_emission_t", grid_t)):
        values = r.by_year(values)
        r.equal(f"data_center_{name}", summary[f"data_center_{name}"], values, np.maximum(load, values), centers, may_be_unknown=name == "grid_emission_t")
