// The common weather file: whatever the weather came from, one netCDF-4 file with one year (or another stretch) of it
// at one or many sites. docs/weather_file.md is the contract.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/weather/read_weather.hpp"

namespace decawatt::io {

inline constexpr const char* kCommonFormat = "common";  // the name of the format

struct CommonWeather {
    std::vector<profiles::Location> places;  // one per site of the weather, in its order; names differ
    profiles::WeatherYear weather;           // time × site
    int weather_year = 0;                    // number of a generated year; 0: none
    std::string made_from;                   // the format it was converted from, or "generator"
    std::vector<std::string> sources;        // files or studies it was made from
    std::vector<std::string> notes;          // what was filled, converted or assumed
    std::string program, command_line;       // who wrote it, and how
};

// Whole or not at all. Values are written as they are (64 bit), so that reading gives the same bits. Throws
// base::ResourceError, base::InputError where two sites have one name.
void write_common_weather(const std::filesystem::path& path, const CommonWeather& common);

// Several readings of the same hours as one.
CommonWeather joined(const std::vector<WeatherReading>& readings, const std::vector<std::string>& sources);

}  // namespace decawatt::io
