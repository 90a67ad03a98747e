// Study folders in: docs/study_format.md is the contract.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "model/study.hpp"

namespace decawatt::io {

struct Override {  // table.row.column = value, or section.key = value
    std::string path, value;
};

struct StudyRequest {
    std::filesystem::path path;         // a folder with study.toml, or the file itself
    std::string variant;                // empty: none
    std::vector<Override> overrides;    // applied after the variant
    int first_year = 0, last_year = 0;  // 0: the study's horizon; otherwise that part of it
    bool allow_outside = false;         // files that the study names may be anywhere (study_scope.hpp)
};

// One file of a study: its name, its text as read, and the SHA-free 64-bit FNV-1a hash of that text.
struct StudyFile {
    std::string name, text;
    std::uint64_t hash;
};

// One site in one weather year, where the weather comes from files (weather_files.csv).
struct WeatherFile {
    model::SiteIndex site;
    int weather_year;
    std::string file, format;  // relative to the study's folder; no format: told from the file's content
};

struct LoadedStudy {
    model::Study study;
    std::vector<StudyFile> files;   // for the provenance of results
    std::vector<Override> applied;  // overrides of the variant and the request, in order
    std::filesystem::path folder;   // of the study
    std::vector<WeatherFile> weather_files;
    std::vector<std::string> notes;                       // on the study's files and years (study_notes.hpp)
    std::vector<std::string> weather_notes;               // what reading those files has filled, converted or assumed
    std::map<std::string, int, std::less<>> line_of_row;  // of every table, by `table.row` as overrides name rows
    std::vector<std::string> accepted_warnings;           // paths of [check] accepts
    std::vector<std::string> read_by_adequacy_only;       // "plants.csv: outage, units": nothing to `run`
    bool has_climate = true;  // false: no climate.csv, and zeros in the columns of the sites
};

// Reads and validates. Throws base::InputError with every fault found, or base::ResourceError where a file cannot be
// read.
LoadedStudy read_study(const StudyRequest& request);

// What `decawatt check` prints: what is in the study, by year where it changes.
std::string describe(const model::Study& study);

}  // namespace decawatt::io
