// Registry of files to remove if the program is terminated by a signal.
#pragma once

#include <cstddef>
#include <filesystem>

namespace decawatt::io {

// During its lifetime, `remove_unfinished_files` removes the file of this name.
class UnfinishedFile {
  public:
    explicit UnfinishedFile(const std::filesystem::path& path);
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
    ~UnfinishedFile();

  private:
    std::size_t slot_;  // equal to the number of slots if all are taken: then this file is not removed
};

// Async-signal-safe. To be called immediately before the process ends.
void remove_unfinished_files() noexcept;

}  // namespace decawatt::io
