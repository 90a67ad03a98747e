// A text file that is whole or is not there: written under a temporary name, then renamed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "io/temporary_file.hpp"

namespace decawatt::io {

class PartialFile {
  public:
    // Creates its temporary file. Throws base::ResourceError.
    explicit PartialFile(const std::filesystem::path& target);
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;
    ~PartialFile();

    // Appends text; it reaches the disk in large pieces. Throws base::ResourceError, as `commit` does.
    void append(std::string_view text) {
        buffer_ += text;
        if (buffer_.size() >= kPiece) flush();
    }
    // Writes the rest and gives the file its name; an older one is replaced.
    void commit();
    bool commit_new();  // the same where there is no file of the name; otherwise false

  private:
    void close();
    static constexpr std::size_t kPiece = std::size_t{1} << 20U;
    void flush();

    TemporaryFile file_;
    int descriptor_ = -1;
    std::string buffer_;
};

}  // namespace decawatt::io
