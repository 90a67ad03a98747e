// The irradiance of a year: global, direct and diffuse.
#pragma once

#include <vector>

#include "base/time_axis.hpp"
#include "io/weather/fill_gaps.hpp"
#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Irradiance of one site, W/m2. A component that the file lacks is empty.
struct IrradianceOfYear {
    std::vector<double> ghi, dni, dhi;
};

// Applies limits by sun elevation, computes the third component from two, fills gaps, and checks closure. `raw` must be
// regular.
IrradianceOfYear complete_irradiance(RawWeather& raw, const base::TimeAxis& axis, const GapRule& rule,
                                     WeatherFaults& faults);

}  // namespace decawatt::io
