// The same reading from memory, for text formats. `file` is the name in messages.
#pragma once

#include <string_view>

#include "io/weather/read_weather.hpp"

namespace decawatt::io {

WeatherReading read_weather_bytes(const std::string& file, std::string_view bytes, const WeatherRequest& request);

}  // namespace decawatt::io
