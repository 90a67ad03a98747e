// Dispatch: what a plan has built is operated, in its own weather or another.
#pragma once

#include <string>

#include "base/progress.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/study/read_study.hpp"
#include "planning/analyses/operate.hpp"

namespace decawatt::app {

struct DispatchSettings {
    std::string plan = {};       // the result file whose builds are operated
    int window_h = 0;            // hours that are known ahead; 0: each whole year
    int step_h = 0;              // hours of a window that are kept, at most all of them; 0: all
    bool values_content = true;  // energy left at the end of a window is worth what it is in the plan; else nothing
    int threads = 0;             // 0: all of the machine
};

// Throws base::InputError where the step is longer than the window; `dispatch` asks this too.
void expect_foresight(const DispatchSettings& settings);

struct Dispatched {
    std::string plan_file;   // DispatchSettings::plan
    io::LoadedStudy loaded;  // with its weather files
    io::StoredPlan stored;   // the plan that was operated
    planning::Operation operation;

    bool solved() const { return operation.plan.status == lp::Status::optimal; }
};

// The weather is what `loaded` says; it may be another than the plan's. The same bits for any number of threads. Throws
// base::InputError (also where the study is not the plan's), base::ResourceError, base::Interrupted where `progress`
// says stop.
Dispatched dispatch(io::LoadedStudy loaded, const DispatchSettings& settings, const base::Progress& progress = {});

// The result file, as of a sized plan; its provenance names the plan that was operated too.
void write_dispatch(const std::string& path, const Dispatched& dispatched, const std::string& command_line = {},
                    const base::Progress& progress = {});

}  // namespace decawatt::app
