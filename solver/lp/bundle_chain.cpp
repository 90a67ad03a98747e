#include "lp/bundle_chain.hpp"

#include <algorithm>

namespace decawatt::lp {

BundleChain::BundleChain(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
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
        const Segment& s = segment(l);
        delay_[l] = stages_ - s.count;
        has_in_[l] = s.has_in ? 1.0 : 0.0;
        has_out_[l] = s.has_out ? 1.0 : 0.0;
        if (s.count > 0) longest_delay_ = std::max(longest_delay_, stages_ - s.count);
    }
}

void BundleChain::load(const Chain& chain, const Scaling& scaling) {
    upper_.resize(pattern_.columns, stages_);
    rhs_.resize(pattern_.rows(), stages_);
    cost_.resize(pattern_.columns, cost_varies_ ? stages_ : 1);
    for (int j = 0; j < pattern_.columns && !cost_varies_; ++j)
        cost_.at(0)[j] = all_lanes(chain.cost(j, 0) / scaling.cost);
    for (int l = 0; l < kLanes; ++l) load_segment(l, chain, scaling);
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

Rowwise BundleChain::make_rows() const {
    Rowwise rows;
    rows.y.resize(pattern_.rows(), stages_);
    rows.closing = zero_lanes(pattern_.states());
    return rows;
}

Lanes BundleChain::present(int t) const {
    return where(delay_ <= static_cast<double>(t), all_lanes(1.0), Lanes{});
}

Lanes BundleChain::entering(int t) const {
    return where(delay_ == static_cast<double>(t), has_in_, Lanes{});
}

void BundleChain::take_products(const Lanes* values, const Lanes* before, Lanes* rows) const {
    for (int i = 0; i < pattern_.rows(); ++i) {
        Lanes row = rows[i];
        for (const Entry& e : pattern_.a_rows.of(i)) row -= e.value * values[e.index];
        rows[i] = row;
    }
    for (int s = 0; s < pattern_.states(); ++s)
        for (const Entry& e : pattern_.b.of(s)) rows[pattern_.local_rows + e.index] -= e.value * before[s];
}

void BundleChain::price(const Rowwise& rows, int t, Lanes* priced) const {
    const Lanes* y = rows.y.at(t);
    for (int j = 0; j < pattern_.columns; ++j) {
        Lanes value{};
        for (const Entry& e : pattern_.a.of(j)) value += e.value * y[e.index];
        priced[j] = value;
    }
    const Lanes* next =
        t < last() ? rows.y.at(t + 1) + pattern_.local_rows : nullptr;  // of the state rows of stage t + 1
    for (int s = 0; s < pattern_.states(); ++s) {
        Lanes& value = priced[state_column(s)];
        if (next == nullptr) {
            value += rows.closing[static_cast<std::size_t>(s)];
            continue;
        }
        for (const Entry& e : pattern_.b.of(s)) value += e.value * next[e.index];
    }
}

}  // namespace decawatt::lp
