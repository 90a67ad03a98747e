// Unique temporary files, for writing.
#pragma once

#include <filesystem>
#include <optional>

#include "io/unfinished_file.hpp"

namespace decawatt::io {

// An empty file `<target>.<owner>.partial` in the folder of `target`, created exclusively and never through a link, so
// that processes that write the same target simultaneously use different files: each is complete, and the last `commit`
// takes effect. `owner` is a hash of the machine and its process namespace, the process number, and a counter.
//
// Temporary files of `target` left by killed processes are removed first: those of this machine and namespace whose
// process no longer exists. Those of other machines that share the folder are kept.
class TemporaryFile {
  public:
    // Throws base::ResourceError. A symbolic link at `target` is followed once, here.
    explicit TemporaryFile(const std::filesystem::path& target);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();  // removes the file unless it was committed

    const std::filesystem::path& target() const { return target_; }
    const std::filesystem::path& path() const { return path_; }

    // Syncs the closed file to disk and renames it to `target`. Throws base::ResourceError.
    void commit();

    // The same if there is no file of that name; otherwise returns false and keeps the existing file. Of several
    // concurrent processes, one succeeds.
    bool commit_new();

  private:
    std::filesystem::path target_, path_;
    std::optional<UnfinishedFile> unfinished_;
    bool committed_ = false;
};

// Removes the leftover temporary files of all targets in a folder that only this program uses.
void remove_leftovers(const std::filesystem::path& folder);

}  // namespace decawatt::io
