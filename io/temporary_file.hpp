// The name that a file has while it is written: one that no other process uses.
#pragma once

#include <filesystem>
#include <optional>

#include "io/unfinished_file.hpp"

namespace decawatt::io {

// An empty file `<target>.<owner>.partial` beside `target`, created exclusively and never through a link, so that
// processes that write the same target at the same time do not touch each other's file: each is whole, and the last
// `commit` wins. `owner` is a hash of the machine and its process namespace, the process number, and a counter.
//
// What a process that was killed has left of `target` is removed first: files of this machine and namespace whose
// process no longer exists. Those of other machines that share the folder stay.
class TemporaryFile {
  public:
    // Throws base::ResourceError. A symbolic link at `target` is followed once, here.
    explicit TemporaryFile(const std::filesystem::path& target);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();  // removes what was not committed

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& path() const { return path_; }

    // The closed file takes the name `target`, whole and on disk. Throws base::ResourceError.
    void commit();

    // The same where nothing of that name stands there; otherwise false, and what is there stays. Of several processes
    // that try, one succeeds.
    bool commit_new();

  private:
    std::filesystem::path target_, path_;
    std::optional<UnfinishedFile> unfinished_;
    bool committed_ = false;
};

// The same for all targets in a folder that is the program's own.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace decawatt::io
