#include "profiles/sun/irradiance.hpp"
#include "tests/support/reference_formulas.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt::profiles;

TEST_CASE("beam and diffuse add to global at every sun elevation and clearness") {
    for (double zenith_deg = 0.0; zenith_deg <= 120.0; zenith_deg += 1.5)
        for (double ghi = 0.0; ghi <= 1200.0; ghi += 50.0) {
            const Irradiance split = erbs_irradiance(ghi, zenith_deg, 1400.0);
            const double cosine = std::cos(zenith_deg * 3.14159265358979 / 180.0);
            CHECK(split.dni_w_per_m2 >= 0.0);
            CHECK(split.dhi_w_per_m2 >= 0.0);
            CHECK(split.dni_w_per_m2 * std::max(0.0, cosine) + split.dhi_w_per_m2 ==
                  doctest::Approx(ghi).epsilon(1e-12));
        }
}

TEST_CASE("a clear sky has little diffuse light, an overcast sky nothing else") {
    CHECK(erbs_diffuse_frac(0.0) == 1.0);
    CHECK(erbs_diffuse_frac(0.85) == 0.165);
    for (double k = 0.01; k <= 0.75; k += 0.01) CHECK(erbs_diffuse_frac(k) <= erbs_diffuse_frac(k - 0.01));
    CHECK(erbs_diffuse_frac(0.2200001) == doctest::Approx(erbs_diffuse_frac(0.22)).epsilon(0.002));  // the pieces meet
}

TEST_CASE("a horizontal plane receives exactly the global irradiance") {
    const Plane level{.tilt_deg = 0.0, .azimuth_deg = 180.0, .albedo_frac = 0.5};
    const SunPosition sun{40.0, 120.0};
    const Irradiance split = erbs_irradiance(600.0, sun.zenith_deg, 1366.0);
    const decawatt::tests::PlaneIrradiance plane = decawatt::tests::plane_irradiance(split, level, sun, 1366.0);
    CHECK(plane.ground_w_per_m2 == 0.0);
    CHECK(plane.total_w_per_m2() == doctest::Approx(600.0).epsilon(1e-12));  // circumsolar: a / b = 1 above 5 degrees
}

TEST_CASE("a plane facing away from the sun gets no beam") {
    const Plane wall{.tilt_deg = 90.0, .azimuth_deg = 0.0, .albedo_frac = 0.2};
    const SunPosition south{60.0, 180.0};
    CHECK(incidence_cosine(wall, south) == doctest::Approx(-std::sin(60.0 * 3.14159265358979 / 180.0)));
    const decawatt::tests::PlaneIrradiance plane =
        decawatt::tests::plane_irradiance({500.0, 700.0, 150.0}, wall, south, 1366.0);
    CHECK(plane.beam_w_per_m2 == 0.0);
    CHECK(plane.ground_w_per_m2 == doctest::Approx(500.0 * 0.2 / 2.0));
    const Plane towards{.tilt_deg = 60.0, .azimuth_deg = 180.0};
    CHECK(incidence_cosine(towards, south) == doctest::Approx(1.0));
}

TEST_CASE("clear skies are dark at night") {
    CHECK(haurwitz_ghi_w_per_m2(95.0) == 0.0);
}
