#include "lp/restriction.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "base/error.hpp"
#include "lp/stage_matrix.hpp"

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

void leave_links(Chain& chain) {
    chain.G = SparseMatrix(0, chain.columns());
    chain.by_stage.G.clear();
}

StaircaseProgram program_of_one(Chain chain) {
    StaircaseProgram program;
    program.border = no_border();
    program.linking = no_links();
    program.chains.push_back(std::move(chain));
    return program;
}

std::vector<StageEntry> stages_of(const std::vector<StageEntry>& entries, int first, int count) {
    std::vector<StageEntry> result;
    for (const StageEntry& e : entries) result.push_back({e.row, e.column, e.value.segment(first, count)});
    return result;
}

bool decided(const Border& border, int i) {
    return border.lower[i] == border.upper[i];
}

// Sets of things that are joined, by number.
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

// Of each linking row the chains in it, then the undecided border variables, those numbered after the chains.
std::vector<std::set<std::size_t>> members_of_rows(const StaircaseProgram& program) {
    std::vector<std::set<std::size_t>> members(static_cast<std::size_t>(program.linking.size()));
    const auto see = [&](const SparseMatrix& matrix, int column, std::size_t member) {
        for (SparseMatrix::InnerIterator it(matrix, column); it; ++it)
            if (it.value() != 0.0) members[static_cast<std::size_t>(it.row())].insert(member);
    };
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        for (int j = 0; j < program.chains[c].columns(); ++j) see(program.chains[c].G, j, c);
        for (const StageEntry& e : program.chains[c].by_stage.G) members[static_cast<std::size_t>(e.row)].insert(c);
    }
    for (int i = 0; i < program.border.size(); ++i)
        if (!decided(program.border, i)) see(program.linking.H, i, program.chains.size() + static_cast<std::size_t>(i));
    return members;
}

// Of `count` things the new number of each that is wanted, -1 of the others.
std::vector<int> new_numbers(Eigen::Index count, const std::vector<int>& wanted) {
    std::vector<int> numbers(static_cast<std::size_t>(count), -1);
    for (std::size_t i = 0; i < wanted.size(); ++i) numbers[static_cast<std::size_t>(wanted[i])] = static_cast<int>(i);
    return numbers;
}

SparseMatrix picked(const SparseMatrix& matrix, const std::vector<int>& rows, const std::vector<int>& columns) {
    const std::vector<int> to = new_numbers(matrix.rows(), rows);
    std::vector<Eigen::Triplet<double>> entries;
    for (std::size_t j = 0; j < columns.size(); ++j)
        for (SparseMatrix::InnerIterator it(matrix, columns[j]); it; ++it)
            if (const int row = to[static_cast<std::size_t>(it.row())]; row >= 0)
                entries.emplace_back(row, static_cast<int>(j), it.value());
    SparseMatrix result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
    result.setFromTriplets(entries.begin(), entries.end());
    return result;
}

// The rows and columns among them, renumbered.
std::vector<StageEntry> picked(const std::vector<StageEntry>& entries, const std::vector<int>& new_row,
                               const std::vector<int>& new_column) {
    std::vector<StageEntry> result;
    for (const StageEntry& e : entries) {
        const int row = new_row[static_cast<std::size_t>(e.row)],
                  column = new_column[static_cast<std::size_t>(e.column)];
        if (row >= 0 && column >= 0) result.push_back({row, column, e.value});
    }
    return result;
}

std::vector<int> all_of(Eigen::Index count) {
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

// κ that depend on one of these border variables.
std::vector<int> depending_on(const SparseMatrix& border_map, const std::vector<int>& variables) {
    std::set<int> found;
    for (const int i : variables)
        for (SparseMatrix::InnerIterator it(border_map, i); it; ++it)
            if (it.value() != 0.0) found.insert(static_cast<int>(it.row()));
    return {found.begin(), found.end()};
}

// Chain c with the border decided as in k, but for `open`, where k must be zero: of κ stays what depends on these.
Chain with_border(const StaircaseProgram& program, std::size_t c, const Vector& k, const std::vector<int>& open) {
    base::expects(k.size() == program.border.size(), "one value per border variable");
    Chain chain = program.chains.at(c);
    const Vector kappa = chain.border_map * k + chain.border_offset;
    const std::vector<int> kept = depending_on(chain.border_map, open);
    const std::vector<int> new_kappa = new_numbers(kappa.size(), kept);
    Vector decided = kappa;
    for (const int g : kept) decided[g] = 0.0;
    for (int j = 0; j < chain.columns(); ++j) {
        int& g = chain.scaled_by[static_cast<std::size_t>(j)];
        if (g == kFixedBound) continue;
        if (new_kappa[static_cast<std::size_t>(g)] < 0) chain.upper.row(j) *= kappa[g];
        g = new_kappa[static_cast<std::size_t>(g)];  // kFixedBound where it is decided
    }
    if (chain.local_border() > 0) chain.rhs.colwise() -= Vector(chain.C * decided);
    for (const StageEntry& e : chain.by_stage.C) chain.rhs.row(e.row) -= decided[e.column] * e.value.transpose();
    chain.by_stage.C = picked(chain.by_stage.C, all_of(chain.rows()), new_kappa);
    chain.C = picked(chain.C, all_of(chain.rows()), kept);
    chain.border_map = picked(chain.border_map, kept, open);
    chain.border_offset = kappa(kept);
    return chain;
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

}  // namespace

StaircaseProgram chain_alone(const StaircaseProgram& program, std::size_t c, const Vector& k) {
    Chain chain = with_border(program, c, k, {});
    leave_links(chain);
    return program_of_one(std::move(chain));
}

std::vector<Part> independent_parts(const StaircaseProgram& program) {
    const std::size_t chains = program.chains.size();
    const std::vector<std::set<std::size_t>> members = members_of_rows(program);
    Joined joined(chains + static_cast<std::size_t>(program.border.size()));
    for (const std::set<std::size_t>& row : members)
        for (const std::size_t member : row) joined.join(*row.begin(), member);
    for (std::size_t c = 0; c < chains; ++c)
        for (int i = 0; i < program.border.size(); ++i)
            if (!decided(program.border, i) && !depending_on(program.chains[c].border_map, {i}).empty())
                joined.join(c, chains + static_cast<std::size_t>(i));
    std::map<std::size_t, Part> parts;  // by the first of their members
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
        Chain chain = with_border(program, c, k, part.border);
        const std::vector<int> columns = all_of(chain.columns());
        chain.by_stage.G = picked(chain.by_stage.G, new_numbers(chain.G.rows(), part.linking), columns);
        chain.G = picked(chain.G, part.linking, columns);
        result.chains.push_back(std::move(chain));
    }
    return result;
}

Vector before_first(const Chain& chain, const Matrix& x) {
    base::expects(x.rows() == chain.columns() && x.cols() == chain.stages, "a point has the shape of its chain");
    const std::vector<char> cyclic = chain.cyclic_columns();
    Vector before = x.col(chain.stages - 1);
    for (int j = 0; j < chain.columns(); ++j)
        if (!cyclic[static_cast<std::size_t>(j)]) before[j] = 0.0;
    return before;
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
    chain.by_stage.A = stages_of(whole.by_stage.A, first, count);
    chain.by_stage.B = stages_of(whole.by_stage.B, first, count);
    chain.cyclic = false;
    chain.C = whole.C;
    chain.border_map = whole.border_map;
    chain.border_offset = whole.border_offset;
    leave_links(chain);
    StageMatrix carried(whole.B, whole.by_stage.B);
    chain.rhs = whole.rhs.middleCols(first, count);
    chain.rhs.col(0) -= carried.at(first) * ends.before;
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
        chain.cost.col(count - 1) -= carried.at((first + count) % whole.stages).transpose() * ends.value_after;
    }
    return program_of_one(std::move(chain));
}

}  // namespace decawatt::lp
