#include "profiles/sun/spa.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

#include "base/error.hpp"
#include "tests/support/sun_day.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr SpaObserver kSeoul{.latitude_deg = 37.57, .longitude_deg = 126.97, .elevation_m = 50.0};
constexpr int kKoreaS = 9 * 3600;
}  // namespace

TEST_CASE("refraction lifts a low sun by half a degree, a high one hardly, one far below the horizon not at all") {
    const auto noon = static_cast<double>(base::utc_of_date(2030, 6, 21, kKoreaS)) + 12.5 * 3600.0;
    const SpaPosition high = spa_position(noon, kSeoul, 70.0), deep = spa_position(noon + 12 * 3600.0, kSeoul, 70.0);
    CHECK(high.refraction_deg > 0.0);
    CHECK(high.refraction_deg < 0.01);
    CHECK(high.zenith_deg == doctest::Approx(high.geometric_zenith_deg() - high.refraction_deg));
    CHECK(deep.refraction_deg == 0.0);
    CHECK(deep.zenith_deg > 90.0);
    const decawatt::tests::SunDay day = decawatt::tests::spa_sun_day({2030, 6, 21, kKoreaS}, kSeoul, 70.0);
    REQUIRE(day.sunrise_utc_s);
    CHECK(spa_position(*day.sunrise_utc_s, kSeoul, 70.0).geometric_elevation_deg ==
          doctest::Approx(-0.8333 - 0.0024).epsilon(1e-3));  // parallax
    const SpaPosition low = spa_position(*day.sunrise_utc_s + 10.0, kSeoul, 70.0);
    CHECK(low.refraction_deg == doctest::Approx(0.57).epsilon(0.1));
}

TEST_CASE("thin air refracts less, and height shows a little more of the sky's parallax") {
    const auto morning = static_cast<double>(base::utc_of_date(2030, 1, 10, kKoreaS)) + 9.0 * 3600.0;
    SpaObserver thin = kSeoul;
    thin.pressure_pa = 60000.0;
    CHECK(spa_position(morning, thin, 70.0).refraction_deg / spa_position(morning, kSeoul, 70.0).refraction_deg ==
          doctest::Approx(60000.0 / 101325.0));
}

TEST_CASE("a day's sunrise, transit and sunset are those of the local date and in order, far from Greenwich too") {
    for (const double longitude_deg : {-170.0, -60.0, 0.0, 127.0, 170.0}) {
        CAPTURE(longitude_deg);
        const int offset_s = static_cast<int>(std::lround(longitude_deg / 15.0)) * 3600;
        const auto midnight = static_cast<double>(base::utc_of_date(2031, 9, 3, offset_s));
        const decawatt::tests::SunDay day = decawatt::tests::spa_sun_day(
            {2031, 9, 3, offset_s}, {.latitude_deg = 30.0, .longitude_deg = longitude_deg}, 70.0);
        REQUIRE(day.sunrise_utc_s);
        REQUIRE(day.sunset_utc_s);
        CHECK(day.up_at_transit);
        CHECK((*day.sunrise_utc_s - midnight) / 3600.0 == doctest::Approx(5.65).epsilon(0.1));
        CHECK((day.transit_utc_s - midnight) / 3600.0 == doctest::Approx(12.0).epsilon(0.05));
        CHECK((*day.sunset_utc_s - midnight) / 3600.0 == doctest::Approx(18.4).epsilon(0.04));
        const SpaPosition noon =
            spa_position(day.transit_utc_s, {.latitude_deg = 30.0, .longitude_deg = longitude_deg}, 70.0);
        CHECK(noon.azimuth_deg == doctest::Approx(180.0).epsilon(1e-5));
    }
}

TEST_CASE("polar day and polar night have a transit and no sunrise") {
    const SpaObserver tromso{.latitude_deg = 69.65, .longitude_deg = 18.96};
    const decawatt::tests::SunDay summer = decawatt::tests::spa_sun_day({2030, 6, 21, 3600}, tromso, 70.0),
                                  winter = decawatt::tests::spa_sun_day({2030, 12, 21, 3600}, tromso, 70.0);
    CHECK(!summer.sunrise_utc_s);
    CHECK(!summer.sunset_utc_s);
    CHECK(summer.up_at_transit);
    CHECK(!winter.sunrise_utc_s);
    CHECK(!winter.up_at_transit);
    CHECK_THROWS_AS((void)delta_t_s(1850, 1), base::LogicError);
}
