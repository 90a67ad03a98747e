// What the fuzzers feed: each reads one input and either accepts it or throws base::InputError or base::ResourceError;
// anything else (another exception, a crash, a hang) is a fault of the reader.
#pragma once

#include <string_view>

namespace decawatt::test {

// A weather file of any text format, detected from its content; part of a year suffices.
void fuzz_weather_text(std::string_view bytes);

// A weather file of any kind: netCDF of ERA5, the common file, compressed or other binary files.
void fuzz_weather_file(std::string_view bytes);

// A study folder. The files follow one another, each after a line "=== name"; names other than plain ones are skipped.
void fuzz_study(std::string_view bytes);

}  // namespace decawatt::test
