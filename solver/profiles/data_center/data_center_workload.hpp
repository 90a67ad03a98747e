// What the machines of a data centre draw: nameplate power in service times the level of its work.
#pragma once

#include <map>
#include <tuple>
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

// Training of the data centres under one weather year, by what tells it apart. Halls that agree share it, and so do the
// calendar years: each is the beginning of the longest one. A workspace of one thread.
class TrainingSeries {
  public:
    TrainingSeries(const model::Study& study, int weather_year) : study_(&study), weather_year_(weather_year) {}

    // Power over nameplate of a workload in a data centre in calendar year `year`, for the hours of the axis or more;
    // it stays where it is until a longer axis asks.
    const std::vector<double>& of(model::DataCenterIndex center, model::WorkloadIndex workload, double idle_frac,
                                  int year, const base::TimeAxis& axis);

  private:
    using Key = std::tuple<model::DataCenterIndex, model::WorkloadIndex, double, double, double, std::int32_t>;
    const model::Study* study_;
    int weather_year_;
    std::map<Key, std::vector<double>> known_;
};

// All halls, each with its own workload: training as jobs (training_jobs.hpp), inference by hour and day, batch work
// arriving evenly. No machine draws less than idle or more than nameplate.
WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, int weather_year,
                       const base::TimeAxis& axis);
WorkSeries work_series(const model::Study& study, model::DataCenterIndex index, TrainingSeries& training,
                       const base::TimeAxis& axis);

}  // namespace decawatt::profiles
