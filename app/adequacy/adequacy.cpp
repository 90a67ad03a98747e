#include "app/adequacy/adequacy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "adequacy/sampling.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "app/adequacy/report.hpp"
#include "app/file_access.hpp"
#include "app/memory.hpp"
#include "app/provenance.hpp"
#include "base/error.hpp"
#include "base/nearest_name.hpp"
#include "base/readable.hpp"
#include "io/hdf5/plan_figures.hpp"
#include "io/hdf5/write_future.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::app {

namespace {

std::optional<io::StoredPlan> read_plan(const std::string& file, const io::LoadedStudy& loaded) {
    if (file.empty()) return std::nullopt;
    const auto lock = file_access();
    return io::read_fixed_plan(file, loaded);
}

std::string digest_in(const std::string& file) {
    const auto lock = file_access();
    return io::plan_digest_in(file);
}

// A market says what energy costs, not what fails behind it.
void expect_no_market(const model::Study& study) {
    if (study.markets.region.empty()) return;
    throw base::InputError(
        {{"markets.csv", "region", 0, study.regions.name[base::at(study.markets.region.front())] + " as a market",
          "no market: adequacy needs the plants and lines of every region"}});
}

}  // namespace

AdequacyStudy::AdequacyStudy(io::LoadedStudy loaded, const AdequacySettings& settings)
    : settings_(settings), study_(std::move(loaded), settings.threads) {
    const parallel::ThreadCount count(settings.threads);
    expect_no_market(study());
    expect_memory_of_library(study());
    if (settings.seed) study_.loaded.study.adequacy.seed = *settings.seed;
    plan_ = read_plan(settings.plan, study_.loaded);
    if (plan_) plan_digest_ = digest_in(settings.plan);
    provenance_ = provenance_of(study_.loaded, parallel::threads(), settings.command_line, settings.plan);
    provenance_.seed = study().adequacy.seed;
}

AdequacySystem assemble(const AdequacyStudy& study, const base::Progress& progress) {
    const parallel::ThreadCount count(study.settings().threads);
    AdequacySystem system{.assembly = adequacy::assemble(study.study(), study.plan() ? &study.plan()->plan : nullptr,
                                                         study.weather(), progress),
                          .folded = {}};
    system.folded = adequacy::fold_firm(system.assembly.system);
    return system;
}

void expect_place(const model::Study& study, const std::string& name) {
    std::vector<std::string> known = study.regions.name;
    known.insert(known.end(), study.data_centers.name.begin(), study.data_centers.name.end());
    if (!name.empty() && std::ranges::find(known, name) == known.end())
        throw base::InputError(
            {{"command line", "--of", 0, name, "a region or a data centre" + base::did_you_mean(name, known)}});
}

std::size_t place_of(const model::Study& study, const AdequacySystem& system, const std::string& name) {
    if (name.empty()) return 0;
    const auto center =
        std::ranges::find(study.data_centers.name, name);  // has precedence over a region of the same name
    if (center != study.data_centers.name.end())
        return 1 + system.folded.region.size() + static_cast<std::size_t>(center - study.data_centers.name.begin());
    return 1 + static_cast<std::size_t>(std::ranges::find(study.regions.name, name) - study.regions.name.begin());
}

void expect_samples(const adequacy::SamplingSettings& settings) {
    std::vector<base::InputFault> faults;
    if (settings.samples == 0) faults.push_back({"adequacy", "samples", 0, "0", "one sample or more"});
    if (settings.batch == 0) faults.push_back({"adequacy", "batch", 0, "0", "one sample or more"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

adequacy::Sampling sample(const AdequacyStudy& study, const AdequacySystem& system,
                          const adequacy::SamplingSettings& settings, const base::Progress& progress) {
    expect_samples(settings);
    const parallel::ThreadCount count(study.settings().threads);
    const parallel::Communicator& ranks = study.settings().ranks;
    const adequacy::Assembly& assembly = system.assembly;
    adequacy::Sampling state = adequacy::start_sampling(system.folded, assembly.library, settings);
    while (!state.done) {
        const auto sampled = static_cast<double>(state.next_sample - settings.first_sample);
        const bool goes_on = !progress || progress("sampling", sampled / static_cast<double>(settings.samples),
                                                   error_so_far(state, settings));
        if (!ranks.agree(goes_on)) throw base::Interrupted("while sampling");
        adequacy::run_batch(system.folded, assembly.library, assembly.uncertainty, settings, ranks, state);
    }
    return state;
}

adequacy::CapacityCredit capacity_credit(const AdequacyStudy& study, const AdequacySystem& system,
                                         const std::string& asset, const adequacy::CreditSettings& settings,
                                         const base::Progress& progress) {
    if (settings.samples < 2)
        throw base::InputError({{"adequacy", "samples", 0, std::to_string(settings.samples),
                                 "two samples or more: an asset's credit has a statistical error"}});
    const parallel::ThreadCount count(study.settings().threads);
    const adequacy::Assembly& assembly = system.assembly;
    return adequacy::capacity_credit(assembly.system, asset, assembly.library, assembly.uncertainty, settings,
                                     study.settings().ranks, progress);
}

adequacy::ExactYears convolve(const AdequacyStudy& study, const AdequacySystem& system,
                              const base::Progress& progress) {
    const parallel::ThreadCount count(study.settings().threads);
    const adequacy::Assembly& assembly = system.assembly;
    return adequacy::exact_years(assembly.system, assembly.library, assembly.uncertainty, progress);
}

void write_future(const std::filesystem::path& path, const AdequacyStudy& study, const AdequacySystem& system,
                  std::uint32_t sample) {
    const parallel::ThreadCount count(study.settings().threads);
    const adequacy::Assembly& assembly = system.assembly;
    const adequacy::FutureSeries series =
        adequacy::future_series(system.folded, assembly.library, assembly.uncertainty, sample);
    const auto lock = file_access();
    io::write_future(path, future_names(study.study(), assembly, series.future), series, study.provenance());
}

std::string error_so_far(const adequacy::Sampling& state, const adequacy::SamplingSettings& settings) {
    if (state.tally.samples() == 0) return "";
    const adequacy::Estimate e = state.tally.per_year(settings.metric, settings.place);
    return fmt::format("{} ± {} {}", base::readable(e.mean), base::readable(e.error_total),
                       settings.metric == adequacy::Metric::energy ? "MWh/yr" : "a year");
}

}  // namespace decawatt::app
