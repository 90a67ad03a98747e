#!/usr/bin/python3
"""Test of the check: check_results.py must report a fault in a file with one changed quantity. check_notices.py FILE.h5"""
import sys

import numpy as np

import check_results

CHANGED = """demand_mw unserved_mw spill_mw generation_mw charge_mw discharge_mw content_mwh flow_forward_mw flow_reverse_mw data_center_load_mw
data_center_it_mw data_center_import_mw data_center_unserved_mw deficit_mw excess_mw interface_flow_mw price_per_mwh corridor_loss_frac
store_charge_efficiency_frac store_discharge_efficiency_frac interface_sign weather_weight costs/fleet_marginal_cost_per_mwh
costs/discount_factor costs/discount_rate costs/fleet_capex_per_mw costs/fleet_fixed_cost_per_mw_year costs/fleet_lifetime_years
costs/store_capex_per_mw costs/store_energy_capex_per_mwh costs/store_cycling_cost_per_mwh costs/corridor_capex_per_mw
costs/connection_capex_per_mw costs/unserved_cost_per_mwh costs/spill_cost_per_mwh costs/fleet_emission_t_per_mwh targets/grid_clean_frac
capacity/fleet_built_mw capacity/store_built_mwh capacity/corridor_built_mw capacity/connection_built_mw certificate/objective
certificate/primal_objective certificate/dual_objective""".split()
FACTORS = {"costs/fleet_lifetime_years": (2.0,), "certificate/relative_gap": (0.5, 100.0)}     # too little for the objectives, too much for the study
OF_AGEING = [f"battery/{name}" for name in """capacity_left_frac calendar_loss_frac linear_left_frac linear_difference_frac linear_fade_frac_per_year
linear_fade_frac_per_full_cycle""".split()]                        # of a file with stores that age
FACTORS |= {name: (1.1,) for name in OF_AGEING if "difference" in name or "fade" in name}      # small themselves
DEFINED_ELSEWHERE = {"region_price_without_scarcity_per_mwh"}      # what counts as scarce is not in the file
FACTOR = 1.01


def missed_in(path, names):
    """Quantities that can be changed without a fault being reported."""
    results = check_results.Results(path, check_results.ABSOLUTE_MW, check_results.RELATIVE)
    missed = []
    for name in names:
        group, _, variable = name.rpartition("/")
        data = (results.group[group] if group else results.root)[variable]
        kept = data.values.copy()
        if group == "summary" and not np.nan_to_num(kept).any():      # nothing of its kind in the file
            continue
        for factor in FACTORS.get(name, (FACTOR,)):
            data.values = kept * factor
            if not check_results.prove(results):
                missed.append(f"{name} x {factor}")
        data.values = kept
    return missed


def main(path):
    results = check_results.Results(path, check_results.ABSOLUTE_MW, check_results.RELATIVE)
    if check_results.prove(results):
        print("the file has faults before any change:", *results.faults, sep="\n")
        return 1
    names = CHANGED + [f"summary/{name}" for name in results.group["summary"].data_vars if name not in DEFINED_ELSEWHERE]
    names.append("certificate/relative_gap")
    names += OF_AGEING if "battery" in results.group else []
    missed = missed_in(path, names)
    print(f"{len(names)} quantities changed")
    print("not noticed:", ", ".join(missed) or "none")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
