#include "profiles/wind/power_curve.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

TEST_CASE("the fast way to the equivalent wind is the exact one") {
    double worst = 0.0;
    for (const auto method : {model::CurveDensity::wind_dependent, model::CurveDensity::cube_root})
        for (double density = 0.6; density < 1.8; density += 0.013)  // beyond the range of the series on both sides
            for (double wind = 0.0; wind < 35.0; wind += 0.37) {
                const double exact = equivalent_wind_m_per_s(wind, density, method);
                worst = std::max(worst, std::abs(fast_equivalent_wind_m_per_s(wind, density, method) - exact));
            }
    CHECK(worst < 2e-8);  // m/s: 4e-10 of 35 m/s, twice
    CHECK(worst > 0.0);
}

TEST_CASE("density moves the wind of a curve") {
    using enum model::CurveDensity;
    CHECK(equivalent_wind_m_per_s(15.0, 1.1, cube_root) == Approx(15.0 * std::cbrt(1.1 / 1.225)));
    CHECK(equivalent_wind_m_per_s(15.0, 1.1, wind_dependent) == Approx(15.0 * std::pow(1.1 / 1.225, 2.0 / 3.0)));
    CHECK(equivalent_wind_m_per_s(5.0, 1.1, wind_dependent) == Approx(5.0 * std::cbrt(1.1 / 1.225)));
    CHECK(equivalent_wind_m_per_s(5.0, 1.1, none) == 5.0);
}

TEST_CASE("a rotor's power and its coefficient undo each other") {
    // 1.225 / 8 × 100^2 × pi × 10^3 × 0.45: by hand 2.1647 MW.
    CHECK(rotor_power_w(10.0, 1.225, 100.0, 0.45) == Approx(0.153125 * 1e4 * std::numbers::pi * 1e3 * 0.45));
    CHECK(power_coefficient(rotor_power_w(7.3, 1.1, 90.0, 0.41), 7.3, 1.1, 90.0) == Approx(0.41));
    const PowerCurve curve = curve_of_coefficients({4.0, 10.0, 20.0}, {0.4, 0.45, 0.3}, 100.0, 2.0e6);
    CHECK(curve.power_frac[0] == Approx(0.153125 * 1e4 * std::numbers::pi * 64.0 * 0.4 / 2.0e6));
    CHECK(curve.power_frac[1] == 1.0);
    CHECK(curve.power_frac[2] == 1.0);
}

TEST_CASE("smoothing keeps the energy of a straight line whichever way it is summed") {
    const PowerCurve line{{0.0, 30.0}, {0.0, 1.0}};
    for (const bool to_one : {true, false}) {
        const SmoothingSum sum{.step_m_per_s = 0.05, .reach_m_per_s = 0.0, .weights_add_to_one = to_one};
        CHECK(smoothed_output_frac(line, 15.0, 1.5, sum) == Approx(0.5).epsilon(1e-5));
    }
    CHECK(smoothed_output_frac(line, 15.0, 0.0) == 0.5);
}
