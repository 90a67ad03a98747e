#include "lp/bundle_chain.hpp"

#include <algorithm>

namespace decawatt::lp {

BundleChain::BundleChain(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
                         const std::array<Segment, kLanes>& segments)
    : pattern_(pattern),
      segments_(segments),
      delay_{},
      has_in_(zero_lanes(pattern.states())),
      has_out_(zero_lanes(pattern.states())),
      quantity_(1.0 / scaling.quantity),
      border_offset_(chain.border_offset * quantity_),
      cost_varies_(chain.cost.cols() > 1) {
    for (const Segment& s : segments_) stages_ = std::max(stages_, s.count);
    const std::vector<char> cyclic = chain.cyclic_columns();
    for (int l = 0; l < kLanes; ++l) {
        const Segment& of = segment(l);
        delay_[l] = stages_ - of.count;
        if (of.count > 0) longest_delay_ = std::max(longest_delay_, stages_ - of.count);
        for (int s = 0; s < pattern.states(); ++s) {
            const auto state = static_cast<std::size_t>(s);
            const bool wraps = cyclic[static_cast<std::size_t>(state_column(s))] != 0;
            has_in_[state][l] = of.has_in && (wraps || of.first > 0) ? 1.0 : 0.0;
            has_out_[state][l] = of.has_out && (wraps || of.first + of.count < chain.stages) ? 1.0 : 0.0;
        }
    }
}

void BundleChain::load(const Chain& chain, const Scaling& scaling) {
    upper_.resize(pattern_.columns, stages_);
    rhs_.resize(pattern_.rows(), stages_);
    cost_.resize(pattern_.columns, cost_varies_ ? stages_ : 1);
    for (int j = 0; j < pattern_.columns && !cost_varies_; ++j)
        cost_.at(0)[j] = all_lanes(chain.cost(j, 0) / scaling.cost);
    varying_.resize(pattern_.slots, stages_);
    for (int l = 0; l < kLanes; ++l) {
        load_segment(l, chain, scaling);
        load_varying(l, chain, scaling);
    }
}

void BundleChain::load_segment(int lane, const Chain& chain, const Scaling& scaling) {
    for (int i = 0; i < segment(lane).count; ++i) {
        const int t = first_stage(lane) + i, at = segment(lane).first + i;
        for (int row = 0; row < pattern_.rows(); ++row)
            rhs_.at(t)[pattern_.row_of[static_cast<std::size_t>(row)]][lane] = chain.rhs(row, at) * quantity_;
        for (int j = 0; j < pattern_.columns; ++j) {
            const auto column = static_cast<std::size_t>(j);
            const double unit = pattern_.scaled_by[column] == kFixedBound ? quantity_ : 1.0;
            upper_.at(t)[j][lane] = pattern_.closed[column] ? 0.0 : chain.upper(j, at) * unit;
            if (cost_varies_) cost_.at(t)[j][lane] = chain.cost(j, at) / scaling.cost;
        }
    }
}

void BundleChain::load_varying(int lane, const Chain& chain, const Scaling& scaling) {
    int slot = 0;
    const auto load = [&](const StageEntry& e, double unit) {
        for (int i = 0; i < segment(lane).count; ++i)
            varying_.at(first_stage(lane) + i)[slot][lane] = e.value[segment(lane).first + i] * unit;
        ++slot;
    };
    const StageEntries& entries = chain.by_stage;
    for (const std::vector<StageEntry>* matrix : {&entries.A, &entries.B, &entries.C})
        for (const StageEntry& e : *matrix) load(e, 1.0);
    for (const StageEntry& e : entries.G) load(e, scaling.linking_row[e.row]);
}

Rowwise BundleChain::make_rows() const {
    Rowwise rows;
    rows.y.resize(pattern_.rows(), stages_);
    rows.closing = zero_lanes(pattern_.states());
    return rows;
}

Lanes BundleChain::present(int t) const {
    return where(delay_ <= static_cast<double>(t), all_lanes(1.0), Lanes{});
}

Lanes BundleChain::entering(int t, int s) const {
    return where(delay_ == static_cast<double>(t), has_in_[static_cast<std::size_t>(s)], Lanes{});
}

void BundleChain::take_products(int t, const Lanes* values, const Lanes* before, Lanes* rows) const {
    with_coefficients(t, [&](const auto coefficient) {
        for (int i = 0; i < pattern_.rows(); ++i) {
            Lanes row = rows[i];
            for (const Entry& e : pattern_.a_rows.of(i)) row -= coefficient(e) * values[e.index];
            rows[i] = row;
        }
        for (int s = 0; s < pattern_.states(); ++s)
            for (const Entry& e : pattern_.b.of(s)) rows[pattern_.local_rows + e.index] -= coefficient(e) * before[s];
    });
}

void BundleChain::price(const Rowwise& rows, int t, Lanes* priced) const {
    with_coefficients(t, [&](const auto coefficient) {
        const Lanes* y = rows.y.at(t);
        for (int j = 0; j < pattern_.columns; ++j) {
            Lanes value{};
            for (const Entry& e : pattern_.a.of(j)) value += coefficient(e) * y[e.index];
            priced[j] = value;
        }
        const Lanes* next =
            t < last() ? rows.y.at(t + 1) + pattern_.local_rows : nullptr;  // of the state rows behind t
        const auto of_next = coefficient.next();
        for (int s = 0; s < pattern_.states(); ++s) {
            Lanes& value = priced[state_column(s)];
            if (next == nullptr) {
                value += rows.closing[static_cast<std::size_t>(s)];
                continue;
            }
            for (const Entry& e : pattern_.b.of(s)) value += of_next(e) * next[e.index];
        }
    });
}

void BundleChain::price_states(int t, const Lanes* y, Lanes* priced) const {
    with_coefficients(t, [&](const auto coefficient) {
        for (int s = 0; s < pattern_.states(); ++s) {
            Lanes value{};
            for (const Entry& e : pattern_.b.of(s)) value += coefficient(e) * y[pattern_.local_rows + e.index];
            priced[s] = value;
        }
    });
}

}  // namespace decawatt::lp
