#include "lp/bundle_factor.hpp"

#include <algorithm>

namespace decawatt::lp {

namespace {
void add_products(const std::vector<Product>& products, const Lanes* theta_inverse, Lanes* block) {
    for (std::size_t i = 0; i < products.size();) {
        const int target = products[i].target;
        Lanes value = block[target];
        for (; i < products.size() && products[i].target == target; ++i)
            value += products[i].weight * theta_inverse[products[i].column];
        block[target] = value;
    }
}
}  // namespace

void BundleFactor::allocate(const BundleChain& chain) {
    const ChainPattern& p = chain.pattern();
    theta_inverse_.resize(p.columns, chain.stages());
    blocks_.resize(p.block_size(), chain.stages());
    closing_coupling_ = zero_lanes(p.closing_coupling.rows + p.closing_coupling.size);
    closing_block_ = zero_lanes(triangle::size(p.states()));
    theta_before_ = zero_lanes(p.states());
}

void BundleFactor::weigh(const BundleChain& chain, BundlePoint& point, int t, double rho) {
    const BundlePoint::Columns c = point.columns(chain, t);
    Lanes* theta_inverse = theta_inverse_.at(t);
    for (int j = 0; j < chain.pattern().columns; ++j) {
        const Lanes x = c.x[j], z = c.z[j], s = c.s[j], v = c.v[j];
        // 1 / (z/x + v/s + ρ), by one division
        theta_inverse[j] = where(c.upper[j] > 0.0, x * s / (z * s + v * x + rho * x * s), Lanes{});
    }
}

void BundleFactor::assemble(const BundleChain& chain, int t, double delta) {
    const ChainPattern& p = chain.pattern();
    for (int s = 0; s < p.states(); ++s)
        theta_before_[static_cast<std::size_t>(s)] = t > 0 ? theta_inverse_.at(t - 1)[chain.state_column(s)] : Lanes{};
    Lanes* block = blocks_.at(t);
    std::fill(block, block + p.block_size(), Lanes{});
    for (int i = 0; i < p.rows(); ++i) block[p.factor.position(i, i)] = all_lanes(delta);
    add_products(p.own_products, theta_inverse_.at(t), block);
    add_products(p.carried_products, theta_before_.data(), block);
    if (p.slots > 0) add_stage_products(chain, t, block);
}

void BundleFactor::add_stage_products(const BundleChain& chain, int t, Lanes* block) const {
    const ChainPattern& p = chain.pattern();
    const Lanes *here = theta_inverse_.at(t), *before = theta_before_.data();
    chain.with_coefficients(t, [&](const auto coefficient) {
        for (const StageProduct& e : p.own_by_stage)
            block[e.target] += coefficient(e.one) * coefficient(e.other) * here[e.column];
        for (const StageProduct& e : p.carried_by_stage)
            block[e.target] += coefficient(e.one) * coefficient(e.other) * before[e.column];
    });
}

void BundleFactor::couple(const BundleChain& chain, int t) {
    const ChainPattern& p = chain.pattern();
    Lanes* coupling = blocks_.at(t) + p.factor.block_size();
    chain.with_coefficients(t, [&](const auto coefficient) {
        const auto of_before = coefficient.before();
        for (int s = 0; s < p.states(); ++s)
            for (const Entry& next : p.b.of(s)) {
                const Lanes share = coefficient(next) * theta_before_[static_cast<std::size_t>(s)];
                Lanes* column = coupling + p.coupling.start[static_cast<std::size_t>(next.index)];
                for (const Entry& now : p.a.of(chain.state_column(s)))
                    column[now.index - p.local_rows] += of_before(now) * share;
            }
    });
    triangle::forward_columns(p.coupling, state(p, t - 1), coupling);
}

bool BundleFactor::factorise(const BundleChain& chain, int t, double delta) {
    const ChainPattern& p = chain.pattern();
    assemble(chain, t, delta);
    Lanes *block = blocks_.at(t), *state = block + p.factor.state_offset();
    if (!p.factor.factorise_local(block)) return false;
    if (t > 0) {
        couple(chain, t);
        triangle::subtract_gram(p.coupling, coupling(p, t), state);
    }
    return triangle::cholesky(p.state_rows, state);
}

bool BundleFactor::close(const BundleChain& chain, double delta) {
    const ChainPattern& p = chain.pattern();
    const int n = p.states();
    std::fill(closing_coupling_.begin(), closing_coupling_.end(), Lanes{});
    Lanes* coupling = closing_coupling_.data() + p.closing_coupling.rows;
    std::fill(closing_block_.begin(), closing_block_.end(), Lanes{});
    const Lanes* theta_inverse = theta_inverse_.at(chain.last());
    for (int s = 0; s < n; ++s) {
        const Lanes weight = theta_inverse[chain.state_column(s)] * chain.has_out(s);
        Lanes* column = coupling + p.closing_coupling.start[static_cast<std::size_t>(s)];
        chain.with_coefficients(chain.last(), [&](const auto coefficient) {
            for (const Entry& e : p.a.of(chain.state_column(s)))
                column[e.index - p.local_rows] += coefficient(e) * weight;
        });
        closing_block_[static_cast<std::size_t>(triangle::position(n, s, s))] =
            where(chain.has_out(s) > 0.0, weight + delta, all_lanes(1.0));
    }
    triangle::forward_columns(p.closing_coupling, state(p, chain.last()), coupling);
    triangle::subtract_gram(p.closing_coupling, coupling, closing_block_.data());
    return triangle::cholesky(n, closing_block_.data());
}

void BundleFactor::forward_states(const BundleChain& chain, int t, int columns, const Lanes* before, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    if (before != nullptr) triangle::subtract_transposed(p.coupling, coupling(p, t), columns, before, x);
    triangle::forward(p.state_rows, state(p, t), columns, x);
}

void BundleFactor::forward_closing_columns(const BundleChain& chain, int columns, const Lanes* last, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    if (last != nullptr) triangle::subtract_transposed(p.closing_coupling, closing_coupling(p), columns, last, x);
    triangle::forward(p.states(), closing_block_.data(), columns, x);
}

void BundleFactor::forward(const BundleChain& chain, int t, const Lanes* before, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    Lanes* states = x + p.local_rows;
    p.factor.forward(blocks_.at(t), x);
    if (before != nullptr) triangle::subtract_transposed(p.coupling, coupling(p, t), before, states);
    triangle::forward(p.state_rows, state(p, t), states);
}

void BundleFactor::forward_closing(const BundleChain& chain, const Lanes* last, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    triangle::subtract_transposed(p.closing_coupling, closing_coupling(p), last, x);
    triangle::forward(p.states(), closing_block_.data(), x);
}

void BundleFactor::backward_closing(const BundleChain& chain, Lanes* x) const {
    triangle::backward(chain.pattern().states(), closing_block_.data(), x);
}

void BundleFactor::backward(const BundleChain& chain, int t, const Lanes* behind, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    Lanes* states = x + p.local_rows;
    if (t < chain.last())
        triangle::subtract_product(p.coupling, coupling(p, t + 1), behind, states);
    else
        triangle::subtract_product(p.closing_coupling, closing_coupling(p), behind, states);
    triangle::backward(p.state_rows, state(p, t), states);
    p.factor.backward(blocks_.at(t), x);
}

}  // namespace decawatt::lp
