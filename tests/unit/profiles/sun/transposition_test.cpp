#include "profiles/sun/transposition.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace decawatt::profiles;

namespace {
using Sky = SkyOnPlane (*)(const Irradiance&, const SkyGeometry&);
constexpr Sky kSkies[] = {isotropic_sky, klucher_sky, hay_davies_sky, reindl_sky, perez_sky};
constexpr Irradiance kOvercast{150.0, 0.0, 150.0}, kClear{600.0, 700.0, 150.0};
}  // namespace

TEST_CASE("an overcast sky is nearly isotropic in every model") {
    const SkyGeometry geometry = sky_geometry({40.0, 180.0, 0.2}, {50.0, 180.0}, 1366.1);
    const double isotropic = isotropic_sky(kOvercast, geometry).total_w_per_m2();
    for (const Sky sky : kSkies)
        CHECK(sky(kOvercast, geometry).total_w_per_m2() == doctest::Approx(isotropic).epsilon(0.05));
}

TEST_CASE("under a clear sky every model except the isotropic one gives more towards the sun than away from it") {
    const SunPosition sun{50.0, 180.0};
    const SkyGeometry towards = sky_geometry({40.0, 180.0, 0.2}, sun, 1366.1),
                      away = sky_geometry({40.0, 0.0, 0.2}, sun, 1366.1);
    CHECK(isotropic_sky(kClear, towards).total_w_per_m2() == isotropic_sky(kClear, away).total_w_per_m2());
    for (const Sky sky : {klucher_sky, hay_davies_sky, reindl_sky, perez_sky})
        CHECK(sky(kClear, towards).total_w_per_m2() > 1.1 * sky(kClear, away).total_w_per_m2());
}

TEST_CASE("a horizontal plane receives all diffuse irradiance in models without a horizon band") {
    const SkyGeometry level = sky_geometry({0.0, 180.0, 0.2}, {50.0, 120.0}, 1366.1);
    for (const Sky sky : {isotropic_sky, hay_davies_sky, reindl_sky, perez_sky})
        CHECK(sky(kClear, level).total_w_per_m2() == doctest::Approx(150.0).epsilon(1e-12));
}

TEST_CASE("a sun at or below the horizon, and darkness, give finite values") {
    for (const double zenith_deg : {89.99, 90.0, 100.0, 180.0})
        for (const Sky sky : kSkies) {
            const SkyGeometry geometry = sky_geometry({40.0, 180.0, 0.2}, {zenith_deg, 90.0}, 1366.1);
            const double dark = sky({0.0, 0.0, 0.0}, geometry).total_w_per_m2();
            const double dusk = sky({5.0, 0.0, 5.0}, geometry).total_w_per_m2();
            CHECK(dark == 0.0);
            CHECK(dusk >= 0.0);
            CHECK(dusk < 10.0);
        }
}

TEST_CASE("a surface's normal and the spherical formula of incidence agree") {
    const Surface surface = surface_of({35.0, 210.0, 0.2});
    CHECK(surface.normal.up == doctest::Approx(surface.cos_tilt));
    for (const double azimuth_deg : {0.0, 77.0, 210.0, 333.0})
        for (const double zenith_deg : {5.0, 45.0, 88.0}) {
            const SunPosition sun{zenith_deg, azimuth_deg};
            CHECK(incidence_cosine(surface, direction_of(sun)) ==
                  doctest::Approx(incidence_cosine(Plane{35.0, 210.0, 0.2}, sun)));
            const SunPosition back = position_of(direction_of(sun));
            CHECK(back.zenith_deg == doctest::Approx(zenith_deg));
            CHECK(back.azimuth_deg == doctest::Approx(azimuth_deg));
        }
}
