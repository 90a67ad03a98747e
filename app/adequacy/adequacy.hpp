// Resource adequacy: assembly of a study and a plan into a system, and analyses of the system. Sampling with
// checkpoints and parts is in app/adequacy/sampling_run.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/future_series.hpp"
#include "adequacy/sampling_state.hpp"
#include "app/study_with_weather.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/hdf5/write_results.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::app {

struct AdequacySettings {
    std::string plan = {};                   // the result file of the plan; empty: no additions
    std::optional<std::uint32_t> seed = {};  // replaces that of the study
    int threads = 0;                         // for each of the functions below; 0: all of the machine
    std::string command_line = {};           // for the provenance of results
    // MPI ranks that sample together; all must make the same calls.
    parallel::Communicator ranks = parallel::Communicator::alone();
};

// Reads a study, its weather and the plan. Throws base::InputError, base::ResourceError.
class AdequacyStudy {
  public:
    AdequacyStudy(io::LoadedStudy loaded, const AdequacySettings& settings);

    const io::LoadedStudy& loaded() const { return study_.loaded; }
    const model::Study& study() const { return study_.loaded.study; }
    const profiles::WeatherSource& weather() const { return study_.weather; }
    const std::optional<io::StoredPlan>& plan() const { return plan_; }
    const std::string& plan_digest() const { return plan_digest_; }  // of the plan's file; empty: none
    const io::Provenance& provenance() const { return provenance_; }
    const AdequacySettings& settings() const { return settings_; }

  private:
    AdequacySettings settings_;
    StudyWithWeather study_;
    std::optional<io::StoredPlan> plan_;
    std::string plan_digest_;
    io::Provenance provenance_;
};

struct AdequacySystem {
    adequacy::Assembly assembly;
    adequacy::System folded;  // the system that is sampled, with units that never fail merged into one per node
};

// Assembles the system and the library of weather years, which takes most of the time. Throws like adequacy::assemble.
AdequacySystem assemble(const AdequacyStudy& study, const base::Progress& progress = {});

// Throws base::InputError if `name` is not a region or data centre of the study; empty: the grid.
void expect_place(const model::Study& study, const std::string& name);

// The index of that place in the tally.
std::size_t place_of(const model::Study& study, const AdequacySystem& system, const std::string& name);

// Throws base::InputError if the number of samples or the size of a batch is 0.
void expect_samples(const adequacy::SamplingSettings& settings);

// Samples futures up to the stated number or error, without files. The same bits for any number of threads and ranks.
// Throws base::InputError like expect_samples, base::Interrupted if `progress` requests a stop.
adequacy::Sampling sample(const AdequacyStudy& study, const AdequacySystem& system,
                          const adequacy::SamplingSettings& settings, const base::Progress& progress = {});

// ELCC and EFC of a plant, store or line. Throws base::InputError if there is no such asset or if there are fewer than
// two samples, base::Interrupted.
adequacy::CapacityCredit capacity_credit(const AdequacyStudy& study, const AdequacySystem& system,
                                         const std::string& asset, const adequacy::CreditSettings& settings = {},
                                         const base::Progress& progress = {});

// Exact metrics of a system without stores and network. Throws like adequacy::exact_years.
adequacy::ExactYears convolve(const AdequacyStudy& study, const AdequacySystem& system,
                              const base::Progress& progress = {});

// Writes the hourly series of one future to a file (docs/adequacy_format.md). Throws base::ResourceError.
void write_future(const std::filesystem::path& path, const AdequacyStudy& study, const AdequacySystem& system,
                  std::uint32_t sample);

// The estimate with its error so far, as detail of a progress report: "2.31 ± 0.12 MWh/yr".
std::string error_so_far(const adequacy::Sampling& state, const adequacy::SamplingSettings& settings);

}  // namespace decawatt::app
