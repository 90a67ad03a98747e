// What a result was made from: whether one that is there is the one that would be made again.
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
    std::string plan;                          // the file whose plan was dispatched; empty: sized
};

// With weather files among the study's files once `read_study_weather` has read them.
ResultOrigin origin_of(const LoadedStudy& loaded, const std::string& version);

// Of a result file. Throws base::ResourceError where it is none.
ResultOrigin read_origin(const std::filesystem::path& path);

// What differs, one line each; empty where a result of the one is a result of the other, bit by bit.
std::vector<std::string> differences(const ResultOrigin& stored, const ResultOrigin& now);

}  // namespace decawatt::io
