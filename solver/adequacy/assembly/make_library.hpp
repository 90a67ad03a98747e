// The library of weather years, made once: sampling never waits for the generator.
#pragma once

#include "adequacy/assembly/horizon_hours.hpp"
#include "adequacy/system/weather_library.hpp"
#include "base/progress.hpp"
#include "model/study.hpp"
#include "profiles/resources.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::adequacy {

// Where the library takes its weather from: the year `index` on the reference year of the horizon.
struct LibraryWeather {
    profiles::WeatherSource source;
    std::vector<int> years;  // numbers of the weather years
};

// The generator's years 1 to study.adequacy.weather_years, or, with weather from files, all of the study's, which
// `of_study` gives. A study that needs no weather (everything fixed) has one year.
LibraryWeather library_weather(const model::Study& study, const profiles::WeatherSource& of_study);

// Parallel over weather years; same bits for any number of threads. `temperatures`: sites whose temperature is kept.
// Throws base::Interrupted.
WeatherLibrary make_library(const model::Study& study, const HorizonHours& hours, const profiles::Resources& resources,
                            const std::vector<model::SiteIndex>& temperatures, const LibraryWeather& weather,
                            const base::Progress& progress);

}  // namespace decawatt::adequacy
