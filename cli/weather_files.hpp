// The commands of `decawatt weather` that work on weather files.
#pragma once

#include "cli/options/options.hpp"

namespace decawatt::cli {

int convert_weather(const Options& options);   // converts weather files to one common file
int describe_weather(const Options& options);  // prints monthly statistics of a file
int fit_weather(const Options& options);       // writes monthly statistics of files as climate.csv

}  // namespace decawatt::cli
