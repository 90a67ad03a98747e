// What the machines of a data centre draw: nameplate power in service times the level of its work.
#pragma once

#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Fraction of nameplate power that serves inference, relative to its weekly mean: 1 + swing × shape(local hour), times
// the workday or weekend level (5 workdays and 2 weekend days average to 1). The shape has mean 0 and half a
// peak-to-trough of 1: hourly facility power of the Azure traces of May 2024 (arXiv:2603.18383), UTC hours taken as
// UTC-5, the middle of the traffic's country.
double inference_activity(int local_hour, bool weekend, double swing_frac, double weekend_frac);

// Seconds of full service within [start, end) of a hall, from its commissioning to its closing, its machines moving in
// at an even rate over fill_s from its commissioning on.
double service_s(base::UtcSeconds commissioned, base::UtcSeconds closed, double fill_s, base::UtcSeconds start,
                 base::UtcSeconds end);

// Power at the machines of one data centre, MW, mean over each interval.
struct WorkSeries {
    std::vector<double> rated_mw;      // nameplate power that the halls in service are built for, times it_scale
    std::vector<double> installed_mw;  // of it, machines moved in
    std::vector<double> training_mw, inference_mw, batch_mw;
    std::vector<double> steady_mw;      // machines without a workload: storage, network
    std::vector<double> deferrable_mw;  // part of batch: what its machines draw above idle
    std::vector<double> it_mw;          // all together
};

// All halls, each with its own workload: training as jobs (training_jobs.hpp), inference by hour and day, batch work
// arriving evenly. No machine draws less than idle or more than nameplate.
WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, int weather_year,
                       const base::TimeAxis& axis);

}  // namespace decawatt::profiles
