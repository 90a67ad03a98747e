#include "profiles/wind/power_curve.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

TEST_CASE("the fast equivalent wind equals the exact one") {
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

TEST_CASE("density shifts the wind speed of a curve") {
    using enum model::CurveDensity;
    CHECK(equivalent_wind_m_per_s(15.0, 1.1, cube_root) == Approx(15.0 * std::cbrt(1.1 / 1.225)));
    CHECK(equivalent_wind_m_per_s(15.0, 1.1, wind_dependent) == Approx(15.0 * std::pow(1.1 / 1.225, 2.0 / 3.0)));
    CHECK(equivalent_wind_m_per_s(5.0, 1.1, wind_dependent) == Approx(5.0 * std::cbrt(1.1 / 1.225)));
    CHECK(equivalent_wind_m_per_s(5.0, 1.1, none) == 5.0);
}

TEST_CASE("smoothing keeps the energy of a straight line, with either normalisation") {
    const PowerCurve line{{0.0, 30.0}, {0.0, 1.0}};
    for (const bool to_one : {true, false}) {
        const SmoothingSum sum{.step_m_per_s = 0.05, .reach_m_per_s = 0.0, .weights_add_to_one = to_one};
        CHECK(smoothed_output_frac(line, 15.0, 1.5, sum) == Approx(0.5).epsilon(1e-5));
    }
    CHECK(smoothed_output_frac(line, 15.0, 0.0) == 0.5);
}
