#include "lp/stage_matrix.hpp"

#include <algorithm>
#include <iterator>

#include "base/error.hpp"

namespace decawatt::lp {

StageMatrix::StageMatrix(const SparseMatrix& constant, const std::vector<StageEntry>& varying)
    : constant_(constant), varying_(varying) {
    if (varying.empty()) return;
    own_ = constant;
    for (const StageEntry& e : varying) own_.coeffRef(e.row, e.column) = 0.0;
    own_.makeCompressed();
    for (const StageEntry& e : varying) position_.push_back(&own_.coeffRef(e.row, e.column) - own_.valuePtr());
}

const SparseMatrix& StageMatrix::at(int stage) {
    if (!varies()) return constant_;
    for (std::size_t i = 0; i < varying_.size(); ++i) own_.valuePtr()[position_[i]] = varying_[i].value[stage];
    return own_;
}

Vector activity(const Chain& chain, const Matrix& x) {
    Vector sum = chain.G * x.rowwise().sum();
    for (const StageEntry& e : chain.by_stage.G) sum[e.row] += x.row(e.column).dot(e.value);
    return sum;
}

Matrix price_of_linking(const Chain& chain, const Vector& lambda) {
    Matrix price = chain.G.transpose() * lambda;
    if (chain.by_stage.G.empty()) return price;
    price = price.replicate(1, chain.stages).eval();
    for (const StageEntry& e : chain.by_stage.G) price.row(e.column) += lambda[e.row] * e.value.transpose();
    return price;
}

void add_costs(Chain& chain, const Matrix& costs) {
    base::expects(costs.rows() == chain.cost.rows(), "a cost for every column");
    if (chain.cost.cols() == 1 && costs.cols() > 1) chain.cost = chain.cost.replicate(1, costs.cols()).eval();
    if (costs.cols() == 1)
        chain.cost.colwise() += Vector(costs.col(0));
    else
        chain.cost += costs;
}

void add_cost_to_linking(Chain& chain, int row, double factor) {
    std::vector<StageEntry>& entries = chain.by_stage.G;
    for (int j = 0; j < chain.columns(); ++j) {
        const Vector cost = factor * chain.cost.row(j).transpose();
        auto found = std::ranges::find_if(entries, [&](const StageEntry& e) { return e.row == row && e.column == j; });
        if (found == entries.end()) {
            if ((cost.array() == cost[0]).all()) {
                if (cost[0] != 0.0) chain.G.coeffRef(row, j) += cost[0];
                continue;
            }
            entries.push_back({row, j, Vector::Constant(chain.stages, chain.G.coeff(row, j))});
            found = std::prev(entries.end());
        }
        if (cost.size() == 1)
            found->value.array() += cost[0];
        else
            found->value += cost;
    }
    const auto is_moved = [&](Eigen::Index i, Eigen::Index j) {
        return std::ranges::any_of(entries, [&](const StageEntry& e) { return e.row == i && e.column == j; });
    };
    chain.G.prune([&](Eigen::Index i, Eigen::Index j, double) { return i != row || !is_moved(i, j); });
}

}  // namespace decawatt::lp
