// Reads a weather file of any format, including the common one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/weather/read_weather.hpp"

namespace decawatt::io {

// Whether the file is read as a common one. Throws base::ResourceError if there is no such file, base::InputError if
// the request has options that do not apply to a common file: a year, gaps to fill, another place.
bool is_common(const std::filesystem::path& file, const WeatherRequest& request);

// Reads one site. `site` selects among the sites of a common file; other formats have one. Throws like read_weather.
WeatherReading read_any_weather(const std::filesystem::path& file, const WeatherRequest& request,
                                const std::string& site);

// Every site of the file.
std::vector<WeatherReading> read_all_sites(const std::filesystem::path& file, const WeatherRequest& request);

// Checks that a file has the required variables, by the names of the common file (`ghi_w_per_m2`, ...,
// `wind_speed_m_per_s`). Throws base::InputError naming missing ones.
void expect_variables(const WeatherReading& reading, const std::filesystem::path& file,
                      const std::vector<std::string>& names, const std::string& use);

}  // namespace decawatt::io
