// Certificate of a solution, computed from the program and the solution only. Shares no code with the solver.
//
// Every variable has finite bounds, so any dual vector gives a valid lower bound (docs/method/interior_point.md,
// "Certificate"):
//   r_t = c_t - A'y_t - B'y_{t+1} - G'λ         rκ = -C'y + Σ min(0, r) u over the columns that κ bounds
//   bound = offset + b'y + h'λ + Σ min(0, r) u over fixed bounds + rκ'κ0 + Σ_k min over the box of (q - H'λ + P'rκ)_k k
#pragma once

#include "lp/solution.hpp"

namespace decawatt::lp {

// λ clipped to the signs of its rows: λ ≤ 0 for at most, λ ≥ 0 for at least.
Vector allowed_duals(const LinkingRows& rows, const Vector& lambda);

// Sums are compensated (Neumaier, ZAMM 54, 1974): for costs of millions of hours, and for bounds whose terms nearly
// cancel.
Certificate certify(const StaircaseProgram& program, const Solution& solution);

// Whether gap, rows, linking rows and bounds are within the tolerance; false if one of them is NaN.
bool holds(const Certificate& certificate, double tolerance);

// Whether a solution has a value for every column and row of the program, as `certify` requires.
bool fits(const StaircaseProgram& program, const Solution& solution);

// The bound above; with `with_costs` false, for zero costs: then a positive value proves that the program is
// infeasible. λ is clipped to the signs its rows allow.
double safe_lower_bound(const StaircaseProgram& program, const Solution& solution, bool with_costs);

// ∂bound/∂k of each border variable at the solution's duals, for the program's own costs: q - H'λ + Σ P'rκ. Negative:
// a higher upper bound would lower the optimum, by this much per unit.
Vector border_prices(const StaircaseProgram& program, const Solution& solution);

}  // namespace decawatt::lp
