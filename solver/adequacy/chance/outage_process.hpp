// Outages through time: the hourly Markov chain of one unit, line or store, drawn sojourn by sojourn.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "adequacy/system/system.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy {

// An outage model made ready to draw from.
class OutageTable {
  public:
    explicit OutageTable(const OutageModel& model);

    bool never_fails() const { return available_frac_.size() == 1; }
    double available_frac(int state) const { return available_frac_[static_cast<std::size_t>(state)]; }
    int stationary_state(double uniform) const;
    int entered_state(double uniform) const;  // on leaving full availability
    bool has_choice() const { return available_frac_.size() > 2; }

    // Hours in a state, at least 1: geometric, P(n) = p (1 - p)^(n - 1).
    std::int64_t sojourn_h(int state, double uniform) const {
        return 1 + static_cast<std::int64_t>(std::log(uniform) * inverse_log_stay_[static_cast<std::size_t>(state)]);
    }

  private:
    // State 0 is full availability, then the off states.
    std::vector<double> available_frac_, inverse_log_stay_, stationary_, entered_;
};

// Where a unit's chain stands, and when it moves next.
struct OutageState {
    std::int64_t next_hour = 0;  // of the next change of state
    std::uint32_t drawn = 0;     // random numbers used
    int state = 0;
    double spare = 0.0;  // the second number of the last draw, where `drawn` is odd
};

// The random numbers of one entity in one sample, in order.
class OutageStream {
  public:
    OutageStream(const base::RandomStream& stream, OutageState& at) : stream_(stream), at_(at) {}
    double next();

  private:
    const base::RandomStream& stream_;
    OutageState& at_;
};

// Draws the state at hour 0 from the stationary distribution.
OutageState start_outages(const OutageTable& table, const base::RandomStream& stream);

// Moves to the next state; `at.next_hour` was the hour of the change and becomes that of the one after.
void advance(const OutageTable& table, const base::RandomStream& stream, OutageState& at);

}  // namespace decawatt::adequacy
