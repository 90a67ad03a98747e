// Training as a sequence of jobs: power at the level of a job, dips during checkpoints, and idle gaps between jobs.
#pragma once

#include <vector>

#include "base/random_stream.hpp"
#include "model/study.hpp"

namespace decawatt::profiles {

struct TrainingLevel {
    double level_frac, sd_frac;  // mean of a running job including checkpoints, and standard deviation over jobs
    double gap_frac;             // expected share of time between jobs
    double idle_frac;            // power between jobs and in checkpoints
};

// Seconds of checkpoint within the first `elapsed_s` of a job: the last `checkpoint_minutes` of every checkpoint
// interval.
double checkpoint_s(const model::JobRules& jobs, double elapsed_s);

// Mean power of one slot in each interval, as a fraction of its nameplate, added to `sum` times `weight`. Jobs and gaps
// are exponentially distributed, so that every instant has the same expectation, level (1 - gap) + idle gap; a job's
// level is uniform within level ± √3 sd, clipped to [idle, 1]. Means over intervals are exact also for jobs that start
// or stop within them.
void add_job_slot(const base::RandomStream& stream, const model::JobRules& jobs, const TrainingLevel& level,
                  const base::TimeAxis& axis, double weight, std::vector<double>& sum);

// Mean over the slots of a workload in one data centre. Random numbers depend only on (seed, weather year, data centre,
// workload, slot): the same in every calendar year, for every hall of the workload.
std::vector<double> training_power_frac(const model::Study& study, model::DataCenterIndex center,
                                        model::WorkloadIndex workload, const TrainingLevel& level, int weather_year,
                                        const base::TimeAxis& axis);

}  // namespace decawatt::profiles
