// Sizing: from a study to its plan, or to the reason that there is none.
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

// A study made into the linear program that sizes it.
struct StudyProgram {
    io::LoadedStudy loaded;  // with its weather files
    profiles::Profiles profiles;
    planning::Program program;
    planning::Timing timing;  // of what has been done so far
};

// The settings of the solver for a study.
lp::Settings solver_settings(const model::Study& study);

// The weather, the hourly series and the program of a study. `threads`: 0 is all of the machine. Throws
// base::InputError, base::ResourceError, base::Interrupted where `progress` says stop.
StudyProgram make_program(io::LoadedStudy loaded, int threads = 0, const base::Progress& progress = {});
StudyProgram make_program(StudyWithWeather&& study, int threads, const base::Progress& progress);

struct SizeSettings {
    int threads = 0;              // 0: all of the machine
    std::string warm_start = {};  // a file that save_start wrote, of this study or one near it; empty: none
    // MPI ranks that solve the program together; all of them make the same call.
    parallel::Communicator ranks = parallel::Communicator::alone();
};

struct Sized {
    StudyProgram study;
    lp::Solution solution;
    std::optional<planning::Plan> plan;                // where `solution` is optimal, on the first rank alone
    std::optional<planning::Explanation> explanation;  // where it is not: what is in conflict, if that may be why

    bool sized() const { return plan && plan->status == lp::Status::optimal; }
};

// Solves the program. A sized plan is operated in whole machines too, where the study states them (Plan::whole). An
// infeasible study is no error: there is no plan then, and an explanation. The same bits for any number of threads and
// ranks. Throws as make_program does.
Sized size(StudyProgram study, const SizeSettings& settings = {}, const base::Progress& progress = {});

// From the study on. Throws base::ResourceError too where it needs far more memory than there is.
Sized size(io::LoadedStudy loaded, const SizeSettings& settings = {}, const base::Progress& progress = {});

// The result file (docs/results_format.md), whole or not at all. `command_line` goes into its provenance. Throws
// base::ResourceError, base::Interrupted.
void write_results(const std::string& path, const io::LoadedStudy& loaded, const planning::Plan& plan,
                   const std::string& command_line = {}, const base::Progress& progress = {});

// The program as an MPS file for other solvers (docs/program_format.md).
io::MpsSize export_mps(const std::string& path, const StudyProgram& study, const std::string& command_line = {},
                       const base::Progress& progress = {});

// The solver's last point by the names of the program, for SizeSettings::warm_start.
void save_start(const std::string& path, const Sized& sized, const base::Progress& progress = {});

}  // namespace decawatt::app
