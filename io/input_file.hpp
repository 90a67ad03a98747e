// Reads whole files. Anything that is not a regular file (a folder, a pipe, a device, a kernel file) is rejected with
// its type, without blocking.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace decawatt::io {

inline constexpr std::size_t kMostBytes =
    std::size_t{1} << 30U;  // of a text: larger files are not tables, and would exhaust the memory

// The type of an object at the path that is not a file: "a folder", "a named pipe", "a device", "a symbolic link
// without a target",
// "no such file"; none if it is a file.
std::optional<std::string> not_a_file(const std::filesystem::path& path);

// The bytes of a file. Throws base::ResourceError if it is not a file, cannot be read, or has more than `most_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t most_bytes = kMostBytes);

// The first bytes of a file, at most `count`. Throws like `read_file`, except for the size.
std::string first_bytes(const std::filesystem::path& path, std::size_t count);

}  // namespace decawatt::io
