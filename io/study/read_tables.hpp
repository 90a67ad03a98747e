// All tables of a study.
#pragma once

#include "io/study/read_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Reads every table into `study`, whose settings are read; units convert here and nowhere else. Returns where the
// weather is, with files as its source.
std::vector<WeatherFile> read_tables(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
