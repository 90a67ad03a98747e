#include "benchmarks/made_up_states.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace decawatt::benchmarks {

namespace {

constexpr double kSize = 0.01;        // of a copy, relative to what it copies
constexpr double kCostGrowth = 0.01;  // from one copy to the next

std::set<int> entries_in(const lp::SparseMatrix& matrix, const std::vector<lp::StageEntry>& by_stage, int column) {
    std::set<int> rows;
    for (lp::SparseMatrix::InnerIterator it(matrix, column); it; ++it)
        if (it.value() != 0.0) rows.insert(static_cast<int>(it.row()));
    for (const lp::StageEntry& e : by_stage)
        if (e.column == column) rows.insert(e.row);
    return rows;
}

std::vector<int> state_columns(const lp::Chain& chain) {
    std::vector<int> columns;
    for (int j = 0; j < chain.columns(); ++j)
        if (!entries_in(chain.B, chain.by_stage.B, j).empty()) columns.push_back(j);
    return columns;
}

// The rows and columns of a copy, by those that they copy.
struct Copy {
    std::map<int, int> rows, columns;
    int row(int of) const { return rows.contains(of) ? rows.at(of) : of; }
};

Copy copy_of(const lp::Chain& chain, int state) {
    Copy copy;
    for (const int row : entries_in(chain.B, chain.by_stage.B, state))
        copy.rows.emplace(row, chain.rows() + static_cast<int>(copy.rows.size()));
    for (int j = 0; j < chain.columns(); ++j)
        if (std::ranges::any_of(entries_in(chain.A, chain.by_stage.A, j),
                                [&](int row) { return copy.rows.contains(row); }))
            copy.columns.emplace(j, chain.columns() + static_cast<int>(copy.columns.size()));
    return copy;
}

void extend(lp::SparseMatrix& matrix, const Copy& copy, bool own_rows) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it) {
            const int row = static_cast<int>(it.row());
            entries.emplace_back(row, j, it.value());
            if (copy.columns.contains(j))
                entries.emplace_back(own_rows ? copy.row(row) : row, copy.columns.at(j), it.value());
        }
    const auto more_rows = own_rows ? static_cast<Eigen::Index>(copy.rows.size()) : 0;
    lp::SparseMatrix extended(matrix.rows() + more_rows,
                              matrix.cols() + static_cast<Eigen::Index>(copy.columns.size()));
    extended.setFromTriplets(entries.begin(), entries.end());
    matrix = extended;
}

void extend(std::vector<lp::StageEntry>& by_stage, const Copy& copy, bool own_rows) {
    for (std::size_t i = 0, given = by_stage.size(); i < given; ++i)
        if (lp::StageEntry e = by_stage[i]; copy.columns.contains(e.column)) {
            if (own_rows) e.row = copy.row(e.row);
            e.column = copy.columns.at(e.column);
            by_stage.push_back(e);
        }
}

void add_name(std::vector<std::string>& names, int of) {
    if (!names.empty()) names.push_back(names[static_cast<std::size_t>(of)] + " copied");
}

void extend_series(lp::Chain& chain, const Copy& copy, const lp::Vector& most, double cost) {
    const auto columns = chain.columns() + static_cast<Eigen::Index>(copy.columns.size());
    chain.rhs.conservativeResize(chain.rhs.rows() + static_cast<Eigen::Index>(copy.rows.size()), Eigen::NoChange);
    chain.upper.conservativeResize(columns, Eigen::NoChange);
    chain.cost.conservativeResize(columns, Eigen::NoChange);
    for (const auto& [of, row] : copy.rows) {
        chain.rhs.row(row) = kSize * chain.rhs.row(of);
        add_name(chain.row_names, of);
    }
    for (const auto& [of, column] : copy.columns) {
        const int scale = chain.scaled_by[static_cast<std::size_t>(of)];
        chain.upper.row(column) = kSize * (scale == lp::kFixedBound ? 1.0 : most[scale]) * chain.upper.row(of);
        chain.cost.row(column) = cost * chain.cost.row(of);
        chain.scaled_by.push_back(lp::kFixedBound);
        add_name(chain.column_names, of);
        if (std::ranges::count(chain.start_from_zero, of) > 0) chain.start_from_zero.push_back(column);
    }
}

}  // namespace

void add_states(lp::StaircaseProgram& program, int states) {
    for (lp::Chain& chain : program.chains) {
        const std::vector<int> own = state_columns(chain);
        if (own.empty()) continue;
        const lp::Vector most = chain.border_map * program.border.upper + chain.border_offset;
        for (std::size_t i = 0; own.size() + i < static_cast<std::size_t>(states); ++i) {
            const Copy copy = copy_of(chain, own[i % own.size()]);
            extend_series(chain, copy, most, 1.0 + kCostGrowth * static_cast<double>(i + 1));
            extend(chain.A, copy, true);
            extend(chain.B, copy, true);
            extend(chain.G, copy, false);
            chain.C.conservativeResize(chain.A.rows(), chain.C.cols());
            extend(chain.by_stage.A, copy, true);
            extend(chain.by_stage.B, copy, true);
            extend(chain.by_stage.G, copy, false);
        }
    }
}

int most_states(const lp::StaircaseProgram& program) {
    std::size_t most = 0;
    for (const lp::Chain& chain : program.chains) most = std::max(most, state_columns(chain).size());
    return static_cast<int>(most);
}

}  // namespace decawatt::benchmarks
