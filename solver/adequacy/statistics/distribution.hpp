// Distribution of amounts over samples, in memory that does not grow with their number.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/statistics/state_buffer.hpp"

namespace decawatt::adequacy {

// Whole amounts (Wh) in bins whose width is 1/256 of the power of two at or below them: each of the first 512 amounts
// has a bin of its own, and greater amounts in one bin differ by less than 1/256 = 0.4 %. Bins hold exact counts and
// sums, so that a merged distribution does not depend on the order of merging. There are at most 14,592 bins; only
// those in use are stored.
//
// Each amount in a bin is represented by the bin's mean. Means and counts are exact. The relative error of a quantile
// is below 0.4 %; a conditional value at risk is too small by less than 0.4 % of the quantile, and exact where the bin
// of the quantile holds a single distinct amount (an atom) or lies wholly in the tail.
class Distribution {
  public:
    struct Bin {
        std::uint64_t index = 0, count = 0;
        Wide sum = 0;
        double mean() const { return static_cast<double>(sum) / static_cast<double>(count); }
    };
    struct Risk {
        double value = 0.0;
        // Standard error of sampling: sd((amount - quantile)^+) / ((1 - level) sqrt(count)). NaN for a single amount.
        double error = 0.0;
    };

    void add(std::uint64_t amount);
    void merge(const Distribution& other);

    std::uint64_t count() const { return count_; }
    const std::vector<Bin>& bins() const { return bins_; }  // by amount
    static std::uint64_t least(std::uint64_t index);        // least amount of a bin

    // The least amount that a share `probability` of all does not exceed. 0 without amounts.
    double quantile(double probability) const;

    // Conditional value at risk: the mean of the greatest (1 - level) of the amounts, an atom at the quantile counted
    // in part (Rockafellar and Uryasev, "Conditional value-at-risk for general loss distributions", Journal of Banking
    // and Finance 26, 2002, proposition 8).
    Risk value_at_risk(double level) const;

    void put(StateWriter& out) const;
    static Distribution get(StateReader& in);

  private:
    std::uint64_t count_ = 0;
    std::vector<Bin> bins_;
};

}  // namespace decawatt::adequacy
