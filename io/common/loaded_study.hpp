// A study with the files from which it was read.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/common/finance_terms.hpp"
#include "io/common/provenance.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// The file of one site and weather year, if the weather comes from files (weather_files.csv).
struct WeatherFile {
    model::SiteIndex site;
    int weather_year;
    std::string file, format;  // relative to the study's folder; empty format: detected from the content
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
    std::optional<FinanceTerms> finance;                  // none: the study has no [finance]
    std::vector<ScenarioRow> scenarios;                   // the first is the base case; empty: none are stated
    std::vector<std::string> notes;                       // on the study's files and years (study_notes.hpp)
    std::vector<std::string> weather_notes;               // what reading those files has filled, converted or assumed
    std::map<std::string, int, std::less<>> line_of_row;  // of every table, by `table.row` as overrides name rows
    std::vector<std::string> accepted_warnings;           // paths listed in [check] accepts
    std::vector<std::string> read_by_adequacy_only;       // "plants.csv: outage, units": not used by `run`
    std::vector<std::string> read_by_planning_only;       // "data_centers.csv: export_limit_mw": not used by `adequacy`
    bool has_climate = true;  // false: no climate.csv; the climate columns of sites are zero
};

// Prefix of the names of weather files among those of the study, because a plan may be dispatched in other weather.
inline constexpr const char* kWeatherFilePrefix = "weather: ";

}  // namespace decawatt::io
