// The cases of a sweep at work: read and checked all at once, then solved, several at the same time.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "io/hdf5/result_origin.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::cli {

struct CaseTask {
    const io::SweepCase* one = nullptr;
    io::StudyRequest request;
    io::ResultOrigin origin;          // of the result it will have
    double estimate_mb = 0.0;         // of memory
    std::vector<std::string> inputs;  // files that it is made from
};

// Reads and checks the study of every case. Throws base::InputError with the faults of all cases, each with the cases
// that have it, base::ResourceError.
std::vector<CaseTask> read_cases(const io::Sweep& sweep);

struct CaseOutcome {
    std::string status;  // of the solver; empty: not reached
    bool kept = false;   // was there already
    double objective = 0.0, relative_gap = 0.0, seconds = 0.0;
    int iterations = 0;

    bool solved() const { return status == "optimal"; }
};

struct SweepRun {
    std::vector<CaseOutcome> outcomes;  // of the tasks, in their order
    bool stopped = false;               // by an interrupt
};

// Solves the tasks, the largest first, as many at a time as there are `shares` of threads. Each result, or the record
// of why there is none, is in the folder `options.out` once its case ends. A case without a plan does not stop the
// others. Rethrows, once all threads ended, what went wrong otherwise, of the first task where it did.
SweepRun solve_cases(const std::vector<CaseTask>& tasks, const std::vector<int>& shares, const Options& options);

}  // namespace decawatt::cli
