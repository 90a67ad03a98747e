#!/usr/bin/python3
"""DC optimal power flow of the cases beside this file by bus angles, with SciPy's linear programming: nothing shared with Decawatt.

Without arguments: compares with what is published (cases.csv, angles.csv) and with optimum.csv and prices.csv, exit status 1 where they differ.
With --write: writes optimum.csv and prices.csv, which tests/validation/dc_opf_test.cpp meets with the voltage law.
"""
import argparse
import math
import pathlib
import sys

import numpy as np
import pandas as pd
from scipy.optimize import linprog

HERE = pathlib.Path(__file__).parent
BASE_MVA = 100.0
SAME = 1e-7          # relative: the simplex tolerances of HiGHS
ANGLE_DIGITS = 1e-7  # rad, as published


def table(name):
    return pd.read_csv(HERE / name, comment="#")


def susceptance_and_shift(branch, convention):
    """Per unit and rad; flow = susceptance × (angle difference - shift)."""
    r, x = branch.resistance_pu, branch.reactance_pu
    if convention == "series":
        return x / (r * r + x * x), 0.0
    tap = 1.0 if math.isnan(branch.tap_ratio) else branch.tap_ratio
    return 1.0 / (x * tap), math.radians(branch.phase_shift_deg)


def solve(case, convention):
    """Objective per h, price and angle by bus. Unknowns: output of each generator, angle of each bus, flow of each branch."""
    demand, generators, branches = (t[t.case == case] for t in (table("buses.csv"), table("generators.csv"), table("branches.csv")))
    buses = sorted(set(branches["from"]) | set(branches["to"]))
    place = {bus: i for i, bus in enumerate(buses)}
    g, n, b = len(generators), len(buses), len(branches)
    rows, rhs = np.zeros((n + b, g + n + b)), np.zeros(n + b)
    for i, generator in enumerate(generators.itertuples()):
        rows[place[generator.bus], i] = 1.0
    for load in demand.itertuples():
        rhs[place[load.bus]] += load.demand_mw
    for k, (_, branch) in enumerate(branches.iterrows()):
        start, end = place[branch["from"]], place[branch["to"]]
        rows[start, g + n + k], rows[end, g + n + k] = -1.0, 1.0
        susceptance, shift = susceptance_and_shift(branch, convention)
        rows[n + k, [g + start, g + end, g + n + k]] = BASE_MVA * susceptance * np.array([1.0, -1.0, 0.0]) + [0.0, 0.0, -1.0]
        rhs[n + k] = BASE_MVA * susceptance * shift
    angle = [(0.0, 0.0) if bus == 4 else (None, None) for bus in buses]  # bus 4 is the published reference
    limit = [(None, None) if math.isnan(mw) else (-mw, mw) for mw in branches.limit_mw]
    found = linprog(np.concatenate([generators.cost_per_mwh, np.zeros(n + b)]), A_eq=rows, b_eq=rhs,
                    bounds=[(0.0, mw) for mw in generators.max_mw] + angle + limit, method="highs")
    assert found.status == 0, found.message
    return found.fun, dict(zip(buses, found.eqlin.marginals[:n])), dict(zip(buses, found.x[g:g + n]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    optima, prices, faults = [], [], []
    for case in table("cases.csv").itertuples():
        objective, price, angle = solve(case.case, case.convention)
        optima.append((case.case, case.convention, objective))
        prices += [(case.case, case.convention, bus, value) for bus, value in price.items()]
        if case.within > 0 and abs(objective - case.objective_per_h) > case.within:
            faults.append(f"{case.case} {case.convention}: {objective}, published {case.objective_per_h}")
        if case.convention == "reactance":
            for known in table("angles.csv").itertuples():
                if known.case == case.case and abs(angle[known.bus] - known.angle_rad) > ANGLE_DIGITS:
                    faults.append(f"{case.case} bus {known.bus}: {angle[known.bus]} rad, published {known.angle_rad}")
    results = {"optimum.csv": pd.DataFrame(optima, columns=["case", "convention", "objective_per_h"]),
               "prices.csv": pd.DataFrame(prices, columns=["case", "convention", "bus", "price_per_mwh"])}
    for name, result in results.items():
        if parser.parse_args().write:
            (HERE / name).write_text("# Written by solve_by_angles.py --write\n" + result.to_csv(index=False, float_format="%.10g"))
        stored = table(name)
        keys, value = list(result.columns[:-1]), result.columns[-1]
        if not stored[keys].equals(result[keys]) or not np.allclose(stored[value], result[value], rtol=SAME, atol=SAME):
            faults.append(f"{name}: not what was stored")
    print("\n".join(faults) or f"{len(optima)} optima as published and as stored")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
