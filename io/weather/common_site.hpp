// One site of a common weather file.
#pragma once

#include <filesystem>
#include <string>

#include "io/weather/weather_netcdf.hpp"

namespace decawatt::io {

// One site of a common file: the one with this name, or the only one if `site` is empty or the file has just one.
// Throws base::InputError if it has several and none with the name.
WeatherReading site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// The same with the checks of other formats: irradiance compared with the sun. Throws base::InputError.
WeatherReading judged_site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// Reads a file with one site.
WeatherReading read_common_weather(const std::filesystem::path& path);

}  // namespace decawatt::io
