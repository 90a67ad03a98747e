// Hourly series of equipment: availability, must-run output and existing capacity.
#pragma once

#include <vector>

#include "assets/groups.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::assets {

using Hours = std::vector<double>;  // one value per hour of a year

double lowest(const Hours& hours);  // 0 without hours
double highest(const Hours& hours);

// Month of every hour, 0 to 11, at the study's offset.
std::vector<int> months_of(const base::TimeAxis& axis, int utc_offset_s);

// One (calendar year, weather year) of a study.
struct YearView {
    const model::Study& study;
    const profiles::Profiles& profiles;
    const profiles::YearProfiles& year;
    std::vector<int> month;  // months_of(year.axis)

    YearView(const model::Study& study, const profiles::Profiles& profiles, const profiles::YearProfiles& year);
    std::size_t hours() const { return static_cast<std::size_t>(year.axis.count); }
};

// Output per MW installed: outages × seasonal limit × weather, or the series of a file instead, 0..1.
Hours available_frac(const YearView& view, model::PlantIndex plant);

// Output that must run, per MW installed: the must-run share, limited by availability.
Hours must_run_frac(const YearView& view, model::PlantIndex plant, const Hours& available);

// Existing capacity of a group, MW, aged: a solar or wind plant with a commissioning date loses its degradation with
// every calendar year since; one that was always in service is taken at its stated capacity.
Hours existing_mw(const YearView& view, const PlantGroups& groups, std::size_t group);

struct StoreHours {
    Hours charge_mw, discharge_mw, energy_mwh;  // powers with availability, energy without
};
StoreHours existing_store(const YearView& view, const StoreGroups& stores, std::size_t group);

struct CorridorHours {
    Hours forward_mw, reverse_mw;  // with availability
};
CorridorHours existing_corridor(const YearView& view, const Corridors& corridors, std::size_t corridor);

// Currency per MWh of electricity: variable cost + (fuel price + emission × carbon price) / efficiency - credits.
double marginal_cost_per_mwh(const model::Study& study, model::PlantIndex plant, int year);
double emission_t_per_mwh(const model::Study& study, model::PlantIndex plant);

}  // namespace decawatt::assets
