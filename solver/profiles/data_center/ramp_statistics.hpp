// Ramps of training clusters within the hour, as statistics for the grid connection; never a time series.
#pragma once

#include <array>
#include <cstdint>

#include "model/study.hpp"

namespace decawatt::profiles {

// Jobs of one data centre. Steps of training swing a job's power around its mean (synchronised computation and
// communication, 0.2 to 3 Hz: arXiv:2508.14318); checkpoints, stops and starts move it between its level and idle.
struct RampInput {
    double training_mw = 0.0;  // at the machines, with all jobs running
    double level_frac = 0.78;  // of a running job, over nameplate
    double idle_frac = 0.23;   // of its machines in checkpoints and between jobs, over nameplate
    double gap_frac = 0.05;    // share of time between jobs
    model::JobRules jobs;      // of equal size, independent of one another
};

struct RampQuantiles {
    double window_s;                            // difference of means over adjacent windows
    double median_mw, p95_mw, p99_mw, p999_mw;  // of its absolute value: 50, 95, 99 and 99.9 %
};

struct RampStatistics {
    std::array<RampQuantiles, 3> ramp;  // 1 s, 60 s, 900 s
    double job_step_mw;                 // one job stops, or writes a checkpoint
    double swing_mw;                    // peak to trough of one job's steps
    double all_swing_mw;                // of all jobs, were they in phase: an upper bound
};

// Quantiles over 20,000 independent instants, keyed by the seed: standard error of the 99 % one near 2 %. The
// conversion chain passes all of it on to the connection, with no smoothing by stores or capacitors.
RampStatistics ramp_statistics(const RampInput& input, std::uint32_t seed);

// Of one workload in a data centre: all its halls that are in service within the axis, filled. Level and gaps are those
// of the axis' first local year, idle power is the mean of the halls. No power where none of them trains.
RampInput ramp_input(const model::Study& study, model::DataCenterIndex center, model::WorkloadIndex workload,
                     const base::TimeAxis& axis);

}  // namespace decawatt::profiles
