// IT load of a data centre: nameplate power in service times the level of its workload.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Fraction of nameplate power that serves inference, relative to its weekly mean: 1 + swing × shape(local hour), times
// the workday or weekend level (5 workdays and 2 weekend days average to 1). The shape has mean 0 and half a
// peak-to-trough of 1: hourly facility power of the Azure traces of May 2024 (arXiv:2603.18383), UTC hours are
// converted with UTC-5, the centre of the country of the traffic.
double inference_activity(int local_hour, bool weekend, double swing_frac, double weekend_frac);

// Equivalent seconds of full service of a hall within [start, end). It is in service from commissioning to closing, and
// machines are installed at a constant rate over fill_s from its commissioning.
double service_s(base::UtcSeconds commissioned, base::UtcSeconds closed, double fill_s, base::UtcSeconds start,
                 base::UtcSeconds end);

// IT power of one data centre, MW, means over each interval.
struct WorkSeries {
    std::vector<double> rated_mw;      // design nameplate power of the halls in service, times it_scale
    std::vector<double> installed_mw;  // part of it with machines installed
    std::vector<double> training_mw, inference_mw, batch_mw;
    std::vector<double> steady_mw;      // machines without a workload: storage, network
    std::vector<double> deferrable_mw;  // part of batch_mw: power above idle
    std::vector<double> it_mw;          // total
};

// Cache of training series under one weather year, by all parameters on which they depend. Halls with equal parameters
// share a series, and so do calendar years, which use the first hours of the longest one. A workspace of one thread.
class TrainingSeries {
  public:
    TrainingSeries(const model::Study& study, int weather_year) : study_(&study), weather_year_(weather_year) {}

    // Power over nameplate of a workload in a data centre in calendar year `year`, for the hours of the axis or more;
    // the reference is valid until a longer axis is requested.
    const std::vector<double>& of(model::DataCenterIndex center, model::WorkloadIndex workload, double idle_frac,
                                  int year, const base::TimeAxis& axis);

  private:
    using Key = std::tuple<model::DataCenterIndex, model::WorkloadIndex, double, double, double, std::int32_t>;
    const model::Study* study_;
    int weather_year_;
    std::map<Key, std::vector<double>> known_;
};

// All halls, each with its own workload: training as jobs (training_jobs.hpp), inference by hour and day, batch work
// with a constant arrival rate. Power is never below idle or above nameplate.
WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, int weather_year,
                       const base::TimeAxis& axis);
WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                       const base::TimeAxis& axis);

}  // namespace decawatt::profiles
