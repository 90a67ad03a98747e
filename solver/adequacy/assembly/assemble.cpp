#include "adequacy/assembly/assemble.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "adequacy/assembly/add_data_centers.hpp"
#include "adequacy/assembly/add_lines.hpp"
#include "adequacy/assembly/add_nodes.hpp"
#include "adequacy/assembly/add_plants.hpp"
#include "adequacy/assembly/add_stores.hpp"
#include "adequacy/assembly/assembling.hpp"
#include "adequacy/assembly/make_library.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {

UncertaintySettings uncertainty_of(const model::AdequacyRules& rules) {
    UncertaintySettings uncertainty;
    uncertainty.seed = rules.seed;
    uncertainty.growth_sd_frac = rules.growth_sd_frac;
    uncertainty.center_growth_sd_frac = rules.data_center_growth_sd_frac;
    uncertainty.load_levels = rules.load_levels;
    return uncertainty;
}

// Planning weights the weather years of a study; sampling draws all with the same probability.
void note_weights(const model::Weather& weather, std::size_t library_years, std::vector<std::string>& notes) {
    const bool equal = std::ranges::all_of(
        weather.weights, [&](double weight) { return std::abs(weight - weather.weights.front()) <= 1e-6; });
    if (weather.source != "generator" && library_years > 1 && !equal)
        notes.emplace_back("weather.weights are not used: every weather year is drawn with the same probability");
}

// Notes additions of the plan that can fail and whose machine size is not stated.
void note_single_units(const model::Study& study, const Built& built, std::vector<std::string>& notes) {
    const auto note = [&](const char* table, assets::CapacityKind kind, const std::vector<std::string>& names,
                          const std::vector<model::ExpansionOption>& options,
                          const std::vector<model::OutageClassIndex>& outages) {
        std::vector<std::string> single;
        for (std::size_t i = 0; i < outages.size(); ++i)
            if (outages[i] != base::none<model::OutageClassIndex> && options[i].unit_mw <= 0.0 &&
                !built.of(kind, i).empty())
                single.push_back(names[i]);
        if (!single.empty())
            notes.push_back(fmt::format("{} states no unit_mw: the capacity built in a year fails as one unit: {}",
                                        table, fmt::join(single, ", ")));
    };
    note("plants.csv", assets::CapacityKind::plant, study.plants.name, study.plants.build,
         study.reliability.plant_outage);
    note("stores.csv", assets::CapacityKind::store_power, study.stores.name, study.stores.build_power,
         study.reliability.store_outage);
}

}  // namespace

Assembly assemble(const model::Study& study, const assets::ExpansionPlan* plan, const profiles::WeatherSource& weather,
                  const base::Progress& progress) {
    if (!study.horizon.lengths.empty())
        throw base::InputError(
            {{"study.toml", "horizon.step_file", 0, "steps of stated lengths",
              "none: adequacy is sampled by hours; --set horizon.step_file= reads the study in steps "
              "of horizon.step_minutes"}});
    if (study.horizon.step_s != base::kSecondsPerHour)
        throw base::InputError(
            {{"study.toml", "horizon.step_minutes", 0, std::to_string(study.horizon.step_s / 60),
              "60: adequacy is sampled by hours; --set horizon.step_minutes=60 reads the study in hours"}});
    const HorizonHours hours(study);
    const Built built(study, hours, plan);
    const profiles::Resources resources = profiles::resources_of(study);
    System system;
    std::vector<std::string> notes;
    OutageAssignment outages(study, hours, system);
    Assembling work{study, hours, built, resources, outages, system, notes, {}};
    const LibraryWeather source = library_weather(study, weather);
    note_weights(study.weather, source.years.size(), notes);
    note_single_units(study, built, notes);
    WeatherLibrary library = make_library(study, hours, resources, outages.temperature_sites(), source, progress);
    add_nodes(work, library);
    add_plants(work);
    add_stores(work);
    add_lines(work);
    add_interfaces(work);
    add_data_centers(work);
    return {std::move(system), std::move(library), uncertainty_of(study.adequacy), source.years, std::move(notes)};
}

}  // namespace decawatt::adequacy
