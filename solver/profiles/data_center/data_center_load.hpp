// Hourly facility power of data centres: IT load, electrical losses and cooling. PUE and WUE are results.
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

// it_mw passes through the UPS and then the distribution. The UPS is rated at ups_redundancy × nameplate, and its
// no-load loss is constant. Lighting is proportional to nameplate power.
ElectricalLoss electrical_loss(const model::DataCenters& centers, model::DataCenterIndex index, double it_mw,
                               double nameplate_mw);

// All series are time × data centre; facility = it + cooling + electrical loss, to the last bit.
struct DataCenterSeries {
    base::Series it_mw, facility_mw, cooling_mw, electrical_loss_mw;
    base::Series water_m3_per_h;  // evaporated, drifted and blown down by towers, sprayed into the halls
    base::Series deferrable_mw;   // IT power of batch work above idle, in the hour of its arrival
};

// Load of every data centre of the study on the axis of the weather. `weather_year` keys the workload's random numbers.
// Cooling removes the machines' power and the electrical losses, by the data centre's cooling system; with liquid
// cooling, the air-cooled rest has a water-side economiser. Data centres whose load is given by a file are zero.
DataCenterSeries data_center_load(const model::Study& study, const WeatherYear& weather, int weather_year);

// Outdoor air at a site in every hour of the weather.
std::vector<OutdoorAir> outdoor_air_of(const WeatherYear& weather, model::SiteIndex site);

// Only the facility power, MW, with the same values: for many calendar years under one weather year, which share
// training jobs. `outside`: by hour of the axis. Must not be called for a data centre whose load is given by a file.
std::vector<double> facility_mw(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                                std::span<const OutdoorAir> outside, const base::TimeAxis& axis);

// Intermediate results from the weather to the facility power of one data centre, with the same values.
struct LoadTrace {
    WorkSeries work;
    std::vector<double> ups_loss_mw, distribution_loss_mw, lighting_mw;
    std::vector<double> temperature_deg_c, wet_bulb_deg_c;
    std::vector<double> free_cooling_frac;  // share of the heat that is removed without a chiller
    std::vector<double> fan_mw, pump_mw, tower_mw, chiller_mw, cooling_mw;
    std::vector<double> water_m3_per_h, facility_mw;
    std::vector<double> pue;  // of the hour; NaN without IT load

    std::vector<TraceColumn> columns() const;  // views of this object
};
LoadTrace load_trace(const model::Study& study, model::DataCenterIndex index, const WeatherYear& weather,
                     int weather_year);

// Power usage effectiveness: facility energy over IT energy (The Green Grid), not a mean of hourly ratios. IT energy
// must be positive.
double power_usage_effectiveness(std::span<const double> facility_mw, std::span<const double> it_mw);

// Water usage effectiveness: litres of water over kWh of IT energy (The Green Grid). IT energy must be positive.
double water_usage_effectiveness_l_per_kwh(std::span<const double> water_m3_per_h, std::span<const double> it_mw);

}  // namespace decawatt::profiles
