// Values that change seldom, looked at hour by hour: lines, limits and stores in one future.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/uncertainty/entity_walk.hpp"

namespace decawatt::adequacy {

// One entity a row, so that a value is exactly what its steps and states say, infinite ones too.
class Levels {
  public:
    Levels(std::vector<Entity> entities, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);
    // To an hour that is not before the last; true where a row has changed.
    bool move_to(std::int64_t hour);
    std::int64_t next_change() const { return next_change_; }  // the next hour in which anything may change
    std::span<const double> values() const { return value_; }  // by row

  private:
    EntityWalk walk_;
    std::vector<double> value_;
    std::int64_t next_change_ = 0;
};

}  // namespace decawatt::adequacy
