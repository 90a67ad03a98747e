// The weather files of a study.
#pragma once

#include "io/study/read_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// The file of each site and weather year, if files are the source of weather. Faults: a site and weather year without a
// row.
std::vector<WeatherFile> read_weather_files(const Reading& reading, const model::Study& study);

}  // namespace decawatt::io
