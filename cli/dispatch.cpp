// The command `dispatch`: dispatch of a fixed plan.
#include "app/dispatch.hpp"

#include "app/input_files.hpp"
#include "app/stopwatch.hpp"
#include "cli/commands.hpp"
#include "cli/run_support.hpp"
#include "cli/solver_log.hpp"
#include "cli/summary/dispatch_summary.hpp"
#include "cli/terminal/progress_bar.hpp"

namespace decawatt::cli {

int dispatch(const Options& options) {
    app::Stopwatch watch;
    ProgressBar bar(options.quiet || options.verbose);
    const app::DispatchSettings settings{.plan = options.plan,
                                         .window_h = options.window_h,
                                         .step_h = options.step_h,
                                         .values_content = options.terminal_value == "plan",
                                         .threads = options.threads,
                                         .log = solver_log(options.verbose)};
    app::expect_foresight(settings);
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_outputs({options.out}, app::input_files(loaded, {options.plan}));
    app::refuse_new_tables({options.out}, loaded);
    app::expect_inputs({options.plan});
    const double read_s = watch.lap();
    app::Dispatched dispatched = app::dispatch(std::move(loaded), settings, bar.callback());
    const model::Study& study = dispatched.loaded.study;
    planning::Plan& plan = dispatched.operation.plan;
    if (!dispatched.solved()) {
        print_dispatch_failure(study, plan, options);
        return kNotSolved;
    }
    plan.timing.read_s += read_s;
    watch.lap();
    app::write_dispatch(options.out, dispatched, options.command_line, bar.callback());
    plan.timing.write_s = watch.lap();
    print_dispatch_summary(study, dispatched.operation, dispatched.stored, options);
    print_weather_notes(dispatched.loaded, options);
    return kDone;
}

}  // namespace decawatt::cli
