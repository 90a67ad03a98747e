// Files of other kinds than those that Decawatt reads, known by their first bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace decawatt::io {

struct ForeignFile {
    std::string what, remedy;  // "a gzip-compressed file"; of a weather file, "decompress it first (gunzip)"
};

inline constexpr std::size_t kForeignHeadBytes = 1024;  // as many first bytes as the table needs

// What the file is instead of weather or a table; none where its first bytes say nothing of the kind. Text, netCDF and
// HDF5 are none.
std::optional<ForeignFile> foreign_file(std::string_view first_bytes);

}  // namespace decawatt::io
