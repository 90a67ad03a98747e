// Sampling in a folder: with checkpoints, so that an interrupted run can resume, and in parts, so that machines can
// share a run.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/adequacy/adequacy.hpp"
#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/run_folder.hpp"
#include "io/common/event_file.hpp"

namespace decawatt::app {

struct SamplingRunSettings {
    std::string folder = {};                   // of the results
    adequacy::SamplingSettings sampling = {};  // of the whole run
    std::string of = {};                       // name of the place for the metric; replaces sampling.place
    io::Part part = {};                        // the part that this run samples
    io::RunFolder::Start start = io::RunFolder::Start::first_sample;
};

struct Sampled {
    adequacy::Sampling state;
    io::RunDescription run;               // of the whole run
    bool stopped = false;                 // stopped by the caller: Start::checkpoint resumes from the last checkpoint
    std::uint64_t samples_requested = 0;  // of the part
    std::uint64_t samples_done = 0;       // of these, by all runs so far
    std::uint64_t sampled = 0;            // of these, by this run and its ranks
    double sampling_s = 0.0, write_s = 0.0;
};

// All ranks in the settings of the study must make the same calls; the first one reads and writes files. The folder is
// locked during the lifetime of this object.
class SamplingRun {
  public:
    // `study` must outlive this object.
    SamplingRun(const AdequacyStudy& study, const SamplingRunSettings& settings);

    struct Begin {
        bool is_finished = false;  // the part is already finished: there is nothing to do
        std::string note;          // on the checkpoint used; empty: starts at the first sample, as requested
    };
    // To be called before the system is assembled: checks that the run can begin, and determines from which state.
    // Throws like expect_samples, io::RunFolder::take and io::Checkpoints::load.
    Begin begin();

    // Samples from the state found by `begin`. The result is adequacy.h5 or the file of the part. If `progress`
    // requests a stop, the current batch is completed first.
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

// The result file of a run. Names of checkpoints and events differ from those of all other files.
std::filesystem::path result_file(const std::filesystem::path& folder, const io::Part& part);

}  // namespace decawatt::app
