// What the machines of a data centre draw: nameplate power in service times the level of its work.
#pragma once

#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Nameplate IT power in service, mean over each interval: halls from their commissioning instant to their closing,
// times it_scale.
std::vector<double> nameplate_mw(const model::Study& study, model::DataCenterIndex index, const base::TimeAxis& axis);

// Fraction of nameplate power that serves inference, relative to its weekly mean: 1 + swing × shape(local hour), times
// the workday or weekend level (5 workdays and 2 weekend days average to 1). The shape has mean 0 and half a
// peak-to-trough of 1: hourly facility power of the Azure traces of May 2024 (arXiv:2603.18383), UTC hours taken as
// UTC-5, the middle of the traffic's country.
double inference_activity(int local_hour, bool weekend, double swing_frac, double weekend_frac);

// IT power of one data centre, MW, one value per interval: all halls, each with its own workload. Training is a level
// with a slow spread (AR(1), 6 h) and a share of machines between jobs, whose expectation is training_gap_frac and
// which itself moves slowly (lognormal of an AR(1), 24 h; spread of 16 equal concurrent jobs). Machines between jobs
// draw idle_frac; no machine draws less, or more than nameplate. The random numbers depend on (seed, weather year, data
// centre, interval): all halls of a data centre share them.
std::vector<double> it_power_mw(const model::Study& study, model::DataCenterIndex index, int weather_year,
                                const base::TimeAxis& axis);

}  // namespace decawatt::profiles
