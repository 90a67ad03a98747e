// The command `adequacy`: Monte Carlo assessment of a plan, or of existing assets.
#include "app/adequacy/adequacy.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/adequacy/sampling_run.hpp"
#include "app/input_files.hpp"
#include "app/stopwatch.hpp"
#include "cli/commands.hpp"
#include "cli/options/adequacy_options.hpp"
#include "cli/run_support.hpp"
#include "cli/summary/adequacy_summary.hpp"
#include "cli/summary/machine_summary.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

// The request and the assembled system.
struct Job {
    const Options& options;
    const AdequacyOptions& requested;
    const app::AdequacyStudy& study;
    const app::AdequacySystem& system;
    const base::Progress& progress;

    bool is_root() const { return study.settings().ranks.rank() == 0; }
};

void print_notes(const Job& job) {
    if (!job.is_root()) return;
    for (const std::string& note : job.system.assembly.notes) print_error("note: {}\n", note);
    if (!job.study.plan()) return;
    const io::StoredPlan& plan = *job.study.plan();
    for (const std::string& machines : machine_lines(plan)) print_error("in whole machines: {}\n", machines);
    for (const std::string& difference : plan.differences) print_error("differs from the plan: {}\n", difference);
}

std::filesystem::path future_file(const Options& options, std::uint32_t sample) {
    return std::filesystem::path(options.out) / fmt::format("sample_{}.h5", sample);
}

int replay(const Job& job) {
    if (!job.is_root()) return kDone;
    const std::uint32_t sample = *job.requested.replay;
    const std::filesystem::path path = future_file(job.options, sample);
    std::filesystem::create_directories(job.options.out);
    app::write_future(path, job.study, job.system, sample);
    if (!job.options.quiet) print_out("sample {} hour by hour: {}\n", sample, path.string());
    return kDone;
}

int credit(const Job& job) {
    adequacy::CreditSettings settings;
    settings.samples = job.requested.samples;
    const adequacy::CapacityCredit found =
        app::capacity_credit(job.study, job.system, job.requested.credit, settings, job.progress);
    if (job.is_root()) print_credit(job.requested.credit, found, settings.samples, job.options);
    return kDone;
}

int convolve(const Job& job) {
    if (job.is_root()) print_exact(job.study.study(), app::convolve(job.study, job.system, job.progress), job.options);
    return kDone;
}

int sample(const Job& job, app::SamplingRun& run, const io::Part& part, AdequacyTiming timing) {
    const app::Sampled sampled = run.sample(job.system, job.progress);
    if (sampled.stopped) {
        if (job.is_root())
            print_error("decawatt: stopped after {} of {} samples; the same command with --resume continues\n",
                        sampled.samples_done, sampled.samples_requested);
        return kStopped;
    }
    timing.sampling_s = sampled.sampling_s;
    timing.write_s = sampled.write_s;
    timing.sampled = sampled.sampled;
    timing.threads = sampled.run.provenance.threads;
    if (job.is_root()) print_adequacy_summary(sampled.run, sampled.state, part, timing, job.options);
    return kDone;
}

// False if the requested part is already finished.
bool begin(app::SamplingRun& run, const std::filesystem::path& result, bool is_root) {
    const app::SamplingRun::Begin begun = run.begin();
    if (is_root && begun.is_finished) print_error("decawatt: {} exists: nothing to do\n", result.string());
    if (is_root && !begun.note.empty()) print_error("decawatt: {}\n", begun.note);
    return !begun.is_finished;
}

// The results of a run in its folder; checkpoints and events have names that no other files have.
std::vector<std::string> written_files(const Options& options, const AdequacyOptions& requested, const io::Part& part) {
    if (options.out.empty()) return {};
    return {
        (requested.replay ? future_file(options, *requested.replay) : app::result_file(options.out, part)).string()};
}

io::LoadedStudy read_guarded(const Options& options, const AdequacyOptions& requested, const io::Part& part) {
    io::LoadedStudy loaded = io::read_study(study_request(options));
    app::expect_place(loaded.study, requested.of);
    app::refuse_overwriting_inputs(written_files(options, requested, part), app::input_files(loaded, {options.plan}));
    app::expect_inputs({options.plan});
    return loaded;
}

app::SamplingRunSettings run_settings(const AdequacyRequest& request, const Options& options,
                                      const AdequacyOptions& requested) {
    using Start = io::RunFolder::Start;
    return {.folder = options.out,
            .sampling = request.settings,
            .of = requested.of,
            .part = request.part,
            .start = requested.resume  ? Start::checkpoint
                     : requested.fresh ? Start::fresh
                                       : Start::first_sample};
}

int adequacy_command(const Options& options, const AdequacyOptions& requested) {
    const parallel::Communicator ranks = parallel::Communicator::world();
    ProgressBar bar(options.quiet || ranks.rank() > 0);
    const base::Progress progress = bar.callback();
    const AdequacyRequest request = adequacy_request(requested, options);
    app::Stopwatch watch;
    const app::AdequacyStudy study(read_guarded(options, requested, request.part),
                                   {.plan = options.plan,
                                    .seed = requested.seed,
                                    .threads = options.threads,
                                    .command_line = options.command_line,
                                    .ranks = ranks});
    std::optional<app::SamplingRun> run;
    if (requested.method == "sampling" && requested.credit.empty() && !requested.replay) {
        run.emplace(study, run_settings(request, options, requested));
        if (!begin(*run, app::result_file(options.out, request.part), ranks.rank() == 0)) return kDone;
    }
    AdequacyTiming timing;
    timing.read_s = watch.lap();
    const app::AdequacySystem system = app::assemble(study, progress);
    timing.library_s = watch.lap();
    const Job job{options, requested, study, system, progress};
    print_notes(job);
    if (requested.method == "convolution") return convolve(job);
    if (!requested.credit.empty()) return credit(job);
    if (requested.replay) return replay(job);
    return sample(job, *run, request.part, timing);
}

}  // namespace

Parsed add_adequacy_command(CLI::App& app, Options& options) {
    CLI::App* command =
        app.add_subcommand("adequacy", "Monte Carlo adequacy: how often, how long and how deep supply falls short");
    const auto requested = std::make_shared<AdequacyOptions>();
    add_adequacy_options(*command, *requested, options);
    return [command, requested]() -> Work {
        if (!command->parsed()) return {};
        return [requested](const Options& all) { return adequacy_command(all, *requested); };
    };
}

}  // namespace decawatt::cli
