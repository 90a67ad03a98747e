// The command `run`: from a study folder to a result file.
#include <fmt/format.h>

#include <algorithm>

#include <optional>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/input_files.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_summary.hpp"
#include "cli/run_support.hpp"
#include "cli/size_study.hpp"
#include "cli/sweep_memory.hpp"
#include "cli/terminal.hpp"
#include "io/hdf5/starting_point_file.hpp"
#include "io/hdf5/write_results.hpp"
#include "io/mps/write_mps.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"
#include "parallel/communicator.hpp"
#include "planning/program.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::cli {

namespace {

// Lines that let a reader of the file turn its numbers into the study's units.
io::MpsHeader mps_header(const model::Study& study, const planning::Program& program, const Options& options) {
    return {.name = study.name,
            .comments = {fmt::format("decawatt {}: {}, {} to {}", DECAWATT_VERSION, study.name,
                                     study.horizon.first_year, study.horizon.last_year),
                         options.command_line,
                         fmt::format("1 of the objective is {} {}, discounted; 1 of power is {} MW", program.money_unit,
                                     study.currency, program.power_unit_mw)}};
}

// What an earlier run knew of this program: `run --save-start` wrote it.
std::optional<lp::StartingPoint> warm_start(const Options& options, const planning::Program& program) {
    if (options.warm.empty()) return std::nullopt;
    lp::StartingPoint start = lp::starting_point(program.staircase, io::read_starting_point(options.warm, program));
    if (lp::known_share(start) == 0.0)
        throw base::ResourceError(fmt::format(
            "{}: nothing in it has a name of this study's program: it is the start of another study", options.warm));
    return start;
}

}  // namespace

int run(const Options& options) {
    const parallel::Communicator ranks = parallel::Communicator::world();
    const bool speaks = ranks.rank() == 0;  // one rank exports, writes and prints; all read, build and solve
    parallel::set_threads(options.threads);
    Stopwatch watch;
    ProgressBar bar(options.quiet || !speaks);
    io::LoadedStudy loaded = io::read_study(study_request(options));
    const model::Study& study = loaded.study;
    if (speaks) {
        const std::vector<std::string> written = {options.out, options.save_start, options.export_mps};
        expect_outputs(written, input_files(loaded, {options.warm}));
        refuse_new_tables(written, loaded);
    }
    expect_inputs({options.warm});
    planning::Timing timing;
    timing.read_s = watch.lap();

    // That of the program is an upper estimate.
    expect_memory(study, std::max(profiles_memory_mb(study), memory_estimate_mb(study) / 2.0));
    const profiles::Profiles profiles = profiles::make_profiles(study, io::read_study_weather(loaded), bar.callback());
    timing.profiles_s = watch.lap();

    const planning::Program program = planning::build_program(study, profiles);
    timing.build_s = watch.lap();

    if (!options.export_mps.empty()) {
        if (speaks) {
            const io::MpsSize size = io::write_mps(options.export_mps, program.staircase,
                                                   mps_header(study, program, options), bar.callback());
            timing.write_s = watch.lap();
            if (options.out.empty()) print_export(study, size, timing, options);
        }
        if (options.out.empty()) return kDone;
    }

    const std::optional<lp::StartingPoint> start = warm_start(options, program);
    const auto progress = bar.callback();
    Sizing sizing =
        size_program(study, profiles, program,
                     {.progress = progress, .from = start ? &*start : nullptr, .ranks = ranks}, watch, timing);
    if (!speaks) return sizing.solution.status == lp::Status::optimal ? kDone : kNotSolved;
    if (!sizing.plan) {
        print_failure(study, sizing.solution, sizing.explanation, options);
        return kNotSolved;
    }
    planning::Plan& plan = *sizing.plan;
    if (!sizing.sized()) {
        print_error("{}: {}: {} (gap {:.1e}, balances {:.1e}, targets {:.1e}); no result was written\n", study.name,
                    lp::text(plan.status), plan.message, plan.certificate.relative_gap,
                    plan.certificate.primal_residual_relative, plan.certificate.linking_violation);
        return kNotSolved;
    }
    io::write_results(options.out, study, plan, provenance_of(loaded, options), bar.callback());
    if (!options.save_start.empty())
        io::write_starting_point(options.save_start, program, sizing.solution, bar.callback());
    plan.timing.write_s += watch.lap();
    print_summary(study, plan, options);
    print_weather_notes(loaded, options);
    return kDone;
}

}  // namespace decawatt::cli
