#include "app/dispatch.hpp"

#include <fmt/format.h>

#include <utility>

#include "app/file_access.hpp"
#include "app/memory.hpp"
#include "app/provenance.hpp"
#include "app/solver_log.hpp"
#include "app/stopwatch.hpp"
#include "app/study_with_weather.hpp"
#include "base/error.hpp"
#include "io/hdf5/write_results.hpp"
#include "parallel/blocks.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::app {

namespace {

planning::Foresight foresight_of(const DispatchSettings& settings) {
    planning::Foresight foresight;
    foresight.fixed_plan = true;
    foresight.window_h = settings.window_h;
    foresight.step_h = settings.step_h > 0 ? settings.step_h : settings.window_h;
    foresight.values_content = settings.values_content;
    return foresight;
}

io::StoredPlan read_plan(const std::string& file, const io::LoadedStudy& loaded) {
    const auto lock = file_access();
    return io::read_fixed_plan(file, loaded);
}

// Windows begin and end with steps of the study.
void expect_whole_steps(const DispatchSettings& settings, const model::Horizon& horizon) {
    std::vector<base::InputFault> faults;
    if (settings.window_h > 0 && !horizon.lengths.empty())
        faults.push_back({"command line", "--window", 0, fmt::format("{} h", settings.window_h),
                          "whole years (no --window), or steps of one length: --set horizon.step_file="});
    for (const auto& [option, hours] : {std::pair("--window", settings.window_h), std::pair("--step", settings.step_h)})
        if (hours * base::kSecondsPerHour % horizon.step_s != 0)
            faults.push_back({"command line", option, 0, fmt::format("{} h", hours),
                              fmt::format("whole steps of the study, which are {} minutes", horizon.step_s / 60)});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

}  // namespace

void expect_foresight(const DispatchSettings& settings) {
    std::vector<base::InputFault> faults;
    const std::string step = std::to_string(settings.step_h);
    if (settings.step_h > 0 && settings.window_h == 0)
        faults.push_back({"command line", "--step", 0, step, "--window as well"});
    else if (settings.step_h > settings.window_h)
        faults.push_back(
            {"command line", "--step", 0, step, fmt::format("at most the {} hours of the window", settings.window_h)});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

Dispatched dispatch(io::LoadedStudy loaded, const DispatchSettings& settings, const base::Progress& progress) {
    expect_foresight(settings);
    expect_whole_steps(settings, loaded.study.horizon);
    expect_memory_of_profiles(loaded.study);
    const parallel::ThreadCount count(settings.threads);
    Stopwatch watch;
    StudyWithWeather with_weather(std::move(loaded), settings.threads);
    const model::Study& study = with_weather.loaded.study;
    Dispatched done;
    done.plan_file = settings.plan;
    planning::Timing timing;
    done.stored = read_plan(settings.plan, with_weather.loaded);
    timing.read_s = watch.lap();
    const profiles::Profiles profiles = profiles::make_profiles(study, with_weather.weather, progress);
    timing.profiles_s = watch.lap();
    lp::Settings solver;
    solver.tolerance = study.planning.tolerance;
    const SolverLog log(settings.log);
    solver.log = log.callback();
    done.operation = planning::operate(study, profiles, done.stored.plan, foresight_of(settings), solver, progress);
    timing.solve_s = watch.lap();
    done.operation.plan.solver_log = log.records();
    done.operation.plan.threads = parallel::threads();
    done.operation.plan.timing = timing;
    done.loaded = std::move(with_weather.loaded);
    return done;
}

void write_dispatch(const std::string& path, const Dispatched& dispatched, const std::string& command_line,
                    const base::Progress& progress) {
    const planning::Plan& plan = dispatched.operation.plan;
    const auto lock = file_access();
    io::write_results(path, dispatched.loaded.study, plan,
                      provenance_of(dispatched.loaded, plan.threads, command_line, dispatched.plan_file), progress);
}

}  // namespace decawatt::app
