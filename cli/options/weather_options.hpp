// Options of all commands that read weather files.
#pragma once

#include <optional>

#include "cli/options/options.hpp"
#include "io/weather/read_weather.hpp"

namespace decawatt::cli {

void add_weather_options(CLI::App& command, Options& options);

// Throws base::InputError if --place is invalid.
io::WeatherRequest weather_request(const Options& options);
std::optional<profiles::Location> stated_place(const Options& options);

}  // namespace decawatt::cli
