// A study whose weather can be requested.
#pragma once

#include "io/study/read_study.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::app {

// Reads the weather files of a study, or prepares its weather generator (`threads`: 0 is all of the machine). The
// weather refers to the study, which therefore stays where it is. Throws as io::read_study_weather does.
class StudyWithWeather {
  public:
    explicit StudyWithWeather(io::LoadedStudy loaded, int threads = 0);
    StudyWithWeather(const StudyWithWeather&) = delete;
    StudyWithWeather& operator=(const StudyWithWeather&) = delete;

    io::LoadedStudy loaded;  // with its weather files, their hashes and notes
    const profiles::WeatherSource weather;
};

}  // namespace decawatt::app
