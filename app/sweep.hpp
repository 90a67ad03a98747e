// Sweeps: many sizings of one study, a result file each in one folder.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "parallel/part.hpp"

namespace decawatt::app {

struct SweepSettings {
    std::string file = {}, folder = {};  // of the sweep (docs/sweep_format.md), of the results
    bool allow_outside = false;          // the study, and files that it names, may be anywhere
    bool replace = false;           // solve anew what is there of another study or version, and what had no solution
    parallel::Part part = {};       // of the cases, for machines that share a sweep
    int at_once = 0;                // cases solved at the same time; 0: as threads and memory allow
    int threads = 0;                // of all cases together; 0: all of the machine
    std::string command_line = {};  // for the provenance of the results
};

struct CaseOutcome {
    std::string name, status;  // status: of the solver; empty: not reached
    std::string message;       // why there is no plan; empty where there is one
    bool kept = false;         // was there already
    double objective = 0.0, relative_gap = 0.0, seconds = 0.0;
    int iterations = 0;

    bool solved() const { return status == "optimal"; }
};

// What the caller hears, and is asked, while the cases are at work: from the threads of all cases, but one call at a
// time. Each may be empty.
struct SweepCallbacks {
    std::function<bool()> stop = {};                    // whether to stop
    std::function<void(std::size_t cases)> begin = {};  // so many are to be solved
    // Of the case of this name, as base::Progress. Returns false to ask all cases to stop.
    std::function<bool(const std::string& name, const std::string& phase, double done)> progress = {};
    std::function<void(const CaseOutcome& outcome)> finished = {};
};

struct SweepResult {
    std::vector<CaseOutcome> cases;             // of the part, in the order of the sweep
    std::vector<int> threads_of_cases_at_once;  // empty: nothing was to be solved
    bool stopped = false;  // by the caller: what has ended is kept, and the same call does the rest
};

// Sizes the cases that have no result in the folder yet. Throws base::InputError (with the faults of all cases; results
// of another study in the way), base::ResourceError, base::Interrupted while the cases are read.
SweepResult sweep(const SweepSettings& settings, const SweepCallbacks& callbacks = {});

}  // namespace decawatt::app
