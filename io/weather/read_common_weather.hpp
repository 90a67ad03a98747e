// The common weather file, read.
#pragma once

#include <filesystem>

#include "io/weather/weather_netcdf.hpp"

namespace decawatt::io {

// Whether the file is HDF5 and says that it is a common weather file.
bool is_common_weather(const std::filesystem::path& path);

// Throws base::ResourceError where the file cannot be read, base::InputError with every variable whose unit, shape or
// values are none of the format.
CommonWeather read_common_sites(const std::filesystem::path& path);

}  // namespace decawatt::io
