// The rows of the table: what was measured against what the climate table of the sites requested.
#pragma once

#include <string>
#include <vector>

#include "weather_statistics.hpp"

namespace decawatt::test {

// One line: over all sites and months (or sites, pairs, years) the least, mean and greatest of what was measured, as
// difference or ratio minus one where `target` says so; `beyond` counts those outside the tolerance.
struct TableRow {
    std::string statistic, target;
    double lowest = 0.0, mean = 0.0, highest = 0.0;
    int cells = 0, beyond = 0;
};

std::vector<TableRow> weather_table(const model::Study& study, const WeatherSample& sample);

}  // namespace decawatt::test
