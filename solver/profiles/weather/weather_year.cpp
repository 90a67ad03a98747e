#include "profiles/weather/weather_year.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace decawatt::profiles {

const WindLevel& WeatherYear::wind_near(double height_m) const {
    base::expects(!wind.empty(), "weather has wind at one height at least");
    return *std::ranges::min_element(wind, {},
                                     [&](const WindLevel& level) { return std::abs(level.height_m - height_m); });
}

}  // namespace decawatt::profiles
