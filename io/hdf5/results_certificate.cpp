// The certificate of a plan, and of its dispatch in whole machines.
#include "io/hdf5/results_certificate.hpp"

#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

void put_certificate(Group&& group, const ResultSource& source) {
    const planning::Plan& plan = source.plan;
    const std::string& money = source.study.currency;
    const auto scalar = [&](const char* name, const std::string& units, const char* meaning, double value) {
        group.put(name, {}, {units, meaning}, std::span<const double>(&value, 1));
    };
    group.attribute("status", lp::text(plan.status));
    group.attribute("message", plan.message);
    scalar("objective", money, "objective, discounted", plan.objective);
    scalar("iterations", kFraction, "iterations of the solver", plan.iterations);
    put_certificate_figures(group, plan.certificate, money);
}

void put_certificate_figures(Group& group, const lp::Certificate& c, const std::string& money) {
    const auto scalar = [&](const char* name, const std::string& units, const char* meaning, double value) {
        group.put(name, {}, {units, meaning}, std::span<const double>(&value, 1));
    };
    scalar("primal_objective", money, "cost of the primal point, discounted", c.primal_objective);
    scalar("dual_objective", money, "lower bound on the least cost", c.dual_objective);
    scalar("relative_gap", kFraction, "(|primal - dual| + row violations at their duals) / (1 + |primal|)",
           c.relative_gap);
    scalar("primal_residual", "MW", "largest violation of a balance", c.primal_residual);
    scalar("primal_residual_relative", kFraction,
           "the same over the balance's largest coefficient + its largest right-hand side", c.primal_residual_relative);
    scalar("linking_violation", kFraction, "largest violation of a target, cap or build limit over 1 + |its limit|",
           c.linking_violation);
    scalar("bound_violation", "MW", "largest violation of a bound; MW h for contents", c.bound_violation);
    scalar("bound_violation_relative", kFraction, "the same over 1 + the bound, in the program's units",
           c.bound_violation_relative);
    scalar("dual_residual", per_energy(money),
           "largest reduced cost x relative distance from its bound, discounted and weighted", c.dual_residual);
    scalar("dual_residual_relative", kFraction, "the same over 1 + the largest cost of a column",
           c.dual_residual_relative);
    scalar("complementarity", kFraction, "sum of |reduced cost x distance to its bound| / (1 + |primal|)",
           c.complementarity);
}

}  // namespace decawatt::io
