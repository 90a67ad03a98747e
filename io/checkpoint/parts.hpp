// The finished parts of a run, one file each: part_2_of_8.part, and with all events part_2_of_8.events.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "io/checkpoint/state_file.hpp"

namespace decawatt::io {

std::filesystem::path part_file(const std::filesystem::path& folder, const Part& part);
std::filesystem::path event_file(const std::filesystem::path& folder, const Part& part);

// Rank 0 alone. Throws base::ResourceError.
void write_part(const std::filesystem::path& folder, const Part& part, const Identity& identity,
                const std::string& description, adequacy::StateBuffer words);

// Whether the folder holds the finished part of this identity. False where there is none; throws base::InputError where
// it is of another run, base::ResourceError where it cannot be read or is damaged.
bool has_part(const std::filesystem::path& folder, const Part& part, const Identity& identity);

// All parts of the one run in the folder, in order. `expected` is the identity of any of its parts, where the caller
// knows the study; otherwise the first file tells. Throws base::InputError where files are of other runs (every field
// that differs), where parts are missing or doubled (named), or where there is none; base::ResourceError where one
// cannot be read or is damaged.
std::vector<StateFile> read_parts(const std::filesystem::path& folder, const std::optional<Identity>& expected);

}  // namespace decawatt::io
