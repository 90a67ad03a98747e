// Rules of the workloads of a data centre: training jobs and deferrable work.
#pragma once

namespace decawatt::model {

// Training as jobs. A data centre's training machines of one workload are `concurrent` equal slots; in each, jobs
// alternate with gaps, both of exponentially distributed length.
struct JobRules {
    int concurrent = 16;                 // assumed: a hub trains a handful of models at once
    double mean_h = 168.0;               // assumed: a week between reconfigurations
    double checkpoint_interval_h = 4.0;  // assumed
    double checkpoint_minutes = 5.0;     // machines idle while state is written; assumed
    double swing_frac = 0.3;  // of a job's power, peak to trough, at the frequency of training steps; assumed
    double swing_hz = 0.5;    // published 0.2 to 3 Hz (arXiv:2508.14318)
    bool operator==(const JobRules&) const = default;
};

// Deferrable work: a share of nameplate power with its own level.
struct BatchRules {
    double frac = 0.0, mean_frac = 0.6;
    bool operator==(const BatchRules&) const = default;
};

}  // namespace decawatt::model
