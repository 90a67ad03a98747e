// Result of the solver. Numerical outcomes are values, never exceptions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

enum class Status { optimal, infeasible, iteration_limit, numerical_failure, invalid_input, interrupted };
const char* text(Status status);

// Quality of a primal-dual pair, computed from the program and the solution only, by code that is independent of the
// solver.
struct Certificate {
    double primal_objective = 0.0;  // cost of the primal point
    double dual_objective =
        0.0;  // lower bound on the optimum, valid for any dual vector because every variable is bounded
    double relative_gap = 0.0;              // (|primal - dual| + row violations × duals) / (1 + |primal|)
    double primal_residual = 0.0;           // largest violation of a stage row, in the program's units
    double primal_residual_relative = 0.0;  // the same over the row's largest coefficient + its largest right-hand side
    double linking_violation = 0.0;         // largest violation of a linking row over 1 + |its right-hand side|
    double bound_violation = 0.0;           // largest violation of a bound, in the program's units
    double bound_violation_relative = 0.0;  // the same over 1 + the bound
    double dual_residual =
        0.0;  // largest reduced cost × relative distance from the bound implied by its sign: an error in price
    double dual_residual_relative = 0.0;  // the same over 1 + the largest cost of a column
    double complementarity = 0.0;         // Σ |reduced cost × distance from that bound| / (1 + |primal|)
};

struct IterationRecord {
    int iteration;
    double primal_objective, dual_objective, primal_residual, dual_residual, mu, step_primal, step_dual;
    // Only in a log: which solve of several it is, and the pairs that limited the step to this point.
    std::string solve = {}, primal_pair = {}, dual_pair = {};
};

double relative_gap(const IterationRecord& record);  // |primal - dual| / (1 + |primal|)

// Called with every iteration of a solve, the starting point first. Several solves may call it at once.
using IterationLog = std::function<void(const IterationRecord&)>;

struct Solution {
    Status status = Status::numerical_failure;
    std::string message;  // explanation; with status optimal: empty, or why equal optima are not settled
    int iterations = 0;
    std::vector<Matrix> x;  // per chain: columns × stages
    std::vector<Matrix> y;  // per chain: rows × stages, duals of the stage rows: ∂cost/∂b
    Vector k;               // border
    Vector lambda;          // duals of the linking rows: ∂cost/∂h
    Certificate certificate;
    std::vector<IterationRecord> history;
};

}  // namespace decawatt::lp
