// Iterate and residuals of a bundle; bundle_factor.cpp and bundle_solve.cpp have the Newton step.
#include "lp/bundle.hpp"

#include <algorithm>
#include <cmath>

#include "lp/bundle_stage.hpp"

namespace decawatt::lp {

void ResidualSums::merge(const ResidualSums& other) {
    // A NaN must survive the merge: std::max would drop it.
    const auto worse = [](double a, double b) { return b > a || std::isnan(b) ? b : a; };
    primal = worse(primal, other.primal);
    dual = worse(dual, other.dual);
    complementarity += other.complementarity;
    pairs += other.pairs;
    primal_objective += other.primal_objective;
    dual_objective += other.dual_objective;
}

void StepRates::merge(const StepRates& other) {
    for (std::size_t w = 0; w < kWeights; ++w) {
        primal[w] = std::max(primal[w], other.primal[w]);
        dual[w] = std::max(dual[w], other.dual[w]);
    }
}

void BorderView::set_zero(int shared_size, int states) {
    shared.setZero(shared_size);
    in.assign(static_cast<std::size_t>(states), Lanes{});
    out.assign(static_cast<std::size_t>(states), Lanes{});
}

void BorderFactor::set_zero(int border, int links) {
    schur.setZero(border + links, border + links);
    diagonal.setZero(border);
    link_border.setZero(links, border);
    link_link.setZero(links, links);
}

Bundle::Bundle(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
               const std::array<Segment, kLanes>& segments)
    : pattern_(pattern),
      segments_(segments),
      delay_{},
      has_in_{},
      has_out_{},
      quantity_(1.0 / scaling.quantity),
      border_offset_(chain.border_offset * quantity_),
      cost_varies_(chain.cost.cols() > 1) {
    for (const Segment& s : segments_) stages_ = std::max(stages_, s.count);
    for (int l = 0; l < kLanes; ++l) {
        const Segment& s = segments_[static_cast<std::size_t>(l)];
        delay_[l] = stages_ - s.count;
        has_in_[l] = s.has_in ? 1.0 : 0.0;
        has_out_[l] = s.has_out ? 1.0 : 0.0;
        if (s.count > 0) longest_delay_ = std::max(longest_delay_, stages_ - s.count);
    }
}

void Bundle::load(const Chain& chain, const Scaling& scaling) {
    const int n = pattern_.columns;
    for (LaneMatrix* m : {&x_, &z_, &slack_, &v_}) m->resize(n, stages_, all_lanes(1.0));
    for (LaneMatrix* m : {&dx_, &dz_, &dv_, &correction_x_}) m->resize(n, stages_);
    for (LaneMatrix* m : {&upper_, &reduced_, &theta_inverse_}) m->resize(n, stages_);
    for (Rowwise* r : {&dual_, &dual_direction_, &dual_correction_, &residual_}) {
        r->y.resize(pattern_.rows(), stages_);
        r->closing = Scratch::lanes(states());
    }
    blocks_.resize(pattern_.factor.block_size(), stages_);
    border_state_.resize((shared() + states()) * pattern_.state_rows, stages_);
    closing_coupling_ = Scratch::lanes(pattern_.state_rows * states());
    closing_block_ = Scratch::lanes(states() * states());
    closing_border_ = Scratch::lanes((shared() + 2 * states()) * states());
    for (std::vector<double>* scale : {&scale_, &direction_scale_, &correction_scale_, &joined_scale_})
        scale->assign(static_cast<std::size_t>(n), scale == &scale_ ? 1.0 : 0.0);
    rhs_.resize(pattern_.rows(), stages_);
    cost_.resize(pattern_.columns, cost_varies_ ? stages_ : 1);
    for (int j = 0; j < pattern_.columns && !cost_varies_; ++j)
        cost_.at(0)[j] = all_lanes(chain.cost(j, 0) / scaling.cost);
    for (int l = 0; l < kLanes; ++l) {
        const Segment& segment = segments_[static_cast<std::size_t>(l)];
        for (int i = 0; i < segment.count; ++i) {
            const int t = stages_ - segment.count + i, at = segment.first + i;
            for (int row = 0; row < pattern_.rows(); ++row)
                rhs_.at(t)[pattern_.row_of[static_cast<std::size_t>(row)]][l] = chain.rhs(row, at) * quantity_;
            for (int j = 0; j < pattern_.columns; ++j) {
                const auto column = static_cast<std::size_t>(j);
                const double unit = pattern_.scaled_by[column] == kFixedBound ? quantity_ : 1.0;
                upper_.at(t)[j][l] = pattern_.closed[column] ? 0.0 : chain.upper(j, at) * unit;
                if (cost_varies_) cost_.at(t)[j][l] = chain.cost(j, at) / scaling.cost;
            }
        }
    }
}

Lanes Bundle::present(int t) const {
    return where(delay_ <= static_cast<double>(t), all_lanes(1.0), Lanes{});
}

Lanes Bundle::entering(int t) const {
    return where(delay_ == static_cast<double>(t), has_in_, Lanes{});
}

void Bundle::set_border(const BorderView& border) {
    border_.assign(border.shared.data(), border.shared.data() + border.shared.size());
    border_in_ = border.in;
    border_out_ = border.out;
    take_scale(border.shared, scale_);
}

void Bundle::load_duals(const Matrix& y, double scale) {
    for (int l = 0; l < kLanes; ++l) {
        const Segment& segment = segments_[static_cast<std::size_t>(l)];
        const auto dual = [&](int row, int at) {
            const double given = y(row, at % y.cols());
            return std::isnan(given) ? 0.0 : given * scale;  // unknown: as in a cold start
        };
        for (int row = 0; row < pattern_.rows(); ++row) {
            const int to = pattern_.row_of[static_cast<std::size_t>(row)];
            for (int i = 0; i < segment.count; ++i)
                dual_.y.at(stages_ - segment.count + i)[to][l] = dual(row, segment.first + i);
            // The dual of a closing row is what its state is worth in the stage behind the cut.
            for (int s = 0; s < states() && segment.has_out; ++s)
                for (const Entry& e : pattern_.b.of(s))
                    if (pattern_.local_rows + e.index == to)
                        dual_.closing[static_cast<std::size_t>(s)][l] +=
                            e.value * dual(row, segment.first + segment.count);
        }
    }
}

// The centre of 0 ≤ x ≤ u for a reduced cost r: μ/x - μ/(u - x) = r, by the root that does not cancel.
static double distance_from_near_bound(double r, double u, double mu) {
    const double pull = std::abs(r) * u;
    return 2.0 * mu * u / (pull + 2.0 * mu + std::sqrt(pull * pull + 4.0 * mu * mu));
}

void Bundle::start(double mu, const BorderView& border, const Scaling& scaling, const Matrix* y) {
    set_border(border);
    if (y != nullptr) load_duals(*y, 1.0 / scaling.cost);
    std::vector<Lanes> priced = Scratch::lanes(pattern_.columns);
    for (int t = 0; t < stages_; ++t) {
        const StageColumns c = columns(t);
        const Lanes* costs = cost_.at(cost_varies_ ? t : 0);
        price(dual_.y.at(t), dual_, t, priced.data());
        for (int j = 0; j < pattern_.columns; ++j) {
            Lanes reduced = costs[j] - priced[static_cast<std::size_t>(j)];
            for (const Entry& e : pattern_.g.of(j))
                reduced -= e.value * border_[static_cast<std::size_t>(pattern_.border + e.index)];
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

void Bundle::take_products(const Lanes* values, const Lanes* before, Lanes* rows) const {
    for (int i = 0; i < pattern_.rows(); ++i) {
        Lanes row = rows[i];
        for (const Entry& e : pattern_.a_rows.of(i)) row -= e.value * values[e.index];
        rows[i] = row;
    }
    for (int s = 0; s < states(); ++s)
        for (const Entry& e : pattern_.b.of(s)) rows[pattern_.local_rows + e.index] -= e.value * before[s];
}

void Bundle::price(const Lanes* y, const Rowwise& rows, int t, Lanes* priced) const {
    for (int j = 0; j < pattern_.columns; ++j) {
        Lanes value{};
        for (const Entry& e : pattern_.a.of(j)) value += e.value * y[e.index];
        priced[j] = value;
    }
    const Lanes* next = next_duals(rows, t);
    for (int s = 0; s < states(); ++s) {
        Lanes& value = priced[state_column(s)];
        if (next == nullptr) {
            value += rows.closing[static_cast<std::size_t>(s)];
            continue;
        }
        for (const Entry& e : pattern_.b.of(s)) value += e.value * next[e.index];
    }
}

ResidualSums Bundle::measure(const BorderView& border, BorderView& sums) {
    return advance(0.0, 0.0, border, sums);
}

ResidualSums Bundle::advance(double primal, double dual, const BorderView& border, BorderView& sums) {
    const std::vector<double> old_scale = scale_;
    joining_aim_ = aim_;
    set_border(border);
    sums.set_zero(shared(), states());
    Scratch scratch(pattern_);
    ResidualSums totals;
    const auto move_rows = [&](int t) {
        join_rows(t);
        for (int i = 0; i < pattern_.rows(); ++i) dual_.y.at(t)[i] += dual * dual_direction_.y.at(t)[i];
    };
    join_closing();
    for (std::size_t s = 0; s < dual_.closing.size(); ++s) dual_.closing[s] += dual * dual_direction_.closing[s];
    move_rows(0);
    for (int t = 0; t < stages_; ++t) {
        if (t < last()) move_rows(t + 1);
        move_stage(t, primal, dual, old_scale);
        measure_rows(t, scratch, sums, totals);
        measure_columns(t, scratch, totals);
    }
    end_joining();
    measure_closing(sums, totals);
    finish_measure(scratch, sums);
    return totals;
}

void Bundle::move_stage(int t, double primal, double dual, const std::vector<double>& scale) {
    if (primal == 0.0 && dual == 0.0) return;
    join_correction(t, scale);
    const StageColumns c = columns(t);
    for (int j = 0; j < pattern_.columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const Lanes u = c.upper[j], dx = c.dx[j];
        const Lanes gap = u * (scale[column] + joined_scale_[column]) - c.x[j] - c.s[j];
        c.s[j] += primal * (where(u > 0.0, gap, Lanes{}) - dx);
        c.x[j] += primal * dx;
        c.z[j] += dual * c.dz[j];
        c.v[j] += dual * c.dv[j];
    }
}

// r_p = b - C κ - A x - B x_{t-1}
void Bundle::measure_rows(int t, Scratch& w, BorderView& sums, ResidualSums& totals) {
    const StageColumns c = columns(t);
    const Lanes *rhs = rhs_.at(t), *y = dual_.y.at(t);
    Lanes *row = residual_.y.at(t), *x = w.column.data();
    const Lanes here = present(t);
    Lanes objective{};
    for (int i = 0; i < pattern_.rows(); ++i) {
        row[i] = rhs[i];
        objective += rhs[i] * y[i];
    }
    for (int g = 0; g < pattern_.border; ++g)
        for (const Entry& e : pattern_.border_columns[static_cast<std::size_t>(g)].constants) {
            const Lanes value = e.value * here;
            row[e.index] -= value * border_[static_cast<std::size_t>(g)];
            w.sums[static_cast<std::size_t>(g)] -= value * y[e.index];
            objective -= value * border_offset_[g] * y[e.index];
        }
    if (t <= longest_delay_) {
        const Lanes first = entering(t);
        for (int s = 0; s < states(); ++s) {
            const auto state = static_cast<std::size_t>(s);
            w.before[state] = t > 0 ? w.before[state] + first * border_in_[state] : first * border_in_[state];
            for (const Entry& e : pattern_.b.of(s))
                sums.in[state] -= first * e.value * y[pattern_.local_rows + e.index];
        }
    }
    for (int j = 0; j < pattern_.columns; ++j) x[j] = where(c.upper[j] > 0.0, c.x[j], Lanes{});
    take_products(x, w.before.data(), row);
    for (int s = 0; s < states(); ++s) w.before[static_cast<std::size_t>(s)] = x[state_column(s)];
    Lanes worst{};
    for (int i = 0; i < pattern_.rows(); ++i) worst = larger(magnitude(row[i]), worst);
    totals.merge({.primal = largest(worst), .dual_objective = sum(objective)});
}

// r_d = c - A'y_t - B'y_{t+1} - G'λ - z + v
void Bundle::measure_columns(int t, Scratch& w, ResidualSums& totals) {
    const StageColumns c = columns(t);
    Lanes* priced = w.moved.data();
    price(dual_.y.at(t), dual_, t, priced);
    const Lanes *costs = cost_.at(cost_varies_ ? t : 0), *x = w.column.data();
    Lanes dual{}, products{}, pairs{}, primal_objective{}, dual_objective{};
    for (int j = 0; j < pattern_.columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const int g = pattern_.scaled_by[column];
        const auto on = c.upper[j] > 0.0;
        for (const Entry& e : pattern_.g.of(j)) {
            const auto link = static_cast<std::size_t>(pattern_.border + e.index);
            priced[j] += e.value * border_[link];
            w.sums[link] += e.value * x[j];
        }
        const Lanes reduced = where(on, costs[j] - priced[j] - c.z[j] + c.v[j], Lanes{});
        c.reduced[j] = reduced;
        dual = larger(magnitude(reduced), dual);
        products += where(on, c.x[j] * c.z[j] + c.s[j] * c.v[j], Lanes{});
        pairs += where(on, all_lanes(2.0), Lanes{});
        primal_objective += costs[j] * x[j];
        const Lanes owed = c.upper[j] * c.v[j];  // zero where off
        if (g == kFixedBound)
            dual_objective -= owed;
        else {
            dual_objective -= owed * border_offset_[g];
            w.sums[static_cast<std::size_t>(g)] -= owed;
        }
    }
    totals.merge({.dual = largest(dual),
                  .complementarity = sum(products),
                  .pairs = sum(pairs),
                  .primal_objective = sum(primal_objective),
                  .dual_objective = sum(dual_objective)});
}

// x_last - e_out = 0
void Bundle::measure_closing(BorderView& sums, ResidualSums& totals) {
    const StageColumns c = columns(last());
    for (int s = 0; s < states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        const int j = state_column(s);
        const Lanes x = where(c.upper[j] > 0.0, c.x[j], Lanes{});
        residual_.closing[state] = has_out_ * (border_out_[state] - x);
        sums.out[state] += dual_.closing[state];
        totals.merge({.primal = largest(magnitude(residual_.closing[state]))});
    }
}

void Bundle::finish_measure(const Scratch& w, BorderView& sums) const {
    for (int i = 0; i < shared(); ++i) sums.shared[i] = sum(w.sums[static_cast<std::size_t>(i)]);
}

void Bundle::write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const {
    for (int l = 0; l < kLanes; ++l) {
        const Segment& segment = segments_[static_cast<std::size_t>(l)];
        for (int i = 0; i < segment.count; ++i) {
            const int t = stages_ - segment.count + i, at = segment.first + i;
            for (int j = 0; j < pattern_.columns; ++j) {
                const double upper = upper_.at(t)[j][l] * scale_[static_cast<std::size_t>(j)];
                x(j, at) = upper > 0.0 ? std::clamp(x_.at(t)[j][l], 0.0, upper) * scaling.quantity : 0.0;
            }
            for (int row = 0; row < pattern_.rows(); ++row)
                y(row, at) = dual_.y.at(t)[pattern_.row_of[static_cast<std::size_t>(row)]][l] * scaling.cost;
        }
    }
}

}  // namespace decawatt::lp
