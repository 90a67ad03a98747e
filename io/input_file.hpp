// Files that are read whole. What is no file (a folder, a pipe, a device, a file of the kernel) is named as such, and
// nothing is waited for.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace decawatt::io {

inline constexpr std::size_t kMostBytes = std::size_t{1} << 30U;  // of a text: more is no table, and fills the memory

// What stands at the path in place of a file: "a folder", "a named pipe", "a device", "a link to nothing", "no such
// file"; none where it is a file.
std::optional<std::string> not_a_file(const std::filesystem::path& path);

// The bytes of a file. Throws base::ResourceError: what is no file, cannot be read, or has more than `most_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t most_bytes = kMostBytes);

// The first bytes of a file, `count` at most. Throws as `read_file` does, but of the size.
std::string first_bytes(const std::filesystem::path& path, std::size_t count);

}  // namespace decawatt::io
