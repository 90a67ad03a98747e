// Hourly demand of the grid's regions.
#pragma once

#include <span>
#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Thermal inertia of buildings: demand responds to an exponential moving average of temperature with this time
// constant. Assumption; in heat waves demand rises over a day or two.
inline constexpr double kBuildingMemoryH = 24.0;

// Gross demand in MW, time × region: including industrial loads, excluding data centres. Behind-the-meter photovoltaics
// are plants, not demand.
//
//   demand(t) = scale · shape(month, day type, local hour) · (1 + response(T_eff(t)) - normal(t)) + industrial loads
//
// shape: the region's table, interpolated between mid-months by a line that keeps every month's mean (MonthCurve).
// Shapes of major holidays, which are too few days for that, are constant within their month.
//
// response: cooling_frac_per_deg_c · max(0, T_eff - cooling base) + heating_frac_per_deg_c · max(0, heating base -
// T_eff), with T_eff the exponential moving average of the site's temperature, initialised with the mean of its first
// two days.
//
// normal: the expected response on that day and hour in the climate of the site (T_eff is normally distributed about
// its mean). It is subtracted because the shape table already includes normal weather.
//
// scale: such that the year's energy without industrial loads equals annual_energy_mwh of `year` exactly. The weather
// shifts demand between hours and seasons but does not change the year's energy.
//
// Local hours and days are those of study.utc_offset_s. `axis` must be the whole calendar year `year` and that of the
// weather, in steps of an hour or of a part of it: demand follows the hour's mean temperature and is constant within
// the hour. Regions whose demand is given by a file are zero. Throws base::InputError if a response is so strong that
// demand falls below zero.
base::Series regional_demand(const model::Study& study, const WeatherYear& weather, int year,
                             const base::TimeAxis& axis);

// Data of a region's demand in a calendar year that do not depend on the weather; empty if a file gives the demand.
struct RegionYear {
    std::vector<double> shape;
    std::vector<double> normal_above_k,
        normal_below_k;  // expected excess above the cooling base, and deficit below the heating base
    double energy_mwh = 0.0, flat_mw = 0.0;  // annual energy without industrial loads; power of industrial loads
};

// The same demand for many weather years in one calendar year; common data are computed once.
class RegionalDemand {
  public:
    RegionalDemand(const model::Study& study, int year);  // the study must outlive this object

    std::size_t hours() const { return static_cast<std::size_t>(axis_.count); }
    bool is_made(std::size_t region) const { return !of_region_[region].shape.empty(); }  // false: given by a file

    // Computes the demand of a region from the temperature of its site, both by hour of the calendar year. Throws
    // base::InputError as above.
    void fill(std::size_t region, std::span<const double> temperature_deg_c, std::span<double> demand_mw) const;

  private:
    std::vector<double> weather_factor(std::size_t region, std::span<const double> temperature_deg_c) const;

    const model::Study* study_;
    base::TimeAxis axis_;
    std::vector<RegionYear> of_region_;
};

}  // namespace decawatt::profiles
