// Reads the common weather file.
#pragma once

#include <filesystem>

#include "io/weather/weather_netcdf.hpp"

namespace decawatt::io {

// Whether the file is HDF5 with the attribute of a common weather file.
bool is_common_weather(const std::filesystem::path& path);

// Throws base::ResourceError if the file cannot be read, base::InputError with every variable whose unit, shape or
// values do not conform to the format.
CommonWeather read_common_sites(const std::filesystem::path& path);

}  // namespace decawatt::io
