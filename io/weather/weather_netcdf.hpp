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
    std::vector<profiles::Place> places;  // one per site of the weather, in its order; names differ
    profiles::WeatherYear weather;        // time × site
    int weather_year = 0;                 // number of a generated year; 0: none
    std::string made_from;                // the format it was converted from, or "generator"
    std::vector<std::string> sources;     // files or studies it was made from
    std::vector<std::string> notes;       // what was filled, converted or assumed
    std::string program, command_line;    // who wrote it, and how
};

// Whole or not at all. Values are written as they are (64 bit), so that reading gives the same bits. Throws
// base::ResourceError, base::InputError where two sites have one name.
void write_common_weather(const std::filesystem::path& path, const CommonWeather& common);

// Whether the file is HDF5 and says that it is a common weather file.
bool is_common_weather(const std::filesystem::path& path);

// Throws base::ResourceError where the file cannot be read, base::InputError with every variable whose unit, shape or
// values are none of the format.
CommonWeather read_common_sites(const std::filesystem::path& path);

// One site of a common file: the one of this name, or the only one where `site` is empty or the file has just one.
// Throws base::InputError where it has several and none of the name.
WeatherReading site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// The same, held to the limits of files of other formats: irradiance against the sun. Throws base::InputError.
WeatherReading judged_site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// Of a file with one site.
WeatherReading read_common_weather(const std::filesystem::path& path);

// Several readings of the same hours as one.
CommonWeather joined(const std::vector<WeatherReading>& readings, const std::vector<std::string>& sources);

}  // namespace decawatt::io
