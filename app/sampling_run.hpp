// Sampling in a folder: with checkpoints, so that an interrupted run goes on, and in parts, so that machines share one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/adequacy.hpp"
#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/run_folder.hpp"
#include "io/common/event_file.hpp"

namespace decawatt::app {

struct SamplingRunSettings {
    std::string folder = {};                   // of the results
    adequacy::SamplingSettings sampling = {};  // of the whole run
    std::string of = {};                       // the place that its metric looks at, in place of sampling.place
    io::Part part = {};                        // that this run samples
    io::RunFolder::Start start = io::RunFolder::Start::first_sample;
};

struct Sampled {
    adequacy::Sampling state;
    io::RunDescription run;  // of the whole run
    bool stopped = false;    // by the caller: the last checkpoint is there, and Start::checkpoint goes on from it
    std::uint64_t samples_requested = 0;  // of the part
    std::uint64_t samples_done = 0;       // of them, by all runs so far
    std::uint64_t sampled = 0;            // of them, by this run and its ranks
    double sampling_s = 0.0, write_s = 0.0;
};

// All ranks of the study's settings make the same calls; the first of them reads and writes. Nobody else works in the
// folder for as long as this object lives.
class SamplingRun {
  public:
    // `study` outlives this.
    SamplingRun(const AdequacyStudy& study, const SamplingRunSettings& settings);

    struct Begin {
        bool is_finished = false;  // the part has been finished before: there is nothing to do
        std::string note;          // on the checkpoint it goes on from; empty: from the first sample, as asked
    };
    // Before the work of assembling the system: that the run can begin, and where. Throws as io::RunFolder::take and
    // io::Checkpoints::load do.
    Begin begin();

    // Goes on from where `begin` found the run. The result is adequacy.h5 or the file of the part. A batch that is
    // under way when `progress` says stop is sampled to its end.
    Sampled sample(const AdequacySystem& system, const base::Progress& progress = {});

  private:
    adequacy::Sampling first_state(const AdequacySystem& system, const adequacy::SamplingSettings& settings) const;
    void run_batches(const AdequacySystem& system, const adequacy::SamplingSettings& settings,
                     const base::Progress& progress, Sampled& sampled);
    void keep(const adequacy::Sampling& state);
    void finish(const base::Progress& progress, Sampled& sampled);
    void write(const base::Progress& progress, Sampled& sampled);
    bool is_root() const { return study_.settings().ranks.rank() == 0; }

    const AdequacyStudy& study_;
    const SamplingRunSettings settings_;
    io::RunFolder folder_;
    std::optional<io::Checkpoints::Loaded> checkpoint_;
    std::optional<io::EventFile> events_;
};

// The file that a run leaves as its result; checkpoints and events have names that nothing else has.
std::filesystem::path result_file(const std::filesystem::path& folder, const io::Part& part);

}  // namespace decawatt::app
