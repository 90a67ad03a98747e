// Training as jobs: machines run at a job's level, dip while it writes checkpoints, stop, wait, and start the next.
#pragma once

#include <vector>

#include "base/random_stream.hpp"
#include "model/study.hpp"

namespace decawatt::profiles {

struct TrainingLevel {
    double level_frac, sd_frac;  // mean of a running job with its checkpoints, and its spread from job to job
    double gap_frac;             // expected share of time between jobs
    double idle_frac;            // of machines between jobs and in checkpoints
};

// Seconds of checkpoint within the first `elapsed_s` of a job: the last `checkpoint_minutes` of every interval.
double checkpoint_s(const model::JobRules& jobs, double elapsed_s);

// Mean power of one slot in each interval, as a fraction of its nameplate, added to `sum` times `weight`. Jobs and gaps
// are exponentially distributed, so that every instant has the same expectation, level (1 - gap) + idle gap; a job's
// level is uniform within level ± √3 sd, cut at idle and 1. Means over intervals are exact for jobs that start or stop
// within them.
void add_job_slot(const base::RandomStream& stream, const model::JobRules& jobs, const TrainingLevel& level,
                  const base::TimeAxis& axis, double weight, std::vector<double>& sum);

// Mean over the slots of a workload in one data centre. The random numbers depend on (seed, weather year, data centre,
// workload, slot) alone: the same in every calendar year, for every hall of the workload.
std::vector<double> training_power_frac(const model::Study& study, model::DataCenterIndex center,
                                        model::WorkloadIndex workload, const TrainingLevel& level, int weather_year,
                                        const base::TimeAxis& axis);

}  // namespace decawatt::profiles
