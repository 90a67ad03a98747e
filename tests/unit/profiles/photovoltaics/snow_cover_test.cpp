#include "profiles/photovoltaics/snow_cover.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

using namespace decawatt::profiles;

namespace {
const double kSin45 = std::sqrt(0.5);
}

TEST_CASE("snow covers, slides by a fifth of sin tilt an hour where it is warm, and is gone with the ground's") {
    // The run of pvlib's tests/test_snow.py with a depth: new snow in hours 0 and 5, thaw on the ground in 4 and 7.
    SnowCover cover;
    const double slide = 0.197 * kSin45;
    CHECK(cover.step({1.0, 0.02, 400.0, 10.0}, kSin45, 1.0) == 1.0);
    CHECK(cover.step({1.0, 0.0, 200.0, 2.0}, kSin45, 1.0) == doctest::Approx(1.0 - slide));
    CHECK(cover.step({1.0, 0.006, 100.0, 10.0}, kSin45, 1.0) == doctest::Approx(1.0 - 2.0 * slide));
    CHECK(cover.step({0.0, 0.0, 134.0, 34.0}, kSin45, 1.0) == 0.0);
    CHECK(cover.step({1.0, 0.05, 982.0, 10.0}, kSin45, 1.0) == 1.0);
    CHECK(cover.step({1.0, 0.001, 100.0, 10.0}, kSin45, 0.25) == doctest::Approx(1.0 - slide / 4.0));
}

TEST_CASE("in the cold snow stays until irradiance suffices: -5 degrees need 400 W/m2") {
    SnowCover cover(1.0);
    CHECK(cover.step({0.3, 0.0, 390.0, -5.0}, kSin45, 1.0) == 1.0);
    CHECK(cover.step({0.3, 0.0, 410.0, -5.0}, kSin45, 1.0) < 1.0);
    for (int hour = 0; hour < 20; ++hour) cover.step({0.3, 0.0, 410.0, -5.0}, kSin45, 1.0);
    CHECK(cover.covered_frac() == 0.0);
    SnowCover level(1.0);
    CHECK(level.step({0.3, 0.0, 800.0, 5.0}, 0.0, 1.0) == 1.0);  // nothing slides off a level plane
}

TEST_CASE("a string of cells is lost where any of it is covered") {
    CHECK(snow_loss_frac(0.0, 1) == 0.0);
    CHECK(snow_loss_frac(0.01, 1) == 1.0);
    CHECK(snow_loss_frac(0.34, 3) == doctest::Approx(2.0 / 3.0));
    CHECK(snow_loss_frac(1.0, 3) == 1.0);
}
