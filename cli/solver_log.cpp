#include "cli/solver_log.hpp"

#include <fmt/format.h>

#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

void print_line(const lp::IterationRecord& r) {
    if (r.iteration == 0)
        print_error("{:>4} {:>16} {:>16} {:>8} {:>8} {:>8} {:>8} {:>6} {:>6}  {}\n", "it", "primal objective",
                    "dual objective", "gap", "rows", "columns", "mu", "primal", "dual",
                    r.solve.empty() ? "limited by" : fmt::format("limited by ({})", r.solve));
    const std::string pairs = r.primal_pair.empty() ? "" : fmt::format("  {}; {}", r.primal_pair, r.dual_pair);
    print_error("{:>4} {:>16.9g} {:>16.9g} {:>8.1e} {:>8.1e} {:>8.1e} {:>8.1e} {:>6.3f} {:>6.3f}{}{}\n", r.iteration,
                r.primal_objective, r.dual_objective, lp::relative_gap(r), r.primal_residual, r.dual_residual, r.mu,
                r.step_primal, r.step_dual, pairs, r.solve.empty() ? "" : fmt::format("  ({})", r.solve));
}

}  // namespace

lp::IterationLog solver_log(bool verbose, bool prints) {
    if (!verbose) return {};
    if (!prints) return [](const lp::IterationRecord&) {};
    return print_line;
}

}  // namespace decawatt::cli
