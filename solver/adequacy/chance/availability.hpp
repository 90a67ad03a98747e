// What units can give, region by region and hour by hour, in one future.
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <vector>

#include "adequacy/chance/outage_process.hpp"
#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

// A value in steps that an outage process multiplies: the power of a unit, of a line one way, of a store.
struct Entity {
    const Steps* capacity;
    std::size_t row, outage;  // the row that it adds to; its outage table
    std::uint32_t stream;     // of its random numbers: two that share it fail together
};

// Passes through the changes of entities in the order of time, each entity on its own.
class EntityWalk {
  public:
    EntityWalk(std::vector<Entity> entities, const std::vector<OutageTable>& tables)
        : entities_(std::move(entities)), tables_(&tables) {}

    void start(std::uint32_t seed, std::uint32_t sample);
    std::size_t count() const { return entities_.size(); }
    std::size_t row(std::size_t entity) const { return entities_[entity].row; }

    // The hour of the next change, not before `from`.
    std::int64_t next_change(std::size_t entity, std::int64_t from) const {
        return std::min(step_hour(entity, from), state_[entity].next_hour);
    }

    // Calls change(hour, MW) for every change in [begin, end); the calls of an entity follow each other in time.
    template <class Change>
    void pass(std::size_t entity, std::int64_t begin, std::int64_t end, const Change& change) {
        for (std::int64_t hour = next_change(entity, begin); hour < end; hour = next_change(entity, begin))
            change(hour, apply(entity, hour, begin));
    }

  private:
    std::int64_t step_hour(std::size_t entity, std::int64_t from) const {
        const Steps& steps = *entities_[entity].capacity;
        const std::uint32_t next = next_step_[entity];
        return next < steps.size() ? std::max(steps[next].hour, from) : std::numeric_limits<std::int64_t>::max();
    }
    double apply(std::size_t entity, std::int64_t hour, std::int64_t from);

    std::vector<Entity> entities_;
    const std::vector<OutageTable>* tables_;
    std::vector<OutageState> state_;
    std::vector<base::RandomStream> stream_;
    std::vector<std::uint32_t> next_step_;
    std::vector<double> capacity_mw_;  // now, without outages
};

// Sums of entities by row, a window of hours at a time.
class Availability {
  public:
    Availability(std::vector<Entity> entities, std::size_t rows, const std::vector<OutageTable>& tables)
        : walk_(std::move(entities), tables), level_mw_(rows) {}

    void start(std::uint32_t seed, std::uint32_t sample);

    // Hours [begin, begin + count), row after row with `stride` values between; windows in order.
    void window(std::int64_t begin, std::size_t count, std::size_t stride, std::span<double> sum_mw);

  private:
    EntityWalk walk_;
    std::vector<double> level_mw_;  // by row: at the end of the last window
};

}  // namespace decawatt::adequacy
