#include "io/hdf5/read_fixed_plan.hpp"

#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/error.hpp"
#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

namespace {

const std::vector<std::string> kWeatherFiles = {"sites.csv", "climate.csv", "weather_files.csv"};
// Tables that only the adequacy assessment reads; plans do not depend on them.
const std::vector<std::string> kAdequacyFiles = {"outages.csv", "outage_temperatures.csv", "common_outages.csv",
                                                 "delays.csv"};
// Terms of finance, which may differ: `finance` takes what the plan counts from its file.
const std::vector<std::string> kFinanceFiles = {"finance_terms.csv", "finance_risks.csv"};
constexpr double kLastYear = 9999.0, kRoundingMw = 1e-6;
const std::vector<std::string> kFreeSections = {"weather", "output", "variant", "adequacy",
                                                "finance"};  // of study.toml

std::map<std::string, std::string> overrides_of(const ResultReader& file) {
    std::map<std::string, std::string> all;
    if (!file.has("/provenance/override")) return all;
    const auto paths = file.texts("/provenance/override"),
               values = file.texts("/provenance/override_value", paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) all[paths[i]] = values[i];  // the last one applies
    return all;
}

std::map<std::string, std::string> overrides_of(const LoadedStudy& loaded) {
    std::map<std::string, std::string> all;
    for (const Override& change : loaded.applied) all[change.path] = change.value;
    return all;
}

std::string value_text(const std::string& value) {
    return value.empty() ? "none" : value;
}

void compare_overrides(const ResultReader& file, const LoadedStudy& loaded, std::vector<std::string>& differences) {
    const auto planned = overrides_of(file), now = overrides_of(loaded);
    for (const auto& [path, value] : planned)
        if (const auto found = now.find(path); found == now.end())
            differences.push_back(fmt::format("{}: {} in the plan, as in the study here", path, value_text(value)));
        else if (found->second != value)
            differences.push_back(
                fmt::format("{}: {} in the plan, {} here", path, value_text(value), value_text(found->second)));
    for (const auto& [path, value] : now)
        if (!planned.contains(path))
            differences.push_back(fmt::format("{}: as in the study in the plan, {} here", path, value_text(value)));
}

// Whether two texts of study.toml agree in all sections except those that may differ.
bool settings_agree(const std::string& left, const std::string& right) {
    try {
        toml::table a = toml::parse(left), b = toml::parse(right);
        for (const std::string& section : kFreeSections) {
            a.erase(section);
            b.erase(section);
        }
        return a == b;
    } catch (const toml::parse_error&) {
        return false;  // the file of another study
    }
}

// The file that horizon.step_file names in these settings, with these overrides; empty: none. A plan may be dispatched
// in other steps.
std::string step_file_of(const std::string& settings, const std::map<std::string, std::string>& overrides) {
    if (const auto changed = overrides.find("horizon.step_file"); changed != overrides.end()) return changed->second;
    try {
        return toml::parse(settings)["horizon"]["step_file"].value_or(std::string());
    } catch (const toml::parse_error&) {
        return "";  // the file of another study
    }
}

std::set<std::string> step_files(const ResultReader& file, const LoadedStudy& loaded,
                                 const std::vector<std::string>& names, const std::vector<std::string>& texts) {
    std::set<std::string> steps;
    const auto add = [&](const std::string& name, const std::string& text, const auto& overrides) {
        if (name.ends_with(".toml")) steps.insert(step_file_of(text, overrides));
    };
    for (std::size_t i = 0; i < names.size(); ++i) add(names[i], texts[i], overrides_of(file));
    for (const StudyFile& now : loaded.files) add(now.name, now.text, overrides_of(loaded));
    return steps;
}

// Files that may differ from, or be absent in, the study of the plan.
bool is_free(const std::string& name, const std::set<std::string>& steps) {
    return steps.contains(name) || name.starts_with(kWeatherFilePrefix) ||
           std::ranges::find(kFinanceFiles, name) != kFinanceFiles.end() ||
           std::ranges::find(kWeatherFiles, name) != kWeatherFiles.end() ||
           std::ranges::find(kAdequacyFiles, name) != kAdequacyFiles.end();
}

bool may_differ(const std::string& name, const std::string& planned, const std::string& now,
                const std::set<std::string>& steps) {
    return name.ends_with(".toml") ? settings_agree(planned, now) : is_free(name, steps);
}

// Adds a fault for every file that differs and must not.
void compare_files(const ResultReader& file, const LoadedStudy& loaded, const std::string& where,
                   std::vector<std::string>& differences) {
    const auto names = file.texts("/provenance/file"), hashes = file.texts("/provenance/fnv1a_64", names.size()),
               texts = file.texts("/provenance/text", names.size());
    const std::set<std::string> steps = step_files(file, loaded, names, texts);
    std::vector<base::InputFault> faults;
    const auto refuse = [&](const std::string& name, const std::string& found) {
        faults.push_back({where, name, 0, found,
                          "the study of the plan; what may differ is weather, outages, delays, finance, the lengths of "
                          "steps and overrides"});
    };
    for (const StudyFile& now : loaded.files) {
        const auto found = std::ranges::find(names, now.name);
        if (found == names.end()) {
            if (is_free(now.name, steps))
                differences.push_back(fmt::format("{} is here, and not in the plan's study", now.name));
            else
                refuse(now.name, "no such file in the plan's study");
            continue;
        }
        const auto i = static_cast<std::size_t>(found - names.begin());
        if (hashes[i] == fmt::format("{:016x}", now.hash)) continue;
        if (may_differ(now.name, texts[i], now.text, steps))
            differences.push_back(fmt::format("{} has changed since the plan", now.name));
        else
            refuse(now.name, "a text other than the plan's");
    }
    for (const std::string& name : names) {
        if (std::ranges::find(loaded.files, name, &StudyFile::name) != loaded.files.end()) continue;
        if (is_free(name, steps))
            differences.push_back(fmt::format("{} is in the plan's study, and not here", name));
        else
            refuse(name, "a file of the plan's study that is missing here");
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// All dimensions except the last are rows.
base::Series table(const ResultReader& file, const std::string& place, const Extent& extent) {
    const std::vector<double> values = file.finite(place, extent);
    const std::size_t columns = extent.back(), rows = columns > 0 ? values.size() / columns : 0;
    base::Series series(rows, columns);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) series(r, c) = values[r * columns + c];
    return series;
}

std::vector<assets::CapacityAddition> builds_in(const ResultReader& file) {
    if (!file.has("/plan/build")) return {};
    const auto kinds = file.texts("/plan/build_kind");
    const auto names = file.texts("/plan/build_asset", kinds.size());
    const auto years = file.finite("/plan/build_year", {kinds.size()});
    const auto amounts = file.finite("/plan/build_amount", {kinds.size()});
    std::vector<assets::CapacityAddition> builds;
    for (std::size_t b = 0; b < kinds.size(); ++b) {
        if (amounts[b] < -kRoundingMw) file.refuse("/plan/build_amount", fmt::format("{}", amounts[b]), "numbers >= 0");
        if (years[b] != std::clamp(std::floor(years[b]), 0.0, kLastYear))
            file.refuse("/plan/build_year", fmt::format("{}", years[b]), "years");
        const auto kind = assets::capacity_kind(kinds[b]);
        if (!kind)
            file.refuse("/plan/build_kind", kinds[b],
                        "plant, store power, store energy, line, connection, non-firm connection or usable energy");
        builds.push_back({*kind, names[b], static_cast<int>(years[b]), amounts[b]});
    }
    return builds;
}

planning::FixedPlan plan_in(const ResultReader& file) {
    constexpr std::size_t kMonths = 12;
    planning::FixedPlan plan;
    plan.years = file.years("/plan/year");
    const std::size_t years = plan.years.size();
    plan.builds = builds_in(file);
    if (file.has("/plan/state")) {
        plan.state_values.name = file.texts("/plan/state");
        plan.state_values.per_mwh =
            table(file, "/plan/state_value_per_mwh", {years, kMonths, plan.state_values.name.size()});
    }
    plan.prices.emission_per_t = file.finite("/targets/emission_cap_price_per_t", {years});
    if (file.has("/targets/curtailment_price_per_mwh")) {
        plan.data_centers = file.texts("/targets/data_center");
        plan.prices.curtailment_per_mwh =
            table(file, "/targets/curtailment_price_per_mwh", {years, plan.data_centers.size()});
    }
    const base::Series none(years, 0);
    plan.prices.hourly_per_mwh = plan.prices.annual_per_mwh = plan.prices.excess_per_mwh = none;
    if (file.has("/targets/contract")) {
        plan.contracts = file.texts("/targets/contract");
        const auto read = [&](const char* place) { return table(file, place, {years, plan.contracts.size()}); };
        plan.prices.hourly_per_mwh = read("/targets/hourly_target_price_per_mwh");
        plan.prices.annual_per_mwh = read("/targets/annual_target_price_per_mwh");
        plan.prices.excess_per_mwh = read("/targets/excess_cap_price_per_mwh");
    }
    return plan;
}

// Numbers of machines; -1: without a machine size.
std::vector<int> counts(const ResultReader& file, const std::string& place, const Extent& extent) {
    constexpr double kMost = 1e9;
    std::vector<int> all;
    for (const double value : file.finite(place, extent)) {
        if (value != std::clamp(std::floor(value), -1.0, kMost))
            file.refuse(place, fmt::format("{}", value), "whole numbers");
        all.push_back(static_cast<int>(value));
    }
    return all;
}

// Whole machines as stored in the file, if the study states the same machine sizes.
void take_whole_units(const ResultReader& file, const model::Study& study, StoredPlan& stored) {
    if (!planning::states_units(study)) return;
    planning::FixedPlan& plan = stored.plan;
    const std::vector<assets::CapacityAddition> sized = plan.builds;
    planning::WholeBuilds whole = planning::whole_builds(study, plan.years, sized);
    const std::string group = "/plan/whole_units/";
    const Extent per_build = {sized.size()};
    if (file.has(group + "build_amount") && file.numbers(group + "build_unit_mw", per_build) == whole.unit_mw) {
        const auto units = counts(file, group + "build_units", per_build);
        const auto amounts = file.finite(group + "build_amount", per_build);
        for (std::size_t b = 0; b < sized.size(); ++b) {
            if (amounts[b] < 0.0) file.refuse(group + "build_amount", fmt::format("{}", amounts[b]), "numbers >= 0");
            whole.units[b] = units[b];
            whole.builds[b].amount = amounts[b];
        }
        whole.notes = file.has(group + "limit_note") ? file.texts(group + "limit_note") : std::vector<std::string>{};
    }
    stored.machines = planning::asset_units(sized, whole);
    stored.limits = std::move(whole.notes);
    plan.builds = std::move(whole.builds);
}

// The digest verifies a plan whose file was rewritten by another program, without the seal; files of earlier versions
// have neither.
void check_digest(const ResultReader& file, const planning::FixedPlan& plan, std::vector<std::string>& differences) {
    const std::optional<std::string> stated = file.text_attribute("/plan", kPlanDigest);
    const std::string found = digest_of(plan);
    if (stated && *stated != found) file.refuse("/plan", "numbers of the digest " + found, "of the digest " + *stated);
    if (!stated && !file.sealed())
        differences.push_back(
            "the plan's file has no checksum (made by an earlier version, or changed): its numbers cannot be verified");
}

StoredPlan sized_plan(const ResultReader& file, const std::filesystem::path& path, const LoadedStudy& loaded) {
    if (!file.has("/provenance"))
        throw base::ResourceError(path.string() + ": is not a result file; `decawatt run --out FILE` writes one");
    const std::optional<std::string> solved = file.text_attribute("/", "status");
    if (!solved) throw base::ResourceError(path.string() + ": holds no plan; `decawatt run --out FILE` writes one");
    const std::string study = file.attribute("study");
    const std::string& status = *solved;
    std::vector<base::InputFault> faults;
    if (study != loaded.study.name)
        faults.push_back({path.string(), "study", 0, study, fmt::format("a plan of {}", loaded.study.name)});
    if (status != "optimal") faults.push_back({path.string(), "status", 0, status, "an optimal plan"});
    if (!file.has("/plan/year") || !file.has("/targets/emission_cap_price_per_t"))
        faults.push_back(
            {path.string(), "plan", 0, "no group /plan", "a result file of this version: run the study again"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    StoredPlan stored;
    compare_files(file, loaded, path.string(), stored.differences);
    compare_overrides(file, loaded, stored.differences);
    stored.plan = plan_in(file);
    check_digest(file, stored.plan, stored.differences);
    return stored;
}

}  // namespace

StoredPlan read_fixed_plan(const std::filesystem::path& path, const LoadedStudy& loaded) {
    const ResultReader file(path);
    StoredPlan stored = sized_plan(file, path, loaded);
    take_whole_units(file, loaded.study, stored);
    return stored;
}

StoredPlan read_sized_plan(const std::filesystem::path& path, const LoadedStudy& loaded) {
    return sized_plan(ResultReader(path), path, loaded);
}

}  // namespace decawatt::io
