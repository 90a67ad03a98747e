#include "lp/stage_matrix.hpp"

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

}  // namespace decawatt::lp
