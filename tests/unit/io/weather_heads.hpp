// Helpers of the tests of headers and labels.
#pragma once

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "unit/io/weather_reading.hpp"

namespace decawatt::tests::weather_heads {

using namespace decawatt;
using test::faults_of;
using test::few_days;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;

// A place that replaces that of the files, some kilometres from it.
inline io::WeatherRequest here() {
    return {.latitude_deg = 35.2,
            .longitude_deg = 127.0,
            .elevation_m = 80.0,
            .utc_offset_s = 9 * 3600,
            .replaces_place = true,
            .whole_year = false};
}

inline void check_here(const io::WeatherReading& reading) {
    CHECK(reading.place.latitude_deg == 35.2);
    CHECK(reading.place.longitude_deg == 127.0);
    CHECK(reading.place.elevation_m == 80.0);
    CHECK(reading.place.utc_offset_s == 9 * 3600);
}

inline void check_same(const io::WeatherReading& a, const io::WeatherReading& b) {
    CHECK(a.weather.axis.start_utc_s == b.weather.axis.start_utc_s);
    CHECK(a.weather.axis.step_s == b.weather.axis.step_s);
    REQUIRE(a.weather.axis.count == b.weather.axis.count);
    CHECK(std::ranges::equal(a.weather.temperature_deg_c.all(), b.weather.temperature_deg_c.all()));
    CHECK(std::ranges::equal(a.weather.ghi_w_per_m2.all(), b.weather.ghi_w_per_m2.all()));
}

inline std::string sam_year() {
    return test::sample_file("sam", {.year = 2019, .days = 365});
}

// Gives the rows of a month, and its last hours, other years.
inline std::string with_years(std::string text, const std::string& from, const std::string& to, const char* year) {
    const auto start = text.find("\n" + from), end = text.find("\n" + to);
    REQUIRE(start != std::string::npos);
    REQUIRE(end != std::string::npos);
    for (auto at = start; at < end; at = text.find('\n', at + 1)) text.replace(at + 1, 4, year);
    return text;
}

}  // namespace decawatt::tests::weather_heads
