// Exact loss of load of one region without stores and network: the convolution of its units' outages.
//
// The built-in oracle of the sampling. Units are independent; each hour sees the stationary distribution of their
// states (Billinton and Allan, "Reliability Evaluation of Power Systems", 2nd ed., 1996, ch. 2).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "adequacy/system/system.hpp"
#include "model/reliability.hpp"

namespace decawatt::adequacy {

// Distribution of available power: P(available = i grid_mw).
class CapacityTable {
  public:
    // One unit: its states and their probabilities. Powers between two points of the grid are split between them in the
    // proportion that keeps the mean; on the points the table is exact.
    explicit CapacityTable(double grid_mw) : grid_mw_(grid_mw), probability_{1.0} {}
    void add(double capacity_mw, const OutageModel& outage);
    void finish();  // sums it up: call once, after the last unit

    double probability_below(double load_mw) const;     // P(available < load)
    double expected_shortage_mw(double load_mw) const;  // E[max(0, load - available)]

  private:
    double grid_mw_;
    std::vector<double> probability_, below_, mean_below_;
};

struct ExactLoss {
    double lole_h = 0.0;   // expected hours of loss
    double lole_d = 0.0;   // expected days whose highest load is not met: not the days with any short hour
    double eue_mwh = 0.0;  // expected unserved energy
};

// Over a year of hourly loads, with units that do not change. `load_levels`: relative loads and their probabilities
// (uncertainty of the forecast), or one level of 1. Days are 24 hours from the first.
ExactLoss convolve(const CapacityTable& table, std::span<const double> load_mw,
                   std::span<const model::LoadLevel> levels);

}  // namespace decawatt::adequacy
