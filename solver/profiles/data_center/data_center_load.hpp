// The facility draw of data centres: machines, electrical losses and cooling, hour by hour. PUE and WUE are results.
#pragma once

#include <span>
#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/data_center/data_center_cooling.hpp"
#include "profiles/data_center/data_center_workload.hpp"
#include "profiles/trace.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Loss of a UPS over its rated power, at a load over rated power: c0 + c1 L + c2 L^2 (no-load, proportional and
// square-law terms; Rasmussen, "Electrical Efficiency Modeling of Data Centers", Schneider Electric white paper 113).
double ups_loss_frac(double load_frac, double constant, double linear, double square);

struct ElectricalLoss {
    double ups_mw, distribution_mw, lighting_mw;
    double total_mw() const { return ups_mw + distribution_mw + lighting_mw; }
};

// it_mw flows through distribution, UPS before it; the UPS is rated ups_redundancy × nameplate, and its no-load loss is
// there whatever the machines do. Lighting goes with nameplate.
ElectricalLoss electrical_loss(const model::DataCenters& centers, model::DataCenterIndex index, double it_mw,
                               double nameplate_mw);

// All series are time × data centre; facility = it + cooling + electrical loss, to the last bit.
struct DataCenterSeries {
    base::Series it_mw, facility_mw, cooling_mw, electrical_loss_mw;
    base::Series water_m3_per_h;  // evaporated, drifted and blown down by towers, sprayed into the halls
    base::Series deferrable_mw;   // machines' power on batch work above idle, at the hour of its arrival
};

// Load of every data centre of the study on the axis of the weather. `weather_year` keys the workload's random numbers.
// Cooling removes the machines' power and the electrical losses, by the data centre's cooling system; beside liquid
// cooling, the air-cooled rest goes through a water-side economiser. A data centre whose draw a file gives is left at
// zero.
DataCenterSeries data_center_load(const model::Study& study, const WeatherYear& weather, int weather_year);

// The air at a site in every hour of the weather.
std::vector<OutdoorAir> outdoor_air_of(const WeatherYear& weather, model::SiteIndex site);

// The facility's draw alone, MW, the same numbers: for many calendar years under one weather year, whose training is
// made once. `outside`: hour by hour of the axis. A data centre whose draw a file gives is not requested.
std::vector<double> facility_mw(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                                std::span<const OutdoorAir> outside, const base::TimeAxis& axis);

// Everything between the weather and the facility's draw of one data centre: the same numbers, with each step.
struct LoadTrace {
    WorkSeries work;
    std::vector<double> ups_loss_mw, distribution_loss_mw, lighting_mw;
    std::vector<double> temperature_deg_c, wet_bulb_deg_c;
    std::vector<double> free_cooling_frac;  // of the heat, removed without a chiller
    std::vector<double> fan_mw, pump_mw, tower_mw, chiller_mw, cooling_mw;
    std::vector<double> water_m3_per_h, facility_mw;
    std::vector<double> pue;  // of the hour; NaN where no machine runs

    std::vector<TraceColumn> columns() const;  // views of this object
};
LoadTrace load_trace(const model::Study& study, model::DataCenterIndex index, const WeatherYear& weather,
                     int weather_year);

// Power usage effectiveness: energy of the facility over energy of its machines (The Green Grid), never a mean of
// ratios. At least one machine must have run.
double power_usage_effectiveness(std::span<const double> facility_mw, std::span<const double> it_mw);

// Water usage effectiveness: litres over kWh at the machines (The Green Grid). At least one machine must have run.
double water_usage_effectiveness_l_per_kwh(std::span<const double> water_m3_per_h, std::span<const double> it_mw);

}  // namespace decawatt::profiles
