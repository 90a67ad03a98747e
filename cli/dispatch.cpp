// A plan operated: its builds fixed, in its own weather or another, with the year known or a window of it at a time.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/dispatch_summary.hpp"
#include "cli/input_files.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_support.hpp"
#include "cli/sweep_memory.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"
#include "planning/analyses/operate.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::cli {

namespace {

planning::Foresight foresight_of(const Options& options) {
    planning::Foresight foresight;
    foresight.fixed_plan = true;
    foresight.window_h = options.window_h;
    foresight.step_h = options.step_h > 0 ? options.step_h : options.window_h;
    foresight.values_content = options.terminal_value == "plan";
    std::vector<base::InputFault> faults;
    if (options.step_h > 0 && options.window_h == 0)
        faults.push_back({"command line", "--step", 0, std::to_string(options.step_h), "--window as well"});
    else if (foresight.step_h > foresight.window_h)
        faults.push_back({"command line", "--step", 0, std::to_string(options.step_h),
                          fmt::format("at most the {} hours of the window", options.window_h)});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return foresight;
}

}  // namespace

int dispatch(const Options& options) {
    parallel::set_threads(options.threads);
    Stopwatch watch;
    ProgressBar bar(options.quiet);
    const planning::Foresight foresight = foresight_of(options);
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_outputs({options.out}, input_files(loaded, {options.plan}));
    refuse_new_tables({options.out}, loaded);
    expect_inputs({options.plan});
    expect_memory(loaded.study, profiles_memory_mb(loaded.study));
    const profiles::WeatherSource weather = io::read_study_weather(loaded);
    const model::Study& study = loaded.study;
    const io::StoredPlan stored = io::read_fixed_plan(options.plan, loaded);
    planning::Timing timing;
    timing.read_s = watch.lap();

    const profiles::Profiles profiles = profiles::make_profiles(study, weather, bar.callback());
    timing.profiles_s = watch.lap();

    lp::Settings settings;
    settings.tolerance = study.planning.tolerance;
    planning::Operation operation =
        planning::operate(study, profiles, stored.plan, foresight, settings, bar.callback());
    timing.solve_s = watch.lap();
    planning::Plan& plan = operation.plan;
    if (plan.status != lp::Status::optimal) {
        print_dispatch_failure(study, plan, options);
        return kNotSolved;
    }
    plan.threads = parallel::threads();
    plan.timing = timing;
    io::write_results(options.out, study, plan, provenance_of(loaded, options), bar.callback());
    plan.timing.write_s = watch.lap();
    print_dispatch_summary(study, operation, stored, options);
    print_weather_notes(loaded, options);
    return kDone;
}

}  // namespace decawatt::cli
