// A study as it was read, with the files that it was read from.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "io/common/provenance.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// One site in one weather year, where the weather comes from files (weather_files.csv).
struct WeatherFile {
    model::SiteIndex site;
    int weather_year;
    std::string file, format;  // relative to the study's folder; no format: told from the file's content
};

// A future that a sizing may have to serve (scenarios.csv).
struct ScenarioRow {
    std::string name;
    double probability;
    std::string variant;  // of study.toml; empty: the study as it is
};

struct LoadedStudy {
    model::Study study;
    std::vector<StudyFile> files;   // for the provenance of results
    std::vector<Override> applied;  // overrides of the variant and the request, in order
    std::filesystem::path folder;   // of the study
    std::vector<WeatherFile> weather_files;
    std::vector<ScenarioRow> scenarios;                   // the first is the base case; empty: none are stated
    std::vector<std::string> notes;                       // on the study's files and years (study_notes.hpp)
    std::vector<std::string> weather_notes;               // what reading those files has filled, converted or assumed
    std::map<std::string, int, std::less<>> line_of_row;  // of every table, by `table.row` as overrides name rows
    std::vector<std::string> accepted_warnings;           // paths of [check] accepts
    std::vector<std::string> read_by_adequacy_only;       // "plants.csv: outage, units": nothing to `run`
    bool has_climate = true;  // false: no climate.csv, and zeros in the columns of the sites
};

// Marks the names of weather files among those of the study: a plan may be dispatched in other weather.
inline constexpr const char* kWeatherFilePrefix = "weather: ";

}  // namespace decawatt::io
