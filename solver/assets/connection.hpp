// Connections of data centres: what exists in a year, what it costs, and in which hours its non-firm part is available.
#pragma once

#include <vector>

#include "assets/equipment_series.hpp"

namespace decawatt::assets {

struct ConnectionMw {
    double firm = 0.0, nonfirm = 0.0;
    double total() const { return firm + nonfirm; }
};

// What exists of a connection in a calendar year: `nonfirm_mw` of `connection_mw` is non-firm, and each part is there
// from its first year on.
ConnectionMw existing_connection(const model::Study& study, std::size_t data_center, int year);

// The same as planning sees it: all firm where no rule says when the non-firm part is curtailed.
ConnectionMw planned_connection(const model::Study& study, std::size_t data_center, int year);

// Whether a data centre states a rule of curtailment.
bool states_curtailment(const model::Study& study);

// The yearly charges for what exists, currency a year.
double connection_charge(const model::Study& study, std::size_t data_center, int year);

// Demand of the region, with industrial loads and without data centres, less what existing sun and wind in front of
// meters in it can give, MW.
Hours residual_demand_mw(const YearView& view, const PlantGroups& plants, model::RegionIndex region);

// Share of the non-firm part that is available in each hour: of a file, or 0 and 1 of stress hours, of residual demand
// or of a price in hourly.csv; 1 throughout where a budget or no rule is stated.
Hours nonfirm_available_frac(const YearView& view, const PlantGroups& plants, std::size_t data_center);

// 0 in the stress hours of a price over the horizon, such as that of an earlier result, and 1 in all others, by the
// limits of the data centre's rule: the hours of highest price of each calendar year.
std::vector<double> available_outside_stress(const model::Study& study, std::size_t data_center,
                                             const std::vector<double>& price_per_mwh);

// The hours in which the data centre may choose to be curtailed under a budget.
std::vector<bool> candidate_hours(const YearView& view, const PlantGroups& plants, std::size_t data_center);

}  // namespace decawatt::assets
