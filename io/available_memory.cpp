#include "io/available_memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

namespace decawatt::io {

namespace {

constexpr double kBytesPerMb = 1024.0 * 1024.0, kKibPerMb = 1024.0;

double number_in(const std::filesystem::path& file) {  // bytes; infinite without a file or with no limit ("max")
    std::ifstream in(file);
    double value = 0.0;
    return in >> value ? value : std::numeric_limits<double>::infinity();
}

// The lowest limit from the group up to the root.
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

// Remaining memory under a limit of the shell (ulimit -v).
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

double available_memory_mb() {
    double available = std::numeric_limits<double>::infinity();
    std::ifstream meminfo("/proc/meminfo");
    for (std::string word; meminfo >> word;)
        if (double kib = 0.0; word == "MemAvailable:" && meminfo >> kib) available = kib / kKibPerMb;
    return std::min({available, control_group_limit() / kBytesPerMb, process_limit() / kBytesPerMb});
}

}  // namespace decawatt::io
