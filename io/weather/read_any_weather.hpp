// A weather file of any format, the common one included.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/weather/read_weather.hpp"

namespace decawatt::io {

// Whether the file is read as a common one. Throws base::ResourceError where there is no such file, base::InputError
// where a common file is requested what it cannot give: a year, gaps to fill, another place.
bool is_common(const std::filesystem::path& file, const WeatherRequest& request);

// One site. `site` chooses among the sites of a common file; other formats have one. Throws as read_weather does.
WeatherReading read_any_weather(const std::filesystem::path& file, const WeatherRequest& request,
                                const std::string& site);

// Every site of the file.
std::vector<WeatherReading> read_all_sites(const std::filesystem::path& file, const WeatherRequest& request);

// What a use of weather needs of a file, by the names of the common file (`ghi_w_per_m2`, ..., `wind_speed_m_per_s`).
// Throws base::InputError naming what is not there.
void expect_variables(const WeatherReading& reading, const std::filesystem::path& file,
                      const std::vector<std::string>& names, const std::string& use);

}  // namespace decawatt::io
