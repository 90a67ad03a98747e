// A checksum of every HDF5 file that we write, behind its content: damage is found before the HDF5 library, which some
// damaged files crash, opens the file.
//
// The last 32 bytes are the text "decawatt seal 1\n", the number of bytes before it, and their CRC-32 (ISO 3309, as
// zlib and gzip have it), both numbers of 64 bits, lowest byte first. HDF5 ignores what lies behind its end of data
// ("HDF5 File Format Specification", II.A: end-of-file address), and a program that changes the file cuts it off.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Seals a finished, closed file that has no seal. Throws base::ResourceError.
void append_seal(const std::filesystem::path& path);

enum class Seal { whole, none };  // none: of an earlier version, changed by another program, or never ours

// Throws base::ResourceError where the file cannot be read, DamagedFile where it is not what was sealed.
Seal check_seal(const std::filesystem::path& path);

}  // namespace decawatt::io
