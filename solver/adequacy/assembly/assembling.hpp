// A system under construction, and the parts that add their things to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adequacy/assembly/built.hpp"
#include "adequacy/assembly/chances.hpp"
#include "adequacy/assembly/horizon_hours.hpp"
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
    Chances& chances;
    System& system;
    std::vector<std::string>& notes;        // what a reader of the results should know
    std::vector<NodeIndex> node_of_center;  // its own, or that of its region

    static NodeIndex node_of(model::RegionIndex region) { return NodeIndex{base::at(region)}; }
    NodeIndex node_of(model::RegionIndex region, model::DataCenterIndex behind) const {
        return behind == base::none<model::DataCenterIndex> ? node_of(region) : node_of_center[base::at(behind)];
    }
};

// Nodes: regions, and data centres with something behind their connection or a connection that may bind: one that
// fails, comes late, is built by the plan, or carries less than the data centre draws in some year of `library`.
void add_nodes(Assembling& work, const WeatherLibrary& library);
void add_plants(Assembling& work);  // units and weather-driven output
void add_stores(Assembling& work);
void add_lines(Assembling& work);       // with connections of data centres
void add_interfaces(Assembling& work);  // throws base::InputError: see assemble.hpp
void add_data_centers(Assembling& work);

// 1, or the profile's value of the month where there is one.
double month_frac(const model::Study& study, model::MonthProfileIndex profile, const HorizonHours::Month& month);

// From when to when a thing with these dates is there.
struct Life {
    std::int64_t first, end;
};
Life life_of(const HorizonHours& hours, base::UtcSeconds commissioned, base::UtcSeconds closed);

}  // namespace decawatt::adequacy
