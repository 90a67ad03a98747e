// The hours in which a grid operator is expected to curtail a non-firm connection: those of highest residual demand.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace decawatt::assets {

struct StressLimits {  // of one year, in the unit of the steps' lengths; the largest value: no limit
    std::size_t hours = 0;
    std::size_t hours_per_event = std::numeric_limits<std::size_t>::max();
    std::size_t events = std::numeric_limits<std::size_t>::max();
};

// Marks hours one by one: each time the hour of highest residual demand that is not marked and breaks no limit, of
// equal ones the earliest, until there is none. An event is a run of consecutive marked hours; one that reaches the end
// of the series does not go on at its start.
//
// Without limits on events these are the `hours` highest hours. With them, and with steps of different lengths, the
// choice is greedy: no sum is maximised. `lengths`: of the steps; empty: each is 1.
std::vector<bool> stress_hours(std::span<const double> residual_mw, const StressLimits& limits,
                               const std::vector<std::size_t>& lengths = {});

// Runs of consecutive marked hours.
std::size_t events_of(const std::vector<bool>& marked);

}  // namespace decawatt::assets
