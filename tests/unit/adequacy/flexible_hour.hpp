// An hour of nodes without lines, for tests of flexible load.
#pragma once

#include <utility>
#include <vector>

#include "adequacy/hour/flexible_load.hpp"

namespace decawatt::adequacy::made {

// Surpluses after all loads, loads of the data centres.
struct Hour {
    HourBalance balance;
    std::vector<HourBalance::Resource> used;

    explicit Hour(std::size_t nodes) : balance(nodes) {}

    void meet(FlexibleLoad& flexible, std::int64_t hour, std::vector<double> surplus, const std::vector<double>& load) {
        const std::vector<double> no_import(RegionSet{1} << surplus.size());
        flexible.start_hour(hour);
        flexible.subtract_due(surplus);
        balance.start(surplus, no_import);
        used.clear();
        flexible.offer(load, used);
        balance.use(used);
        flexible.note(hour, used);
    }
};

}  // namespace decawatt::adequacy::made
