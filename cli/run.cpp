// The command `run`: from a study folder to a result file.
#include <fmt/format.h>

#include "app/input_files.hpp"
#include "app/memory.hpp"
#include "app/size.hpp"
#include "app/stopwatch.hpp"
#include "cli/commands.hpp"
#include "cli/run_support.hpp"
#include "cli/solver_log.hpp"
#include "cli/summary/run_summary.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

io::LoadedStudy read_guarded(const Options& options, bool is_root) {
    io::LoadedStudy loaded = io::read_study(study_request(options));
    if (is_root) {
        const std::vector<std::string> written = {options.out, options.save_start, options.export_mps};
        expect_outputs(written, app::input_files(loaded, {options.warm}));
        app::refuse_new_tables(written, loaded);
    }
    app::expect_inputs({options.warm});
    app::expect_memory_of_sizing(loaded.study);
    return loaded;
}

int tell_unsolved(const app::Sized& sized, const Options& options) {
    const model::Study& study = sized.study.loaded.study;
    if (!sized.plan) {
        print_failure(study, sized.solution, sized.explanation, options);
        return kNotSolved;
    }
    const planning::Plan& plan = *sized.plan;
    print_error("{}: {}: {} (gap {:.1e}, balances {:.1e}, targets {:.1e}); no result was written\n", study.name,
                lp::text(plan.status), plan.message, plan.certificate.relative_gap,
                plan.certificate.primal_residual_relative, plan.certificate.linking_violation);
    return kNotSolved;
}

}  // namespace

int run(const Options& options) {
    const parallel::Communicator ranks = parallel::Communicator::world();
    const bool is_root = ranks.rank() == 0;  // one rank exports, writes and prints; all ranks read, build and solve
    app::Stopwatch watch;
    ProgressBar bar(options.quiet || options.verbose || !is_root);
    const base::Progress progress = bar.callback();
    io::LoadedStudy loaded = read_guarded(options, is_root);
    const double read_s = watch.lap();
    app::StudyProgram study = app::make_program(std::move(loaded), options.threads, progress);
    study.timing.read_s = read_s;
    if (!options.export_mps.empty() && is_root) {
        watch.lap();
        const io::MpsSize size = app::export_mps(options.export_mps, study, options.command_line, progress);
        study.timing.write_s = watch.lap();
        if (options.out.empty()) print_export(study.loaded.study, size, study.timing, options);
    }
    if (options.out.empty()) return kDone;

    app::Sized sized = app::size(std::move(study),
                                 {.threads = options.threads,
                                  .warm_start = options.warm,
                                  .ranks = ranks,
                                  .log = solver_log(options.verbose, is_root)},
                                 progress);
    if (!is_root) return sized.solution.status == lp::Status::optimal ? kDone : kNotSolved;
    if (!sized.sized()) return tell_unsolved(sized, options);
    watch.lap();
    planning::Plan& plan = *sized.plan;
    app::write_results(options.out, sized.study.loaded, plan, options.command_line, progress);
    if (!options.save_start.empty()) app::save_start(options.save_start, sized, progress);
    plan.timing.write_s += watch.lap();
    print_summary(sized.study.loaded.study, plan, options);
    print_weather_notes(sized.study.loaded, options);
    return kDone;
}

}  // namespace decawatt::cli
