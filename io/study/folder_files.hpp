// Files in a study's folder: detection of misnamed and unknown tables.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/raw_study.hpp"

namespace decawatt::io {

// Names of files of the study that differ from those of tables only in case or blanks: Policy.csv, policy.CSV, "policy
// .csv".
std::vector<std::string> misnamed_tables(const StudySource& source);

// A misnamed settings file (Study.toml, study.toml.txt) in the folder; empty if there is none.
std::string misnamed_settings(const std::filesystem::path& folder, const std::string& name);

// Faults: misnamed tables and settings; a CSV file that is not a table and is not named by horizon.step_file,
// hourly.csv, turbines.csv, weather_files.csv, a variant or one of `requested`; a table that is not a regular file.
// Returns notes on files with other extensions that have the name of an absent table.
std::vector<std::string> check_folder(const RawStudy& raw, const std::vector<Override>& requested, Faults& faults);

}  // namespace decawatt::io
