// What is drawn for a whole future before its hours begin: weather years, growth, levels of load.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/system/weather_library.hpp"
#include "model/reliability.hpp"

namespace decawatt::adequacy {

struct UncertaintySettings {
    std::uint32_t seed = 1;
    double growth_sd_frac = 0.0;         // of a year's growth of the regions' load: a lognormal walk with mean 1
    double center_growth_sd_frac = 0.0;  // the same of the data centres' load
    std::vector<model::LoadLevel> load_levels =
        {};  // of the regions' load: one is drawn for each year; empty: 1 always
};

// What one sample drew before its hours begin.
struct Future {
    std::uint32_t sample = 0;
    std::vector<WeatherIndex> weather;               // by year of the horizon
    std::vector<double> load_factor, center_factor;  // by year
};
Future draw_future(const UncertaintySettings& uncertainty, const WeatherLibrary& library, std::uint32_t sample);

}  // namespace decawatt::adequacy
