// The common weather file: a netCDF-4 file with one year (or another period) of weather from any source at one or more
// sites. Format: docs/weather_file.md.
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
    std::string made_from;                   // the original format, or "generator"
    std::vector<std::string> sources;        // files or studies of origin
    std::vector<std::string> notes;          // values filled, converted or assumed
    std::string program, command_line;       // program and command that wrote it
};

// The file is complete or absent. Values are stored in 64 bits, so that reading gives the same bits. Throws
// base::ResourceError, base::InputError if two sites have the same name.
void write_common_weather(const std::filesystem::path& path, const CommonWeather& common);

// Combines several readings of the same hours.
CommonWeather joined(const std::vector<WeatherReading>& readings, const std::vector<std::string>& sources);

}  // namespace decawatt::io
