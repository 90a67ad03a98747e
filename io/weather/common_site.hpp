// One site of a common weather file.
#pragma once

#include <filesystem>
#include <string>

#include "io/weather/weather_netcdf.hpp"

namespace decawatt::io {

// One site of a common file: the one of this name, or the only one where `site` is empty or the file has just one.
// Throws base::InputError where it has several and none of the name.
WeatherReading site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// The same, held to the limits of files of other formats: irradiance against the sun. Throws base::InputError.
WeatherReading judged_site_of(const CommonWeather& common, const std::string& site, const std::filesystem::path& path);

// Of a file with one site.
WeatherReading read_common_weather(const std::filesystem::path& path);

}  // namespace decawatt::io
