#include "lp/bundle_point.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace decawatt::lp {

namespace {
// The centre of 0 ≤ x ≤ u for a reduced cost r: μ/x - μ/(u - x) = r, by the root without cancellation.
double distance_from_near_bound(double r, double u, double mu) {
    const double pull = std::abs(r) * u;
    return 2.0 * mu * u / (pull + 2.0 * mu + std::sqrt(pull * pull + 4.0 * mu * mu));
}
}  // namespace

void take_scale(const ChainPattern& pattern, const Vector& border, std::vector<double>& scale) {
    for (std::size_t j = 0; j < scale.size(); ++j)
        if (pattern.scaled_by[j] != kFixedBound) scale[j] = border[pattern.scaled_by[j]];
}

void BundlePoint::allocate(const BundleChain& chain) {
    const int n = chain.pattern().columns;
    for (LaneMatrix* m : {&x_, &z_, &slack_, &v_}) m->resize(n, chain.stages(), all_lanes(1.0));
    reduced_.resize(n, chain.stages());
    dual_ = chain.make_rows();
    residual_ = chain.make_rows();
    scale_.assign(static_cast<std::size_t>(n), 1.0);
}

void BundlePoint::set_border(const ChainPattern& pattern, const BorderView& border) {
    border_.assign(border.shared.data(), border.shared.data() + border.shared.size());
    border_in_ = border.in;
    border_out_ = border.out;
    take_scale(pattern, border.shared, scale_);
}

void BundlePoint::load_duals(const BundleChain& chain, const Matrix& y, double scale) {
    const ChainPattern& p = chain.pattern();
    for (int l = 0; l < kLanes; ++l) {
        const BundleChain::Segment& segment = chain.segment(l);
        const auto dual = [&](int row, int at) {
            const double given = y(row, at % y.cols());
            return std::isnan(given) ? 0.0 : given * scale;  // unknown: as in a cold start
        };
        for (int row = 0; row < p.rows(); ++row) {
            const int to = p.row_of[static_cast<std::size_t>(row)];
            for (int i = 0; i < segment.count; ++i)
                dual_.y.at(chain.first_stage(l) + i)[to][l] = dual(row, segment.first + i);
            // The dual of a closing row is what its state is worth in the stage behind the cut.
            for (int s = 0; s < p.states(); ++s)
                for (const Entry& e : p.b.of(s))
                    if (p.local_rows + e.index == to && chain.has_out(s)[l] > 0.0)
                        dual_.closing[static_cast<std::size_t>(s)][l] +=
                            e.value * dual(row, segment.first + segment.count);
        }
    }
}

void BundlePoint::start(const BundleChain& chain, double mu, const Scaling& scaling, const Matrix* y) {
    const ChainPattern& p = chain.pattern();
    if (y != nullptr) load_duals(chain, *y, 1.0 / scaling.cost);
    std::vector<Lanes> priced = zero_lanes(p.columns);
    for (int t = 0; t < chain.stages(); ++t) {
        const Columns c = columns(chain, t);
        const Lanes* costs = chain.cost(t);
        chain.price(dual_, t, priced.data());
        for (int j = 0; j < p.columns; ++j) {
            Lanes reduced = costs[j] - priced[static_cast<std::size_t>(j)];
            chain.with_coefficients(t, [&](const auto coefficient) {
                for (const Entry& e : p.g.of(j))
                    reduced -= coefficient(e) * border_[static_cast<std::size_t>(p.border + e.index)];
            });
            for (int l = 0; l < kLanes; ++l) {
                if (!(c.upper[j][l] > 0.0)) continue;
                const double u = c.upper[j][l] * scale_[static_cast<std::size_t>(j)];
                const double reach = std::min(u, kStartReach);
                const double near = distance_from_near_bound(reduced[l], reach, mu);
                c.x[j][l] = reduced[l] >= 0.0 ? near : reach - near;
                c.s[j][l] = reduced[l] >= 0.0 ? u - near : u - reach + near;
                c.z[j][l] = mu / c.x[j][l];
                c.v[j][l] = mu / c.s[j][l];
            }
        }
    }
}

void BundlePoint::measure_stage(const BundleChain& chain, int t, Scratch& w, BorderView& sums, ResidualSums& totals) {
    measure_rows(chain, t, w, sums, totals);
    measure_columns(chain, t, w, totals);
}

// r_p = b - C κ - A x - B x_{t-1}
void BundlePoint::measure_rows(const BundleChain& chain, int t, Scratch& w, BorderView& sums, ResidualSums& totals) {
    const ChainPattern& p = chain.pattern();
    const Columns c = columns(chain, t);
    const Lanes *rhs = chain.rhs(t), *y = dual_.y.at(t);
    Lanes *row = residual_.y.at(t), *x = w.x.data();
    const Lanes here = chain.present(t);
    Lanes objective{};
    for (int i = 0; i < p.rows(); ++i) {
        row[i] = rhs[i];
        objective += rhs[i] * y[i];
    }
    chain.with_coefficients(t, [&](const auto coefficient) {
        for (int g = 0; g < p.border; ++g)
            for (const Entry& e : p.border_columns[static_cast<std::size_t>(g)].own) {
                const Lanes value = coefficient(e) * here;
                row[e.index] -= value * border_[static_cast<std::size_t>(g)];
                w.sums[static_cast<std::size_t>(g)] -= value * y[e.index];
                objective -= value * chain.border_offset()[g] * y[e.index];
            }
        if (t > chain.longest_delay()) return;
        for (int s = 0; s < p.states(); ++s) {
            const auto state = static_cast<std::size_t>(s);
            const Lanes first = chain.entering(t, s);
            w.before[state] = t > 0 ? w.before[state] + first * border_in_[state] : first * border_in_[state];
            for (const Entry& e : p.b.of(s)) sums.in[state] -= first * coefficient(e) * y[p.local_rows + e.index];
        }
    });
    for (int j = 0; j < p.columns; ++j) x[j] = where(c.upper[j] > 0.0, c.x[j], Lanes{});
    chain.take_products(t, x, w.before.data(), row);
    for (int s = 0; s < p.states(); ++s) w.before[static_cast<std::size_t>(s)] = x[chain.state_column(s)];
    Lanes worst{};
    for (int i = 0; i < p.rows(); ++i) worst = larger(magnitude(row[i]), worst);
    totals.merge({.primal = largest(worst), .dual_objective = sum(objective)});
}

// r_d = c - A'y_t - B'y_{t+1} - G'λ - z + v
void BundlePoint::measure_columns(const BundleChain& chain, int t, Scratch& w, ResidualSums& totals) {
    const ChainPattern& p = chain.pattern();
    const Columns c = columns(chain, t);
    Lanes* priced = w.priced.data();
    chain.price(dual_, t, priced);
    const Lanes *costs = chain.cost(t), *x = w.x.data();
    Lanes least = all_lanes(std::numeric_limits<double>::infinity()), most{};
    Lanes dual{}, products{}, pairs{}, primal_objective{}, dual_objective{};
    chain.with_coefficients(t, [&](const auto coefficient) {
        for (const int j : p.carriers)
            for (const Entry& e : p.g.of(j)) {
                const auto link = static_cast<std::size_t>(p.border + e.index);
                priced[j] += coefficient(e) * border_[link];
                w.sums[link] += coefficient(e) * x[j];
            }
    });
    for (int j = 0; j < p.columns; ++j) {
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        const auto on = c.upper[j] > 0.0;
        const Lanes reduced = where(on, costs[j] - priced[j] - c.z[j] + c.v[j], Lanes{});
        c.reduced[j] = reduced;
        dual = larger(magnitude(reduced), dual);
        const Lanes low = c.x[j] * c.z[j], high = c.s[j] * c.v[j];
        products += where(on, c.x[j] * c.z[j] + c.s[j] * c.v[j], Lanes{});
        pairs += where(on, all_lanes(2.0), Lanes{});
        least = smaller(where(on, smaller(low, high), least), least);
        most = larger(where(on, larger(low, high), most), most);
        primal_objective += costs[j] * x[j];
        const Lanes owed = c.upper[j] * c.v[j];  // zero where off
        if (g == kFixedBound)
            dual_objective -= owed;
        else {
            dual_objective -= owed * chain.border_offset()[g];
            w.sums[static_cast<std::size_t>(g)] -= owed;
        }
    }
    totals.merge({.dual = largest(dual),
                  .complementarity = sum(products),
                  .pairs = sum(pairs),
                  .least_product = -largest(-least),
                  .most_product = largest(most),
                  .primal_objective = sum(primal_objective),
                  .dual_objective = sum(dual_objective)});
}

// x_last - e_out = 0
void BundlePoint::finish_measure(const BundleChain& chain, const Scratch& w, BorderView& sums, ResidualSums& totals) {
    const ChainPattern& p = chain.pattern();
    const Columns c = columns(chain, chain.last());
    for (int s = 0; s < p.states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        const int j = chain.state_column(s);
        const Lanes x = where(c.upper[j] > 0.0, c.x[j], Lanes{});
        residual_.closing[state] = chain.has_out(s) * (border_out_[state] - x);
        sums.out[state] += dual_.closing[state];
        totals.merge({.primal = largest(magnitude(residual_.closing[state]))});
    }
    for (int i = 0; i < p.shared(); ++i) sums.shared[i] = sum(w.sums[static_cast<std::size_t>(i)]);
}

BlockingPairs BundlePoint::fallen_since(const BundlePoint& before, const BundleChain& chain, int index) const {
    BlockingPairs pairs;
    for (int l = 0; l < kLanes; ++l)
        for (int i = 0; i < chain.segment(l).count; ++i) {
            const int t = chain.first_stage(l) + i;
            BlockingPair at{.chain = index, .stage = chain.segment(l).first + i};
            for (at.index = 0; at.index < chain.pattern().columns; ++at.index) {
                const int j = at.index;
                if (!(chain.upper(t)[j][l] > 0.0)) continue;
                const auto see = [&](const LaneMatrix& after, const LaneMatrix& earlier, BlockingPair& pair) {
                    pair.see(after.at(t)[j][l], earlier.at(t)[j][l], at);
                };
                at.kind = BlockingPair::Kind::lower;
                see(x_, before.x_, pairs.primal);
                see(z_, before.z_, pairs.dual);
                at.kind = BlockingPair::Kind::upper;
                see(slack_, before.slack_, pairs.primal);
                see(v_, before.v_, pairs.dual);
            }
        }
    return pairs;
}

void BundlePoint::write_solution(const BundleChain& chain, const Scaling& scaling, Matrix& x, Matrix& y) const {
    const ChainPattern& p = chain.pattern();
    for (int l = 0; l < kLanes; ++l)
        for (int i = 0; i < chain.segment(l).count; ++i) {
            const int t = chain.first_stage(l) + i, at = chain.segment(l).first + i;
            for (int j = 0; j < p.columns; ++j) {
                const double upper = chain.upper(t)[j][l] * scale_[static_cast<std::size_t>(j)];
                x(j, at) = upper > 0.0 ? std::clamp(x_.at(t)[j][l], 0.0, upper) * scaling.quantity : 0.0;
            }
            for (int row = 0; row < p.rows(); ++row)
                y(row, at) = dual_.y.at(t)[p.row_of[static_cast<std::size_t>(row)]][l] * scaling.cost;
        }
}

}  // namespace decawatt::lp
