#include "lp/block_judge.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace decawatt::lp {

namespace {

double dot(const SparseMatrix& matrix, int column, const double* rows) {
    double sum = 0.0;
    for (SparseMatrix::InnerIterator it(matrix, column); it; ++it) sum += it.value() * rows[it.row()];
    return sum;
}

}  // namespace

Vector values(const std::vector<Sum>& sums) {
    Vector result(static_cast<Eigen::Index>(sums.size()));
    for (std::size_t i = 0; i < sums.size(); ++i) result[static_cast<Eigen::Index>(i)] = sums[i].value();
    return result;
}

BlockJudge::BlockJudge(const Point& point, const Block& block, const Vector& row_sizes)
    : chain_(point.program.chains[block.chain]),
      x_(point.solution.x[block.chain]),
      y_(point.solution.y[block.chain]),
      block_(block),
      row_sizes_(row_sizes),
      lambda_(point.lambda),
      with_costs_(point.with_costs),
      a_(chain_.A, chain_.by_stage.A),
      b_(chain_.B, chain_.by_stage.B),
      c_(chain_.C, chain_.by_stage.C),
      g_(chain_.G, chain_.by_stage.G),
      cyclic_(chain_.cyclic_columns()),
      kappa_(chain_.border_map * point.solution.k + chain_.border_offset),
      kappa_price_(static_cast<std::size_t>(chain_.local_border())) {
    judged_.activity.resize(static_cast<std::size_t>(point.program.linking.size()));
}

Judgement BlockJudge::judge() {
    for (int t = block_.first; t < block_.end; ++t) {
        const SparseMatrix &c = c_.at(t), &g = g_.at(t);
        if (t == block_.first || g_.varies()) link_price_ = g.transpose() * lambda_;
        if (t == block_.first || c_.varies()) fixed_ = c * kappa_;
        price_border(t, c);
        judge_columns(t, g);
        if (chain_.rows() > 0) judge_rows(t);
    }
    const Vector price = values(kappa_price_);
    for (int g = 0; g < chain_.local_border(); ++g) judged_.bound += price[g] * chain_.border_offset[g];
    judged_.border_price = chain_.border_map.transpose() * price;
    return std::move(judged_);
}

void BlockJudge::price_border(int t, const SparseMatrix& c) {
    for (int i = 0; i < chain_.rows(); ++i) judged_.bound += chain_.rhs(i, t) * y_(i, t);
    for (int g = 0; g < chain_.local_border(); ++g)
        for (SparseMatrix::InnerIterator it(c, g); it; ++it)
            kappa_price_[static_cast<std::size_t>(g)] += -it.value() * y_(it.row(), t);
}

void BlockJudge::judge_columns(int t, const SparseMatrix& g) {
    const auto rows = [&](int stage) { return y_.data() + static_cast<std::ptrdiff_t>(stage) * y_.rows(); };
    const bool last = t + 1 == chain_.stages;
    const int next = last ? 0 : t + 1;
    const SparseMatrix &a = a_.at(t), &b = b_.at(next);
    for (int j = 0; j < chain_.columns(); ++j) {
        double r = (with_costs_ ? chain_.cost_at(j, t) : 0.0) - link_price_[j] - dot(a, j, rows(t));
        if (!last || cyclic_[static_cast<std::size_t>(j)]) r -= dot(b, j, rows(next));
        judge_column(j, t, r);
        for (SparseMatrix::InnerIterator it(g, j); it; ++it)
            judged_.activity[static_cast<std::size_t>(it.row())] += it.value() * x_(j, t);
    }
}

void BlockJudge::judge_column(int j, int t, double r) {
    const int g = chain_.scaled_by[static_cast<std::size_t>(j)];
    const double a = chain_.upper(j, t), upper = g == kFixedBound ? a : a * kappa_[g];
    const double x = x_(j, t);
    (g == kFixedBound ? judged_.bound : kappa_price_[static_cast<std::size_t>(g)]) += std::min(0.0, r) * a;
    const double cost = chain_.cost_at(j, t), outside = std::max(-x, x - upper);
    judged_.objective += cost * x;
    judged_.largest_cost = std::max(judged_.largest_cost, std::abs(cost));
    judged_.bound_violation = std::max(judged_.bound_violation, outside);
    judged_.bound_violation_relative = std::max(judged_.bound_violation_relative, outside / (1.0 + upper));
    const double open = std::max(0.0, r) * x + std::max(0.0, -r) * (upper - x);
    judged_.complementarity += std::abs(open);
    if (upper > 0.0) judged_.open_price = std::max(judged_.open_price, open / upper);
}

Vector BlockJudge::before(int t) const {
    Vector x = x_.col(t > 0 ? t - 1 : chain_.stages - 1);
    for (int j = 0; t == 0 && j < chain_.columns(); ++j)
        if (!cyclic_[static_cast<std::size_t>(j)]) x[j] = 0.0;
    return x;
}

void BlockJudge::judge_rows(int t) {
    Vector residual = chain_.rhs.col(t) - a_.at(t) * x_.col(t) - fixed_;
    residual -= b_.at(t) * before(t);
    for (int i = 0; i < chain_.rows(); ++i) {
        const double violation = std::abs(residual[i]);
        judged_.row_violation = std::max(judged_.row_violation, violation);
        if (violation > 0.0)  // a row without size is 0 = 0
            judged_.row_violation_relative = std::max(judged_.row_violation_relative, violation / row_sizes_[i]);
        judged_.priced_violation += violation * std::abs(y_(i, t));
    }
}

}  // namespace decawatt::lp
