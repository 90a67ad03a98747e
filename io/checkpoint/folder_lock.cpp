#include "io/checkpoint/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
    std::error_code reason;
    fs::create_directories(folder, reason);
    if (reason)
        throw base::ResourceError(fmt::format("{}: cannot make the folder: {}", folder.string(), reason.message()));
}
}  // namespace

FolderLock::FolderLock(const fs::path& folder, const std::string& stem) : path_(folder / (stem + ".lock")) {
    make_folder(folder);
    while (!try_to_hold()) {
    }
}

FolderLock::~FolderLock() {
    if (descriptor_ < 0) return;
    ::unlink(path_.c_str());  // the lock is still held, so the file is not that of another process
    ::close(descriptor_);
}

// False if the previous holder removed the file between opening and locking it, so that the lock is on a deleted file.
bool FolderLock::try_to_hold() {
    constexpr mode_t kMode = 0666;  // reduced by the user's umask
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
    if (descriptor_ < 0) throw_system_error(path_, "cannot create");
    const int code = ::flock(descriptor_, LOCK_EX | LOCK_NB);
    const int reason = errno;
    struct stat held = {}, named = {};
    const bool same = code == 0 && ::fstat(descriptor_, &held) == 0 && ::stat(path_.c_str(), &named) == 0 &&
                      held.st_ino == named.st_ino && held.st_dev == named.st_dev;
    if (same) {
        unfinished_.emplace(path_);
        return true;
    }
    ::close(std::exchange(descriptor_, -1));
    if (code == 0) return false;
    if (reason == EWOULDBLOCK)
        throw base::ResourceError(path_.string() +
                                  ": another run is using these files; wait until it ends, or choose another folder " +
                                  "(a program built without MPI is one run for each rank of its launcher)");
    errno = reason;
    throw_system_error(path_, "cannot lock");
}

}  // namespace decawatt::io
