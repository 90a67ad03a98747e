// The command `weather generate`.
#pragma once

#include "cli/options/options.hpp"

namespace decawatt::cli {

int generate_weather(const Options& options);  // writes weather years of a study's sites as common files

}  // namespace decawatt::cli
