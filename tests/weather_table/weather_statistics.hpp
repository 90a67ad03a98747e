// Statistics of many generated weather years.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::test {

// A statistic by cell (site and month, say), a value for each year.
struct Cells {
    std::vector<std::vector<double>> of_year;  // [year][cell]
    double mean(std::size_t cell) const;
    double std_error(std::size_t cell) const;  // of the mean
    double spread(std::size_t cell) const;     // between years
};

struct WeatherSample {
    int years = 0;
    Cells temperature, ghi, wind_10m, wind_100m, humidity;     // by site × 12 + month: means
    Cells temperature_square, ghi_square, wind_square, range;  // mean squares about the stated mean; daily range
    Cells wet_bulb, wet_bulb_p99;                              // by site × 12 + month, deg C
    Cells wind_p5, wind_p95, day_temperature_p5, day_temperature_p95;  // by site × 12 + month
    Cells year_ghi, year_wind, year_temperature;                       // by site
    Cells output;                                                      // by resource: mean of the year
    std::vector<profiles::Resource> resources;
    // Of the first years, standardised by month (and hour of the day): autocorrelations and correlations by site.
    std::vector<double> temperature_lag1, temperature_lag24, wind_lag1, wind_lag3, wind_lag24, clearness_lag1,
        clearness_wind, clearness_temperature, temperature_wind;
    struct Pair {
        std::size_t a, b;  // resources of one technology
        double correlation;
    };
    std::vector<Pair> pairs;  // of daily output
    // By site with sun and wind: longest run of days on which both stay below half of their month's mean output, the
    // mean over decades and the longest.
    std::vector<std::size_t> spell_site;
    std::vector<double> spell_mean_d, spell_longest_d;
};

WeatherSample measure_weather(const model::Study& study, int years);

}  // namespace decawatt::test
