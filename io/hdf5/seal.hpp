// A checksum ("seal") after the content of every HDF5 file that Decawatt writes, so that damage is detected before the
// file is opened by the HDF5 library, which some damaged files crash.
//
// The last 32 bytes are the text "decawatt seal 1\n", the number of bytes before it, and their CRC-32 (ISO 3309, as in
// zlib and gzip), both as 64-bit little-endian numbers. HDF5 ignores bytes after its end of data ("HDF5 File Format
// Specification", II.A: end-of-file address), and a program that changes the file truncates them.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Appends the seal to a complete, closed file without one. Throws base::ResourceError.
void append_seal(const std::filesystem::path& path);

enum class Seal { whole, none };  // none: written by an earlier version, or changed or written by another program

// Throws base::ResourceError if the file cannot be read, DamagedFile if the checksum is wrong.
Seal check_seal(const std::filesystem::path& path);

}  // namespace decawatt::io
