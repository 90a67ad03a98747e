// Irradiance of a year against that of a clear sky: zeros that stand for "not measured" are no weather.
#pragma once

#include "io/weather/complete_irradiance.hpp"
#include "io/weather/raw_weather.hpp"
#include "profiles/weather/sun_of_year.hpp"

namespace decawatt::io {

// Refuses irradiance that no sky gives: far below a clear one. `sun` is that of the axis.
void expect_sunshine(const IrradianceOfYear& year, const profiles::SunOfYear& sun, RawWeather& raw,
                     WeatherFaults& faults);

}  // namespace decawatt::io
