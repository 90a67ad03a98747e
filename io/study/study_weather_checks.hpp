// Checks of weather files for a study, in addition to those of the reader.
#pragma once

#include <filesystem>
#include <string>

#include "io/weather/read_weather.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Largest distance of a weather file from its site (assumption).
inline constexpr double kFarthestWeatherKm = 50.0;

profiles::Location site_place(const model::Study& study, std::size_t site);

// Request that fills in missing information of a file from the site: location, cell of a grid, time zone.
WeatherRequest site_request(const profiles::Location& site, const std::string& format);

// Throws base::InputError with both places if a file is farther than `kFarthestWeatherKm` from its site; beyond
// `kSamePlaceKm` the distance is noted.
void expect_place(WeatherReading& reading, const profiles::Location& site, const std::filesystem::path& file);

// Checks the requirements of align_to_year: a calendar year from any day and hour, in steps aligned with those of the
// study's year. Throws base::InputError.
void expect_year(const base::TimeAxis& axis, const base::TimeAxis& study_year, const std::filesystem::path& file);

}  // namespace decawatt::io
