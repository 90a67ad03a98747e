// The exact loss of load of a whole system that has one node, independent units and nothing that remembers: the
// built-in oracle of the sampling, year by year (convolution.hpp).
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
    std::vector<ExactLoss> of_year;  // of the horizon; means over the library's weather years
    double grid_mw = 0.0;            // of capacities
    bool on_grid = true;             // false: some capacities lie between its points, and are split between two
};

// Loads less weather-driven output and units that never fail, against the units that fail, whose capacities may change
// from hour to hour. `lole_d` of a day is that of its worst hour. `progress` is asked once a day, with the phase
// "convolution". Throws base::InputError with everything that stands in the way: several nodes, lines, stores, data
// centres that give way, maintenance, delays, shared causes, rates that answer to temperature, growth by chance;
// base::Interrupted.
ExactYears exact_years(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty,
                       const base::Progress& progress = {});

}  // namespace decawatt::adequacy
