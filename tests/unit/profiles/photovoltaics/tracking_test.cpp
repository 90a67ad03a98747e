#include "profiles/photovoltaics/tracking.hpp"
#include "tests/support/sloped_axis.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace decawatt::profiles;

namespace {
TrackerDesign flat(double ground_coverage_ratio, bool backtrack, double max_rotation_deg = 90.0) {
    return {
        .max_rotation_deg = max_rotation_deg, .ground_coverage_ratio = ground_coverage_ratio, .backtrack = backtrack};
}
TrackerPose at(const TrackerDesign& design, double zenith_deg, double azimuth_deg) {
    return Tracker(design).at(direction_of({zenith_deg, azimuth_deg}));
}
}  // namespace

TEST_CASE("a tracker at zero rotation is the fixed plane of its axis") {
    const TrackerPose rest = Tracker({.tilt_deg = 15.0, .azimuth_deg = 170.0}).at_rest();
    const Surface plane = surface_of({15.0, 170.0, 0.2});
    CHECK(rest.rotation_deg == 0.0);
    CHECK(rest.surface.normal.east == doctest::Approx(plane.normal.east));
    CHECK(rest.surface.normal.north == doctest::Approx(plane.normal.north));
    CHECK(rest.surface.sin_tilt == doctest::Approx(plane.sin_tilt));
}

TEST_CASE("with an axis to the south the morning is negative and the evening its mirror") {
    const TrackerPose morning = at(flat(0.4, true), 60.0, 100.0), evening = at(flat(0.4, true), 60.0, 260.0);
    CHECK(morning.rotation_deg < -40.0);
    CHECK(morning.rotation_deg == doctest::Approx(-evening.rotation_deg));
    CHECK(morning.surface.normal.east > 0.5);
    CHECK(evening.surface.normal.east < -0.5);
}

TEST_CASE("backtracking ends the shade exactly; without it rows shade each other by geometry") {
    // Sun 75 degrees from the vertical, due east: rows two widths apart, 1 - 2 cos 75 of each in shade.
    const TrackerPose straight = at(flat(0.5, false), 75.0, 90.0), turned = at(flat(0.5, true), 75.0, 90.0);
    CHECK(straight.shaded_frac == doctest::Approx(1.0 - 2.0 * std::cos(75.0 * 3.14159265358979 / 180.0)));
    CHECK(turned.shaded_frac == doctest::Approx(0.0).scale(1.0));
    CHECK(std::abs(turned.rotation_deg) < std::abs(straight.rotation_deg));
    CHECK(at(flat(0.5, false), 40.0, 90.0).shaded_frac == 0.0);
    CHECK(at(flat(0.5, true), 40.0, 90.0).rotation_deg == doctest::Approx(-40.0));
    // A rotation limit below the ideal angle reduces the width of the row seen from the sun, and its shadow.
    CHECK(at(flat(0.5, false, 50.0), 75.0, 90.0).shaded_frac < straight.shaded_frac);
}

TEST_CASE("rotation is within its limits and the front always faces the sun") {
    for (double azimuth_deg = 0.0; azimuth_deg < 360.0; azimuth_deg += 7.0)
        for (double zenith_deg = 1.0; zenith_deg < 90.0; zenith_deg += 4.0)
            for (const bool backtrack : {false, true}) {
                const SunDirection sun = direction_of({zenith_deg, azimuth_deg});
                const TrackerPose pose = Tracker(flat(0.4, backtrack, 55.0)).at(sun);
                CHECK(std::abs(pose.rotation_deg) <= 55.0 + 1e-12);
                CHECK(incidence_cosine(pose.surface, sun) > 0.0);
                CHECK(pose.shaded_frac >= 0.0);
                CHECK(pose.shaded_frac <= 1.0);
            }
}

TEST_CASE("true tracking sees the sun better than any other rotation") {
    const SunDirection sun = direction_of({55.0, 130.0});
    const double best = incidence_cosine(at(flat(0.4, false), 55.0, 130.0).surface, sun);
    for (const double limit_deg : {10.0, 20.0, 30.0, 40.0})
        CHECK(incidence_cosine(at(flat(0.4, false, limit_deg), 55.0, 130.0).surface, sun) < best);
}

TEST_CASE("on horizontal ground the axis is horizontal; on a slope it follows the slope") {
    CHECK(decawatt::tests::axis_on_slope(0.0, 123.0, 180.0).tilt_deg == doctest::Approx(0.0));
    CHECK(decawatt::tests::axis_on_slope(0.0, 123.0, 180.0).cross_axis_tilt_deg == doctest::Approx(0.0));
    CHECK(decawatt::tests::axis_on_slope(10.0, 180.0, 180.0).tilt_deg == doctest::Approx(10.0));
    const decawatt::tests::SlopedAxis across =
        decawatt::tests::axis_on_slope(10.0, 270.0, 180.0);  // the slope faces west, where rotation is positive
    CHECK(across.tilt_deg == doctest::Approx(0.0));
    CHECK(across.cross_axis_tilt_deg == doctest::Approx(10.0));
}
