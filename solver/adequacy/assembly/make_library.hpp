// Makes the library of weather years, once before sampling.
#pragma once

#include "adequacy/assembly/horizon_hours.hpp"
#include "adequacy/system/weather_library.hpp"
#include "base/progress.hpp"
#include "model/study.hpp"
#include "profiles/resources.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::adequacy {

// Source of the library's weather: weather year `index`, on the calendar of the horizon's reference year.
struct LibraryWeather {
    profiles::WeatherSource source;
    std::vector<int> years;  // numbers of the weather years
};

// The generator's years 1 to study.adequacy.weather_years; with weather from files, all weather years of the study,
// from `of_study`. A study without data that depend on the weather has one year.
LibraryWeather library_weather(const model::Study& study, const profiles::WeatherSource& of_study);

// Parallel over weather years; same bits for any number of threads. `temperatures`: sites whose temperature is kept.
// Throws base::Interrupted.
WeatherLibrary make_library(const model::Study& study, const HorizonHours& hours, const profiles::Resources& resources,
                            const std::vector<model::SiteIndex>& temperatures, const LibraryWeather& weather,
                            const base::Progress& progress);

}  // namespace decawatt::adequacy
