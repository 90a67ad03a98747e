#include "lp/solution.hpp"

#include <cmath>

namespace decawatt::lp {

const char* text(Status status) {
    switch (status) {
        case Status::optimal:
            return "optimal";
        case Status::infeasible:
            return "infeasible";
        case Status::iteration_limit:
            return "iteration_limit";
        case Status::numerical_failure:
            return "numerical_failure";
        case Status::invalid_input:
            return "invalid_input";
        case Status::interrupted:
            return "interrupted";
    }
    return "unknown";
}

double relative_gap(const IterationRecord& record) {
    return std::abs(record.primal_objective - record.dual_objective) / (1.0 + std::abs(record.primal_objective));
}

}  // namespace decawatt::lp
