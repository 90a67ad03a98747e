#include "profiles/sun/sun_position.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using profiles::interval_sun;
using profiles::sun_position;

namespace {
constexpr double kSeoulLatitudeDeg = 37.57, kSeoulLongitudeDeg = 126.97;
}

TEST_CASE("the sun rises in the east, culminates in the south and sets in the west") {
    const auto day = base::utc_of_date(2030, 6, 21, 0);  // 00:00Z is 09:00 in Korea, 08:28 by the sun
    const auto morning = sun_position(day, kSeoulLatitudeDeg, kSeoulLongitudeDeg);
    const auto evening = sun_position(day + 9 * 3600, kSeoulLatitudeDeg, kSeoulLongitudeDeg);
    CHECK(morning.azimuth_deg > 60.0);
    CHECK(morning.azimuth_deg < 110.0);
    CHECK(evening.azimuth_deg > 250.0);
    CHECK(evening.azimuth_deg < 300.0);

    double lowest_zenith_deg = 180.0, azimuth_at_noon_deg = 0.0;
    for (int minute = 0; minute < 24 * 60; ++minute) {
        const auto sun = sun_position(day + minute * 60, kSeoulLatitudeDeg, kSeoulLongitudeDeg);
        if (sun.zenith_deg >= lowest_zenith_deg) continue;
        lowest_zenith_deg = sun.zenith_deg;
        azimuth_at_noon_deg = sun.azimuth_deg;
    }
    CHECK(lowest_zenith_deg == doctest::Approx(kSeoulLatitudeDeg - 23.44).epsilon(0.001));  // latitude - obliquity
    CHECK(azimuth_at_noon_deg == doctest::Approx(180.0).epsilon(0.01));  // one minute is 0.6 degrees there
}

TEST_CASE("south of the tropics the noon sun is in the north") {
    const auto noon_utc = base::utc_of_date(2030, 3, 21, 0) + 12 * 3600;
    const auto sun = sun_position(noon_utc, -35.0, 0.0);
    CHECK((sun.azimuth_deg < 20.0 || sun.azimuth_deg > 340.0));
    CHECK(sun.zenith_deg == doctest::Approx(35.0).epsilon(0.02));
}

TEST_CASE("an interval with a sunrise is represented by the middle of its sun-up part") {
    // Golden, Colorado, 2015-01-02: sunrise with refraction 07:21:55 MST (case 21 of the SPA tests); geometric is
    // about 4.5 minutes later.
    const auto hour_start = base::utc_of_date(2015, 1, 2, -7 * 3600) + 7 * 3600;
    const auto sun = interval_sun(hour_start, 3600, 39.742476, -105.1786);
    CHECK(sun.up_frac == doctest::Approx((60.0 - 21.9 - 4.9) / 60.0).epsilon(0.03));
    CHECK(sun.position.zenith_deg < 90.0);
    const auto rise = hour_start + static_cast<base::UtcSeconds>(std::lround(3600.0 * (1.0 - sun.up_frac)));
    CHECK(sun_position(rise, 39.742476, -105.1786).zenith_deg == doctest::Approx(90.0).epsilon(1e-4));
    const auto middle = sun_position((rise + hour_start + 3600) / 2, 39.742476, -105.1786);
    CHECK(sun.position.zenith_deg == doctest::Approx(middle.zenith_deg).epsilon(1e-4));
}

TEST_CASE("sunset hours and whole hours") {
    const auto start = base::utc_of_date(2015, 1, 2, -7 * 3600);
    double day_h = 0.0;
    for (int h = 0; h < 24; ++h) {
        const auto sun = interval_sun(start + h * 3600, 3600, 39.742476, -105.1786);
        day_h += sun.up_frac;
        if (sun.up_frac > 0.0) CHECK(sun.position.zenith_deg < 90.0);
        if (sun.up_frac == 0.0) CHECK(sun.position.zenith_deg >= 90.0);
    }
    // 07:21:55 to 16:47:43 with refraction and the sun's radius (0.833 degrees, about 5 minutes at each end).
    CHECK(day_h == doctest::Approx(9.43 - 10.0 / 60.0).epsilon(0.005));
}

TEST_CASE("extraterrestrial irradiance is highest in January and its mean is the solar constant") {
    CHECK(profiles::extraterrestrial_w_per_m2(3) > profiles::extraterrestrial_w_per_m2(185));
    double sum = 0.0;
    for (int day = 1; day <= 365; ++day) sum += profiles::extraterrestrial_w_per_m2(day);
    CHECK(sum / 365.0 == doctest::Approx(profiles::kSolarConstantWPerM2).epsilon(2e-4));
}
