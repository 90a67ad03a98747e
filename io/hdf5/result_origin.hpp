// Origin of a result, to decide whether an existing result would be reproduced by a new run.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/common/loaded_study.hpp"

namespace decawatt::io {

struct ResultOrigin {
    std::string version;
    int first_year = 0, last_year = 0;
    std::map<std::string, std::string> files;  // name -> FNV-1a hash of the text, hexadecimal
    std::vector<Override> overrides;           // of the variant and the request, in order
    std::string plan;                          // the file whose plan was dispatched; empty for a run
};

// Includes weather files after `read_study_weather` has read them.
ResultOrigin origin_of(const LoadedStudy& loaded, const std::string& version);

// Reads the origin from a result file. Throws base::ResourceError if it is not one.
ResultOrigin read_origin(const std::filesystem::path& path);

// Text of a file of the study from which a result was made; empty: the result has none.
std::string study_text_in(const std::filesystem::path& path, const std::string& name);

// Differences, one line each; empty if the results are bitwise the same.
std::vector<std::string> differences(const ResultOrigin& stored, const ResultOrigin& now);

}  // namespace decawatt::io
