#include "planning/analyses/rolling.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace decawatt::planning {

ChainPoint roll(const lp::StaircaseProgram& alone, const WindowStages& stages, const WindowValues& values,
                const SolveProgram& solve, const std::function<void(double)>& kept) {
    const lp::Chain& chain = alone.chains.front();
    ChainPoint all;
    all.x = lp::Matrix(chain.columns(), chain.stages);
    all.y = lp::Matrix(chain.rows(), chain.stages);
    lp::WindowEnds ends;
    ends.before = values.start;
    for (int t = 0; t < chain.stages;) {
        const int count = std::min(stages.window, chain.stages - t);
        const bool last = t + count == chain.stages;  // there is no later window: all its hours are kept
        const int keep = last ? count : std::min(stages.step, count);
        ends.most_left = last ? values.year_end : lp::Vector();
        ends.value_after = last ? values.coming_back : values.after(t + count);
        lp::Solution window = solve(lp::window_of(alone, t, count, ends));
        if (last && window.status == lp::Status::infeasible) {  // the content cannot be reduced to the bound
            ends.most_left = lp::Vector();
            window = solve(lp::window_of(alone, t, count, ends));
        }
        all.iterations += window.iterations;
        if (window.status != lp::Status::optimal) {
            all.status = window.status;
            all.message = fmt::format("the window of {} hours from hour {}: {}", count, t, window.message);
            return all;
        }
        all.row_violation = std::max(all.row_violation, window.certificate.primal_residual_relative);
        all.x.middleCols(t, keep) = window.x.front().leftCols(keep);
        all.y.middleCols(t, keep) = window.y.front().leftCols(keep);
        ends.before = window.x.front().col(keep - 1);
        ends.before = (ends.before.array() < values.negligible.array()).select(0.0, ends.before);
        t += keep;
        kept(static_cast<double>(keep) / chain.stages);
    }
    return all;
}

}  // namespace decawatt::planning
