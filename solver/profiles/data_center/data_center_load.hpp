// The facility draw of data centres: machines, electrical losses and cooling, hour by hour. PUE is a result.
#pragma once

#include <span>

#include "base/series.hpp"
#include "model/study.hpp"
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

// All series are time × data centre, MW; facility = it + cooling + electrical loss, to the last bit.
struct DataCenterSeries {
    base::Series it_mw, facility_mw, cooling_mw, electrical_loss_mw;
};

// Load of every data centre of the study on the axis of the weather. `weather_year` keys the workload's random numbers.
// Cooling removes the machines' power and the electrical losses, by the data centre's kind of cooling; beside liquid
// cooling, the air-cooled rest goes through a water-side economiser with air supplied at 27 degrees.
DataCenterSeries data_center_load(const model::Study& study, const WeatherYear& weather, int weather_year);

// Power usage effectiveness: energy of the facility over energy of its machines (The Green Grid), never a mean of
// ratios. At least one machine must have run.
double power_usage_effectiveness(std::span<const double> facility_mw, std::span<const double> it_mw);

}  // namespace decawatt::profiles
