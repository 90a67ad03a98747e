// Sweeps: many runs of one study, with one result file each in a folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "parallel/part.hpp"

namespace decawatt::app {

struct SweepSettings {
    std::string file = {}, folder = {};  // of the sweep (docs/sweep_format.md), of the results
    bool allow_outside = false;          // the study, and files that it names, may be in any folder
    bool replace = false;  // solve again cases whose results are of another study or version, or that had no solution
    parallel::Part part = {};       // part of the cases, for machines that share a sweep
    int at_once = 0;                // number of cases solved simultaneously; 0: as threads and memory allow
    int threads = 0;                // of all cases together; 0: all of the machine
    std::string command_line = {};  // for the provenance of the results
};

struct CaseOutcome {
    std::string name, status;  // status: of the solver; empty: not reached
    std::string message;       // reason for which there is no plan; empty if there is one
    bool kept = false;         // the result existed already
    double objective = 0.0, relative_gap = 0.0, seconds = 0.0;
    int iterations = 0;

    bool solved() const { return status == "optimal"; }
};

// Callbacks during the sweep: called from the threads of all cases, but one at a time. Each may be empty.
struct SweepCallbacks {
    std::function<bool()> stop = {};                    // whether to stop
    std::function<void(std::size_t cases)> begin = {};  // number of cases to solve
    // Progress of the case with this name, as base::Progress. Returns false to request all cases to stop.
    std::function<bool(const std::string& name, const std::string& phase, double done)> progress = {};
    std::function<void(const CaseOutcome& outcome)> finished = {};
};

struct SweepResult {
    std::vector<CaseOutcome> cases;             // cases of the part, in the order of the sweep
    std::vector<int> threads_of_cases_at_once;  // empty: no case had to be solved
    bool stopped = false;  // stopped by the caller: finished cases are kept, and the same call solves the rest
};

// Runs the cases that have no result in the folder yet. Throws base::InputError (with the faults of all cases, or
// results of another study in the folder), base::ResourceError, base::Interrupted while the cases are read.
SweepResult sweep(const SweepSettings& settings, const SweepCallbacks& callbacks = {});

}  // namespace decawatt::app
