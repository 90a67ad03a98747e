#include "lp/segments.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lp/lanes.hpp"

namespace decawatt::lp {

namespace {

constexpr int kShortestSegment = 8;   // stages
constexpr int kMostCutStates = 1024;  // of a chain: their dense system must be small compared with its stages

// The rows of a chain that carry a state from stage to stage, and the stages in which they are free: a column that is
// no state may change the state, or nothing is carried.
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
            if (carries[static_cast<std::size_t>(row)]) next_free_.push_back(free_stages(row));
    }

    int states() const { return states_; }

    // Whether every row is free in some stage of every segment.
    bool are_free_in(int segments) const {
        for (const std::vector<int>& next_free : next_free_)
            for (int i = 0; i < segments; ++i)
                if (next_free[static_cast<std::size_t>(first_stage_of(chain_, segments, i))] >=
                    first_stage_of(chain_, segments, i + 1))
                    return false;
        return true;
    }

  private:
    bool on(int column, int stage) const { return chain_.upper(column, stage) > 0.0; }
    bool is_state(int column) const { return is_state_[static_cast<std::size_t>(column)] != 0; }

    // Per stage: the first from there on in which the row is free; the number of stages: none.
    std::vector<int> free_stages(int row) const {
        const std::vector<int> movers = columns_of(chain_.A, row, false), carriers = columns_of(chain_.B, row, true);
        std::vector<int> next(static_cast<std::size_t>(chain_.stages) + 1, chain_.stages);
        for (int t = chain_.stages - 1; t >= 0; --t) {
            const int before = t > 0 ? t - 1 : chain_.stages - 1;
            const bool moves = any_on(movers, t) || any_entry(chain_.by_stage.A, row, t, t, false);
            const bool carries = any_on(carriers, before) || any_entry(chain_.by_stage.B, row, t, before, true);
            next[static_cast<std::size_t>(t)] = moves || !carries ? t : next[static_cast<std::size_t>(t) + 1];
        }
        return next;
    }

    // The columns with a constant coefficient in the row: states, or all others.
    std::vector<int> columns_of(const SparseMatrix& matrix, int row, bool states) const {
        std::vector<int> found;
        for (int j = 0; j < chain_.columns(); ++j)
            if (is_state(j) == states && matrix.coeff(row, j) != 0.0) found.push_back(j);
        return found;
    }

    bool any_on(const std::vector<int>& columns, int stage) const {
        return std::ranges::any_of(columns, [&](int column) { return on(column, stage); });
    }

    // Of the coefficients that vary by stage; `stage_of_column`: where the column must not be zero.
    bool any_entry(const std::vector<StageEntry>& entries, int row, int t, int stage_of_column, bool states) const {
        return std::ranges::any_of(entries, [&](const StageEntry& e) {
            return e.row == row && is_state(e.column) == states && e.value[t] != 0.0 && on(e.column, stage_of_column);
        });
    }

    const Chain& chain_;
    std::vector<char> is_state_;               // per column
    std::vector<std::vector<int>> next_free_;  // per carried row and stage: the next free stage
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
