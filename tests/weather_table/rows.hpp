// The rows of the table: statistics of generated weather against those of the climate table of the sites.
#pragma once

#include <string>
#include <vector>

#include "weather_statistics.hpp"

namespace decawatt::test {

// One line: over all sites and months (or sites, pairs, years) the least, mean and greatest statistic, as difference or
// ratio minus one according to `target`; `beyond` counts those outside the tolerance.
struct TableRow {
    std::string statistic, target;
    double lowest = 0.0, mean = 0.0, highest = 0.0;
    int cells = 0, beyond = 0;
};

std::vector<TableRow> weather_table(const model::Study& study, const WeatherSample& sample);

}  // namespace decawatt::test
