#include "profiles/sun/sun_course.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

#include "profiles/sun/air_mass.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr double kLatitudeDeg = 37.57, kLongitudeDeg = 126.97;
base::TimeAxis week() {
    return {.start_utc_s = base::utc_of_date(2030, 3, 18, 9 * 3600), .step_s = 3600, .count = 7 * 24};
}
}  // namespace

TEST_CASE("a course is the sun of each interval") {
    const SunCourse course = sun_course(week(), kLatitudeDeg, kLongitudeDeg, std::nullopt);
    REQUIRE(course.size() == 7 * 24);
    for (std::size_t t = 0; t < course.size(); ++t) {
        const auto start = week().instant(static_cast<std::int64_t>(t));
        const IntervalSun sun = interval_sun(start, 3600, kLatitudeDeg, kLongitudeDeg);
        CHECK(course[t].position.zenith_deg == sun.position.zenith_deg);
        CHECK(course[t].position.azimuth_deg == sun.position.azimuth_deg);
        CHECK(course[t].up_frac == sun.up_frac);
        CHECK(course[t].extraterrestrial_w_per_m2 == extraterrestrial_w_per_m2(base::civil_time(start, 0).day_of_year));
        if (sun.up_frac > 0.0) CHECK(course[t].air_mass == relative_air_mass(sun.position.zenith_deg));
        const SunPosition back = position_of(course[t].direction);
        CHECK(back.zenith_deg == doctest::Approx(sun.position.zenith_deg));
    }
}

TEST_CASE("irradiance at an instant has the sun of that instant") {
    const int offset_s = 634;
    const SunCourse course = sun_course(week(), kLatitudeDeg, kLongitudeDeg, offset_s);
    for (std::size_t t = 0; t < course.size(); ++t) {
        const auto instant = week().instant(static_cast<std::int64_t>(t)) + offset_s;
        const SunPosition sun = sun_position(instant, kLatitudeDeg, kLongitudeDeg);
        CHECK(course[t].position.zenith_deg == doctest::Approx(sun.zenith_deg).epsilon(1e-12));
        CHECK(course[t].up_frac == (sun.zenith_deg < 90.0 ? 1.0 : 0.0));
    }
}

TEST_CASE("steps of a quarter of an hour and of half a day see the same daylight") {
    double day_h = 0.0;
    for (const int step_s : {900, 3600, 12 * 3600}) {
        const base::TimeAxis axis{.start_utc_s = week().start_utc_s, .step_s = step_s, .count = 86400 / step_s};
        double sum_h = 0.0;
        for (const SunInterval& sun : sun_course(axis, kLatitudeDeg, kLongitudeDeg, std::nullopt))
            sum_h += sun.up_frac * axis.step_h();
        if (day_h > 0.0) CHECK(sum_h == doctest::Approx(day_h).epsilon(1e-4));
        day_h = sum_h;
    }
    CHECK(day_h == doctest::Approx(11.95).epsilon(0.01));  // two days before the equinox, without refraction
}
