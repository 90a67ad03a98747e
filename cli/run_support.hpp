// What the commands that solve something share.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::cli {

// Rather now than after the hours of solving: every file that is named (empty: not) can be written, and none of them is
// another one or one that is read. Throws base::ResourceError, base::InputError.
void expect_outputs(const std::vector<std::string>& written, const std::vector<std::string>& read);

// How many notes on tables and weather files a text summary leaves to `check` and to the result file.
void print_weather_notes(const io::LoadedStudy& loaded, const Options& options);

}  // namespace decawatt::cli
