#include "profiles/photovoltaics/tracking.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;

double dot(const SunDirection& a, const SunDirection& b) {
    return a.east * b.east + a.north * b.north + a.up * b.up;
}

// The horizontal direction to which a plane rotates: axis × normal.
SunDirection side_of(double axis_azimuth_deg) {
    return {std::cos(axis_azimuth_deg * kRadians), -std::sin(axis_azimuth_deg * kRadians), 0.0};
}
}  // namespace

Tracker::Tracker(const TrackerDesign& design)
    : design_(design),
      max_rotation_(design.max_rotation_deg * kRadians),
      cross_tilt_(design.cross_axis_tilt_deg * kRadians),
      row_distance_(1.0 / (design.ground_coverage_ratio * std::cos(cross_tilt_))),
      rest_(direction_of({design.tilt_deg, design.azimuth_deg})),
      side_(side_of(design.azimuth_deg)) {}

Surface Tracker::turned(double rotation) const {
    const double cosine = std::cos(rotation), sine = std::sin(rotation);
    const SunDirection normal{rest_.east * cosine + side_.east * sine, rest_.north * cosine + side_.north * sine,
                              rest_.up * cosine + side_.up * sine};
    return {.normal = normal, .cos_tilt = normal.up, .sin_tilt = std::hypot(normal.east, normal.north)};
}

// Equations 14 to 16: the smallest reduction of rotation at which the shadow of a row ends at the edge of the next.
double Tracker::backtracked(double rotation) const {
    const double reach = std::abs(row_distance_ * std::cos(rotation - cross_tilt_));
    return reach < 1.0 ? rotation - std::copysign(std::acos(reach), rotation) : rotation;
}

// Projected perpendicular to the sun's rays, a row has width cos(sun - row), and the distance to the next is
// row_distance cos(sun - ground).
double Tracker::shaded_frac(double sun_rotation, double rotation) const {
    const double width = std::cos(sun_rotation - rotation);
    if (width <= 0.0) return 0.0;  // no beam on the front
    return std::clamp(1.0 - row_distance_ * std::cos(sun_rotation - cross_tilt_) / width, 0.0, 1.0);
}

TrackerPose Tracker::at(const SunDirection& sun) const {
    const double towards = std::atan2(dot(sun, side_), dot(sun, rest_));
    const double wanted = design_.backtrack ? backtracked(towards) : towards;
    const double rotation = std::clamp(wanted, -max_rotation_, max_rotation_);
    return {rotation / kRadians, turned(rotation), shaded_frac(towards, rotation)};
}

}  // namespace decawatt::profiles
