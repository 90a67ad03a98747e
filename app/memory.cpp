#include "app/memory.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "base/time_axis.hpp"
#include "io/available_memory.hpp"
#include "model/flexible_work.hpp"

namespace decawatt::app {

namespace {

constexpr double kBytesPerThing = 280.0;  // per entity and step: for the program, its solution and the plan
constexpr double kFixedMb = 40.0;         // the executable and its libraries
constexpr double kBytesPerMb = 1024.0 * 1024.0;
constexpr double kDaysPerYear = 366.0;

// Number of groups of plants with equal keys; the groups of planning are these, or finer by month profiles.
std::size_t fleet_count(const model::Plants& plants) {
    std::set<std::tuple<model::RegionIndex, model::Technology, model::SiteIndex, model::DataCenterIndex,
                        model::ContractIndex>>
        kinds;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        kinds.insert({plants.region[p], plants.technology[p], plants.site[p], plants.behind[p], plants.contract[p]});
    return kinds.size();
}

double steps_per_year(const model::Study& study) {
    if (!study.horizon.lengths.empty()) return static_cast<double>(study.horizon.lengths.count());
    const double hours = study.horizon.hours_per_year > 0 ? study.horizon.hours_per_year : kDaysPerYear * 24.0;
    return hours * base::kSecondsPerHour / study.horizon.step_s;
}

std::size_t library_years(const model::Study& study) {
    return study.weather.source == "generator" ? static_cast<std::size_t>(study.adequacy.weather_years)
                                               : study.weather.years.size();
}

}  // namespace

double memory_estimate_mb(const model::Study& study) {
    const std::size_t things = fleet_count(study.plants) + study.stores.name.size() + study.lines.name.size() +
                               study.regions.name.size() + study.data_centers.name.size() +
                               study.contracts.name.size() + study.agreements.size() + study.certificates.size() +
                               model::planned_work_classes(study).size() + model::used_work_links(study).size();
    const double steps = steps_per_year(study) * study.horizon.year_count();
    const double chains = static_cast<double>(study.weather.years.size());
    return kFixedMb + steps * chains * static_cast<double>(things) * kBytesPerThing / kBytesPerMb;
}

double profiles_memory_mb(const model::Study& study) {
    constexpr std::size_t kSeriesOfCenter = 6;
    const std::size_t series = study.regions.name.size() + kSeriesOfCenter * study.data_centers.name.size() +
                               study.sites.name.size() + fleet_count(study.plants);
    constexpr double kScoresOfSite = 3.0;  // of the generator, per weather year; of calendar-year length
    const double kept = static_cast<double>(series) * steps_per_year(study) * study.horizon.year_count();
    const double scores = kScoresOfSite * static_cast<double>(study.sites.name.size()) * kDaysPerYear * 24.0;
    const double chains = static_cast<double>(study.weather.years.size());
    return kFixedMb + chains * (kept + scores) * sizeof(double) / kBytesPerMb;
}

double library_memory_mb(const model::Study& study) {
    const auto by_calendar_year = static_cast<double>(study.regions.name.size() + study.data_centers.name.size());
    const auto by_weather_year = static_cast<double>(fleet_count(study.plants) + study.sites.name.size());
    const double values =
        steps_per_year(study) * study.horizon.year_count() * by_calendar_year + kDaysPerYear * 24.0 * by_weather_year;
    return kFixedMb + static_cast<double>(library_years(study)) * values * sizeof(float) / kBytesPerMb;
}

void expect_memory(const model::Study& study, double estimate_mb) {
    const double available_mb = io::available_memory_mb();
    if (estimate_mb <= available_mb) return;
    throw base::ResourceError(fmt::format(
        "{}: {} years in {} weather years need about {:.1f} GB of memory, and {:.1f} GB are available: fewer years "
        "(--years), or fewer weather years",
        study.name, study.horizon.year_count(), study.weather.years.size(), estimate_mb / 1024.0,
        available_mb / 1024.0));
}

void expect_memory_of_profiles(const model::Study& study) {
    expect_memory(study, profiles_memory_mb(study));
}

void expect_memory_of_sizing(const model::Study& study) {  // the memory of the program is an upper estimate
    expect_memory(study, std::max(profiles_memory_mb(study), memory_estimate_mb(study) / 2.0));
}

void expect_memory_of_library(const model::Study& study) {
    const double estimate_mb = library_memory_mb(study), available_mb = io::available_memory_mb();
    if (estimate_mb <= available_mb) return;
    throw base::ResourceError(fmt::format(
        "{}: a library of {} weather years for {} years needs about {:.1f} GB of memory, and {:.1f} GB are available: "
        "fewer "
        "adequacy.weather_years, or fewer years (--years)",
        study.name, library_years(study), study.horizon.year_count(), estimate_mb / 1024.0, available_mb / 1024.0));
}

}  // namespace decawatt::app
