// The generated years that the tests of the weather share.
#pragma once

#include <numeric>
#include <span>
#include <vector>

#include "peninsula_sites.hpp"
#include "profiles/generator/weather_generator.hpp"

namespace decawatt::test {

using profiles::WeatherYear;

inline constexpr std::uint32_t kSeed = 7;
inline constexpr int kYear = 2027, kYears = 30, kDayHours = 24;

inline base::TimeAxis axis_of(int year) {
    return base::year_axis(year, kKoreanOffsetS, base::kSecondsPerHour);
}

inline WeatherYear weather(int weather_year, int year = kYear, const model::Sites& sites = peninsula_sites()) {
    return profiles::generate_weather(sites, kSeed, weather_year, axis_of(year), kKoreanOffsetS, {});
}

inline const std::vector<WeatherYear>& many_years() {
    static const std::vector<WeatherYear> years = [] {
        std::vector<WeatherYear> all;
        for (int y = 1; y <= kYears; ++y) all.push_back(weather(y));
        return all;
    }();
    return years;
}

inline const base::Series& wind_10m(const WeatherYear& weather_year) {
    return weather_year.wind_near(10.0).speed_m_per_s;
}

inline const base::Series& wind_100m(const WeatherYear& weather_year) {
    return weather_year.wind_near(100.0).speed_m_per_s;
}

inline double annual_mean(std::span<const double> hourly) {
    return std::accumulate(hourly.begin(), hourly.end(), 0.0) / static_cast<double>(hourly.size());
}

inline std::size_t month_of(std::size_t hour) {
    return static_cast<std::size_t>(
               base::civil_time(axis_of(kYear).instant(static_cast<std::int64_t>(hour)), kKoreanOffsetS).month) -
           1;
}

inline const std::vector<std::size_t>& months() {
    static const std::vector<std::size_t> all = [] {
        std::vector<std::size_t> month;
        for (std::size_t t = 0; t < 8760; ++t) month.push_back(month_of(t));
        return month;
    }();
    return all;
}

}  // namespace decawatt::test
