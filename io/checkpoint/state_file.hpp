// File with the state of a sampling run, the identity of the run, and a checksum.
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

// Identity of a run: named texts in a fixed order. A state can be resumed or merged only if all are equal.
struct Identity {
    struct Field {
        std::string name, value;
    };
    std::vector<Field> fields;

    const std::string& value(const std::string& name) const;  // empty if there is no such field
    std::uint64_t hash() const;
};

using parallel::Part;

// Study (its files and overrides), plan (the bytes of provenance.plan, if any), version, seed, `more` (the horizon and
// other choices of the command) and settings; last the part. Throws base::ResourceError if the plan cannot be read.
Identity identify(const Provenance& provenance, const adequacy::SamplingSettings& whole_run, const Part& part,
                  const std::vector<Identity::Field>& more);

// "checkpoint.a: seed: found 3, expected 4", one for every field that differs, other than `except`.
std::vector<base::InputFault> differences(const std::string& file, const Identity& found, const Identity& expected,
                                          const std::string& except = "");

struct StateFile {
    Identity identity;
    std::uint64_t generation = 0;  // of checkpoints: greater is newer
    adequacy::StateBuffer words;
    std::string description = {};  // of a finished part: RunDescription as text
};

// Writes a temporary file, syncs and renames it, so that a file of this name is always complete. Throws
// base::ResourceError.
void write_state(const std::filesystem::path& path, const StateFile& state);

// Throws base::ResourceError, with the reason: cannot be read, not a state file, truncated, damaged.
StateFile read_state(const std::filesystem::path& path);

// The whole content of a file in bytes. Throws base::ResourceError.
std::string bytes_of(const std::filesystem::path& path);

}  // namespace decawatt::io
