// Statistics of sub-hourly power ramps of training clusters, for the design of the grid connection.
#pragma once

#include <array>
#include <cstdint>

#include "model/study.hpp"

namespace decawatt::profiles {

// Jobs of one data centre. The power of a job oscillates around its mean with training steps (synchronised computation
// and communication, 0.2 to 3 Hz: arXiv:2508.14318); at checkpoints, stops and starts it changes between its level and
// idle.
struct RampInput {
    double training_mw = 0.0;  // IT power with all jobs running
    double level_frac = 0.78;  // of a running job, over nameplate
    double idle_frac = 0.23;   // in checkpoints and between jobs, over nameplate
    double gap_frac = 0.05;    // share of time between jobs
    model::JobRules jobs;      // jobs of equal size, independent of each other
};

struct RampQuantiles {
    double window_s;                            // ramp: difference of means over adjacent windows
    double median_mw, p95_mw, p99_mw, p999_mw;  // quantiles of its absolute value: 50, 95, 99 and 99.9 %
};

struct RampStatistics {
    std::array<RampQuantiles, 3> ramp;  // 1 s, 60 s, 900 s
    double job_step_mw;                 // when one job stops, or writes a checkpoint
    double swing_mw;                    // peak to trough of one job's steps
    double all_swing_mw;                // of all jobs in phase: an upper bound
};

// Quantiles over 20,000 independent instants, keyed by the seed; the standard error of the 99 % quantile is about 2 %.
// Ramps reach the connection without smoothing by stores or capacitors.
RampStatistics ramp_statistics(const RampInput& input, std::uint32_t seed);

// Input for one workload of a data centre: all halls with it that are in service within the axis, fully equipped. Level
// and gaps are those of the first local year of the axis, idle power is the mean of the halls. Zero power if no hall
// trains.
RampInput ramp_input(const model::Study& study, model::DataCenterIndex center, model::WorkloadIndex workload,
                     const base::TimeAxis& axis);

}  // namespace decawatt::profiles
