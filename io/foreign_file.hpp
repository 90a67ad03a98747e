// Detection, by their first bytes, of file types that Decawatt does not read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace decawatt::io {

struct ForeignFile {
    std::string what, remedy;  // "a gzip-compressed file"; of a weather file, "decompress it first (gunzip)"
};

inline constexpr std::size_t kForeignHeadBytes = 1024;  // number of first bytes that the table needs

// The type of a file that is neither weather nor a table; none if it is not recognised, and for text, netCDF and HDF5.
std::optional<ForeignFile> foreign_file(std::string_view first_bytes);

}  // namespace decawatt::io
