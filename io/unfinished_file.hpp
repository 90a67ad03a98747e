// Files that must go where the program ends at once, without coming back from what it is doing.
#pragma once

#include <cstddef>
#include <filesystem>

namespace decawatt::io {

// While it lives, `remove_unfinished_files` removes the file of this name.
class UnfinishedFile {
  public:
    explicit UnfinishedFile(const std::filesystem::path& path);
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
    ~UnfinishedFile();

  private:
    std::size_t slot_;  // the number of slots where all are taken: this one is not removed
};

// Safe in a signal handler. The process ends after it.
void remove_unfinished_files() noexcept;

}  // namespace decawatt::io
