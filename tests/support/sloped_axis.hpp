// The axis of trackers on a slope, as published tables state their cases.
#pragma once

#include <cmath>
#include <numbers>

#include "profiles/sun/transposition.hpp"

namespace decawatt::tests {

// Axis and ground of trackers on a slope that faces `slope_azimuth_deg`. The cross-axis tilt is the rotation of a
// tracker that lies flat on the slope (equations 18 to 25 of Anderson and Mikofski, NREL/TP-5K00-76626, 2020).
struct SlopedAxis {
    double tilt_deg, cross_axis_tilt_deg;
};
inline SlopedAxis axis_on_slope(double slope_tilt_deg, double slope_azimuth_deg, double axis_azimuth_deg) {
    constexpr double kRadians = std::numbers::pi / 180.0;
    const auto normal = [](double tilt_deg, double azimuth_deg) {
        return profiles::surface_of({.tilt_deg = tilt_deg, .azimuth_deg = azimuth_deg}).normal;
    };
    const auto dot = [](const profiles::SunDirection& a, const profiles::SunDirection& b) {
        return a.east * b.east + a.north * b.north + a.up * b.up;
    };
    const double fall =
        std::tan(slope_tilt_deg * kRadians) * std::cos((axis_azimuth_deg - slope_azimuth_deg) * kRadians);
    const double tilt_deg = std::atan(fall) / kRadians;
    const profiles::SunDirection slope = normal(slope_tilt_deg, slope_azimuth_deg);
    const profiles::SunDirection side{std::cos(axis_azimuth_deg * kRadians), -std::sin(axis_azimuth_deg * kRadians),
                                      0.0};  // direction in which the top of the plane turns: axis × normal
    return {tilt_deg, std::atan2(dot(slope, side), dot(slope, normal(tilt_deg, axis_azimuth_deg))) / kRadians};
}

}  // namespace decawatt::tests
