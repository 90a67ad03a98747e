// A study solved by our solver, and proved against Clp.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "planning/results/read_plan.hpp"
#include "unit/planning/random_study.hpp"

namespace decawatt::tests::planning_proof {

// Ten times below what is asked of the costs, so that two solves may differ by no more than that.
inline constexpr double kTolerance = 1e-7, kSameCost = 1e-6;

struct Ours {
    planning::Program program;
    lp::Solution solution;
    planning::Plan plan;
    double cost() const { return plan.objective; }
};

inline Ours solve(const SmallStudy& small) {
    lp::Settings settings;
    settings.tolerance = kTolerance;
    settings.segment_stages = 11;  // several segments in thirty hours
    const profiles::Profiles series = small.profiles();
    Ours ours{planning::build_program(small.study, series), {}, {}};
    ours.solution = lp::solve(ours.program.staircase, settings, {});
    CAPTURE(ours.solution.message);
    REQUIRE(ours.solution.status == lp::Status::optimal);
    ours.plan = planning::read_plan(small.study, series, ours.program, ours.solution);
    return ours;
}

inline bool same_cost(double a, double b) {
    return std::abs(a - b) <= kSameCost * std::max(std::abs(a), std::abs(b));
}

inline Ours prove_against_clp(const SmallStudy& small) {
    Ours ours = solve(small);
    const FlatResult flat = solve_with_clp(ours.program.staircase);
    REQUIRE(flat.optimal);
    const double reference = flat.objective * ours.program.money_unit;
    CAPTURE(reference);
    CHECK(same_cost(ours.cost(), reference));
    CHECK(same_cost(cost_from_figures(ours.plan), reference));
    CHECK(worst_imbalance(small.study, ours.plan) <= 1e-3);  // MW, of hundreds: residuals of the tolerance
    const lp::Certificate& c = ours.plan.certificate;
    CHECK(c.dual_objective <= reference + kTolerance * std::abs(reference));  // Clp's own tolerance
    CHECK(c.relative_gap <= kTolerance);
    CHECK(c.primal_residual_relative <= kTolerance);
    CHECK(c.linking_violation <= kTolerance);
    CHECK(c.bound_violation <= kTolerance);
    CHECK(c.complementarity <= kTolerance);
    return ours;
}

}  // namespace decawatt::tests::planning_proof
