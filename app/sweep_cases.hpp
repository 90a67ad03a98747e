// The cases of a sweep at work: read and checked all at once, then solved, several at the same time.
#pragma once

#include <string>
#include <vector>

#include "app/sweep.hpp"
#include "io/hdf5/result_origin.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::app {

struct CaseTask {
    const io::SweepCase* one = nullptr;
    io::StudyRequest request;
    io::ResultOrigin origin;          // of the result it will have
    double estimate_mb = 0.0;         // of memory
    std::vector<std::string> inputs;  // files that it is made from
};

// Reads and checks the study of every case, on the threads of the calling thread. Throws base::InputError with the
// faults of all cases, each with the cases that have it, base::ResourceError, base::Interrupted.
std::vector<CaseTask> read_cases(const io::Sweep& sweep, const SweepCallbacks& callbacks);

struct SweepRun {
    std::vector<CaseOutcome> outcomes;  // of the tasks, in their order
    bool stopped = false;               // by the caller
};

// Solves the tasks, the largest first, as many at a time as there are `shares` of threads. Each result, or the record
// of why there is none, is in the folder of the settings once its case ends. A case without a plan does not stop the
// others. Rethrows, once all threads ended, what went wrong otherwise, of the first task where it did.
SweepRun solve_cases(const std::vector<CaseTask>& tasks, const std::vector<int>& shares, const SweepSettings& settings,
                     const SweepCallbacks& callbacks);

}  // namespace decawatt::app
