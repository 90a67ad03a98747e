#include "lp/input_check.hpp"

#include <fmt/format.h>

#include <cmath>

namespace decawatt::lp {

namespace {

// The name of a thing, or its number where the caller gave no names.
std::string called(const char* kind, const std::vector<std::string>& names, Eigen::Index i) {
    const auto index = static_cast<std::size_t>(i);
    return index < names.size() ? fmt::format("{} \"{}\"", kind, names[index]) : fmt::format("{} {}", kind, i);
}

class ChainCheck {
  public:
    ChainCheck(const Chain& chain, const StaircaseProgram& program) : c_(chain), p_(program) {}

    std::string fault() const {
        for (const std::string& fault :
             {coefficients(c_.A, "A", &c_.row_names, c_.column_names),
              coefficients(c_.B, "B", &c_.row_names, c_.column_names), coefficients(c_.C, "C", &c_.row_names, {}),
              coefficients(c_.G, "G", &p_.linking.names, c_.column_names),
              by_stage(c_.by_stage.A, "A", c_.row_names, c_.column_names),
              by_stage(c_.by_stage.B, "B", c_.row_names, c_.column_names),
              by_stage(c_.by_stage.C, "C", c_.row_names, {}),
              by_stage(c_.by_stage.G, "G", p_.linking.names, c_.column_names),
              coefficients(c_.border_map, "the border map", nullptr, p_.border.names), numbers(), bounds(), border()})
            if (!fault.empty()) return fmt::format("chain {}: {}", c_.name, fault);
        return {};
    }

  private:
    std::string coefficients(const SparseMatrix& m, const char* matrix, const std::vector<std::string>* rows,
                             const std::vector<std::string>& columns) const {
        for (int j = 0; j < m.outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(m, j); it; ++it)
                if (!std::isfinite(it.value()))
                    return fmt::format("a coefficient of {} is {}: {}, {}", matrix, it.value(),
                                       called("row", rows ? *rows : std::vector<std::string>{}, it.row()),
                                       called("column", columns, j));
        return {};
    }

    static std::string by_stage(const std::vector<StageEntry>& entries, const char* matrix,
                                const std::vector<std::string>& rows, const std::vector<std::string>& columns) {
        for (const StageEntry& e : entries)
            for (Eigen::Index t = 0; t < e.value.size(); ++t)
                if (!std::isfinite(e.value[t]))
                    return fmt::format("a coefficient of {} in stage {} is {}: {}, {}", matrix, t, e.value[t],
                                       called("row", rows, e.row), called("column", columns, e.column));
        return {};
    }

    std::string numbers() const {
        for (Eigen::Index t = 0; t < c_.cost.cols(); ++t)
            for (Eigen::Index j = 0; j < c_.cost.rows(); ++j)
                if (!std::isfinite(c_.cost(j, t)))
                    return fmt::format("the cost of {} in stage {} is {}", called("column", c_.column_names, j), t,
                                       c_.cost(j, t));
        for (Eigen::Index t = 0; t < c_.rhs.cols(); ++t)
            for (Eigen::Index i = 0; i < c_.rhs.rows(); ++i)
                if (!std::isfinite(c_.rhs(i, t)))
                    return fmt::format("the right-hand side of {} in stage {} is {}", called("row", c_.row_names, i), t,
                                       c_.rhs(i, t));
        return {};
    }

    std::string bounds() const {
        for (Eigen::Index t = 0; t < c_.upper.cols(); ++t)
            for (Eigen::Index j = 0; j < c_.upper.rows(); ++j) {
                const double u = c_.upper(j, t);
                if (!std::isfinite(u))
                    return fmt::format("the bound of {} in stage {} is {}: state how large the column may become",
                                       called("column", c_.column_names, j), t, u);
                if (u < 0.0)
                    return fmt::format("the bound of {} in stage {} is {}, below the column's lower bound of zero",
                                       called("column", c_.column_names, j), t, u);
            }
        return {};
    }

    std::string border() const {
        for (Eigen::Index g = 0; g < c_.border_offset.size(); ++g)
            if (!std::isfinite(c_.border_offset[g]) || c_.border_offset[g] < 0.0)
                return fmt::format("the offset of local border column {} is {}, expected a finite number >= 0", g,
                                   c_.border_offset[g]);
        for (int j = 0; j < c_.border_map.cols(); ++j)
            for (SparseMatrix::InnerIterator it(c_.border_map, j); it; ++it)
                if (it.value() < 0.0)
                    return fmt::format("an entry of the border map is {}, negative: {}", it.value(),
                                       called("border variable", p_.border.names, j));
        return {};
    }

    const Chain& c_;
    const StaircaseProgram& p_;
};

std::string border_fault(const Border& b) {
    for (int i = 0; i < b.size(); ++i) {
        const std::string who = called("border variable", b.names, i);
        if (!std::isfinite(b.cost[i])) return fmt::format("{}: its cost is {}", who, b.cost[i]);
        for (const double bound : {b.lower[i], b.upper[i]})
            if (!std::isfinite(bound))
                return fmt::format("{}: a bound is {}: state how large the variable may become", who, bound);
        if (b.lower[i] > b.upper[i])
            return fmt::format("{}: lower bound {} above upper bound {}", who, b.lower[i], b.upper[i]);
        if (b.lower[i] < 0.0) return fmt::format("{}: lower bound {} is negative", who, b.lower[i]);
    }
    return {};
}

std::string linking_fault(const LinkingRows& rows, const Border& border) {
    for (int l = 0; l < rows.size(); ++l)
        if (!std::isfinite(rows.rhs[l]))
            return fmt::format("{}: its right-hand side is {}", called("linking row", rows.names, l), rows.rhs[l]);
    for (int k = 0; k < rows.H.outerSize(); ++k)
        for (SparseMatrix::InnerIterator it(rows.H, k); it; ++it)
            if (!std::isfinite(it.value()))
                return fmt::format("{}: a coefficient is {}: {}", called("linking row", rows.names, it.row()),
                                   it.value(), called("border variable", border.names, k));
    return {};
}

}  // namespace

std::string input_fault(const StaircaseProgram& program) {
    for (const Chain& chain : program.chains)
        if (std::string fault = ChainCheck(chain, program).fault(); !fault.empty()) return fault;
    if (std::string fault = border_fault(program.border); !fault.empty()) return fault;
    return linking_fault(program.linking, program.border);
}

}  // namespace decawatt::lp
