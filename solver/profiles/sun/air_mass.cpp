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

namespace {
constexpr double kTopM = 44331.514, kScaleM = 11880.516, kExponent = 0.1902632;  // of the standard atmosphere
}  // namespace

double standard_pressure_pa(double elevation_m) {
    return 100.0 * std::pow((kTopM - elevation_m) / kScaleM, 1.0 / kExponent);
}

double standard_elevation_m(double pressure_pa) {
    return kTopM - kScaleM * std::pow(pressure_pa / 100.0, kExponent);
}

}  // namespace decawatt::profiles
