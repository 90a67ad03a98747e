// All tables of a study.
#pragma once

#include <vector>

#include "io/study/read_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// What tables hold beside the study itself.
struct TableContents {
    std::vector<WeatherFile> weather_files;  // with files as the source of the weather
    std::vector<ScenarioRow> scenarios;
    std::optional<FinanceTerms> finance = {};
};

// Reads every table into `study`, whose settings are read; units convert here and nowhere else.
TableContents read_tables(const Reading& reading, model::Study& study);

}  // namespace decawatt::io
