// The state of a sampling run as a file that tells what run it is of, and whether it is whole.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "adequacy/sampling_state.hpp"
#include "base/error.hpp"
#include "io/hdf5/write_results.hpp"
#include "parallel/part.hpp"

namespace decawatt::io {

// What a run is of: named texts, in a fixed order. A state goes on, or joins others, where all are alike.
struct Identity {
    struct Field {
        std::string name, value;
    };
    std::vector<Field> fields;

    const std::string& value(const std::string& name) const;  // empty: no such field
    std::uint64_t hash() const;
};

using parallel::Part;

// Study (its files and overrides), plan (the bytes of provenance.plan, where there is one), version, seed, `more` (the
// horizon and what else the command settles) and settings; last the part. Throws base::ResourceError where the plan
// cannot be read.
Identity identify(const Provenance& provenance, const adequacy::SamplingSettings& whole_run, const Part& part,
                  const std::vector<Identity::Field>& more);

// "checkpoint.a: seed: found 3, expected 4", one for every field that differs but that of the name `except`.
std::vector<base::InputFault> differences(const std::string& file, const Identity& found, const Identity& expected,
                                          const std::string& except = "");

struct StateFile {
    Identity identity;
    std::uint64_t generation = 0;  // of checkpoints: greater is newer
    adequacy::StateBuffer words;
    std::string description = {};  // of a finished part: RunDescription as text
};

// Writes beside the place, syncs and renames: a file of the name is whole. Throws base::ResourceError.
void write_state(const std::filesystem::path& path, const StateFile& state);

// Throws base::ResourceError, with the reason: cannot be read, no state file, cut, damaged.
StateFile read_state(const std::filesystem::path& path);

// The whole content of a file, bytes as they are. Throws base::ResourceError.
std::string bytes_of(const std::filesystem::path& path);

}  // namespace decawatt::io
