// Piecewise constant values by hour in one future: lines, limits and stores.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/uncertainty/entity_walk.hpp"

namespace decawatt::adequacy {

// One entity per row: no sums, so that values are free of rounding errors and may be infinite.
class Levels {
  public:
    Levels(std::vector<Entity> entities, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);
    // Moves to an hour that is not before the last; true if a row has changed.
    bool move_to(std::int64_t hour);
    std::int64_t next_change() const { return next_change_; }  // the next hour in which anything may change
    std::span<const double> values() const { return value_; }  // by row

  private:
    EntityWalk walk_;
    std::vector<double> value_;
    std::int64_t next_change_ = 0;
};

}  // namespace decawatt::adequacy
