#include "lp/restriction.hpp"

#include <algorithm>

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
    chain.G = SparseMatrix(0, chain.columns());
    chain.border_map = SparseMatrix(0, 0);
    chain.border_offset = Vector::Zero(0);
    std::fill(chain.scaled_by.begin(), chain.scaled_by.end(), kFixedBound);
}

StaircaseProgram program_of(Chain chain) {
    StaircaseProgram program;
    program.border = no_border();
    program.linking = no_links();
    program.chains.push_back(std::move(chain));
    return program;
}

}  // namespace

StaircaseProgram chain_alone(const StaircaseProgram& program, std::size_t c, const Vector& k) {
    base::expects(k.size() == program.border.size(), "one value per border variable");
    Chain chain = program.chains.at(c);
    const Vector kappa = chain.border_map * k + chain.border_offset;
    for (int j = 0; j < chain.columns(); ++j)
        if (const int g = chain.scaled_by[static_cast<std::size_t>(j)]; g != kFixedBound)
            chain.upper.row(j) *= kappa[g];
    if (chain.local_border() > 0) chain.rhs.colwise() -= Vector(chain.C * kappa);
    leave_border(chain);
    return program_of(std::move(chain));
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
    chain.rhs = whole.rhs.middleCols(first, count);
    chain.rhs.col(0) -= chain.B * ends.before;
    chain.upper = whole.upper.middleCols(first, count);
    chain.cost = whole.cost.cols() == 1 ? whole.cost : Matrix(whole.cost.middleCols(first, count));
    if (ends.most_left.size() > 0) {
        base::expects(ends.most_left.size() == whole.columns(), "a bound for every column after the window");
        for (int j = 0; j < chain.columns(); ++j)
            if (chain.B.col(j).nonZeros() > 0)
                chain.upper(j, count - 1) = std::clamp(ends.most_left[j], 0.0, chain.upper(j, count - 1));
    }
    if (ends.value_after.size() > 0) {
        base::expects(ends.value_after.size() == whole.rows(), "a value for every row after the window");
        if (chain.cost.cols() == 1) chain.cost = chain.cost.replicate(1, count).eval();
        chain.cost.col(count - 1) -= chain.B.transpose() * ends.value_after;
    }
    return program_of(std::move(chain));
}

}  // namespace decawatt::lp
