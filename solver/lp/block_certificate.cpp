#include "lp/block_certificate.hpp"

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

BlockCertificate::BlockCertificate(const Point& point, const Block& block, const Vector& row_sizes)
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
    terms_.activity.resize(static_cast<std::size_t>(point.program.linking.size()));
}

BlockTerms BlockCertificate::evaluate() {
    for (int t = block_.first; t < block_.end; ++t) {
        const SparseMatrix &c = c_.at(t), &g = g_.at(t);
        if (t == block_.first || g_.varies()) link_price_ = g.transpose() * lambda_;
        if (t == block_.first || c_.varies()) fixed_ = c * kappa_;
        price_border(t, c);
        add_columns(t, g);
        if (chain_.rows() > 0) add_rows(t);
    }
    const Vector price = values(kappa_price_);
    for (int g = 0; g < chain_.local_border(); ++g) terms_.bound += price[g] * chain_.border_offset[g];
    terms_.border_price = chain_.border_map.transpose() * price;
    return std::move(terms_);
}

void BlockCertificate::price_border(int t, const SparseMatrix& c) {
    for (int i = 0; i < chain_.rows(); ++i) terms_.bound += chain_.rhs(i, t) * y_(i, t);
    for (int g = 0; g < chain_.local_border(); ++g)
        for (SparseMatrix::InnerIterator it(c, g); it; ++it)
            kappa_price_[static_cast<std::size_t>(g)] += -it.value() * y_(it.row(), t);
}

void BlockCertificate::add_columns(int t, const SparseMatrix& g) {
    const auto rows = [&](int stage) { return y_.data() + static_cast<std::ptrdiff_t>(stage) * y_.rows(); };
    const bool last = t + 1 == chain_.stages;
    const int next = last ? 0 : t + 1;
    const SparseMatrix &a = a_.at(t), &b = b_.at(next);
    for (int j = 0; j < chain_.columns(); ++j) {
        double r = (with_costs_ ? chain_.cost_at(j, t) : 0.0) - link_price_[j] - dot(a, j, rows(t));
        if (!last || cyclic_[static_cast<std::size_t>(j)]) r -= dot(b, j, rows(next));
        add_column(j, t, r);
        for (SparseMatrix::InnerIterator it(g, j); it; ++it)
            terms_.activity[static_cast<std::size_t>(it.row())] += it.value() * x_(j, t);
    }
}

void BlockCertificate::add_column(int j, int t, double r) {
    const int g = chain_.scaled_by[static_cast<std::size_t>(j)];
    const double a = chain_.upper(j, t), upper = g == kFixedBound ? a : a * kappa_[g];
    const double x = x_(j, t);
    (g == kFixedBound ? terms_.bound : kappa_price_[static_cast<std::size_t>(g)]) += std::min(0.0, r) * a;
    const double cost = chain_.cost_at(j, t), outside = std::max(-x, x - upper);
    terms_.objective += cost * x;
    terms_.largest_cost = std::max(terms_.largest_cost, std::abs(cost));
    terms_.bound_violation = std::max(terms_.bound_violation, outside);
    terms_.bound_violation_relative = std::max(terms_.bound_violation_relative, outside / (1.0 + upper));
    const double open = std::max(0.0, r) * x + std::max(0.0, -r) * (upper - x);
    terms_.complementarity += std::abs(open);
    if (upper > 0.0) terms_.open_price = std::max(terms_.open_price, open / upper);
}

void BlockCertificate::load_before(int t) {
    before_ = x_.col(t > 0 ? t - 1 : chain_.stages - 1);
    for (int j = 0; t == 0 && j < chain_.columns(); ++j)
        if (!cyclic_[static_cast<std::size_t>(j)]) before_[j] = 0.0;
}

void BlockCertificate::add_rows(int t) {
    product_.setZero(chain_.rows());
    product_.noalias() += a_.at(t) * x_.col(t);
    residual_ = chain_.rhs.col(t) - product_ - fixed_;
    load_before(t);
    product_.setZero();
    product_.noalias() += b_.at(t) * before_;
    residual_ -= product_;
    for (int i = 0; i < chain_.rows(); ++i) {
        const double violation = std::abs(residual_[i]);
        terms_.row_violation = std::max(terms_.row_violation, violation);
        if (violation > 0.0)  // a row without size is 0 = 0
            terms_.row_violation_relative = std::max(terms_.row_violation_relative, violation / row_sizes_[i]);
        terms_.priced_violation += violation * std::abs(y_(i, t));
    }
}

}  // namespace decawatt::lp
