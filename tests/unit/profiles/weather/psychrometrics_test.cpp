// Moist air against values computed apart.
#include "profiles/weather/psychrometrics.hpp"

#include <doctest/doctest.h>

using namespace decawatt::profiles;
using doctest::Approx;

TEST_CASE("the isenthalpic wet bulb has the enthalpy of the air") {
    // 1.01 t + (2500 + 1.84 t) w, with Buck's vapour pressure and a ratio of 0.62198, at 101,325 Pa.
    CHECK(isenthalpic_wet_bulb_deg_c(25.0, 0.4, 101325.0) == Approx(16.138711).epsilon(1e-7));
    CHECK(isenthalpic_wet_bulb_deg_c(35.0, 0.2, 101325.0) == Approx(18.730096).epsilon(1e-7));
    CHECK(isenthalpic_wet_bulb_deg_c(-5.0, 0.6, 101325.0) == Approx(-6.756891).epsilon(1e-7));
}

TEST_CASE("saturated air is as cold as its wet bulb and its dew point") {
    CHECK(wet_bulb_deg_c(20.0, 1.0, 101325.0) == Approx(20.0).epsilon(1e-6));
    CHECK(isenthalpic_wet_bulb_deg_c(20.0, 1.0, 101325.0) == Approx(20.0).epsilon(1e-4));
    CHECK(dew_point_deg_c(20.0, 1.0) == Approx(20.0));
}
