#include "cli/sweep_memory.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <string>
#include <tuple>

#include "base/error.hpp"
#include "base/time_axis.hpp"

namespace decawatt::cli {

namespace {

constexpr double kBytesPerThing = 280.0;  // in each hour: of the program, its solution and the plan
constexpr double kFixedMb = 40.0;         // the program itself and its libraries
constexpr double kBytesPerMb = 1024.0 * 1024.0, kKibPerMb = 1024.0;
constexpr double kDaysPerYear = 366.0;

// Plants that may run as one: the planning's fleets are these, or finer by month profiles.
std::size_t fleet_count(const model::Plants& plants) {
    std::set<std::tuple<model::RegionIndex, model::Technology, model::SiteIndex, model::DataCenterIndex,
                        model::ContractIndex>>
        kinds;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        kinds.insert({plants.region[p], plants.technology[p], plants.site[p], plants.behind[p], plants.contract[p]});
    return kinds.size();
}

double hours_per_year(const model::Study& study) {
    return study.horizon.hours_per_year > 0 ? study.horizon.hours_per_year : kDaysPerYear * 24.0;
}

double number_in(const std::filesystem::path& file) {  // bytes; no file or no limit ("max"): none
    std::ifstream in(file);
    double value = 0.0;
    return in >> value ? value : std::numeric_limits<double>::infinity();
}

// The least limit from the group up to the root.
double group_limit(const std::filesystem::path& root, const std::string& group, const char* name) {
    double least = std::numeric_limits<double>::infinity();
    for (std::filesystem::path at = group; at.has_relative_path(); at = at.parent_path())
        least = std::min(least, number_in(root / at.relative_path() / name));
    return std::min(least, number_in(root / name));
}

double control_group_limit() {
    double least = std::numeric_limits<double>::infinity();
    std::ifstream groups("/proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        const auto first = line.find(':'), second = line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string controllers = line.substr(first + 1, second - first - 1), group = line.substr(second + 1);
        if (controllers.empty())
            least = std::min(least, group_limit("/sys/fs/cgroup", group, "memory.max"));
        else if (controllers == "memory")
            least = std::min(least, group_limit("/sys/fs/cgroup/memory", group, "memory.limit_in_bytes"));
    }
    return least;
}

// What a limit of the shell's (ulimit -v) leaves.
double process_limit() {
    rlimit limit = {};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::numeric_limits<double>::infinity();
    std::ifstream sizes("/proc/self/statm");
    double pages = 0.0;
    sizes >> pages;
    const auto page = static_cast<double>(::sysconf(_SC_PAGESIZE));
    return std::max(0.0, static_cast<double>(limit.rlim_cur) - pages * page);
}

}  // namespace

double memory_estimate_mb(const model::Study& study) {
    const std::size_t things = fleet_count(study.plants) + study.stores.name.size() + study.lines.name.size() +
                               study.regions.name.size() + study.data_centers.name.size() + study.contracts.name.size();
    const double hours = hours_per_year(study) * study.horizon.year_count();
    const double chains = static_cast<double>(study.weather.years.size());
    return kFixedMb + hours * chains * static_cast<double>(things) * kBytesPerThing / kBytesPerMb;
}

double profiles_memory_mb(const model::Study& study) {
    constexpr std::size_t kSeriesOfCenter = 6;
    const std::size_t series = study.regions.name.size() + kSeriesOfCenter * study.data_centers.name.size() +
                               study.sites.name.size() + fleet_count(study.plants);
    constexpr double kScoresOfSite = 3.0;  // of the generator, in each weather year; hours of a calendar year
    const double kept = static_cast<double>(series) * hours_per_year(study) * study.horizon.year_count();
    const double scores = kScoresOfSite * static_cast<double>(study.sites.name.size()) * kDaysPerYear * 24.0;
    const double chains = static_cast<double>(study.weather.years.size());
    return kFixedMb + chains * (kept + scores) * sizeof(double) / kBytesPerMb;
}

void expect_memory(const model::Study& study, double estimate_mb) {
    const double available_mb = available_memory_mb();
    if (estimate_mb <= available_mb) return;
    throw base::ResourceError(fmt::format(
        "{}: {} years in {} weather years need about {:.1f} GB of memory, and {:.1f} GB are there: fewer years "
        "(--years), or fewer weather years",
        study.name, study.horizon.year_count(), study.weather.years.size(), estimate_mb / 1024.0,
        available_mb / 1024.0));
}

double available_memory_mb() {
    double available = std::numeric_limits<double>::infinity();
    std::ifstream meminfo("/proc/meminfo");
    for (std::string word; meminfo >> word;)
        if (double kib = 0.0; word == "MemAvailable:" && meminfo >> kib) available = kib / kKibPerMb;
    return std::min({available, control_group_limit() / kBytesPerMb, process_limit() / kBytesPerMb});
}

}  // namespace decawatt::cli
