#include "lp/input_check.hpp"

#include <fmt/format.h>

#include <cmath>

namespace decawatt::lp {

namespace {

bool all_finite(const SparseMatrix& m) {
    for (int j = 0; j < m.outerSize(); ++j)
        for (SparseMatrix::InnerIterator it(m, j); it; ++it)
            if (!std::isfinite(it.value())) return false;
    return true;
}

std::string chain_fault(const Chain& c) {
    const auto in = [&](const char* what) { return fmt::format("chain {}: {}", c.name, what); };
    if (!all_finite(c.A) || !all_finite(c.B) || !all_finite(c.C) || !all_finite(c.G) || !all_finite(c.border_map))
        return in("a coefficient is not finite");
    if (!c.cost.allFinite()) return in("a cost is not finite");
    if (!c.rhs.allFinite()) return in("a right-hand side is not finite");
    if (!c.upper.allFinite()) return in("a bound is not finite: state how large the column may become");
    if (c.upper.size() > 0 && c.upper.minCoeff() < 0.0)
        return in("a bound is negative, below the column's lower bound of zero");
    if (!c.border_offset.allFinite() || (c.border_offset.size() > 0 && c.border_offset.minCoeff() < 0.0))
        return in("a border offset is negative or not finite");
    for (int j = 0; j < c.border_map.cols(); ++j)
        for (SparseMatrix::InnerIterator it(c.border_map, j); it; ++it)
            if (it.value() < 0.0) return in("an entry of the border map is negative");
    return {};
}

}  // namespace

std::string input_fault(const StaircaseProgram& program) {
    for (const Chain& chain : program.chains)
        if (std::string fault = chain_fault(chain); !fault.empty()) return fault;
    const Border& b = program.border;
    if (!b.cost.allFinite()) return "border: a cost is not finite";
    if (!b.lower.allFinite() || !b.upper.allFinite())
        return "border: a bound is not finite: state how large the variable may become";
    for (int i = 0; i < b.size(); ++i) {
        if (b.lower[i] > b.upper[i])
            return fmt::format("border variable {}: lower bound {} above upper bound {}", i, b.lower[i], b.upper[i]);
        if (b.lower[i] < 0.0) return fmt::format("border variable {}: lower bound {} is negative", i, b.lower[i]);
    }
    if (!program.linking.rhs.allFinite() || !all_finite(program.linking.H))
        return "linking rows: a number is not finite";
    return {};
}

}  // namespace decawatt::lp
