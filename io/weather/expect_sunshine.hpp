// Comparison of a year's irradiance with that of a clear sky, to detect zeros that denote missing measurements.
#pragma once

#include "io/weather/complete_irradiance.hpp"
#include "io/weather/raw_weather.hpp"
#include "profiles/weather/sun_of_year.hpp"

namespace decawatt::io {

// Rejects irradiance far below that of a clear sky. `sun` is that of the axis.
void expect_sunshine(const IrradianceOfYear& year, const profiles::SunOfYear& sun, RawWeather& raw,
                     WeatherFaults& faults);

}  // namespace decawatt::io
