#include "lp/border_block.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::lp {

namespace {
constexpr double kStartInBox = 0.1;       // starting position of k between its bounds
constexpr double kLeastFromBound = 1e-3;  // least distance from bounds, over their difference, of a given k

double sign_of(Sense sense) {
    return sense == Sense::equal ? 0.0 : (sense == Sense::at_most ? 1.0 : -1.0);
}

double box_correction(double product, const Aim& aim) {  // as for the columns (into_box of bundle_step.cpp)
    const double low = aim.low * aim.mu, high = aim.high * aim.mu;
    if (product < low) return low - product;
    return product > high ? std::max(high - product, -high) : 0.0;
}
}  // namespace

BorderBlock::BorderBlock(const StaircaseProgram& program, const std::vector<ChainPattern>& patterns,
                         const Scaling& scaling)
    : program_(program),
      patterns_(patterns),
      scaling_(scaling),
      unknowns_(program.border.size()),
      links_(program.linking.size()) {
    const double quantity = 1.0 / scaling.quantity;
    cost_ = program.border.cost / scaling.cost;
    lower_ = program.border.lower * quantity;
    upper_ = program.border.upper * quantity;
    linking_ = scaling.linking_row.asDiagonal() * program.linking.H;
    rhs_ = program.linking.rhs.cwiseProduct(scaling.linking_row) * quantity;
    sign_.resize(links_);
    for (int l = 0; l < links_; ++l) sign_[l] = sign_of(program.linking.sense[static_cast<std::size_t>(l)]);
    for (Unknowns* u : {&now_, &direction_, &correction_}) {
        u->k.setZero(unknowns_);
        for (Vector* v : {&u->low, &u->high}) v->setZero(unknowns_);
        for (Vector* v : {&u->lambda, &u->sigma, &u->z}) v->setZero(links_);
    }
    for (Vector* v : {&target_low_, &target_high_, &below_, &above_}) v->setZero(unknowns_);
    for (Vector* v : {&target_sigma_, &theta_sigma_, &residual_sigma_}) v->setZero(links_);
}

void BorderBlock::start(double mu, const StartingPoint* from) {
    for (int i = 0; i < unknowns_; ++i) {
        const double width = upper_[i] - lower_[i];
        below_[i] = std::min(kStartInBox * width, kStartReach);
        if (from != nullptr && !std::isnan(from->k[i]))
            below_[i] = std::clamp(from->k[i] / scaling_.quantity - lower_[i], kLeastFromBound * width,
                                   (1.0 - kLeastFromBound) * width);
        above_[i] = width - below_[i];
        now_.k[i] = lower_[i] + below_[i];
        if (!boxed(i)) continue;
        now_.low[i] = mu / below_[i];
        now_.high[i] = mu / above_[i];
    }
    for (int l = 0; l < links_; ++l) {
        const bool known = from != nullptr && !std::isnan(from->lambda[l]);
        now_.lambda[l] = known ? from->lambda[l] / (scaling_.linking_row[l] * scaling_.cost) : 0.0;
        if (!slack(l)) continue;
        now_.z[l] = std::max(-sign_[l] * now_.lambda[l], mu / (1.0 + std::abs(rhs_[l])));
        now_.sigma[l] = mu / now_.z[l];
        now_.lambda[l] = -sign_[l] * now_.z[l];
    }
}

Vector BorderBlock::gather(std::size_t chain, const Unknowns& u, bool with_offset) const {
    const ChainPattern& p = patterns_[chain];
    Vector local(p.shared());
    local.head(p.border) = program_.chains[chain].border_map * u.k;
    if (with_offset) local.head(p.border) += program_.chains[chain].border_offset / scaling_.quantity;
    for (int l = 0; l < p.links(); ++l) local[p.border + l] = u.lambda[p.linking[static_cast<std::size_t>(l)]];
    return local;
}

void BorderBlock::scatter(std::size_t chain, const Vector& local, Vector& k, Vector& links) const {
    const ChainPattern& p = patterns_[chain];
    k += program_.chains[chain].border_map.transpose() * local.head(p.border);
    for (int l = 0; l < p.links(); ++l) links[p.linking[static_cast<std::size_t>(l)]] += local[p.border + l];
}

ResidualSums BorderBlock::residuals(const std::vector<Vector>& chain_sums) {
    Vector activity = linking_ * now_.k;
    residual_k_ = cost_ - linking_.transpose() * now_.lambda - now_.low + now_.high;
    for (std::size_t s = 0; s < chain_sums.size(); ++s) scatter(s, chain_sums[s], residual_k_, activity);
    residual_link_ = rhs_ - activity - sign_.cwiseProduct(now_.sigma);
    residual_sigma_ = -sign_.cwiseProduct(now_.lambda) - now_.z;
    ResidualSums sums;
    const auto see_product = [&](double product) {
        sums.least_product = std::min(sums.least_product, product);
        sums.most_product = std::max(sums.most_product, product);
    };
    for (int i = 0; i < unknowns_; ++i) {
        if (still(i)) {  // a constant: no bound duals; its reduced cost counts in full
            sums.dual_objective += residual_k_[i] * now_.k[i];
            residual_k_[i] = 0.0;
        }
        sums.dual = std::max(sums.dual, std::abs(residual_k_[i]));
    }
    for (int i = 0; i < unknowns_; ++i) {
        sums.primal_objective += cost_[i] * now_.k[i];
        if (still(i)) continue;
        sums.complementarity += now_.low[i] * below_[i] + now_.high[i] * above_[i];
        see_product(now_.low[i] * below_[i]);
        see_product(now_.high[i] * above_[i]);
        sums.pairs += 2.0;
        sums.dual_objective += now_.low[i] * lower_[i] - now_.high[i] * upper_[i];
    }
    for (int l = 0; l < links_; ++l) {
        sums.dual_objective += rhs_[l] * now_.lambda[l];
        sums.primal = std::max(sums.primal, std::abs(residual_link_[l]));
        if (!slack(l)) continue;
        sums.dual = std::max(sums.dual, std::abs(residual_sigma_[l]));
        sums.complementarity += now_.sigma[l] * now_.z[l];
        see_product(now_.sigma[l] * now_.z[l]);
        sums.pairs += 1.0;
    }
    return sums;
}

void BorderBlock::add_chain(std::size_t index, const BorderFactor& factor, Matrix& s, Matrix& n) {
    const ChainPattern& p = patterns_[index];
    const SparseMatrix& map = program_.chains[index].border_map;
    const Matrix schur = factor.schur.selfadjointView<Eigen::Lower>();
    Matrix capacities = schur.topLeftCorner(p.border, p.border);
    capacities.diagonal() += factor.diagonal;
    s += map.transpose() * capacities * map;
    const Matrix coupling = (factor.link_border - schur.bottomLeftCorner(p.links(), p.border)) * map;
    for (int l = 0; l < p.links(); ++l) {
        const int link = p.linking[static_cast<std::size_t>(l)];
        if (unknowns_ > 0) coupling_.row(link) += coupling.row(l);  // a row of no columns has no address
        for (int other = 0; other < p.links(); ++other)
            n(link, p.linking[static_cast<std::size_t>(other)]) +=
                factor.link_link(l, other) - schur(p.border + l, p.border + other);
    }
}

bool BorderBlock::factorise(const std::vector<BorderFactor>& chains, double rho, double delta) {
    Matrix s = Matrix::Zero(unknowns_, unknowns_), n = Matrix::Zero(links_, links_);
    coupling_ = linking_;
    for (std::size_t c = 0; c < chains.size(); ++c) add_chain(c, chains[c], s, n);
    theta_.setConstant(unknowns_, rho);
    for (int i = 0; i < unknowns_; ++i) {
        if (boxed(i)) theta_[i] += now_.low[i] / below_[i] + now_.high[i] / above_[i];
        if (!still(i)) continue;
        s.row(i).setZero();
        s.col(i).setZero();
        coupling_.col(i).setZero();
        theta_[i] = 1.0;
    }
    s.diagonal() += theta_;
    for (int l = 0; l < links_; ++l) {
        theta_sigma_[l] = slack(l) ? now_.z[l] / now_.sigma[l] + rho : 0.0;
        n(l, l) += delta + (slack(l) ? 1.0 / theta_sigma_[l] : 0.0);
    }
    if (unknowns_ > 0) {
        primal_factor_.compute(s);
        if (!kept_pivots(primal_factor_)) return false;
    }
    if (links_ == 0) return true;
    solved_coupling_ = coupling_.transpose();
    if (unknowns_ > 0) primal_factor_.solveInPlace(solved_coupling_);
    n += coupling_ * solved_coupling_;
    dual_factor_.compute(n);
    return kept_pivots(dual_factor_);
}

void BorderBlock::target_centre(double target_mu) {
    for (int i = 0; i < unknowns_; ++i) {
        target_low_[i] = target_mu - now_.low[i] * below_[i];
        target_high_[i] = target_mu - now_.high[i] * above_[i];
    }
    target_sigma_ = (target_mu - now_.sigma.array() * now_.z.array()).matrix();
}

void BorderBlock::target_correction(const Aim& aim) {
    const Unknowns& d = direction_;
    for (int i = 0; i < unknowns_; ++i) {
        const double move = aim.primal_step * d.k[i];
        target_low_[i] = box_correction((below_[i] + move) * (now_.low[i] + aim.dual_step * d.low[i]), aim);
        target_high_[i] = box_correction((above_[i] - move) * (now_.high[i] + aim.dual_step * d.high[i]), aim);
    }
    for (int l = 0; l < links_; ++l)
        target_sigma_[l] =
            box_correction((now_.sigma[l] + aim.primal_step * d.sigma[l]) * (now_.z[l] + aim.dual_step * d.z[l]), aim);
}

void BorderBlock::solve(bool correction, const std::vector<Vector>& chain_rhs) {
    Unknowns& d = correction ? correction_ : direction_;
    Vector primal = correction ? Vector::Zero(unknowns_).eval() : (-residual_k_).eval();
    Vector links = correction ? Vector::Zero(links_).eval() : residual_link_;
    for (int i = 0; i < unknowns_; ++i)
        if (boxed(i)) primal[i] += target_low_[i] / below_[i] - target_high_[i] / above_[i];
    Vector slack_rhs = Vector::Zero(links_);
    for (int l = 0; l < links_; ++l) {
        if (!slack(l)) continue;
        slack_rhs[l] = (correction ? 0.0 : -residual_sigma_[l]) + target_sigma_[l] / now_.sigma[l];
        links[l] -= sign_[l] * slack_rhs[l] / theta_sigma_[l];
    }
    for (std::size_t s = 0; s < chain_rhs.size(); ++s) scatter(s, chain_rhs[s], primal, links);
    for (int i = 0; i < unknowns_; ++i)
        if (still(i)) primal[i] = 0.0;
    d.k = primal;
    if (unknowns_ > 0) primal_factor_.solveInPlace(d.k);
    d.lambda = links;
    if (links_ > 0) {
        d.lambda -= coupling_ * d.k;
        dual_factor_.solveInPlace(d.lambda);
        d.k += solved_coupling_ * d.lambda;
    }
    recover(slack_rhs, d);
}

// Computes steps of the eliminated unknowns from those of k and λ.
void BorderBlock::recover(const Vector& slack_rhs, Unknowns& d) const {
    for (int i = 0; i < unknowns_; ++i) {
        if (!boxed(i)) continue;
        d.low[i] = (target_low_[i] - now_.low[i] * d.k[i]) / below_[i];
        d.high[i] = (target_high_[i] + now_.high[i] * d.k[i]) / above_[i];
    }
    for (int l = 0; l < links_; ++l) {
        if (!slack(l)) continue;
        d.sigma[l] = (sign_[l] * d.lambda[l] + slack_rhs[l]) / theta_sigma_[l];
        d.z[l] = (target_sigma_[l] - now_.z[l] * d.sigma[l]) / now_.sigma[l];
    }
}

StepRates BorderBlock::step_rates(const Weights& weights, bool correction) const {
    StepRates rates;
    const auto see = [&](double now, double d, double c, Weights& rate) {
        for (std::size_t w = 0; w < kWeights; ++w)
            rate[w] = std::max(rate[w], -(d + (correction ? weights[w] * c : 0.0)) / now);
    };
    const Unknowns &d = direction_, &c = correction_;
    for (int i = 0; i < unknowns_; ++i) {
        if (!boxed(i)) continue;
        see(below_[i], d.k[i], c.k[i], rates.primal);
        see(above_[i], -d.k[i], -c.k[i], rates.primal);
        see(now_.low[i], d.low[i], c.low[i], rates.dual);
        see(now_.high[i], d.high[i], c.high[i], rates.dual);
    }
    for (int l = 0; l < links_; ++l) {
        if (!slack(l)) continue;
        see(now_.sigma[l], d.sigma[l], c.sigma[l], rates.primal);
        see(now_.z[l], d.z[l], c.z[l], rates.dual);
    }
    return rates;
}

void BorderBlock::add_correction(double primal_weight, double dual_weight) {
    direction_.k += primal_weight * correction_.k;
    direction_.sigma += primal_weight * correction_.sigma;
    direction_.lambda += dual_weight * correction_.lambda;
    direction_.low += dual_weight * correction_.low;
    direction_.high += dual_weight * correction_.high;
    direction_.z += dual_weight * correction_.z;
}

void BorderBlock::step(double primal, double dual) {
    now_.k += primal * direction_.k;
    below_ += primal * direction_.k;
    above_ -= primal * direction_.k;
    now_.sigma += primal * direction_.sigma;
    now_.lambda += dual * direction_.lambda;
    now_.low += dual * direction_.low;
    now_.high += dual * direction_.high;
    now_.z += dual * direction_.z;
}

BlockingPairs BorderBlock::blocking_pairs() const {
    BlockingPairs pairs;
    for (int i = 0; i < unknowns_; ++i) {
        if (!boxed(i)) continue;
        BlockingPair at{.index = i};
        pairs.primal.see(below_[i], kept_.below[i], at);
        pairs.dual.see(now_.low[i], kept_.now.low[i], at);
        at.kind = BlockingPair::Kind::upper;
        pairs.primal.see(above_[i], kept_.above[i], at);
        pairs.dual.see(now_.high[i], kept_.now.high[i], at);
    }
    for (int l = 0; l < links_; ++l) {
        if (!slack(l)) continue;
        const BlockingPair at{.index = l, .kind = BlockingPair::Kind::slack};
        pairs.primal.see(now_.sigma[l], kept_.now.sigma[l], at);
        pairs.dual.see(now_.z[l], kept_.now.z[l], at);
    }
    return pairs;
}

void BorderBlock::write_solution(Vector& k, Vector& lambda) const {
    k = (now_.k * scaling_.quantity).cwiseMax(program_.border.lower).cwiseMin(program_.border.upper);
    lambda = now_.lambda.cwiseProduct(scaling_.linking_row) * scaling_.cost;
}

}  // namespace decawatt::lp
