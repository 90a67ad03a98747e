// Options for reading weather files, as the package passes them.
#pragma once

#include <pybind11/pybind11.h>

#include "io/weather/read_weather.hpp"

namespace decawatt::python {

// Keys: format, longest_gap_h, year, place (latitude and longitude in degrees, elevation in m, offset from UTC in s);
// each may be None.
io::WeatherRequest weather_request(const pybind11::dict& options);

}  // namespace decawatt::python
