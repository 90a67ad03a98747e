// How amounts are spread over samples, in a memory that does not grow with them.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/statistics/state_buffer.hpp"

namespace decawatt::adequacy {

// Whole amounts (Wh) in bins that are 1/256 of an octave's start wide: the first 512 amounts have a bin of their own, a
// greater one shares its bin with what differs from it by less than 1/256 = 0.4 %. Bins keep exact counts and sums, so
// that a merged distribution does not depend on the order of merging. At most 14,592 bins; those in use are stored.
//
// What lies within a bin is taken for the bin's mean. Means and counts are exact; a quantile is wrong by less than
// 0.4 % of itself, a value at risk is too small by less than 0.4 % of the quantile, and exact where the bin of the
// quantile holds one amount alone (an atom) or is wholly in the tail.
class Distribution {
  public:
    struct Bin {
        std::uint64_t index = 0, count = 0;
        Wide sum = 0;
        double mean() const { return static_cast<double>(sum) / static_cast<double>(count); }
    };
    struct Risk {
        double value = 0.0;
        // Standard error of sampling: sd((amount - quantile)^+) / ((1 - level) sqrt(count)). NaN of one amount.
        double error = 0.0;
    };

    void add(std::uint64_t amount);
    void merge(const Distribution& other);

    std::uint64_t count() const { return count_; }
    const std::vector<Bin>& bins() const { return bins_; }  // by amount
    static std::uint64_t least(std::uint64_t index);        // of the amounts of a bin

    // The least amount that a share `probability` of all does not exceed. 0 of none.
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
