// Helpers of the tests of formats.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/sun/sun_position.hpp"
#include "profiles/wind/wind_power.hpp"
#include "unit/io/weather_samples.hpp"

namespace decawatt::tests::weather_formats {

using namespace decawatt;

inline io::WeatherRequest few_days() {
    return {.latitude_deg = test::kSamplePlace.latitude_deg,
            .longitude_deg = test::kSamplePlace.longitude_deg,
            .elevation_m = test::kSamplePlace.elevation_m,
            .utc_offset_s = test::kSamplePlace.utc_offset_s,
            .whole_year = false};
}

inline io::WeatherReading read(const std::string& text, const io::WeatherRequest& request) {
    return io::read_weather_bytes("sample", text, request);
}

inline std::vector<base::InputFault> faults_of(const std::string& text, const io::WeatherRequest& request) {
    try {
        (void)read(text, request);
    } catch (const base::InputError& error) {
        return error.faults;
    }
    return {};
}

inline bool has_note(const io::WeatherReading& reading, const std::string& words) {
    return std::ranges::any_of(reading.notes, [&](const auto& n) { return n.find(words) != std::string::npos; });
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    return text.replace(place, from.size(), to);
}

inline void check_irradiance(const io::WeatherReading& reading, std::size_t t) {
    const auto& w = reading.weather;
    const auto& p = test::kSamplePlace;
    const auto start = w.axis.instant(static_cast<std::int64_t>(t));
    auto sun = profiles::SunPosition{180.0, 0.0};
    if (w.sun_offset_s)
        sun = profiles::sun_position(start + *w.sun_offset_s, p.latitude_deg, p.longitude_deg);
    else if (const auto interval = profiles::interval_sun(start, w.axis.step_s, p.latitude_deg, p.longitude_deg);
             interval.up_frac > 0.0)
        sun = interval.position;
    const auto truth = test::sample_irradiance(sun.zenith_deg);
    CHECK(std::abs(w.ghi_w_per_m2(t, 0) - truth.ghi_w_per_m2) < 0.05);  // two digits, a closing of two of them
    CHECK(std::abs(w.dhi_w_per_m2(t, 0) - truth.dhi_w_per_m2) < 0.011);
    // A direct normal that is closed divides two digits by the cosine, and is none below 3 degrees.
    const bool low = sun.zenith_deg > 84.0;
    CHECK(std::abs(w.dni_w_per_m2(t, 0) - truth.dni_w_per_m2) < (low ? 80.0 : 0.3));
}

}  // namespace decawatt::tests::weather_formats
