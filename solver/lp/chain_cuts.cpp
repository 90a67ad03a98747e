#include "lp/chain_cuts.hpp"

#include <utility>

namespace decawatt::lp {

ChainCuts::ChainCuts(const ChainPattern& pattern, int cuts, std::vector<Place> places)
    : pattern_(pattern), places_(std::move(places)), size_(cuts * pattern.states()) {
    for (Vector* v : {&now_, &direction_, &correction_, &residual_, &rhs_}) v->setZero(size_);
}

BorderView ChainCuts::view(std::size_t b, const Vector& shared, const Vector& e) const {
    BorderView view;
    view.set_zero(0, pattern_.states());
    view.shared = shared;
    for (int l = 0; l < kLanes; ++l) {
        const int in = places_[b].in[static_cast<std::size_t>(l)], out = places_[b].out[static_cast<std::size_t>(l)];
        for (int s = 0; s < pattern_.states(); ++s) {
            if (in >= 0) view.in[static_cast<std::size_t>(s)][l] = e[in * pattern_.states() + s];
            if (out >= 0) view.out[static_cast<std::size_t>(s)][l] = e[out * pattern_.states() + s];
        }
    }
    return view;
}

Vector ChainCuts::gather(std::span<const BorderView> views) const {
    Vector e = Vector::Zero(size_);
    for (std::size_t b = 0; b < views.size(); ++b)
        for (int l = 0; l < kLanes; ++l) {
            const int in = places_[b].in[static_cast<std::size_t>(l)],
                      out = places_[b].out[static_cast<std::size_t>(l)];
            for (int s = 0; s < pattern_.states(); ++s) {
                if (in >= 0) e[in * pattern_.states() + s] += views[b].in[static_cast<std::size_t>(s)][l];
                if (out >= 0) e[out * pattern_.states() + s] += views[b].out[static_cast<std::size_t>(s)][l];
            }
        }
    return e;
}

Vector ChainCuts::measure(std::span<const BorderView> sums, ResidualSums& totals) {
    residual_ = gather(sums);
    if (size_ > 0) totals.merge({.dual = residual_.cwiseAbs().maxCoeff()});
    Vector shared = Vector::Zero(pattern_.shared());
    for (const BorderView& part : sums) shared += part.shared;
    return shared;
}

void ChainCuts::add_factor(std::size_t b, const BundleBorderFactor& part, Matrix& own) {
    factor_.schur += part.shared.schur;
    factor_.diagonal += part.shared.diagonal;
    factor_.link_border += part.shared.link_border;
    factor_.link_link += part.shared.link_link;
    const int n = pattern_.states(), shared = pattern_.shared();
    for (int l = 0; l < kLanes; ++l) {
        const auto lane = static_cast<std::size_t>(l);
        const auto unknown = [&](int end) {  // index in this lane: states at the beginning, then at the end
            const int cut = end < n ? places_[b].in[lane] : places_[b].out[lane];
            return cut < 0 ? -1 : cut * n + end % n;
        };
        for (int end = 0; end < 2 * n; ++end) {
            const int row = unknown(end);
            if (row < 0) continue;
            for (int c = 0; c < shared; ++c)
                coupling_(row, c) += part.ends_shared[static_cast<std::size_t>(end * shared + c)][l];
            for (int other = 0; other < 2 * n; ++other)
                if (const int column = unknown(other); column >= 0)
                    own(row, column) += part.ends_ends[static_cast<std::size_t>(end * 2 * n + other)][l];
        }
    }
}

bool ChainCuts::factorise(std::span<const Bundle> bundles, double rho) {
    const int shared = pattern_.shared();
    factor_.set_zero(pattern_.border, pattern_.links());
    coupling_.setZero(size_, shared);
    Matrix own = Matrix::Identity(size_, size_) * rho;
    for (std::size_t b = 0; b < bundles.size(); ++b) add_factor(b, bundles[b].factor(), own);
    if (size_ == 0) return true;
    own_factor_.compute(own);
    if (!kept_pivots(own_factor_)) return false;
    solved_coupling_ = coupling_;
    if (shared == 0) return true;
    own_factor_.solveInPlace(solved_coupling_);
    factor_.schur.triangularView<Eigen::Lower>() -= coupling_.transpose() * solved_coupling_;
    return true;
}

Vector ChainCuts::reduce(bool correction, std::span<const BorderView> rhs) {
    Vector shared = Vector::Zero(pattern_.shared());
    for (const BorderView& part : rhs) shared += part.shared;
    if (size_ == 0) return shared;
    rhs_ = gather(rhs);
    if (!correction) rhs_ -= residual_;
    const Vector owed = solved_coupling_.transpose() * rhs_;
    shared.head(pattern_.border) -= owed.head(pattern_.border);
    shared.tail(pattern_.links()) += owed.tail(pattern_.links());
    return shared;
}

void ChainCuts::solve(bool correction, const Vector& shared_step) {
    if (size_ == 0) return;
    (correction ? correction_ : direction_) = own_factor_.solve(rhs_) - solved_coupling_ * shared_step;
}

}  // namespace decawatt::lp
