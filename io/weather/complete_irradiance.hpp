// The irradiance of a year: global, direct and diffuse.
#pragma once

#include <vector>

#include "base/time_axis.hpp"
#include "io/weather/fill_gaps.hpp"
#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Irradiance of one site, W/m2. A component that the file has not is empty.
struct IrradianceOfYear {
    std::vector<double> ghi, dni, dhi;
};

// Limits by the height of the sun, third component from two, gaps, closure check. `raw` is regular.
IrradianceOfYear complete_irradiance(RawWeather& raw, const base::TimeAxis& axis, const GapRule& rule,
                                     WeatherFaults& faults);

}  // namespace decawatt::io
