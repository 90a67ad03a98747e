#include "profiles/sun/air_mass.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
}

double relative_air_mass(double zenith_deg) {
    const double zenith = std::clamp(zenith_deg, 0.0, 90.0);
    return 1.0 / (std::cos(zenith * kRadians) + 0.50572 * std::pow(96.07995 - zenith, -1.6364));
}

double kasten_1966_air_mass(double zenith_deg) {
    const double zenith = std::clamp(zenith_deg, 0.0, 90.0);
    return 1.0 / (std::cos(zenith * kRadians) + 0.15 * std::pow(93.885 - zenith, -1.253));
}

double absolute_air_mass(double relative_air_mass, double pressure_pa) {
    return relative_air_mass * pressure_pa / kStandardPressurePa;
}

double standard_pressure_pa(double elevation_m) {
    return 100.0 * std::pow((44331.514 - elevation_m) / 11880.516, 1.0 / 0.1902632);
}

}  // namespace decawatt::profiles
