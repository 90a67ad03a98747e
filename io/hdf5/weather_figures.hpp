// Annual figures of a dispatch by weather year, for the risk of a plan's finance.
#pragma once

#include <filesystem>
#include <vector>

#include "io/hdf5/plan_figures.hpp"

namespace decawatt::io {

struct WeatherYearFigures {
    int weather_year = 0;
    // As if this weather year were the only one; costs of data centres without a contract that depend on it are NaN.
    PlanFigures figures;
};

// Throws base::ResourceError where the file has a single weather year, weights that differ, no series of generation, or
// comes from a version that did not write costs by weather year.
std::vector<WeatherYearFigures> read_weather_figures(const std::filesystem::path& path);

}  // namespace decawatt::io
