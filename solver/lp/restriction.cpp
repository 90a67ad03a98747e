#include "lp/restriction.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "base/error.hpp"

namespace decawatt::lp {

namespace {

Border no_border() {
    Border border;
    border.cost = border.lower = border.upper = Vector::Zero(0);
    return border;
}

LinkingRows no_links() {
    LinkingRows rows;
    rows.H = SparseMatrix(0, 0);
    rows.rhs = Vector::Zero(0);
    return rows;
}

void leave_border(Chain& chain) {
    chain.C = SparseMatrix(chain.rows(), 0);
    chain.border_map = SparseMatrix(0, 0);
    chain.border_offset = Vector::Zero(0);
    std::fill(chain.scaled_by.begin(), chain.scaled_by.end(), kFixedBound);
}

void leave_links(Chain& chain) {
    chain.G = SparseMatrix(0, chain.columns());
}

StaircaseProgram program_of_one(Chain chain) {
    StaircaseProgram program;
    program.border = no_border();
    program.linking = no_links();
    program.chains.push_back(std::move(chain));
    return program;
}

Chain with_border(const StaircaseProgram& program, std::size_t c, const Vector& k) {
    base::expects(k.size() == program.border.size(), "one value per border variable");
    Chain chain = program.chains.at(c);
    const Vector kappa = chain.border_map * k + chain.border_offset;
    for (int j = 0; j < chain.columns(); ++j)
        if (const int g = chain.scaled_by[static_cast<std::size_t>(j)]; g != kFixedBound)
            chain.upper.row(j) *= kappa[g];
    if (chain.local_border() > 0) chain.rhs.colwise() -= Vector(chain.C * kappa);
    leave_border(chain);
    return chain;
}

bool decided(const Border& border, int i) {
    return border.lower[i] == border.upper[i];
}

// Disjoint sets of numbers (union-find).
class Joined {
  public:
    explicit Joined(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
    std::size_t first(std::size_t i) const {
        while (parent_[i] != i) i = parent_[i];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        a = first(a);
        b = first(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::size_t> parent_;
};

// The members of each linking row: chains, then free border variables, which are numbered after the chains.
std::vector<std::set<std::size_t>> members_of_rows(const StaircaseProgram& program) {
    std::vector<std::set<std::size_t>> members(static_cast<std::size_t>(program.linking.size()));
    const auto see = [&](const SparseMatrix& matrix, int column, std::size_t member) {
        for (SparseMatrix::InnerIterator it(matrix, column); it; ++it)
            if (it.value() != 0.0) members[static_cast<std::size_t>(it.row())].insert(member);
    };
    for (std::size_t c = 0; c < program.chains.size(); ++c)
        for (int j = 0; j < program.chains[c].columns(); ++j) see(program.chains[c].G, j, c);
    for (int i = 0; i < program.border.size(); ++i)
        if (!decided(program.border, i)) see(program.linking.H, i, program.chains.size() + static_cast<std::size_t>(i));
    return members;
}

SparseMatrix picked(const SparseMatrix& matrix, const std::vector<int>& rows, const std::vector<int>& columns) {
    std::vector<int> to(static_cast<std::size_t>(matrix.rows()), -1);
    for (std::size_t i = 0; i < rows.size(); ++i) to[static_cast<std::size_t>(rows[i])] = static_cast<int>(i);
    std::vector<Eigen::Triplet<double>> entries;
    for (std::size_t j = 0; j < columns.size(); ++j)
        for (SparseMatrix::InnerIterator it(matrix, columns[j]); it; ++it)
            if (const int row = to[static_cast<std::size_t>(it.row())]; row >= 0)
                entries.emplace_back(row, static_cast<int>(j), it.value());
    SparseMatrix result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
    result.setFromTriplets(entries.begin(), entries.end());
    return result;
}

Border picked(const Border& border, const std::vector<int>& variables) {
    const Eigen::Map<const Eigen::VectorXi> wanted(variables.data(), static_cast<Eigen::Index>(variables.size()));
    Border result;
    result.cost = border.cost(wanted);
    result.lower = border.lower(wanted);
    result.upper = border.upper(wanted);
    for (const int i : variables) result.names.push_back(border.names[static_cast<std::size_t>(i)]);
    return result;
}

std::vector<int> all_columns(const SparseMatrix& matrix) {
    std::vector<int> all(static_cast<std::size_t>(matrix.cols()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

}  // namespace

StaircaseProgram chain_alone(const StaircaseProgram& program, std::size_t c, const Vector& k) {
    Chain chain = with_border(program, c, k);
    leave_links(chain);
    return program_of_one(std::move(chain));
}

std::vector<Part> independent_parts(const StaircaseProgram& program) {
    const std::size_t chains = program.chains.size();
    for (const Chain& chain : program.chains)
        for (int i = 0; i < chain.border_map.cols(); ++i)
            base::expects(decided(program.border, i) || chain.border_map.col(i).nonZeros() == 0,
                          "what scales the bounds of a part is decided");
    const std::vector<std::set<std::size_t>> members = members_of_rows(program);
    Joined joined(chains + static_cast<std::size_t>(program.border.size()));
    for (const std::set<std::size_t>& row : members)
        for (const std::size_t member : row) joined.join(*row.begin(), member);
    std::map<std::size_t, Part> parts;  // by their first member
    for (std::size_t c = 0; c < chains; ++c) parts[joined.first(c)].chains.push_back(c);
    for (int i = 0; i < program.border.size(); ++i)
        if (!decided(program.border, i)) parts[joined.first(chains + static_cast<std::size_t>(i))].border.push_back(i);
    for (std::size_t l = 0; l < members.size(); ++l)
        if (!members[l].empty()) parts[joined.first(*members[l].begin())].linking.push_back(static_cast<int>(l));
    std::vector<Part> all;
    for (auto& [first, part] : parts) all.push_back(std::move(part));
    return all;
}

StaircaseProgram program_of(const StaircaseProgram& program, const Part& part) {
    Vector k = program.border.lower;
    for (const int i : part.border) k[i] = 0.0;
    StaircaseProgram result;
    result.border = picked(program.border, part.border);
    const LinkingRows& rows = program.linking;
    const Eigen::Map<const Eigen::VectorXi> wanted(part.linking.data(), static_cast<Eigen::Index>(part.linking.size()));
    result.linking.H = picked(rows.H, part.linking, part.border);
    result.linking.rhs = Vector(rows.rhs - rows.H * k)(wanted);
    for (const int l : part.linking) {
        result.linking.sense.push_back(rows.sense[static_cast<std::size_t>(l)]);
        result.linking.names.push_back(rows.names[static_cast<std::size_t>(l)]);
    }
    for (const std::size_t c : part.chains) {
        Chain chain = with_border(program, c, k);
        chain.border_map = SparseMatrix(0, result.border.size());
        chain.G = picked(chain.G, part.linking, all_columns(chain.G));
        result.chains.push_back(std::move(chain));
    }
    return result;
}

StaircaseProgram window_of(const StaircaseProgram& alone, int first, int count, const WindowEnds& ends) {
    base::expects(alone.chains.size() == 1 && alone.border.size() == 0 && alone.linking.size() == 0, "one chain alone");
    const Chain& whole = alone.chains.front();
    base::expects(0 <= first && count > 0 && first + count <= whole.stages, "a window lies within its chain");
    base::expects(ends.before.size() == whole.columns(), "the stage before the window");
    Chain chain;
    chain.name = whole.name;
    chain.row_names = whole.row_names;
    chain.column_names = whole.column_names;
    chain.scaled_by = whole.scaled_by;
    chain.A = whole.A;
    chain.B = whole.B;
    chain.stages = count;
    chain.cyclic = false;
    leave_border(chain);
    leave_links(chain);
    chain.rhs = whole.rhs.middleCols(first, count);
    chain.rhs.col(0) -= chain.B * ends.before;
    chain.upper = whole.upper.middleCols(first, count);
    chain.cost = whole.cost.cols() == 1 ? whole.cost : Matrix(whole.cost.middleCols(first, count));
    if (ends.most_left.size() > 0) {
        base::expects(ends.most_left.size() == whole.columns(), "a bound for every column after the window");
        for (int j = 0; j < chain.columns(); ++j)
            if (std::isfinite(ends.most_left[j]))
                chain.upper(j, count - 1) = std::clamp(ends.most_left[j], 0.0, chain.upper(j, count - 1));
    }
    if (ends.value_after.size() > 0) {
        base::expects(ends.value_after.size() == whole.rows(), "a value for every row after the window");
        if (chain.cost.cols() == 1) chain.cost = chain.cost.replicate(1, count).eval();
        chain.cost.col(count - 1) -= chain.B.transpose() * ends.value_after;
    }
    return program_of_one(std::move(chain));
}

}  // namespace decawatt::lp
