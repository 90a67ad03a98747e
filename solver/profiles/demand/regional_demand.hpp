// Hourly demand of the grid's regions.
#pragma once

#include <span>
#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Thermal memory of buildings and habits: demand answers an exponential mean of temperature with this e-folding time.
// Assumption; heat waves build up demand over a day or two.
inline constexpr double kBuildingMemoryH = 24.0;

// Gross demand in MW, time × region: with industrial loads, without data centres. Behind-the-meter photovoltaics are
// plants, not demand.
//
// demand(t) = scale · shape(month, day type, local hour) · (1 + response(T_eff(t)) - normal(t)) + industrial loads,
// where
//   shape     the region's table; between mid-months a line that keeps every month's mean (MonthCurve), except for
//   major holidays,
//             which are too few days to draw a line through: theirs holds for its whole month;
//   response  cooling_frac_per_deg_c · max(0, T_eff - cooling base) + heating_frac_per_deg_c · max(0, heating base -
//   T_eff); T_eff     the exponential mean of the site's temperature, started at the mean of its first two days; normal
//   the expected response on that day and hour in the climate of the site (T_eff is normal about its mean), because the
//   shape
//             table already holds normal weather;
//   scale     such that the year's energy without industrial loads is annual_energy_mwh of `year`, exactly.
// A hot year moves demand between hours and seasons; the year's energy is the study's. Local hours and days are those
// of study.utc_offset_s. `axis` is the whole calendar year `year`, and the weather's own.
//
// A region whose demand a file gives is left at zero.
//
// Throws base::InputError where a response is so strong that demand falls below zero.
base::Series regional_demand(const model::Study& study, const WeatherYear& weather, int year,
                             const base::TimeAxis& axis);

// What every weather has in common in the demand of a region in a calendar year; empty where a file gives it.
struct RegionYear {
    std::vector<double> shape;
    std::vector<double> normal_above_k, normal_below_k;  // expected above the cooling, below the heating base
    double energy_mwh = 0.0, flat_mw = 0.0;              // without and of industrial loads
};

// The same demand for many weathers on one calendar year: what they have in common is made once.
class RegionalDemand {
  public:
    RegionalDemand(const model::Study& study, int year);  // the study lives longer

    std::size_t hours() const { return static_cast<std::size_t>(axis_.count); }
    bool is_made(std::size_t region) const { return !of_region_[region].shape.empty(); }  // not given by a file

    // Demand of a region that is made, under the temperature of its site, both by hour of the calendar year. Throws
    // base::InputError as above.
    void fill(std::size_t region, std::span<const double> temperature_deg_c, std::span<double> demand_mw) const;

  private:
    std::vector<double> weather_factor(std::size_t region, std::span<const double> temperature_deg_c) const;

    const model::Study* study_;
    base::TimeAxis axis_;
    std::vector<RegionYear> of_region_;
};

}  // namespace decawatt::profiles
