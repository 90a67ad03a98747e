// A system under construction, with the data that the functions which add to it share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adequacy/assembly/built.hpp"
#include "adequacy/assembly/horizon_hours.hpp"
#include "adequacy/assembly/outage_assignment.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "model/study.hpp"
#include "profiles/resources.hpp"

namespace decawatt::adequacy {

struct Assembling {
    const model::Study& study;
    const HorizonHours& hours;
    const Built& built;
    const profiles::Resources& resources;
    OutageAssignment& outages;
    System& system;
    std::vector<std::string>& notes;        // printed with the results
    std::vector<NodeIndex> node_of_center;  // its own node, or that of its region

    static NodeIndex node_of(model::RegionIndex region) { return NodeIndex{base::at(region)}; }
    NodeIndex node_of(model::RegionIndex region, model::DataCenterIndex behind) const {
        return behind == base::none<model::DataCenterIndex> ? node_of(region) : node_of_center[base::at(behind)];
    }
};

// The profile's value in the month; 1 without a profile.
double month_frac(const model::Study& study, model::MonthProfileIndex profile, const HorizonHours::Month& month);

// The hours in which an asset with these dates exists.
struct ServicePeriod {
    std::int64_t first, end;
};
ServicePeriod service_period_of(const HorizonHours& hours, base::UtcSeconds commissioned, base::UtcSeconds closed);

// Capacity of a data centre's connection, MW: existing and built by the plan.
Steps connection_of(const Assembling& work, CenterIndex center);

// MW of its non-firm part, by the same declaration as in planning: what exists of it, and what the plan has built. A
// part of a connection that is still to be built counts from its first year on where no rule of planning curtails it.
Steps nonfirm_of(const Assembling& work, CenterIndex center);

}  // namespace decawatt::adequacy
