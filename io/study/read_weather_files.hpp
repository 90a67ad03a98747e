// The weather files of a study.
#pragma once

#include "io/study/read_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Where the weather of each site and weather year is, with files as its source. Faults: one that is named by no row.
std::vector<WeatherFile> read_weather_files(const Reading& reading, const model::Study& study);

}  // namespace decawatt::io
