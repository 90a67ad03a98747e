#include "support/disagreement.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lp/interior_point.hpp"
#include "support/clp_bridge.hpp"

namespace decawatt::tests {

std::string disagreement(const lp::StaircaseProgram& program) {
    constexpr double kAgreement = 1e-6;
    lp::Settings settings;
    settings.tolerance = 1e-7;    // well below the required agreement of 1e-6
    settings.segment_stages = 7;  // chains of 16 stages or more are two segments
    const FlatResult flat = solve_with_clp(program);
    const lp::Solution ours = lp::solve(program, settings, {});
    const lp::Status expected = flat.solution.status;
    if (ours.status != expected)
        return fmt::format("Clp {} {:.9g}, ours {} after {} iterations: {}", lp::text(expected), flat.objective,
                           lp::text(ours.status), ours.iterations, ours.message);
    if (!flat.optimal) return {};
    const double scale = 1.0 + std::abs(flat.objective);
    const lp::Certificate& c = ours.certificate;
    if (!(std::abs(c.primal_objective - flat.objective) <= kAgreement * scale))
        return fmt::format("Clp {:.12g}, ours {:.12g}, gap {:.1e}", flat.objective, c.primal_objective, c.relative_gap);
    if (!(c.dual_objective <= flat.objective + kAgreement * scale))
        return fmt::format("Clp {:.12g}, our bound {:.12g} above it", flat.objective, c.dual_objective);
    return {};
}

}  // namespace decawatt::tests
