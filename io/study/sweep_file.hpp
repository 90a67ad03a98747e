// Sweeps in: many sizings of one study in a TOML file; docs/sweep_format.md is the contract.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::io {

// What one case has of an axis, or of a thing that a listed case sets: the words of a row in a table.
struct SweepChoice {
    std::string axis, value;
    bool operator==(const SweepChoice&) const = default;
};

struct SweepCase {
    std::string name, variant;         // the name is safe as that of a file; no variant: empty
    std::vector<Override> overrides;   // after the variant, in order
    std::vector<SweepChoice> choices;  // how it differs from the others
};

struct Sweep {
    std::filesystem::path file, study;  // both as from the working folder
    int first_year = 0, last_year = 0;  // 0: the study's horizon
    bool allow_outside = false;         // the study, and files that it names, may be anywhere (study_scope.hpp)
    std::vector<SweepCase> cases;       // the grid, its last axis fastest, then the list

    StudyRequest request(const SweepCase& one) const;
};

// Reads a sweep and lays out its cases. Throws base::InputError with every fault found, base::ResourceError where the
// file cannot be read. What the paths of the study name is left to `read_study`. The study lies below the folder above
// the sweep's, or anywhere with `allow_outside`.
Sweep read_sweep(const std::filesystem::path& path, bool allow_outside = false);

}  // namespace decawatt::io
