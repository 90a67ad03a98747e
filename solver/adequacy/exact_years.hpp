// The exact loss of load, year by year, of a system with one node, independent units and no states in time such as
// stores: reference for verifying the sampling (convolution.hpp).
#pragma once

#include <string>
#include <vector>

#include "adequacy/convolution.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "base/progress.hpp"

namespace decawatt::adequacy {

struct ExactYears {
    std::vector<ExactLoss> of_year;  // by year of the horizon; means over the library's weather years
    double grid_mw = 0.0;            // step of the grid of capacities
    bool on_grid = true;  // false: some capacities lie between grid points and are divided between two of them
};

// Residual load, net of weather-dependent output and of units that never fail, is compared with the capacity of the
// units that fail, which may change from hour to hour. A day counts in `lole_d` with the probability of its worst hour.
// `progress` is called once a day, with the phase "convolution". Throws base::InputError that lists everything which
// the method does not cover: several nodes, lines, stores, data centres with flexible load, maintenance, delays, common
// causes, failure rates that depend on temperature, random growth; base::Interrupted.
ExactYears exact_years(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                       const base::Progress& progress = {});

}  // namespace decawatt::adequacy
