// The commands of `decawatt weather` that work on weather files.
#pragma once

#include "cli/options.hpp"

namespace decawatt::cli {

int convert_weather(const Options& options);   // weather files into one common file
int describe_weather(const Options& options);  // monthly statistics of a file, printed
int fit_weather(const Options& options);       // monthly statistics of files, as a climate.csv

}  // namespace decawatt::cli
