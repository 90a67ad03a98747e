// What a study asks of a weather file beyond what the reader of its format asks.
#pragma once

#include <filesystem>
#include <string>

#include "io/weather/read_weather.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Of a weather file from the site it stands for. Assumption: beyond, it is another place's weather.
inline constexpr double kFarthestWeatherKm = 50.0;

profiles::Location site_place(const model::Study& study, std::size_t site);

// What a file leaves open is the site's: its place, the cell of a grid, the clock.
WeatherRequest site_request(const profiles::Location& site, const std::string& format);

// A file farther from its site than `kFarthestWeatherKm` is refused (base::InputError with both places); one beyond
// `kSamePlaceKm` has it noted.
void expect_place(WeatherReading& reading, const profiles::Location& site, const std::filesystem::path& file);

// What lay_on_year asks of a file, told before it is asked: a calendar year from any day and hour, in steps that start
// with those of the study's year. Throws base::InputError.
void expect_year(const base::TimeAxis& axis, const base::TimeAxis& study_year, const std::filesystem::path& file);

}  // namespace decawatt::io
