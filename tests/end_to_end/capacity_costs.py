"""Annuities and fixed costs of builds, from the tables of a result file alone."""
import numpy as np


def annuity(rate, lifetime):
    return 1.0 / lifetime if rate == 0 else rate / (1.0 - (1.0 + rate) ** -lifetime)


def annuity_factors(costs, price):
    """Annuities over those before taxes: of studies whose sizing counts taxes."""
    name = f"{price}_annuity_factor"
    return costs[name].values if name in costs else np.ones_like(costs[f"{price}_lifetime_years"].values)


def capacity_costs(r, capacity, price, per):
    """Annuities and fixed costs by year × entity: a build has costs from its year until the end of its lifetime or of the horizon."""
    built, costs = r.group["capacity"][capacity].values, r.group["costs"]
    capex, fixed = costs[f"{price}_capex{per}"].values, costs[f"{price}_fixed_cost{per}_year"].values
    life, rate = costs[f"{price}_lifetime_years"].values, float(costs.discount_rate)
    capex = capex * annuity_factors(costs, price)
    annuities, fixed_costs = np.zeros_like(built), np.zeros_like(built)
    for b, year in enumerate(r.years):
        for y, later in enumerate(r.years):
            alive = (later >= year) & (later - year < life)
            for e in np.flatnonzero(alive & (built[b] != 0)):
                annuities[y, e] += built[b, e] * capex[e] * annuity(rate, life[e])
                fixed_costs[y, e] += built[b, e] * fixed[e]
    return annuities, fixed_costs


OWNERS = {"plant": ("fleet", "fleet", "_per_mw"), "store power": ("store", "store", "_per_mw"), "store energy": ("store", "store_energy", "_per_mwh"),
          "line": ("corridor", "corridor", "_per_mw"), "connection": ("data_center", "connection", "_per_mw"),
          "non-firm connection": ("data_center", "nonfirm", "_per_mw")}


def add_earlier_builds(r, entity, price, per, annuities, fixed_costs):
    """What a dispatch took over from years before its horizon is in no table of the year it was built in, but in /plan."""
    plan, costs = r.group["plan"], r.group["costs"]
    if "build" not in plan.dims:
        return
    capex, fixed, life = (costs[f"{price}_{name}"].values for name in (f"capex{per}", f"fixed_cost{per}_year", "lifetime_years"))
    capex = capex * annuity_factors(costs, price)
    members = r.text(f"{entity}_members") if entity != "data_center" else np.array(r.names(entity))
    for kind, asset, year, amount in zip(plan.build_kind.values, plan.build_asset.values, plan.build_year.values, plan.build_amount.values):
        if year >= r.years[0] or str(kind) not in OWNERS or OWNERS[str(kind)][1] != price:     # "usable energy" costs nothing
            continue
        e = next(i for i, group in enumerate(members) if str(asset) in group.split(",") and not np.isnan(capex[i]))
        alive = (r.years - year) < life[e]
        annuities[:, e] += alive * amount * capex[e] * annuity(float(costs.discount_rate), life[e])
        fixed_costs[:, e] += alive * amount * fixed[e]


def all_capacity_costs(r):
    tables = {"plant": "fleet_built_mw", "store power": "store_built_mw", "store energy": "store_built_mwh", "line": "corridor_built_mw",
              "connection": "connection_built_mw", "non-firm connection": "nonfirm_built_mw"}
    found = []
    for kind, (entity, price, per) in OWNERS.items():
        if r.names(entity) and tables[kind] in r.group["capacity"]:       # a rule of curtailment, or no non-firm part
            found.append((entity, *capacity_costs(r, tables[kind], price, per)))
            add_earlier_builds(r, entity, price, per, *found[-1][1:])
    if "connection_charge" in r.group["costs"]:
        charges = r.group["costs"].connection_charge.values
        found.append(("data_center", np.zeros_like(charges), charges))
    return found
