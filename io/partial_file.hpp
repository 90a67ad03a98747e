// A text file that is complete or absent: written under a temporary name, then renamed.
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

    // Appends text, which is written to disk in large pieces. Throws base::ResourceError, like `commit`.
    void append(std::string_view text) {
        buffer_ += text;
        if (buffer_.size() >= kPiece) flush();
    }
    // Writes the rest and renames the file; an older one is replaced.
    void commit();
    bool commit_new();  // the same if there is no file of that name; otherwise false

  private:
    void close();
    static constexpr std::size_t kPiece = std::size_t{1} << 20U;
    void flush();

    TemporaryFile file_;
    int descriptor_ = -1;
    std::string buffer_;
};

}  // namespace decawatt::io
