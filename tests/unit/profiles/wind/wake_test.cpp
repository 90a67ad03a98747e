#include "profiles/wind/wake.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

namespace {
constexpr double kDiameter = 100.0, kRadius = 50.0, kDecay = 0.07, kThrust = 0.8;

PowerCurve cubic() {
    PowerCurve curve;
    for (int k = 0; k <= 50; ++k) {
        const double wind = 0.5 * k;
        curve.wind_m_per_s.push_back(wind);
        curve.power_frac.push_back(wind < 3.0 ? 0.0 : std::min(1.0, std::pow(wind / 12.0, 3)));
    }
    return curve;
}

ParkWakes farm(std::vector<double> east, std::vector<double> north) {
    const PowerCurve curve = cubic();
    const std::vector<double> thrust(curve.wind_m_per_s.size(), kThrust);
    return ParkWakes({std::move(east), std::move(north), kDiameter, kDecay}, curve, thrust);
}

// Fraction of wind speed at a distance directly downwind, fully inside the wake.
double left(double distance_m) {
    const double narrowing = kRadius / (kRadius + kDecay * distance_m);
    return 1.0 - (1.0 - std::sqrt(1.0 - kThrust)) * narrowing * narrowing;
}
}  // namespace

TEST_CASE("a machine behind another has the wind of Jensen's wake") {
    const ParkWakes row = farm({0.0, 0.0}, {0.0, -700.0});  // the second is south of the first
    const auto north = row.winds_m_per_s(10.0, 0.0), south = row.winds_m_per_s(10.0, 180.0);
    CHECK(north[0] == 10.0);
    CHECK(north[1] == Approx(10.0 * left(700.0)));
    CHECK(south[0] == Approx(10.0 * left(700.0)));
    CHECK(south[1] == 10.0);
    CHECK(row.winds_m_per_s(10.0, 90.0) == std::vector<double>{10.0, 10.0});
    CHECK(row.winds_m_per_s(10.0, 45.0) == std::vector<double>{10.0, 10.0});
    CHECK(farm({0.0, -700.0}, {0.0, 0.0}).winds_m_per_s(10.0, 90.0)[1] == Approx(10.0 * left(700.0)));  // from the east
}

TEST_CASE("the least wind of all wakes, each from the wind of its own machine") {
    const auto winds = farm({0.0, 0.0, 0.0}, {0.0, -500.0, -1000.0}).winds_m_per_s(10.0, 0.0);
    CHECK(winds[1] == Approx(10.0 * left(500.0)));
    CHECK(winds[2] == Approx(10.0 * left(500.0) * left(500.0)));
    CHECK(winds[2] < 10.0 * left(1000.0));
}

TEST_CASE("a wake that covers half a rotor takes half") {
    CHECK(overlap_area_m2(2.0, 1.0, 0.5) == Approx(std::numbers::pi));
    CHECK(overlap_area_m2(1.0, 2.0, 3.0) == 0.0);
    // Two unit circles a unit apart: 2 pi / 3 - sqrt(3) / 2.
    CHECK(overlap_area_m2(1.0, 1.0, 1.0) == Approx(2.0 * std::numbers::pi / 3.0 - std::sqrt(3.0) / 2.0));
    CHECK(overlap_area_m2(1000.0, 1.0, 1000.0) == Approx(std::numbers::pi / 2.0).epsilon(1e-3));
    const double wake_radius = kRadius + kDecay * 700.0;
    const auto winds = farm({0.0, wake_radius}, {0.0, -700.0}).winds_m_per_s(10.0, 0.0);
    const double share = overlap_area_m2(wake_radius, kRadius, wake_radius) / (std::numbers::pi * kRadius * kRadius);
    CHECK(share > 0.35);
    CHECK(share < 0.5);
    CHECK(winds[1] == Approx(10.0 * (1.0 - (1.0 - left(700.0)) * share)));
}

TEST_CASE("a farm's efficiency is power, not wind") {
    const ParkWakes row = farm({0.0, 0.0}, {0.0, -700.0});
    const double one = row.curve().output_frac(10.0), behind = row.curve().output_frac(10.0 * left(700.0));
    CHECK(row.efficiency_frac(10.0, 0.0) == Approx(0.5 * (one + behind) / one));
    CHECK(row.efficiency_frac(10.0, 0.0) < 0.5 * (1.0 + left(700.0)) - 0.1);  // the remaining fraction of wind speed
    CHECK(row.efficiency_frac(20.0, 0.0) == Approx(1.0));                     // both beyond rated wind
    CHECK(row.efficiency_frac(2.0, 0.0) == 1.0);                              // no output, so no loss
}

TEST_CASE("the table of a farm is its model, within the error the method note states") {
    std::vector<double> east, north;
    for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 4; ++j) {
            east.push_back(600.0 * i + 40.0 * j);
            north.push_back(500.0 * j);
        }
    const ParkWakes wakes = farm(east, north);
    const WakeTable table(wakes);
    double worst = 0.0, square = 0.0, mean = 0.0;
    int count = 0;
    for (double direction = 0.37; direction < 360.0; direction += 1.31)
        for (double wind = 4.1; wind < 24.0; wind += 0.83) {
            const double error = table.efficiency_frac(wind, direction) - wakes.efficiency_frac(wind, direction);
            worst = std::max(worst, std::abs(error));
            square += error * error;
            mean += error;
            ++count;
        }
    CHECK(std::abs(mean / count) < 0.0002);
    CHECK(std::sqrt(square / count) < 0.004);
    CHECK(worst < 0.03);
    CHECK(table.efficiency_frac(9.0, 361.0) == Approx(table.efficiency_frac(9.0, 1.0)));
    CHECK(table.efficiency_frac(9.0, -1.0) == Approx(table.efficiency_frac(9.0, 359.0)));
    double all = 0.0;
    for (int d = 0; d < 180; ++d) all += wakes.efficiency_frac(9.0, 2.0 * d) / 180.0;
    CHECK(table.mean_efficiency_frac(9.0) == Approx(all));
    const double below = table.mean_efficiency_frac(9.0), above = table.mean_efficiency_frac(9.25);
    CHECK(below != Approx(above));
    CHECK(table.mean_efficiency_frac(9.2) == Approx(0.2 * below + 0.8 * above));
}

TEST_CASE("thrust from a power coefficient") {
    CHECK(thrust_of_power_coefficient(0.0) == 0.0);
    CHECK(thrust_of_power_coefficient(0.45) ==
          Approx(-0.01453989 + 1.473506 * 0.45 - 2.330823 * 0.2025 + 3.885123 * 0.091125));
}
