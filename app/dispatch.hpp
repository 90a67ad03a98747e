// Dispatch of a fixed plan, in its own weather or another.
#pragma once

#include <string>

#include "base/progress.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/study/read_study.hpp"
#include "planning/analyses/operate.hpp"

namespace decawatt::app {

struct DispatchSettings {
    std::string plan = {};       // the result file of the plan
    int window_h = 0;            // hours of foresight; 0: perfect foresight of each year
    int step_h = 0;              // hours of a window that are kept; 0: all
    bool values_content = true;  // content at the end of a window has the plan's value; otherwise none
    int threads = 0;             // 0: all of the machine
    lp::IterationLog log = {};   // receives the iterations of its solves, which Plan::solver_log then holds
};

// Throws base::InputError if the step is longer than the window; also called by `dispatch`.
void expect_foresight(const DispatchSettings& settings);

struct Dispatched {
    std::string plan_file;   // DispatchSettings::plan
    io::LoadedStudy loaded;  // including weather files
    io::StoredPlan stored;   // the plan dispatched
    planning::Operation operation;

    bool solved() const { return operation.plan.status == lp::Status::optimal; }
};

// The weather is that of `loaded`, which may differ from the plan's. The same bits for any number of threads. Throws
// base::InputError (also if the study is not that of the plan), base::ResourceError, base::Interrupted if `progress`
// requests a stop.
Dispatched dispatch(io::LoadedStudy loaded, const DispatchSettings& settings, const base::Progress& progress = {});

// Writes the result file in the format of a run; its provenance also names the plan file.
void write_dispatch(const std::string& path, const Dispatched& dispatched, const std::string& command_line = {},
                    const base::Progress& progress = {});

}  // namespace decawatt::app
