#include "io/hdf5/results_solver_log.hpp"

#include <cmath>
#include <functional>

#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

void put_solver_log(Group&& group, const ResultSource& source) {
    const std::vector<lp::IterationRecord>& log = source.plan.solver_log;
    group.sized_dimension("line", static_cast<hsize_t>(log.size()), "line of the log");
    std::vector<std::int64_t> iterations;
    iterations.reserve(log.size());
    for (const lp::IterationRecord& record : log) iterations.push_back(record.iteration);
    const auto texts = [&](const char* name, const char* meaning, std::string lp::IterationRecord::*field) {
        std::vector<std::string> values;
        values.reserve(log.size());
        for (const lp::IterationRecord& record : log) values.push_back(record.*field);
        group.put(name, {"line"}, meaning, std::span<const std::string>(values));
    };
    using Figure = std::function<double(const lp::IterationRecord&)>;
    const auto numbers = [&](const char* name, const char* meaning, const Figure& figure) {
        std::vector<double> values;
        values.reserve(log.size());
        for (const lp::IterationRecord& record : log) values.push_back(figure(record));
        group.put(name, {"line"}, {kFraction, meaning}, std::span<const double>(values));
    };
    texts("solve", "the solve: of a dispatch its chains; empty: the only one", &lp::IterationRecord::solve);
    group.put("iteration", {"line"}, {kFraction, "iteration of the solve; 0: the starting point"},
              std::span<const std::int64_t>(iterations));
    using Record = lp::IterationRecord;
    numbers("primal_objective", "in units of the program", [](const Record& r) { return r.primal_objective; });
    numbers("dual_objective", "in units of the program", [](const Record& r) { return r.dual_objective; });
    numbers("gap", "|primal - dual objective| / (1 + |primal objective|)", lp::relative_gap);
    numbers("primal_residual", "largest residual of a row, scaled", [](const Record& r) { return r.primal_residual; });
    numbers("dual_residual", "largest residual of a column, scaled", [](const Record& r) { return r.dual_residual; });
    numbers("mu", "mean product of a complementarity pair, scaled", [](const Record& r) { return r.mu; });
    numbers("primal_step", "length of the primal step to this point", [](const Record& r) { return r.step_primal; });
    numbers("dual_step", "length of the dual step to this point", [](const Record& r) { return r.step_dual; });
    texts("primal_pair", "pair that limited the primal step", &lp::IterationRecord::primal_pair);
    texts("dual_pair", "pair that limited the dual step", &lp::IterationRecord::dual_pair);
}

}  // namespace decawatt::io
