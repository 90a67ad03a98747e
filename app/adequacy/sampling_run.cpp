#include "app/adequacy/sampling_run.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "adequacy/sampling.hpp"
#include "app/adequacy/report.hpp"
#include "app/file_access.hpp"
#include "app/stopwatch.hpp"
#include "base/error.hpp"
#include "io/checkpoint/parts.hpp"
#include "io/checkpoint/stored_sampling.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::app {

namespace {

// Choices of the run in addition to the study's files.
std::vector<io::Identity::Field> more_identity(const model::Study& study, const std::string& of) {
    return {{"metric of", of.empty() ? "grid" : of},
            {"years", fmt::format("{}-{}", study.horizon.first_year, study.horizon.last_year)}};
}

adequacy::SamplingSettings settings_of(const adequacy::SamplingSettings& whole_run, const io::Part& part) {
    return part.of > 1 ? adequacy::settings_of_part(whole_run, part.number, part.of) : whole_run;
}

}  // namespace

SamplingRun::SamplingRun(const AdequacyStudy& study, const SamplingRunSettings& settings)
    : study_(study),
      settings_(settings),
      folder_(settings.folder, settings.part,
              io::identify(study.provenance(), settings.sampling, settings.part,
                           more_identity(study.study(), settings.of))) {}

SamplingRun::Begin SamplingRun::begin() {
    expect_samples(settings_.sampling);
    const parallel::Communicator& ranks = study_.settings().ranks;
    Begin begin;
    if (is_root()) begin.is_finished = folder_.take(settings_.start);
    begin.is_finished = !ranks.agree(!begin.is_finished);
    if (begin.is_finished || settings_.start != io::RunFolder::Start::checkpoint) return begin;
    checkpoint_ = folder_.checkpoints().load(ranks);
    begin.note = !checkpoint_                ? "no checkpoint in " + folder_.path().string() + ": from the first sample"
                 : checkpoint_->note.empty() ? "continues from the last checkpoint"
                                             : checkpoint_->note;
    return begin;
}

adequacy::Sampling SamplingRun::first_state(const AdequacySystem& system,
                                            const adequacy::SamplingSettings& settings) const {
    adequacy::Sampling state = adequacy::start_sampling(system.folded, system.assembly.library, settings);
    if (!checkpoint_) return state;
    const adequacy::TallyShape shape{state.tally.years(), state.tally.places(), state.tally.weathers()};
    return io::sampling_in(folder_.path().string() + ": checkpoint", checkpoint_->words, shape, settings);
}

Sampled SamplingRun::sample(const AdequacySystem& system, const base::Progress& progress) {
    const parallel::ThreadCount count(study_.settings().threads);
    adequacy::SamplingSettings whole_run = settings_.sampling;
    if (!settings_.of.empty()) whole_run.place = place_of(study_.study(), system, settings_.of);
    const adequacy::SamplingSettings settings = settings_of(whole_run, settings_.part);
    Sampled sampled{.state = first_state(system, settings),
                    .run = {adequacy_report(study_.study(), system.assembly), study_.provenance(), whole_run}};
    sampled.run.report.plan_digest = study_.plan_digest();
    sampled.samples_requested = settings.samples;
    if (settings.all_events && is_root())
        events_.emplace(io::event_file(settings_.folder, settings_.part), folder_.identity().hash(),
                        sampled.state.event_count);
    Stopwatch watch;
    const std::uint64_t before = sampled.state.next_sample;
    run_batches(system, settings, progress, sampled);
    sampled.sampling_s = watch.lap();
    sampled.sampled = sampled.state.next_sample - before;
    sampled.samples_done = sampled.state.next_sample - settings.first_sample;
    if (!sampled.stopped && is_root()) finish(progress, sampled);
    return sampled;
}

void SamplingRun::run_batches(const AdequacySystem& system, const adequacy::SamplingSettings& settings,
                              const base::Progress& progress, Sampled& sampled) {
    const adequacy::Assembly& assembly = system.assembly;
    const parallel::Communicator& ranks = study_.settings().ranks;
    adequacy::Sampling& state = sampled.state;
    const auto goes_on = [&] {
        const auto done = static_cast<double>(state.next_sample - settings.first_sample);
        return !progress ||
               progress("sampling", done / static_cast<double>(settings.samples), error_so_far(state, settings));
    };
    if (!state.done) goes_on();  // at least one batch is sampled, so that its samples are kept
    while (!state.done) {
        adequacy::run_batch(system.folded, assembly.library, assembly.uncertainty, settings, ranks, state);
        keep(state);
        if (!state.done && !ranks.agree(goes_on())) {
            sampled.stopped = true;
            return;
        }
    }
}

// Events are written first, so that those of a checkpoint are on disk.
void SamplingRun::keep(const adequacy::Sampling& state) {
    if (!is_root()) return;
    if (events_) events_->append(state.batch_events);
    folder_.checkpoints().save(adequacy::state_of(state));
}

void SamplingRun::finish(const base::Progress& progress, Sampled& sampled) {
    try {
        write(progress, sampled);
    } catch (const base::Interrupted&) {
        sampled.stopped = true;  // the last checkpoint is kept
        return;
    }
    events_.reset();
    folder_.tidy();
}

void SamplingRun::write(const base::Progress& progress, Sampled& sampled) {
    const io::Part& part = settings_.part;
    const std::uint64_t run = folder_.identity().hash();
    if (part.of > 1) {
        io::write_part(settings_.folder, part, folder_.identity(), io::text_of(sampled.run),
                       adequacy::state_of(sampled.state));
        return;
    }
    std::vector<io::EventSource> events;
    if (events_) events.push_back({io::event_file(settings_.folder, part), run, sampled.state.event_count});
    Stopwatch watch;
    const auto lock = file_access();
    io::write_adequacy(folder_.result_file(), sampled.run.report, sampled.run.settings, sampled.state, events,
                       sampled.run.provenance, progress);
    sampled.write_s = watch.lap();
}

std::filesystem::path result_file(const std::filesystem::path& folder, const io::Part& part) {
    return part.of > 1 ? io::part_file(folder, part) : folder / "adequacy.h5";
}

}  // namespace decawatt::app
