#!/usr/bin/python3
"""Recomputes a result file from its own series: balances, stores, contracts, scores, energies, costs, objective.

    check_results.py FILE.h5 [--absolute MW] [--relative FRACTION]

Shares no code with the program. Exit status 0: everything within tolerance; 1: faults, each named with its size, hour
and entity; 2: the file lacks a series that the check needs.

Over 300 lines: every relation of a result file is checked here, a function each.

Tolerances. A stored value v carries an error of eps|v|, with eps = 2^-24 in float32 and 2^-53 in float64; a balance carries the sum of
those of its terms. To that is added the residual of the solver: `--absolute` MW, and `--relative` of the sum of the terms (the study's
tolerance is 1e-6 relative; the default allows ten times that). A figure of a year was summed from the same series, so only storage
parts the two: it may differ by `--relative` of itself and `--absolute` in its own unit. The relative gap is at most the tolerance that the
study states (1e-6 where it states none), and no less than the two objectives say.
"""
import argparse
import sys
import tomllib

import numpy as np

from capacity_costs import all_capacity_costs
from check_agreements import agreement_cost, agreement_cost_by_weather, annual_certificates, certified, check_agreements
from check_battery import check_battery
from check_flexible_work import check_flexible_work, cut_cost
from check_purchases import bought, check_purchases, purchase_cost, purchase_cost_by_weather, traded
from check_supply import check_data_center_energies, check_supply_costs
from check_voltage_law import check_voltage_law
from results_file import SERIES, Results, gather

ABSOLUTE_MW = 1e-3
RELATIVE = 1e-5
TOLERANCE = 1e-6            # of a study that states none
GAP_ROUNDING = 0.1          # the 1 in 1 + |primal| is a unit of the program's money, not of the file's: enough for objectives of 10 such units
OBJECTIVE_ROUNDING = 4 * np.finfo(float).eps   # of two objectives that nearly agree, over their size


def read_all(r):
    entity = {"demand": "region", "price": "region", "unserved": "region", "spill": "region", "generation": "fleet", "available": "fleet",
              "charge": "store", "discharge": "store", "content": "store", "flow": "corridor", "data": "data_center", "deficit": "contract",
              "excess": "contract", "interface": "interface"}
    return {name: r.series(name, entity[name.split("_")[0]]) for name in SERIES}


def check_signs_and_limits(r, s):
    for name in SERIES:
        if name in ("price_per_mwh", "data_center_import_mw", "interface_flow_mw"):
            continue
        r.near(f"{name} is not negative", np.minimum(s[name], 0.0), np.zeros_like(s[name]), ["column %d" % i for i in range(s[name].shape[-1])])
    over = np.maximum(s["generation_mw"] - s["available_mw"], 0.0)
    r.near("generation within what is available", over, s["available_mw"], r.names("fleet"))
    year_index = np.searchsorted(r.years, r.year_of_hour)
    # Capacities are those at the end of a year: what closes within it still ran on that of the year before. Plants have their availability.
    for name, limit, entity in (("charge_mw", "store_charge_mw", "store"),
                                ("discharge_mw", "store_discharge_mw", "store"), ("content_mwh", "store_energy_mwh", "store"),
                                ("flow_forward_mw", "corridor_forward_mw", "corridor"), ("flow_reverse_mw", "corridor_reverse_mw", "corridor")):
        if not r.names(entity):
            continue
        at_end = r.group["capacity"][limit].values
        bound = np.maximum(at_end, np.vstack([at_end[:1], at_end[:-1]]))[year_index][None]
        r.near(f"{name} within its capacity", np.maximum(s[name] - bound, 0.0), bound + 0.0 * s[name], r.names(entity))
    if r.names("data_center"):
        bound = r.group["capacity"].connection_mw.values[year_index][None]
        r.near("import within the connection", np.maximum(np.abs(s["data_center_import_mw"]) - bound, 0.0), bound + 0.0 * s["data_center_import_mw"],
               r.names("data_center"))
        check_curtailment(r, s, bound)


def check_curtailment(r, s, connection):
    """Import over the firm part and what is available of the non-firm part; hours of curtailment of the year."""
    capacity, summary = r.group["capacity"], r.group["summary"]
    if "nonfirm_mw" not in capacity:
        return
    nonfirm = capacity.nonfirm_mw.values[np.searchsorted(r.years, r.year_of_hour)][None]
    available, imported = r.series("data_center_nonfirm_available_mw", "data_center"), s["data_center_import_mw"]
    r.near("non-firm import within what is available", np.maximum(imported - (connection - nonfirm) - available, 0.0), connection + 0.0 * imported,
           r.names("data_center"))
    r.equal("data_center_nonfirm_mwh", summary.data_center_nonfirm_mwh, r.by_year(np.maximum(0.0, imported - (connection - nonfirm))),
            r.by_year(np.abs(imported)), r.names("data_center"))
    lost = np.where(nonfirm > 0, 1.0 - available / np.where(nonfirm > 0, nonfirm, 1.0), 0.0)
    r.equal("data_center_curtailed_h", summary.data_center_curtailed_h, r.by_year(np.maximum(0.0, lost)), r.by_year(0.0 * lost + 1.0),
            r.names("data_center"))


def node_terms(r, s, targets, fleet_owner, store_owner):
    yield gather(s["generation_mw"], fleet_owner, targets)
    yield gather(s["discharge_mw"], store_owner, targets)
    yield -gather(s["charge_mw"], store_owner, targets)


def close(r, what, terms, labels):
    terms = list(terms)
    r.near(what, sum(terms), sum(np.abs(term) for term in terms), labels)


def check_regions(r, s):
    regions = r.names("region")
    no_site = "\0"                             # assets behind a connection are in the balance of the data centre
    fleet_owner = np.where(r.text("fleet_behind") == "", r.text("fleet_region"), no_site)
    store_owner = np.where(r.text("store_behind") == "", r.text("store_region"), no_site)
    terms = list(node_terms(r, s, regions, fleet_owner, store_owner))
    loss = r.root.corridor_loss_frac.values if r.names("corridor") else np.zeros(0)
    origin, goal = r.text("corridor_from"), r.text("corridor_to")
    terms += [gather((1 - loss) * s["flow_forward_mw"], goal, regions), -gather(s["flow_forward_mw"], origin, regions),
              gather((1 - loss) * s["flow_reverse_mw"], origin, regions), -gather(s["flow_reverse_mw"], goal, regions),
              -gather(s["data_center_import_mw"], r.text("data_center_region"), regions), traded(r, regions), -s["demand_mw"], s["unserved_mw"], -s["spill_mw"]]
    close(r, "power balance of a region", terms, regions)


def check_data_centers(r, s):
    centers = r.names("data_center")
    terms = list(node_terms(r, s, centers, r.text("fleet_behind"), r.text("store_behind")))
    terms += [s["data_center_import_mw"], s["data_center_unserved_mw"], -s["data_center_spill_mw"], -s["data_center_load_mw"]]
    close(r, "power balance of a data centre", terms, centers)


def check_stores(r, s):
    stores = r.names("store")
    if not stores:
        return
    keep = (1.0 - r.root.store_standing_loss_frac_per_h.values) ** r.step_h
    charged = r.step_h * r.root.store_charge_efficiency_frac.values * s["charge_mw"]
    taken = r.step_h * s["discharge_mw"] / r.root.store_discharge_efficiency_frac.values
    before = r.before(s["content_mwh"])
    close(r, "balance of a store", [s["content_mwh"], -keep * before, -charged, taken], stores)


def contract_series(r, s):
    contracts = r.names("contract")
    renewable = r.text("contract_counts") == "renewable"
    owner = r.text("fleet_contract")
    counted = np.array([bool(r.root.fleet_renewable.values[f] if renewable[contracts.index(c)] else r.root.fleet_clean.values[f]) if c else False
                        for f, c in enumerate(owner)], dtype=bool)
    clean = gather(s["generation_mw"], np.where(counted, owner, ""), contracts)
    store = r.text("store_contract")
    net = gather(s["discharge_mw"], store, contracts) - gather(s["charge_mw"], store, contracts)
    load = gather(s["data_center_load_mw"], r.text("data_center_contract"), contracts)
    return clean, net, load


def check_contracts(r, s):
    contracts = r.names("contract")
    if not contracts:
        return
    clean, net, load = contract_series(r, s)
    clean = clean + certified(r)
    close(r, "balance of a contract", [clean, net, s["deficit_mw"], -s["excess_mw"], -load], contracts)
    summary, targets = r.group["summary"], r.group["targets"]
    energy = {name: r.by_year(values) for name, values in
              (("load", load), ("clean", clean), ("deficit", s["deficit_mw"]), ("excess", s["excess_mw"]))}
    energy["clean"] = energy["clean"] + annual_certificates(r)
    for name, values in energy.items():
        r.equal(f"{name} of a contract", summary[f"contract_{name}_mwh"], values, energy["load"], contracts)
    shed = r.by_year(gather(s["data_center_unserved_mw"], r.text("data_center_contract"), contracts))
    r.equal("unserved load of a contract", summary.contract_unserved_mwh, shed, energy["load"], contracts)
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = energy["deficit"] / energy["load"]
        hourly, strict, annual = 1 - (1 - targets.grid_clean_frac.values) * gap, 1 - gap, energy["clean"] / energy["load"]
    served = energy["load"].sum(axis=1) > 0    # a year without load has no score
    for name, values in (("hourly_score", hourly), ("strict_score", strict), ("annual_matching", annual)):
        r.fraction(f"{name} of a contract", summary[f"contract_{name}_frac"].values[served], values[served], contracts)
    check_targets(r, targets, served, hourly, annual, energy, contracts)


def check_targets(r, targets, served, hourly, annual, energy, contracts):
    """Targets in the mean of the weather years; a target met in each is met in the mean."""
    if not r.enforced():
        return
    with np.errstate(invalid="ignore", divide="ignore"):
        excess = energy["excess"] / energy["load"]
    for name, values, sign in (("hourly_target_frac", hourly, 1), ("annual_target_frac", annual, 1), ("excess_cap_frac", excess, -1)):
        target = targets[name].values
        missed = np.where(np.isnan(target) | ~served[:, None], 0.0, np.maximum(sign * (target - values), 0.0))
        r.fraction(f"{name} met (shortfall)", missed, np.zeros_like(missed), contracts)


def check_energies(r, s):
    summary = r.group["summary"]
    for name, series, entity in (("region_demand_mwh", "demand_mw", "region"), ("region_unserved_mwh", "unserved_mw", "region"),
                                 ("fleet_generation_mwh", "generation_mw", "fleet"), ("fleet_available_mwh", "available_mw", "fleet"),
                                 ("data_center_energy_mwh", "data_center_load_mw", "data_center"), ("data_center_it_mwh", "data_center_it_mw", "data_center")):
        if r.names(entity):
            expected = r.by_year(s[series])
            r.equal(name, summary[name], expected, np.maximum(expected, 1.0), r.names(entity))
    demand = r.by_year(s["demand_mw"])
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(demand > 0, r.by_year(s["price_per_mwh"] * s["demand_mw"]) / demand, 0.0)
    found = np.where(demand > 0, summary.region_mean_price_per_mwh, 0.0)          # without demand: a mean over hours, or no price
    r.equal("region_mean_price_per_mwh", found, mean, None, r.names("region"))
    emission = r.group["costs"].fleet_emission_t_per_mwh.values * r.by_year(s["generation_mw"])
    r.equal("fleet_emission_t", summary.fleet_emission_t, emission, None, r.names("fleet"))
    emission_t = emission.sum(axis=1) + r.by_year(bought(r)[1]).sum(axis=1)
    r.equal("emission_t", summary.emission_t, emission_t, may_be_unknown=True)
    r.equal("unserved_mwh", summary.unserved_mwh, unserved(r, s))
    r.equal("spill_mwh", summary.spill_mwh, spill(r, s))
    r.equal("overlap_mwh", summary.overlap_mwh, r.by_year(np.minimum(s["charge_mw"], s["discharge_mw"])).sum(axis=1))
    if r.names("data_center"):
        facility, machines = r.by_year(s["data_center_load_mw"]), r.by_year(s["data_center_it_mw"])
        with np.errstate(invalid="ignore", divide="ignore"):
            r.fraction("data_center_pue", np.where(machines > 0, summary.data_center_pue, 1.0), np.where(machines > 0, facility / machines, 1.0),
                       r.names("data_center"))
        check_water(r, s, summary)
    if not r.enforced():
        return
    cap = r.group["targets"].emission_cap_t.values
    over = np.where(np.isnan(cap), 0.0, np.maximum(emission_t - cap, 0.0))
    r.equal("emission within its cap (excess)", over, np.zeros_like(over), np.nan_to_num(cap))


def check_water(r, s, summary):
    """Water of the years, and the two ratios by month: of sums over hours and weather years, never means of ratios."""
    facility, machines, water = (s[name] for name in ("data_center_load_mw", "data_center_it_mw", "data_center_water_m3_per_h"))
    names = r.names("data_center")
    used = r.by_year(water)
    r.equal("data_center_water_m3", summary.data_center_water_m3, used, np.maximum(used, 1.0), names)
    with np.errstate(invalid="ignore", divide="ignore"):
        r.equal("data_center_wue_l_per_kwh", np.nan_to_num(summary.data_center_wue_l_per_kwh.values), np.nan_to_num(used / r.by_year(machines)), None, names)
        for name, part in (("data_center_pue_month", facility), ("data_center_wue_l_per_kwh_month", water)):
            for m in range(12):
                of_month = (r.month_of_hour == m + 1)[None, :, None]
                ratio = r.by_year(np.where(of_month, part, 0.0)) / r.by_year(np.where(of_month, machines, 0.0))
                r.equal(f"{name} {m + 1}", np.nan_to_num(summary[name].values[:, m]), np.nan_to_num(ratio), None, names)


def unserved(r, s):
    return r.by_year(s["unserved_mw"]).sum(axis=1) + r.by_year(s["data_center_unserved_mw"]).sum(axis=1)


def spill(r, s):
    return r.by_year(s["spill_mw"]).sum(axis=1) + r.by_year(s["data_center_spill_mw"]).sum(axis=1)


def check_costs(r, s):
    costs, summary, certificate = r.group["costs"], r.group["summary"], r.group["certificate"]
    operation = (costs.fleet_marginal_cost_per_mwh.values * r.by_year(s["generation_mw"])).sum(axis=1)
    if r.names("store"):
        operation = operation + (costs.store_cycling_cost_per_mwh.values * r.by_year(s["discharge_mw"])).sum(axis=1)
    operation = operation + float(costs.spill_cost_per_mwh) * spill(r, s) + purchase_cost(r) + cut_cost(r) + agreement_cost(r, s)
    lost = float(costs.unserved_cost_per_mwh) * unserved(r, s)
    build = sum((a + f).sum(axis=1) for _, a, f in all_capacity_costs(r)) + np.zeros(len(r.years))
    total = operation + lost + build
    r.equal("operation_cost", summary.operation_cost, operation)
    r.equal("unserved_cost", summary.unserved_cost, lost)
    r.equal("capacity_cost", summary.capacity_cost, build)
    objective = float((costs.discount_factor.values * total).sum())
    r.equal("objective", certificate.objective, objective)
    r.equal("primal objective of the certificate", certificate.primal_objective, objective)
    check_gap(r, certificate)


def check_gap(r, certificate):
    gap, primal, dual = (float(certificate[name]) for name in ("relative_gap", "primal_objective", "dual_objective"))
    least, tolerance = (1 - GAP_ROUNDING) * abs(primal - dual) / (1 + abs(primal)) - OBJECTIVE_ROUNDING, study_tolerance(r)
    r.done.append("relative gap")
    if "weather" in r.group and r.group["weather"].attrs.get("foresight") == "window":
        tolerance = np.inf                     # the distance from whole years is the cost of limited foresight
    if not least <= gap <= tolerance:
        r.faults.append(f"relative gap: file has {gap:.4g}, expected at least {least:.4g} (of the objectives) and at most {tolerance:.4g} (of the study)")


def study_tolerance(r):
    """Of the study as the file holds it: `planning.tolerance` in study.toml, or the last override of it."""
    provenance = r.group["provenance"]
    text = dict(zip(provenance["file"].values, provenance["text"].values)).get("study.toml", "") if "text" in provenance else ""
    tolerance = tomllib.loads(str(text)).get("planning", {}).get("tolerance", TOLERANCE)
    if "override" in provenance.variables:
        for name, value in zip(provenance["override"].values, provenance["override_value"].values):
            tolerance = float(value) if str(name) == "planning.tolerance" else tolerance
    return float(tolerance)


def check_interfaces(r, s):
    if not (r.names("interface") and r.names("corridor")):
        return
    net = s["flow_forward_mw"] - s["flow_reverse_mw"]
    expected = np.einsum("ic,wtc->wti", r.root.interface_sign.values, net)
    scale = np.einsum("ic,wtc->wti", np.abs(r.root.interface_sign.values), s["flow_forward_mw"] + s["flow_reverse_mw"])
    r.near("flow over an interface", s["interface_flow_mw"] - expected, scale, r.names("interface"))
    limit = r.group["capacity"].interface_limit_mw.values[np.searchsorted(r.years, r.year_of_hour)][None]
    over = np.where(np.isnan(limit), 0.0, np.maximum(expected - limit, 0.0))
    r.near("flow within the interface's limit", over, np.nan_to_num(limit) + 0.0 * over, r.names("interface"))


def check_weather(r, s):
    """The figures of each weather year alone."""
    if "weather" not in r.group:
        return
    weather, costs = r.group["weather"], r.group["costs"]
    lost = r.by_weather(s["unserved_mw"]).sum(axis=2) + r.by_weather(s["data_center_unserved_mw"]).sum(axis=2)
    spilt = r.by_weather(s["spill_mw"]).sum(axis=2) + r.by_weather(s["data_center_spill_mw"]).sum(axis=2)
    generated = r.by_weather(s["generation_mw"])
    operation = (costs.fleet_marginal_cost_per_mwh.values[:, None] * generated).sum(axis=2) + float(costs.spill_cost_per_mwh) * spilt
    if r.names("store"):
        operation = operation + (costs.store_cycling_cost_per_mwh.values * r.by_weather(s["discharge_mw"])).sum(axis=2)
    purchases, agreed = purchase_cost_by_weather(r), agreement_cost_by_weather(r, s)
    if purchases is not None and agreed is not None:
        lost_computing = cut_cost(r)           # by year alone: where there is one weather year
        if len(r.weights) == 1 or not np.any(lost_computing):
            r.equal("operation_cost of a weather year", weather.operation_cost, operation + purchases + agreed + np.reshape(lost_computing, (-1, 1)))
    r.equal("unserved_mwh of a weather year", weather.unserved_mwh, lost)
    r.equal("unserved_cost of a weather year", weather.unserved_cost, float(costs.unserved_cost_per_mwh) * lost)
    r.equal("spill_mwh of a weather year", weather.spill_mwh, spilt)
    emission_t = (costs.fleet_emission_t_per_mwh.values * generated).sum(axis=2) + r.by_weather(bought(r)[1]).sum(axis=2)
    r.equal("emission_t of a weather year", weather.emission_t, emission_t, may_be_unknown=True)
    contracts = r.names("contract")
    if not contracts:
        return
    clean, _, load = (r.by_weather(values) for values in contract_series(r, s))
    clean = clean + r.by_weather(certified(r))
    deficit, excess = r.by_weather(s["deficit_mw"]), r.by_weather(s["excess_mw"])
    shed = r.by_weather(gather(s["data_center_unserved_mw"], r.text("data_center_contract"), contracts))
    for name, values in (("load", load), ("deficit", deficit), ("excess", excess), ("unserved", shed)):
        r.equal(f"{name} of a contract in a weather year", weather[f"contract_{name}_mwh"], values, load, contracts)
    served = (load > 0).all(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        gap, annual = deficit / load, clean / load
        hourly = 1 - (1 - r.group["targets"].grid_clean_frac.values[:, None]) * gap
    scores = [("hourly_score", hourly), ("strict_score", 1 - gap), ("annual_matching", annual)]
    for name, values in scores[:2] if annual_certificates(r).any() else scores:    # certificates are in the file by year alone
        r.fraction(f"{name} of a contract in a weather year", weather[f"contract_{name}_frac"].values[served], values[served], contracts)


def prove(r):
    """Runs every check; the faults are in `r.faults`. Throws KeyError where the file lacks a series."""
    r.faults, r.done = [], []
    s = read_all(r)
    for check in (check_signs_and_limits, check_regions, check_data_centers, check_stores, check_contracts, check_supply_costs, check_data_center_energies,
                  check_energies, check_costs, check_interfaces, check_purchases, check_agreements, check_flexible_work,
                  check_voltage_law, check_weather, check_battery):
        check(r, s)
    return r.faults


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--absolute", type=float, default=ABSOLUTE_MW, metavar="MW")
    parser.add_argument("--relative", type=float, default=RELATIVE, metavar="FRACTION")
    options = parser.parse_args(arguments)
    try:
        r = Results(options.file, options.absolute, options.relative)
        prove(r)
    except (OSError, KeyError, AttributeError) as missing:
        print(f"{options.file}: lacks what the check needs: {missing}", file=sys.stderr)
        return 2
    for fault in r.faults:
        print(f"{options.file}: {fault}", file=sys.stderr)
    print(f"{options.file}: {len(r.done)} checks over {r.root.sizes['time']} hours, {len(r.faults)} faults")
    return 1 if r.faults else 0


if __name__ == "__main__":
    sys.exit(main())
