// All tables of a study.
#pragma once

#include "io/study/read_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Reads every table into `study`, whose settings must have been read. Units are converted only here. Returns the
// weather files, if they are the source of weather.
std::vector<WeatherFile> read_tables(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
