// Functions shared by the commands that solve programs.
#pragma once

#include <string>
#include <vector>

#include "cli/options/options.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::cli {

// Checks before solving that every output file (empty: none) can be written, and that all differ from each other and
// from input files. Throws base::ResourceError, base::InputError.
void expect_outputs(const std::vector<std::string>& written, const std::vector<std::string>& read);

// Prints the number of notes on tables and weather files, which `check` and the result file have in full.
void print_weather_notes(const io::LoadedStudy& loaded, const Options& options);

}  // namespace decawatt::cli
