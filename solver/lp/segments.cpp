#include "lp/segments.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lp/lanes.hpp"

namespace decawatt::lp {

namespace {

constexpr int kShortestSegment = 8;   // stages
constexpr int kMostCutStates = 1024;  // of a chain: their dense system must be small compared with its stages

// The state rows of a chain, and the stages in which they are more than a state of the stage before.
class CarriedRows {
  public:
    explicit CarriedRows(const Chain& chain) : chain_(chain), is_state_(static_cast<std::size_t>(chain.columns())) {
        std::vector<char> carries(static_cast<std::size_t>(chain.rows()));
        const auto mark = [&](int row, int column) {
            is_state_[static_cast<std::size_t>(column)] = carries[static_cast<std::size_t>(row)] = 1;
        };
        for (int j = 0; j < chain.columns(); ++j)
            for (SparseMatrix::InnerIterator it(chain.B, j); it; ++it) mark(static_cast<int>(it.row()), j);
        for (const StageEntry& e : chain.by_stage.B) mark(e.row, e.column);
        states_ = static_cast<int>(std::count(is_state_.begin(), is_state_.end(), 1));
        for (int row = 0; row < chain.rows(); ++row)
            if (carries[static_cast<std::size_t>(row)]) free_until_.push_back(free_stages(row));
    }

    int states() const { return states_; }

    // Whether every row is free in some stage of every segment.
    bool are_free_in(int segments) const {
        for (const std::vector<int>& next_free : free_until_)
            for (int i = 0; i < segments; ++i)
                if (next_free[static_cast<std::size_t>(first_stage_of(chain_, segments, i))] >=
                    first_stage_of(chain_, segments, i + 1))
                    return false;
        return true;
    }

  private:
    bool on(int column, int stage) const { return chain_.upper(column, stage) > 0.0; }

    // Per stage: the first from there on in which the row is free; the number of stages: none.
    std::vector<int> free_stages(int row) const {
        std::vector<int> next(static_cast<std::size_t>(chain_.stages) + 1, chain_.stages);
        for (int t = chain_.stages - 1; t >= 0; --t)
            next[static_cast<std::size_t>(t)] =
                has_mover(row, t) || !has_carrier(row, t) ? t : next[static_cast<std::size_t>(t) + 1];
        return next;
    }

    // A column that is no state, and on.
    bool has_mover(int row, int t) const {
        const auto moves = [&](int column) { return !is_state_[static_cast<std::size_t>(column)] && on(column, t); };
        for (int j = 0; j < chain_.columns(); ++j)
            if (moves(j) && chain_.A.coeff(row, j) != 0.0) return true;
        return std::ranges::any_of(chain_.by_stage.A, [&](const StageEntry& e) {
            return e.row == row && moves(e.column) && e.value[t] != 0.0;
        });
    }

    bool has_carrier(int row, int t) const {
        const int before = t > 0 ? t - 1 : chain_.stages - 1;
        for (int j = 0; j < chain_.columns(); ++j)
            if (on(j, before) && chain_.B.coeff(row, j) != 0.0) return true;
        return std::ranges::any_of(chain_.by_stage.B, [&](const StageEntry& e) {
            return e.row == row && on(e.column, before) && e.value[t] != 0.0;
        });
    }

    const Chain& chain_;
    std::vector<char> is_state_;                // per column
    std::vector<std::vector<int>> free_until_;  // per carried row
    int states_ = 0;
};

}  // namespace

int first_stage_of(const Chain& chain, int segments, int segment) {
    return static_cast<int>(static_cast<std::int64_t>(chain.stages) * segment / segments);
}

int segments_of(const Chain& chain, int segment_stages) {
    const CarriedRows rows(chain);
    const int per_bundle = kLanes * segment_stages;
    int bundles = std::max(1, (chain.stages + per_bundle / 2) / per_bundle);
    while (bundles > 1 && bundles * kLanes * rows.states() > kMostCutStates) --bundles;
    while (bundles > 1 && !rows.are_free_in(bundles * kLanes)) --bundles;
    int segments = std::clamp(chain.stages / kShortestSegment, 1, bundles * kLanes);
    while (segments > 1 && !rows.are_free_in(segments)) --segments;
    return segments;
}

}  // namespace decawatt::lp
