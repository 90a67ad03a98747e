// Output of wind farms from the weather's wind, temperature, pressure and humidity.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/trace.hpp"
#include "profiles/weather/weather_year.hpp"
#include "profiles/weather/wind_profile.hpp"
#include "profiles/wind/wind_farm.hpp"

namespace decawatt::profiles {

// Intermediate results of a farm of 1 MW at one site, one value per interval. Flags are 0 or 1.
struct WindTrace {
    std::vector<double> hub_wind_m_per_s;  // with the resource factor, before wakes
    std::vector<double> shear_exponent;    // of the power law used for the wind at the hub, or as stated
    std::vector<double> hub_temperature_deg_c;
    std::vector<double> air_density_kg_per_m3;    // at the hub
    std::vector<double> equivalent_wind_m_per_s;  // at standard density
    std::vector<double> gross_frac;               // of a running farm, before wakes, limits and losses
    std::vector<double> wake_efficiency_frac;     // of power
    std::vector<double> temperature_cap_frac;     // upper limit of output by temperature
    std::vector<double> storm_factor;             // of the ramp
    std::vector<double> storm_stop, cold_stop, ice_stop;
    std::vector<double> loss_frac;  // of power: availability and losses
    std::vector<double> net_frac;   // at the grid

    std::vector<TraceColumn> columns() const;  // views of the above, in this order
};

WindTrace wind_trace(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm);

// Output of a farm of 1 MW at site `site` of the weather, one value per interval, 0..1: `net_frac` of its trace. Stops
// by storm or icing carry over from one interval to the next; before the first interval the machine is running. Both
// functions throw InputError if the farm's rules need humidity and the weather has none.
std::vector<double> wind_output_frac(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm);

}  // namespace decawatt::profiles
