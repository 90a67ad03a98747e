// Resource adequacy: a study, with what a plan has built, made into the system that Monte Carlo samples, and what can
// be asked of it. Sampling with checkpoints and parts is in app/sampling_run.hpp.
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
    std::string plan = {};                   // the result file of the plan; empty: nothing is built
    std::optional<std::uint32_t> seed = {};  // in place of the study's
    int threads = 0;                         // of each of the functions below; 0: all of the machine
    std::string command_line = {};           // for the provenance of results
    // MPI ranks that sample together; all of them make the same calls.
    parallel::Communicator ranks = parallel::Communicator::alone();
};

// The study, its weather and the plan, read. Throws base::InputError, base::ResourceError.
class AdequacyStudy {
  public:
    AdequacyStudy(io::LoadedStudy loaded, const AdequacySettings& settings);

    const io::LoadedStudy& loaded() const { return study_.loaded; }
    const model::Study& study() const { return study_.loaded.study; }
    const profiles::WeatherSource& weather() const { return study_.weather; }
    const std::optional<io::StoredPlan>& plan() const { return plan_; }
    const io::Provenance& provenance() const { return provenance_; }
    const AdequacySettings& settings() const { return settings_; }

  private:
    AdequacySettings settings_;
    StudyWithWeather study_;
    std::optional<io::StoredPlan> plan_;
    io::Provenance provenance_;
};

struct AdequacySystem {
    adequacy::Assembly assembly;
    adequacy::System folded;  // its units that never fail folded into one for each node: what is sampled
};

// With the library of weather years, which is most of the work. Throws as adequacy::assemble does.
AdequacySystem assemble(const AdequacyStudy& study, const base::Progress& progress = {});

// Throws base::InputError where `name` is no region or data centre of the study; empty: the grid.
void expect_place(const model::Study& study, const std::string& name);

// Where the tally of a sampling keeps that place.
std::size_t place_of(const model::Study& study, const AdequacySystem& system, const std::string& name);

// Samples futures until there are enough, all in memory. The same bits for any number of threads and ranks. Throws
// base::Interrupted where `progress` says stop.
adequacy::Sampling sample(const AdequacyStudy& study, const AdequacySystem& system,
                          const adequacy::SamplingSettings& settings, const base::Progress& progress = {});

// ELCC and EFC of a plant, store or line. Throws base::InputError where there is no such asset, base::Interrupted.
adequacy::CapacityCredit capacity_credit(const AdequacyStudy& study, const AdequacySystem& system,
                                         const std::string& asset, const adequacy::CreditSettings& settings = {},
                                         const base::Progress& progress = {});

// The exact answer of a system without stores and network. Throws as adequacy::exact_years does.
adequacy::ExactYears convolve(const AdequacyStudy& study, const AdequacySystem& system,
                              const base::Progress& progress = {});

// One future hour by hour, as a file (docs/adequacy_format.md). Throws base::ResourceError.
void write_future(const std::filesystem::path& path, const AdequacyStudy& study, const AdequacySystem& system,
                  std::uint32_t sample);

// What sampling tells of its error so far, as the detail of its progress: "2.31 ± 0.12 MWh/yr".
std::string error_so_far(const adequacy::Sampling& state, const adequacy::SamplingSettings& settings);

}  // namespace decawatt::app
