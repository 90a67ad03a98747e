// Weather files of the field, all read to the same thing: one place, UTC labels at the start of each interval.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "profiles/weather/place.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::io {

struct WeatherRequest {
    std::string format;     // of docs/weather_format.md; empty: told from the file's content
    int longest_gap_h = 3;  // gaps up to this length are filled and reported, longer ones refused
};

struct WeatherReading {
    profiles::Place place;
    profiles::WeatherYear weather;   // one site
    std::string format;              // what it was read as
    std::vector<std::string> notes;  // what was filled, converted or assumed, for the user to read
};

// Throws base::InputError with file, field, row (line), what was found and expected; all faults together.
// base::ResourceError where the file cannot be opened.
WeatherReading read_weather(const std::filesystem::path& file, const WeatherRequest& request);

}  // namespace decawatt::io
