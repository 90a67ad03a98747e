#include "profiles/sun/decomposition.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

using namespace decawatt::profiles;

TEST_CASE("DISC and Boland add to global at every sun elevation and clearness") {
    for (double zenith_deg = 0.0; zenith_deg <= 120.0; zenith_deg += 1.5)
        for (double ghi = 0.0; ghi <= 1200.0; ghi += 50.0) {
            const double cosine = std::max(0.0, std::cos(zenith_deg * 3.14159265358979 / 180.0));
            for (const Irradiance& split : {disc_irradiance(ghi, zenith_deg, 1400.0, 98000.0),
                                            boland_irradiance(ghi, zenith_deg, 1400.0, kBolandHourly)}) {
                CHECK(split.dni_w_per_m2 >= 0.0);
                CHECK(split.dhi_w_per_m2 >= 0.0);
                CHECK(split.dni_w_per_m2 * cosine + split.dhi_w_per_m2 == doctest::Approx(ghi).epsilon(1e-12));
            }
        }
}

TEST_CASE("the clearness index is irradiance over extraterrestrial irradiance in the same hour, at most one") {
    CHECK(clearness_frac(680.0, 60.0, 1360.0) == doctest::Approx(1.0).epsilon(1e-12));
    CHECK(clearness_frac(340.0, 60.0, 1360.0) == doctest::Approx(0.5).epsilon(1e-12));
    CHECK(clearness_frac(1400.0, 60.0, 1360.0) == 1.0);
    CHECK(clearness_frac(-5.0, 60.0, 1360.0) == 0.0);
}

TEST_CASE("Boland's share of diffuse light falls from one to nothing, a half at the fit's centre") {
    CHECK(boland_diffuse_frac(kBolandHourly.centre, kBolandHourly) == 0.5);
    CHECK(boland_diffuse_frac(0.0, kBolandHourly) > 0.99);
    CHECK(boland_diffuse_frac(1.0, kBolandHourly) < 0.04);
}

TEST_CASE("the clearer the sky, the more beam DISC finds; thin air leaves more of the dimming to clouds") {
    double before = 0.0;
    for (const double ghi : {300.0, 500.0, 700.0, 900.0}) {
        const double dni = disc_irradiance(ghi, 30.0, 1366.1, 101325.0).dni_w_per_m2;
        CHECK(dni > before);
        before = dni;
    }
    CHECK(disc_irradiance(900.0, 30.0, 1366.1, 60000.0).dni_w_per_m2 < before);
}
