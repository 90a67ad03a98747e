#include "io/put_in_place.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/error.hpp"
#include "io/input_file.hpp"

namespace decawatt::io {

namespace {

void sync_to_disk(const std::filesystem::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags);
    if (descriptor < 0) throw_system_error(path, "cannot open to sync");
    const int code = ::fsync(descriptor);
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    if (code != 0) throw_system_error(path, "cannot sync");
}

}  // namespace

void throw_system_error(const std::filesystem::path& path, const char* what) {
    throw base::ResourceError(fmt::format("{}: {}: {}", path.string(), what, std::generic_category().message(errno)));
}

std::filesystem::path final_place(const std::filesystem::path& target) {
    namespace fs = std::filesystem;
    const auto kind = not_a_file(target);
    if (kind && *kind != "no such file")
        throw base::ResourceError(
            fmt::format("{}: {}: a result can replace only a regular file", target.string(), *kind));
    std::error_code ignored;  // a path that does not exist is not a link
    return fs::is_symlink(target, ignored) ? fs::canonical(target) : target;
}

void put_in_place(const std::filesystem::path& partial, const std::filesystem::path& target) {
    sync_to_disk(partial, O_RDONLY);
    if (std::rename(partial.c_str(), target.c_str()) != 0)
        throw_system_error(target, "cannot rename the finished file");
    sync_to_disk(std::filesystem::absolute(target).parent_path(), O_RDONLY | O_DIRECTORY);
}

bool link_in_place(const std::filesystem::path& partial, const std::filesystem::path& target) {
    sync_to_disk(partial, O_RDONLY);
    if (::link(partial.c_str(), target.c_str()) != 0) {
        if (errno == EEXIST) return false;
        throw_system_error(target, "cannot give the finished file its name");
    }
    sync_to_disk(std::filesystem::absolute(target).parent_path(), O_RDONLY | O_DIRECTORY);
    return true;
}

}  // namespace decawatt::io
