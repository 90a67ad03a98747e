// Systems for measuring adequacy: of the size of a national grid, with made-up numbers.
#pragma once

#include <string>

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"

namespace decawatt::benchmarks {

struct MadeUp {
    std::string name;
    adequacy::System system;
    adequacy::WeatherLibrary library;
    adequacy::UncertaintySettings uncertainty;
};

// grid: six regions and a hub, 300 units in four rounds of maintenance, 30 rows of weather-driven output, 15 lines that
// fail, net limits of three regions, 14 stores, 8 data centres; the first region imports most of what it needs, and one
// hour in a thousand is short before stores. stressed: the same with more load, one hour in ten. region: 60 units in
// one region, two rows of output, no stores.
MadeUp made_up_system(const std::string& name, std::size_t years, std::size_t weathers);

}  // namespace decawatt::benchmarks
