// Helpers of the tests of values.
#pragma once

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "io/weather/stated_unit.hpp"
#include "profiles/sun/irradiance.hpp"
#include "unit/io/weather_reading.hpp"

namespace decawatt::tests::weather_values {

using namespace decawatt;
using test::faults_of;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;
using test::with_field;

constexpr int kDryBulb = 6, kDewPoint = 7, kHumidity = 8;

inline std::string epw_row(int day, int hour) {
    return "2019,1," + std::to_string(day) + "," + std::to_string(hour) + ",";
}

// An EPW without humidity and dew point in hours 13 to 12 + `count` of the first day.
inline std::string epw_with_dry_hours(int count) {
    std::string text = test::sample_file("epw", {});
    for (int hour = 13; hour < 13 + count; ++hour) {
        text = with_field(text, epw_row(1, hour), kDewPoint, "99.9");
        text = with_field(text, epw_row(1, hour), kHumidity, "999");
    }
    return text;
}

inline std::string scaled_sun(const test::SampleSpan& span, double factor) {
    std::string text = "Latitude,Longitude,Time Zone,Elevation\n35.1,126.9,9,70\nYear,Month,Day,Hour,GHI,Tdry,Wspd\n";
    const auto reading = read(test::sample_file("sam", span));
    for (std::int64_t t = 0; t < reading.weather.axis.count; ++t) {
        const auto date = base::civil_time(reading.weather.axis.instant(t), 9 * 3600);
        text += fmt::format("{},{},{},{},{:.4f},10,3\n", date.year, date.month, date.day, date.hour,
                            factor * reading.weather.ghi_w_per_m2(static_cast<std::size_t>(t), 0));
    }
    return text;
}

}  // namespace decawatt::tests::weather_values
