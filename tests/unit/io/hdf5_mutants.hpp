// Damage to files of this program, by bytes and by structure: truncated, changed or forged files.
#pragma once

#include <filesystem>
#include <string>

#include "tests/unit/io/mutants.hpp"

namespace decawatt::test {

std::string file_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, const std::string& bytes);

// One to three damages: bits, bytes, cuts, insertions, zeros, parts that changed places.
std::string damaged_bytes(std::string bytes, Dice& dice);

// The bytes of a file without its checksum, and with a new valid checksum, as in a forged file.
std::string without_seal(const std::string& bytes);
void seal_again(const std::filesystem::path& path);

// One change by the HDF5 library to something in the file: left out, of another length, rank, kind or size, NaN or a
// number without measure, an attribute of another kind, a group or a link in place of a variable. False: nothing
// changed.
bool change_structure(const std::filesystem::path& path, Dice& dice);

}  // namespace decawatt::test
