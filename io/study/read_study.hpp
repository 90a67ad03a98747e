// Reads study folders (format: docs/study_format.md).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/common/loaded_study.hpp"

namespace decawatt::io {

using StudyTexts = std::map<std::string, std::string>;  // by file name

struct StudyRequest {
    std::filesystem::path path;         // a folder with study.toml, or the file itself
    std::string variant;                // empty: none
    std::vector<Override> overrides;    // applied after the variant
    int first_year = 0, last_year = 0;  // 0: the study's horizon; otherwise this part of it
    bool allow_outside = false;         // files that the study names may be anywhere (study_scope.hpp)

    // Not empty: study.toml and all tables, in memory. Then `path` is only the folder (empty: the working folder) of
    // further files that these name; such files may be among the texts too.
    StudyTexts texts = {};
};

// Reads and validates. Throws base::InputError with every fault found, or base::ResourceError if a file cannot be read.
LoadedStudy read_study(const StudyRequest& request);

// Only the variant and the overrides: whether they name something in the study, and whether each value is one that its
// field can have, whatever the other fields are (override_values.hpp). Throws like `read_study`.
void check_overrides(const StudyRequest& request);

}  // namespace decawatt::io
