// What every command that reads a weather file accepts.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "io/weather/read_weather.hpp"

namespace decawatt::cli {

void add_weather_words(CLI::App& command, Options& options);

// Throws base::InputError where --place cannot be read.
io::WeatherRequest weather_request(const Options& options);
std::optional<profiles::Location> stated_place(const Options& options);

}  // namespace decawatt::cli
