#!/usr/bin/python3
"""scipy_solve.py FILE.mps SECONDS: solves the program with the interior point of SciPy's HiGHS and prints a JSON line."""
import json
import sys
import time

import numpy as np
import scipy
import scipy.optimize
from read_mps import read_mps

TOLERANCE = 1e-6                                    # relative gap, as of the others


def main(path, limit_s):
    p = read_mps(path)
    equal, below, above = p.lower == p.upper, np.isneginf(p.lower), np.isposinf(p.upper)
    start = time.monotonic()
    found = scipy.optimize.linprog(p.cost, A_ub=scipy.sparse.vstack([p.matrix[below], -p.matrix[above]]),
                                   b_ub=np.concatenate([p.upper[below], -p.lower[above]]), A_eq=p.matrix[equal], b_eq=p.lower[equal],
                                   bounds=np.column_stack([p.x_lower, p.x_upper]), method="highs-ipm",
                                   options={"time_limit": limit_s, "ipm_optimality_tolerance": TOLERANCE})
    status = {0: "optimal", 1: "limit", 2: "infeasible", 3: "unbounded"}.get(found.status, "failure")
    print(json.dumps({"status": status, "version": f"scipy {scipy.__version__}", "iterations": int(found.nit), "gap": None,
                      "objective": None if found.fun is None else float(found.fun) + p.constant, "solve_s": time.monotonic() - start}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
