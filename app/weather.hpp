// Weather files: converted to the common format, described and fitted by month, generated.
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

// All of these throw base::InputError and base::ResourceError; `request` says how files are read.

// The sites of files of any format as one common file, which is written to `out`. Sites without a name, or with a taken
// one, are called by their file. `command_line` goes into the file.
io::CommonWeather convert_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                  const std::string& out, const std::string& command_line = {});

struct DescribedSite {
    io::WeatherReading reading;
    std::vector<double> heights_m;  // of the wind
    std::array<profiles::MonthStatistics, model::kMonths> months;
};

// Monthly statistics of the sites of a file, or of this one alone (empty: all).
std::vector<DescribedSite> describe_weather(const std::string& file, const std::string& site,
                                            const io::WeatherRequest& request);

// Monthly statistics of files as the climate.csv of a study, which is written to `out`. Files of one place are years of
// one site.
std::vector<io::FittedSite> fit_weather(const std::vector<std::string>& files, const io::WeatherRequest& request,
                                        const std::string& out);

struct GenerateSettings {
    std::vector<std::string> files = {};         // to write: one for each weather year of the study
    int calendar_year = 0;                       // that the weather years are laid on; 0: the first of the horizon
    int threads = 0;                             // 0: all of the machine
    std::string source = {}, command_line = {};  // of the files: the study's path, and how it was made
};

// The weather years of the study (study.weather.years) for its sites, a common file each. Returns the calendar year.
// Throws base::Interrupted too, where `progress` says stop: the files written so far are kept.
int generate_weather(const io::LoadedStudy& loaded, const GenerateSettings& settings,
                     const base::Progress& progress = {});

}  // namespace decawatt::app
