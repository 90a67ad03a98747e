// Exact loss of load of one region without stores and network: the convolution of its units' outages.
//
// Reference for verifying the sampling. Units are independent; in each hour their states have their stationary
// distribution (Billinton and Allan, "Reliability Evaluation of Power Systems", 2nd ed., 1996, ch. 2).
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
    // One unit: its states and their probabilities. A power between two points of the grid is divided between them such
    // that the mean is kept; the table is exact if all powers are on the grid.
    explicit CapacityTable(double grid_mw) : grid_mw_(grid_mw), probability_{1.0} {}
    void add(double capacity_mw, const OutageModel& outage);
    void finish();  // computes cumulative sums: call once, after the last unit

    double probability_below(double load_mw) const;     // P(available < load)
    double expected_shortage_mw(double load_mw) const;  // E[max(0, load - available)]

  private:
    double grid_mw_;
    std::vector<double> probability_, below_, mean_below_;
};

struct ExactLoss {
    double lole_h = 0.0;   // expected hours of loss
    double lole_d = 0.0;   // expected days whose peak load is not met, not days with any hour of shortage
    double eue_mwh = 0.0;  // expected unserved energy
};

// For a year of hourly loads and constant unit capacities. `load_levels`: relative loads and their probabilities
// (uncertainty of the forecast), or a single level of 1. Days are consecutive groups of 24 hours from the first.
ExactLoss convolve(const CapacityTable& table, std::span<const double> load_mw,
                   std::span<const model::LoadLevel> levels);

}  // namespace decawatt::adequacy
