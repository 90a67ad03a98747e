// The way of the data, from a study folder to a result file.
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_summary.hpp"
#include "cli/run_support.hpp"
#include "io/hdf5/starting_point_file.hpp"
#include "io/hdf5/write_results.hpp"
#include "parallel/blocks.hpp"
#include "planning/planning.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::cli {

int run(const Options& options) {
    parallel::set_threads(options.threads);
    Stopwatch watch;
    ProgressBar bar(options.quiet);
    const io::LoadedStudy loaded = io::read_study(study_request(options));
    const model::Study& study = loaded.study;
    if (!options.save_start.empty()) io::expect_writable(options.save_start);
    io::expect_writable(options.out);  // rather now than after the hours of solving
    planning::Timing timing;
    timing.read_s = watch.lap();

    const profiles::Profiles profiles = profiles::make_profiles(study, bar.callback());
    timing.profiles_s = watch.lap();

    const planning::Program program = planning::build_program(study, profiles);
    timing.build_s = watch.lap();

    lp::Settings settings;
    settings.tolerance = study.planning.tolerance;
    const lp::Solution solution = lp::solve(program.staircase, settings, bar.callback());
    timing.solve_s = watch.lap();
    if (solution.status == lp::Status::interrupted) throw base::Interrupted("while solving");
    if (solution.status != lp::Status::optimal) {
        print_failure(study, program.staircase, solution, options);
        return kNotSolved;
    }

    planning::Plan plan = planning::read_plan(study, profiles, program, solution);
    plan.threads = parallel::threads();
    timing.build_s += watch.lap();
    plan.timing = timing;
    io::write_results(options.out, study, plan, provenance_of(loaded, options), bar.callback());
    if (!options.save_start.empty()) io::write_starting_point(options.save_start, program, solution, bar.callback());
    plan.timing.write_s = watch.lap();
    print_summary(study, plan, options);
    return kDone;
}

}  // namespace decawatt::cli
