// The names in a study's folder: which are tables, and which look like one that is not read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/raw_study.hpp"

namespace decawatt::io {

// The names in a folder, in order. Throws base::ResourceError where it cannot be read.
std::vector<std::string> folder_entries(const std::filesystem::path& folder);

// Names of files that are those of tables but for the case of letters or for blanks: Policy.csv, policy.CSV,
// "policy .csv".
std::vector<std::string> misnamed_tables(const std::filesystem::path& folder);

// The settings file of another case (Study.toml, study.toml.txt) in the folder; empty where there is none.
std::string misnamed_settings(const std::filesystem::path& folder, const std::string& name);

// Faults: misnamed tables and settings; a CSV file that is no table and that neither hourly.csv, turbines.csv nor
// weather_files.csv names, nor a variant or one of `requested`; a table that is no file. Returns notes on files of
// other endings that have the name of a table that is not there.
std::vector<std::string> check_folder(const RawStudy& raw, const std::vector<Override>& requested, Faults& faults);

}  // namespace decawatt::io
