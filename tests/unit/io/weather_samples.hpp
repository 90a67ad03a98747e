// Synthetic weather of a few days or a year, written as each format writes it, so that no test needs a file of others.
#pragma once

#include <string>
#include <vector>

#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/location.hpp"

namespace decawatt::test {

// Near Gwangju; the time zone is that of Korea.
inline const profiles::Location kSamplePlace{"Sampleville", 35.1, 126.9, 70.0, 9 * 3600};

// What the weather is at an instant: smooth functions of time, with a day's course and a slower one.
struct SampleHour {
    double temperature_deg_c, dew_point_deg_c, relative_humidity_frac, pressure_pa, wind_m_per_s, wind_deg;
};
SampleHour sample_hour(base::UtcSeconds instant);

// Irradiance that closes, for a sun of this zenith; none at night.
profiles::Irradiance sample_irradiance(double zenith_deg);

struct SampleSpan {
    int year = 2019, days = 3, step_s = 3600;
    profiles::Location place = kSamplePlace;
};

// `format` as in docs/weather_format.md. Throws std::invalid_argument for another.
std::string sample_file(const std::string& format, const SampleSpan& span);
std::vector<std::string> sample_formats();

}  // namespace decawatt::test
