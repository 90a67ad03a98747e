// What can be had of units, lines and stores, row by row and hour by hour, in one future.
#pragma once

#include <span>
#include <vector>

#include "adequacy/outage_process.hpp"
#include "adequacy/system.hpp"

namespace decawatt::adequacy {

// Values in steps that outage processes multiply, summed by row: units by region, lines one way, stores.
class Availability {
  public:
    struct Entity {
        const Steps* capacity;
        std::size_t row, outage;  // the row that it adds to; its outage table
        std::uint32_t stream;     // of its random numbers: two that share it fail together
    };
    Availability(std::vector<Entity> entities, std::size_t rows, const std::vector<OutageTable>& tables);

    void start(std::uint32_t seed, std::uint32_t sample);

    // Sums by row over hours [begin, begin + count), row after row with `stride` values between; windows in order.
    void window(std::int64_t begin, std::size_t count, std::size_t stride, std::span<double> sum_mw);

  private:
    void changes(std::size_t entity, std::int64_t begin, std::int64_t end, std::span<double> change);

    std::vector<Entity> entities_;
    std::size_t rows_;
    const std::vector<OutageTable>* tables_;
    std::vector<OutageState> state_;
    std::vector<base::RandomStream> stream_;
    std::vector<std::uint32_t> next_step_;  // by entity
    std::vector<double> capacity_mw_;       // by entity: now
    std::vector<double> level_mw_;          // by row: at the end of the last window
};

}  // namespace decawatt::adequacy
