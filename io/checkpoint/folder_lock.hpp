// One run at a time on the same files of a folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "io/unfinished_file.hpp"

namespace decawatt::io {

// Holds <stem>.lock in the folder, which is made where it is not there, by flock(2): a process that ends, however,
// gives it back, and the file that a killed one leaves behind keeps nobody out. NFS passes flock on to its server;
// Lustre has to be mounted with the option flock.
class FolderLock {
  public:
    // Throws base::ResourceError: another process holds it, the folder cannot be written, the file system has no locks.
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
