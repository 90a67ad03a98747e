// Capacity expansion planning: computes the plan of a study, or the diagnosis of its infeasibility.
#pragma once

#include <optional>
#include <string>

#include "app/study_with_weather.hpp"
#include "base/progress.hpp"
#include "io/hdf5/write_results.hpp"
#include "io/mps/write_mps.hpp"
#include "io/study/read_study.hpp"
#include "parallel/communicator.hpp"
#include "planning/analyses/infeasibility.hpp"
#include "planning/program.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::app {

// A study and its linear program.
struct StudyProgram {
    io::LoadedStudy loaded;  // including weather files
    profiles::Profiles profiles;
    planning::Program program;
    planning::Timing timing;  // of the steps done so far
};

// The settings of the solver for a study.
lp::Settings solver_settings(const model::Study& study);

// The weather, the hourly series and the program of a study. `threads`: 0 is all of the machine. Throws
// base::InputError, base::ResourceError, base::Interrupted where `progress` says stop.
StudyProgram make_program(io::LoadedStudy loaded, int threads = 0, const base::Progress& progress = {});
StudyProgram make_program(StudyWithWeather&& study, int threads, const base::Progress& progress);

struct SizeSettings {
    int threads = 0;              // 0: all of the machine
    std::string warm_start = {};  // a file written by save_start for this or a similar study; empty: none
    // MPI ranks that solve the program together; all must make the same call.
    parallel::Communicator ranks = parallel::Communicator::alone();
    lp::IterationLog log = {};  // receives the solver's iterations, which Plan::solver_log then holds; empty: none
};

struct Sized {
    StudyProgram study;
    lp::Solution solution;
    std::optional<planning::Plan> plan;  // if `solution` is optimal; only on the first rank
    std::optional<planning::Explanation>
        explanation;  // if it is not optimal: conflicting targets and limits, if these may be the reason

    bool sized() const { return plan && plan->status == lp::Status::optimal; }
};

// Solves the program. The plan is also dispatched in whole machines if the study states machine sizes (Plan::whole). An
// infeasible study is not an error: the result then has an explanation instead of a plan. The same bits for any number
// of threads and ranks. Throws like make_program.
Sized size(StudyProgram study, const SizeSettings& settings = {}, const base::Progress& progress = {});

// The same from a study. Also throws base::ResourceError if it needs far more memory than available.
Sized size(io::LoadedStudy loaded, const SizeSettings& settings = {}, const base::Progress& progress = {});

// The result file (docs/results_format.md), complete or absent. `command_line` is stored in its provenance. Throws
// base::ResourceError, base::Interrupted.
void write_results(const std::string& path, const io::LoadedStudy& loaded, const planning::Plan& plan,
                   const std::string& command_line = {}, const base::Progress& progress = {});

// Writes the program as an MPS file for other solvers (docs/program_format.md).
io::MpsSize export_mps(const std::string& path, const StudyProgram& study, const std::string& command_line = {},
                       const base::Progress& progress = {});

// Writes the final point of the solver with the names of the program, for SizeSettings::warm_start.
void save_start(const std::string& path, const Sized& sized, const base::Progress& progress = {});

}  // namespace decawatt::app
