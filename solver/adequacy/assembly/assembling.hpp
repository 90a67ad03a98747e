// A system under construction, and what the parts that add their things to it share.
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
    std::vector<std::string>& notes;        // what a reader of the results should know
    std::vector<NodeIndex> node_of_center;  // its own, or that of its region

    static NodeIndex node_of(model::RegionIndex region) { return NodeIndex{base::at(region)}; }
    NodeIndex node_of(model::RegionIndex region, model::DataCenterIndex behind) const {
        return behind == base::none<model::DataCenterIndex> ? node_of(region) : node_of_center[base::at(behind)];
    }
};

// 1, or the profile's value of the month where there is one.
double month_frac(const model::Study& study, model::MonthProfileIndex profile, const HorizonHours::Month& month);

// From when to when a thing with these dates is there.
struct Life {
    std::int64_t first, end;
};
Life life_of(const HorizonHours& hours, base::UtcSeconds commissioned, base::UtcSeconds closed);

// MW of a data centre's connection: what stands, and what the plan has built.
Steps connection_of(const Assembling& work, CenterIndex center);

}  // namespace decawatt::adequacy
