// Reads sweeps: many runs of one study, defined in a TOML file (format: docs/sweep_format.md).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::io {

// The choice of one case on an axis, or for a setting of a listed case, as text for tables.
struct SweepChoice {
    std::string axis, value;
    bool operator==(const SweepChoice&) const = default;
};

struct SweepCase {
    std::string name, variant;         // the name is a safe file name; the variant may be empty
    std::vector<Override> overrides;   // after the variant, in order
    std::vector<SweepChoice> choices;  // differences from the other cases
    std::string start_from = {};       // case from whose solution the solver starts, earlier in the list; empty: none
};

struct Sweep {
    std::filesystem::path file, study;  // both relative to the working folder
    int first_year = 0, last_year = 0;  // 0: the study's horizon
    bool allow_outside = false;         // the study, and files that it names, may be in any folder (study_scope.hpp)
    std::vector<SweepCase> cases;       // the grid with its last axis fastest, then listed cases

    StudyRequest request(const SweepCase& one) const;
};

// Reads a sweep and lists its cases. Throws base::InputError with every fault found, base::ResourceError if the file
// cannot be read. Paths into the study are checked by `read_study`. The study must be below the parent folder of the
// sweep file, unless `allow_outside`.
Sweep read_sweep(const std::filesystem::path& path, bool allow_outside = false);

}  // namespace decawatt::io
