// The data of a bundle's part of a chain: eight segments, one in each lane, in the solver's units. Constant during the
// solution.
#pragma once

#include <array>
#include <vector>

#include "lp/chain_pattern.hpp"
#include "lp/lanes.hpp"

namespace decawatt::lp {

// The coefficient of an entry in a stage: of a chain without entries that vary, and of one with them.
struct ConstantCoefficients {
    double operator()(const Entry& e) const { return e.value; }
    ConstantCoefficients before() const { return {}; }
    ConstantCoefficients next() const { return {}; }
};
struct StageCoefficients {
    const Lanes* varying;  // of the stage, by slot
    int slots;
    Lanes operator()(const Entry& e) const { return e.slot == kConstant ? all_lanes(e.value) : varying[e.slot]; }
    StageCoefficients before() const { return {varying - slots, slots}; }
    StageCoefficients next() const { return {varying + slots, slots}; }
};

inline std::vector<Lanes> zero_lanes(int count) {
    return std::vector<Lanes>(static_cast<std::size_t>(count), Lanes{});
}

// One value for each row of every stage, and for each closing row.
struct Rowwise {
    LaneMatrix y;
    std::vector<Lanes> closing;
};

class BundleChain {
  public:
    struct Segment {
        int first = 0, count = 0;  // stages; a count of zero: an idle lane
        bool has_in = false, has_out = false;
    };

    BundleChain(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
                const std::array<Segment, kLanes>& segments);
    void load(const Chain& chain, const Scaling& scaling);  // allocates memory and copies the chain's data

    const ChainPattern& pattern() const { return pattern_; }
    const Segment& segment(int lane) const { return segments_[static_cast<std::size_t>(lane)]; }
    int stages() const { return stages_; }
    int last() const { return stages_ - 1; }
    int first_stage(int lane) const { return stages_ - segment(lane).count; }  // of the lane's segment
    int state_column(int s) const { return pattern_.state_columns[static_cast<std::size_t>(s)]; }
    Rowwise make_rows() const;

    int longest_delay() const { return longest_delay_; }
    Lanes present(int t) const;          // 1 in lanes that have begun
    Lanes entering(int t, int s) const;  // 1 in lanes that take their initial state s in this stage
    Lanes has_out(int s) const { return has_out_[static_cast<std::size_t>(s)]; }

    const Lanes* rhs(int t) const { return rhs_.at(t); }
    const Lanes* upper(int t) const { return upper_.at(t); }  // zero where a column is off
    const Lanes* cost(int t) const { return cost_.at(cost_varies_ ? t : 0); }
    const Vector& border_offset() const { return border_offset_; }

    // Calls `work` with what gives the coefficients of stage t.
    template <typename Work>
    void with_coefficients(int t, Work work) const {
        if (pattern_.slots > 0)
            work(StageCoefficients{varying_.at(t), pattern_.slots});
        else
            work(ConstantCoefficients{});
    }
    void take_products(int t, const Lanes* values, const Lanes* before,
                       Lanes* rows) const;                          // rows -= A values + B before
    void price(const Rowwise& rows, int t, Lanes* priced) const;    // A'y_t + B'y_{t+1}
    void price_states(int t, const Lanes* y, Lanes* priced) const;  // B'y_t, of the state columns alone

  private:
    void load_segment(int lane, const Chain& chain, const Scaling& scaling);
    void load_varying(int lane, const Chain& chain, const Scaling& scaling);

    const ChainPattern& pattern_;
    std::array<Segment, kLanes> segments_;
    int stages_ = 0, longest_delay_ = 0;
    Lanes delay_;                          // stages before a lane begins
    std::vector<Lanes> has_in_, has_out_;  // per state: 1 in lanes whose segment has a neighbour there
    double quantity_;                      // of the program, in the solver's unit
    Vector border_offset_;
    LaneMatrix rhs_, upper_, cost_;  // scaled; cost_ has one stage or all
    LaneMatrix varying_;             // entries that vary, by slot; zero before a lane begins
    bool cost_varies_;
};

}  // namespace decawatt::lp
