// Hourly series from files that replace models, and their hours in one year.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"

namespace decawatt::model {

// The series over the horizon; null if the models compute the values.
const std::vector<double>* fixed_demand_mw(const Study& study, RegionIndex region);
const std::vector<double>* fixed_available_frac(const Study& study, PlantIndex plant);
const std::vector<double>* fixed_load_mw(const Study& study, DataCenterIndex data_center);
const std::vector<double>* fixed_nonfirm_frac(const Study& study, DataCenterIndex data_center);

// Number of hours of the horizon before `year`.
std::int64_t hours_before(const Study& study, int year);

// The part of a series over the horizon for `year`, with the hours of year_axis(study, year).
std::span<const double> hours_of_year(const Study& study, const std::vector<double>& series, int year);

// Mean of such a series by the lengths of its steps; 0 of an empty one.
double mean_over_horizon(const Study& study, const std::vector<double>& series);

}  // namespace decawatt::model
