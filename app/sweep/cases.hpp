// Execution of the cases of a sweep: all are read and checked first, then solved, several simultaneously.
#pragma once

#include <string>
#include <vector>

#include "app/sweep/sweep.hpp"
#include "io/hdf5/result_origin.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::app {

struct CaseTask {
    const io::SweepCase* one = nullptr;
    io::StudyRequest request;
    io::ResultOrigin origin;          // origin of its result
    double estimate_mb = 0.0;         // of memory
    std::vector<std::string> inputs;  // its input files
    bool is_start = false;            // other cases start from its solution, which is kept in a file
};

// Reads and checks the study of every case, on the threads of the calling thread. Throws base::InputError with the
// faults of all cases, each with the cases concerned, base::ResourceError, base::Interrupted.
std::vector<CaseTask> read_cases(const io::Sweep& sweep, const SweepCallbacks& callbacks);

struct SweepRun {
    std::vector<CaseOutcome> outcomes;  // in the order of the tasks
    bool stopped = false;               // stopped by the caller
};

// Solves the tasks, the largest first, as many simultaneously as there are entries in `shares` (numbers of threads). A
// task that starts from another one is solved after it; without a plan there, or if the solver fails from it, it starts
// cold. The result of each case, or a record of the reason for its absence, is in the folder of the settings when the
// case ends. A case without a plan does not stop the others. After all threads have ended, rethrows the exception of
// the first task that failed for another reason.
SweepRun solve_cases(const std::vector<CaseTask>& tasks, const std::vector<int>& shares, const SweepSettings& settings,
                     const SweepCallbacks& callbacks);

}  // namespace decawatt::app
