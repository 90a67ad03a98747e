// The finished parts of a run, one file each: part_2_of_8.part, and with all events part_2_of_8.events.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "io/checkpoint/state_file.hpp"

namespace decawatt::io {

std::filesystem::path part_file(const std::filesystem::path& folder, const Part& part);
std::filesystem::path event_file(const std::filesystem::path& folder, const Part& part);

// Rank 0 only. Throws base::ResourceError.
void write_part(const std::filesystem::path& folder, const Part& part, const Identity& identity,
                const std::string& description, adequacy::StateBuffer words);

// Whether the folder holds the finished part of this identity. False if there is none. Throws base::InputError if it is
// of another run, base::ResourceError if it cannot be read or is damaged.
bool has_part(const std::filesystem::path& folder, const Part& part, const Identity& identity);

// All parts of the run in the folder, in order. `expected` is the identity of any of its parts, if the caller knows the
// study; otherwise that of the first file is used. Throws base::InputError if files are of other runs (every field that
// differs), if parts are missing or duplicated (named), or if there are none; base::ResourceError if one cannot be read
// or is damaged.
std::vector<StateFile> read_parts(const std::filesystem::path& folder, const std::optional<Identity>& expected);

}  // namespace decawatt::io
