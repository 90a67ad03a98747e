// Monte Carlo: whether a plan, or what exists, holds.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/future_series.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "base/nearest_name.hpp"
#include "cli/adequacy_options.hpp"
#include "cli/adequacy_report.hpp"
#include "cli/adequacy_summary.hpp"
#include "cli/commands.hpp"
#include "cli/input_files.hpp"
#include "cli/interrupt.hpp"
#include "cli/machine_summary.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal.hpp"
#include "io/checkpoint/parts.hpp"
#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/run_folder.hpp"
#include "io/checkpoint/stored_sampling.hpp"
#include "io/common/event_file.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/hdf5/write_adequacy.hpp"
#include "io/hdf5/write_future.hpp"
#include "io/study/read_study_weather.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::cli {

namespace {

// All that one command knows, from the study to the library.
struct Job {
    const Options& options;
    const AdequacyOptions& asked;
    const AdequacyRequest& request;
    const parallel::Communicator& ranks;
    ProgressBar& bar;
    const io::LoadedStudy& loaded;
    const adequacy::Assembly& assembly;
    const adequacy::System system;  // its units that never fail folded into one for each node
    io::Provenance provenance;
    AdequacyTiming timing;

    bool speaks() const { return ranks.rank() == 0; }
};

// What the command settles beside the study's files.
std::vector<io::Identity::Field> more_identity(const model::Study& study, const std::string& of) {
    return {{"metric of", of.empty() ? "grid" : of},
            {"years", fmt::format("{}-{}", study.horizon.first_year, study.horizon.last_year)}};
}

using Notes = std::vector<std::string>;

void print_notes(const Notes& notes, const std::optional<io::StoredPlan>& stored) {
    for (const std::string& note : notes) print_error("note: {}\n", note);
    if (!stored) return;
    for (const std::string& machines : machine_lines(*stored)) print_error("in whole machines: {}\n", machines);
    for (const std::string& difference : stored->differences) print_error("differs from the plan: {}\n", difference);
}

void expect_place(const model::Study& study, const std::string& of) {
    std::vector<std::string> known = study.regions.name;
    known.insert(known.end(), study.data_centers.name.begin(), study.data_centers.name.end());
    if (!of.empty() && std::ranges::find(known, of) == known.end())
        throw base::InputError(
            {{"command line", "--of", 0, of, "a region or a data centre" + base::did_you_mean(of, known)}});
}

// Where the tally keeps a region or, before one of the same name, a data centre.
std::size_t place_of(const model::Study& study, const adequacy::System& system, const std::string& of) {
    if (of.empty()) return 0;
    const auto center = std::ranges::find(study.data_centers.name, of);
    if (center != study.data_centers.name.end())
        return 1 + system.region.size() + static_cast<std::size_t>(center - study.data_centers.name.begin());
    return 1 + static_cast<std::size_t>(std::ranges::find(study.regions.name, of) - study.regions.name.begin());
}

// Where a run that samples begins, found before the work of its library.
class Sitting {
  public:
    Sitting(const std::filesystem::path& folder, const io::Part& part, io::Identity identity)
        : folder_(folder, part, std::move(identity)) {}

    // False: the part that is asked for has been finished before. All ranks call it.
    bool begin(const AdequacyOptions& asked, const parallel::Communicator& ranks) {
        using Start = io::RunFolder::Start;
        bool is_there = false;
        if (ranks.rank() == 0)
            is_there = folder_.take(asked.resume  ? Start::checkpoint
                                    : asked.fresh ? Start::fresh
                                                  : Start::first_sample);
        if (is_there) print_error("decawatt: {} is there: nothing to do\n", folder_.result_file().string());
        if (!ranks.agree(!is_there)) return false;
        if (!asked.resume) return true;
        checkpoint_ = folder_.checkpoints().load(ranks);
        if (ranks.rank() > 0) return true;
        print_error("decawatt: {}\n", !checkpoint_
                                          ? "no checkpoint in " + folder_.path().string() + ": from the first sample"
                                      : checkpoint_->note.empty() ? "goes on from the last checkpoint"
                                                                  : checkpoint_->note);
        return true;
    }

    io::RunFolder& folder() { return folder_; }
    const std::optional<io::Checkpoints::Loaded>& checkpoint() const { return checkpoint_; }

  private:
    io::RunFolder folder_;
    std::optional<io::Checkpoints::Loaded> checkpoint_;
};

class Sampler {
  public:
    Sampler(Job& job, Sitting& sitting)
        : job_(job),
          settings_(job.request.part.of > 1
                        ? adequacy::settings_of_part(job.request.settings, job.request.part.number, job.request.part.of)
                        : job.request.settings),
          folder_(sitting.folder()),
          state_(adequacy::start_sampling(job.system, job.assembly.library, settings_)) {
        if (!sitting.checkpoint()) return;
        const adequacy::TallyShape shape{state_.tally.years(), state_.tally.places(), state_.tally.weathers()};
        state_ =
            io::sampling_in(folder_.path().string() + ": checkpoint", sitting.checkpoint()->words, shape, settings_);
    }

    int run() {
        open_events();
        Stopwatch watch;
        const std::uint64_t before = state_.next_sample;
        while (!state_.done) {
            report_progress();
            adequacy::run_batch(job_.system, job_.assembly.library, job_.assembly.chance, settings_, job_.ranks,
                                state_);
            keep();
            if (!state_.done && !job_.ranks.agree(!interrupted())) return stop();
        }
        job_.timing.sampling_s = watch.lap();
        job_.timing.sampled = state_.next_sample - before;
        return job_.speaks() ? finish() : kDone;
    }

  private:
    void open_events() {
        if (settings_.all_events && job_.speaks())
            events_.emplace(io::event_file(job_.options.out, job_.request.part), folder_.identity().hash(),
                            state_.event_count);
    }

    // Events first: a checkpoint finds at least its own on disk.
    void keep() {
        if (!job_.speaks()) return;
        if (events_) events_->append(state_.batch_events);
        folder_.checkpoints().save(adequacy::words_of(state_));
    }

    void report_progress() {
        if (!job_.speaks()) return;
        const auto done = static_cast<double>(state_.next_sample - settings_.first_sample);
        job_.bar.callback()("sampling", done / static_cast<double>(settings_.samples), error_so_far(state_, settings_));
    }

    int stop() {
        if (job_.speaks())
            print_error("decawatt: stopped after {} of {} samples; the same command with --resume goes on\n",
                        state_.next_sample - settings_.first_sample, settings_.samples);
        return kStopped;
    }

    int finish() {
        const io::RunDescription run = description();
        try {
            write(run);
        } catch (const base::Interrupted&) {
            return stop();  // its last checkpoint is still there
        }
        events_.reset();
        folder_.tidy();
        print_adequacy_summary(run, state_, job_.request.part, job_.timing, job_.options);
        return kDone;
    }

    void write(const io::RunDescription& run) {
        const io::Part& part = job_.request.part;
        if (part.of > 1) {
            io::write_part(job_.options.out, part, folder_.identity(), io::text_of(run), adequacy::words_of(state_));
            return;
        }
        std::vector<io::EventSource> events;
        if (events_)
            events.push_back({io::event_file(job_.options.out, part), folder_.identity().hash(), state_.event_count});
        Stopwatch watch;
        io::write_adequacy(folder_.result_file(), run.report, job_.request.settings, state_, events, run.provenance,
                           job_.bar.callback());
        job_.timing.write_s = watch.lap();
    }

    io::RunDescription description() const {
        return {adequacy_report(job_.loaded.study, job_.assembly), job_.provenance, job_.request.settings};
    }

    Job& job_;
    adequacy::SamplingSettings settings_;
    io::RunFolder& folder_;
    adequacy::Sampling state_;
    std::optional<io::EventFile> events_;
};

int replay(Job& job) {
    if (!job.speaks()) return kDone;
    const std::uint32_t sample = *job.asked.replay;
    const auto path = std::filesystem::path(job.options.out) / fmt::format("sample_{}.h5", sample);
    std::filesystem::create_directories(job.options.out);
    const adequacy::FutureSeries series =
        adequacy::future_series(job.system, job.assembly.library, job.assembly.chance, sample);
    io::write_future(path, future_names(job.loaded.study, job.assembly, series.future), series, job.provenance);
    if (!job.options.quiet) print_out("sample {} hour by hour: {}\n", sample, path.string());
    return kDone;
}

int credit(Job& job) {
    adequacy::CreditSettings settings;
    settings.samples = job.asked.samples;
    const adequacy::CapacityCredit found =
        adequacy::capacity_credit(job.assembly.system, job.asked.credit, job.assembly.library, job.assembly.chance,
                                  settings, job.ranks, job.bar.callback());
    if (job.speaks()) print_credit(job.asked.credit, found, settings.samples, job.options);
    return kDone;
}

int convolve(Job& job) {
    if (!job.speaks()) return kDone;
    print_exact(
        job.loaded.study,
        adequacy::exact_years(job.assembly.system, job.assembly.library, job.assembly.chance, job.bar.callback()),
        job.options);
    return kDone;
}

// The results of a run in its folder; checkpoints and events have names that nothing else has.
std::vector<std::string> written_files(const Options& options, const AdequacyOptions& asked, const io::Part& part) {
    const std::filesystem::path folder = options.out;
    if (options.out.empty()) return {};
    if (asked.replay) return {(folder / fmt::format("sample_{}.h5", *asked.replay)).string()};
    return {(part.of > 1 ? io::part_file(folder, part) : folder / "adequacy.h5").string()};
}

io::Provenance provenance_of_run(const io::LoadedStudy& loaded, const Options& options) {
    io::Provenance provenance = provenance_of(loaded, options);
    provenance.plan = options.plan;
    provenance.seed = loaded.study.adequacy.seed;
    return provenance;
}

int adequacy_command(const Options& options, const AdequacyOptions& asked) {
    parallel::set_threads(options.threads);
    const parallel::Communicator ranks = parallel::Communicator::world();
    ProgressBar bar(options.quiet || ranks.rank() > 0);
    AdequacyRequest request = adequacy_request(asked, options);
    Stopwatch watch;
    io::LoadedStudy loaded = io::read_study(study_request(options));
    expect_place(loaded.study, asked.of);
    refuse_overwriting_inputs(written_files(options, asked, request.part), input_files(loaded, {options.plan}));
    expect_inputs({options.plan});
    const profiles::WeatherSource weather = io::read_study_weather(loaded);
    if (asked.seed) loaded.study.adequacy.seed = *asked.seed;
    std::optional<io::StoredPlan> stored;
    if (!options.plan.empty()) stored = io::read_fixed_plan(options.plan, loaded);
    const io::Provenance provenance = provenance_of_run(loaded, options);
    const bool samples = asked.method == "sampling" && asked.credit.empty() && !asked.replay;
    Sitting sitting(options.out, request.part,
                    io::identify(provenance, request.settings, request.part, more_identity(loaded.study, asked.of)));
    if (samples && !sitting.begin(asked, ranks)) return kDone;
    AdequacyTiming timing;
    timing.read_s = watch.lap();
    const adequacy::Assembly assembly =
        adequacy::assemble(loaded.study, stored ? &stored->plan : nullptr, weather, bar.callback());
    timing.library_s = watch.lap();
    request.settings.place = place_of(loaded.study, assembly.system, asked.of);
    Job job{options,    asked, request, ranks, bar, loaded, assembly, adequacy::fold_firm(assembly.system),
            provenance, timing};
    if (job.speaks()) print_notes(assembly.notes, stored);
    if (asked.method == "convolution") return convolve(job);
    if (!asked.credit.empty()) return credit(job);
    if (asked.replay) return replay(job);
    return Sampler(job, sitting).run();
}

}  // namespace

Parsed add_adequacy_command(CLI::App& app, Options& options) {
    CLI::App* command =
        app.add_subcommand("adequacy", "sample futures: how often, how long and how deep supply falls short");
    const auto asked = std::make_shared<AdequacyOptions>();
    add_adequacy_options(*command, *asked, options);
    return [command, asked]() -> Work {
        if (!command->parsed()) return {};
        return [asked](const Options& all) { return adequacy_command(all, *asked); };
    };
}

}  // namespace decawatt::cli
