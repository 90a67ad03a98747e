// A lock that allows one run at a time on the same files of a folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "io/unfinished_file.hpp"

namespace decawatt::io {

// Locks <stem>.lock in the folder with flock(2); creates the folder if needed. The lock is released whenever the
// process ends, and the file that a killed process leaves behind does not block others. NFS forwards flock to its
// server; Lustre must be mounted with the option flock.
class FolderLock {
  public:
    // Throws base::ResourceError: another process holds the lock, the folder cannot be written, the file system has no
    // locks.
    FolderLock(const std::filesystem::path& folder, const std::string& stem);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    bool try_to_hold();

    std::filesystem::path path_;
    int descriptor_ = -1;
    std::optional<UnfinishedFile> unfinished_;
};

}  // namespace decawatt::io
