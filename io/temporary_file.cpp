#include "io/temporary_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "base/fnv1a.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;
constexpr std::string_view kEnding = ".partial";

// Identifies the scope of process numbers: machine and process namespace (containers have their own).
std::string machine_text() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::string machine_id;
    std::ifstream("/etc/machine-id") >> machine_id;  // empty if there is none
    struct stat space = {};
    if (::stat("/proc/self/ns/pid", &space) != 0) space.st_ino = 0;
    return fmt::format("{} {} {}", host.data(), machine_id, space.st_ino);
}

std::string machine() {
    static const std::string hash = fmt::format("{:08x}", base::fnv1a(machine_text()) & 0xffffffffU);
    return hash;
}

// The common beginning of all temporary names of a target; long names are truncated.
std::string stem_of(const fs::path& target) {
    constexpr std::size_t kLongestName = 255, kRest = 48;
    return target.filename().string().substr(0, kLongestName - kRest) + ".";
}

// The process of a temporary name, for any target.
std::optional<pid_t> process_of(std::string_view name) {
    const std::string mark = "." + machine() + "-";
    const auto place = name.rfind(mark);
    if (place == std::string_view::npos || !name.ends_with(kEnding)) return std::nullopt;
    pid_t process = 0;
    const auto number = std::from_chars(name.data() + place + mark.size(), name.data() + name.size(), process);
    if (number.ec != std::errc{} || *number.ptr != '-' || process <= 0) return std::nullopt;
    return process;
}

bool exists(pid_t process) {
    return ::kill(process, 0) == 0 || errno != ESRCH;
}

// Removes stale files whose names begin with `begin`. Failures are ignored, because the files do no harm.
void remove_stale(const fs::path& folder, const std::string& begin) {
    std::error_code unlisted;
    for (fs::directory_iterator entry(folder, unlisted), end; !unlisted && entry != end; entry.increment(unlisted)) {
        const std::string name = entry->path().filename().string();
        const auto process = name.starts_with(begin) ? process_of(name) : std::nullopt;
        std::error_code ignored;
        if (process && !exists(*process)) fs::remove(entry->path(), ignored);
    }
}
}  // namespace

TemporaryFile::TemporaryFile(const fs::path& target) : target_(final_place(target)) {
    constexpr mode_t kMode = 0666;  // reduced by the user's umask
    remove_stale(fs::absolute(target_).parent_path(), stem_of(target_) + machine() + "-");
    int descriptor = -1;
    unsigned attempt = 0;
    do {  // a name may be used by another thread of this process, or by an earlier process with the same number
        path_ = target_.parent_path() /
                fmt::format("{}{}-{}-{}{}", stem_of(target_), machine(), ::getpid(), attempt++, kEnding);
        descriptor = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    } while (descriptor < 0 && errno == EEXIST);
    if (descriptor < 0) throw_system_error(target_, "cannot create");
    ::close(descriptor);
    unfinished_.emplace(path_);
}

TemporaryFile::~TemporaryFile() {
    std::error_code ignored;  // the original error is already being propagated
    if (!committed_) fs::remove(path_, ignored);
}

void TemporaryFile::commit() {
    put_in_place(path_, target_);
    committed_ = true;
}

void remove_leftovers(const fs::path& folder) {
    remove_stale(folder, "");
}

bool TemporaryFile::commit_new() {
    return link_in_place(path_, target_);  // the destructor removes the temporary name
}

}  // namespace decawatt::io
