// Weather files: conversion to the common format, monthly statistics, fit of the generator, generation.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "io/study/read_study.hpp"
#include "io/weather/read_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/write_climate.hpp"
#include "profiles/weather/month_statistics.hpp"

namespace decawatt::app {

// All functions throw base::InputError and base::ResourceError; `request` has the options for reading files.

// Writes the sites of files of any format to one common file `out`. Sites without a name, or with a duplicate one, are
// named after their file. `command_line` is stored in the file.
io::CommonWeather convert_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                  const std::string& out, const std::string& command_line = {});

struct DescribedSite {
    io::WeatherReading reading;
    std::vector<double> heights_m;  // of the wind
    std::array<profiles::MonthStatistics, model::kMonths> months;
};

// Monthly statistics of the sites of a file, or of one site (empty: all).
std::vector<DescribedSite> describe_weather(const std::string& file, const std::string& site,
                                            const io::WeatherRequest& request);

// Writes monthly statistics of files as climate.csv of a study to `out`. Files of the same place are years of one site.
std::vector<io::FittedSite> fit_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                        const std::string& out);

struct GenerateSettings {
    std::vector<std::string> files = {};         // output files: one for each weather year of the study
    int calendar_year = 0;                       // calendar of the weather years; 0: the first year of the horizon
    int threads = 0;                             // 0: all of the machine
    std::string source = {}, command_line = {};  // stored in the files: path of the study, and command
};

// Writes the weather years of the study (study.weather.years) for its sites, one common file each. Returns the calendar
// year. Also throws base::Interrupted if `progress` requests a stop: files written so far are kept.
int generate_weather(const io::LoadedStudy& loaded, const GenerateSettings& settings,
                     const base::Progress& progress = {});

}  // namespace decawatt::app
