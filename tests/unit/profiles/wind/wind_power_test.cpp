#include "profiles/wind/wind_power.hpp"
#include "tests/support/reference_formulas.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
// Nothing below 3 m/s, straight to 1 at 12, out above 25.
model::Turbines turbine(double smoothing_sd = 0.0, double hub_height_m = 100.0) {
    model::Turbines t;
    t.name = {"test"};
    t.hub_height_m = {hub_height_m};
    t.loss_frac = {0.0};
    t.availability_frac = {1.0};
    t.wake_efficiency_frac = {1.0};
    t.smoothing_sd_m_per_s = {smoothing_sd};
    t.resource_factor = {1.0};
    t.curve_wind_m_per_s = {{3.0, 12.0, 25.0, 25.01}};
    t.curve_frac = {{0.0, 1.0, 1.0, 0.0}};
    return t;
}
constexpr model::TurbineIndex kFirst{0};
constexpr double kStandard = 1.225;

WeatherYear steady(double wind_10m, double wind_100m, double temperature_deg_c = 15.0) {
    WeatherYear weather;
    weather.axis = {.start_utc_s = 0, .step_s = 3600, .count = 2};
    weather.wind = {{.height_m = 10.0, .speed_m_per_s = base::Series(2, 1, wind_10m), .direction_deg = {}},
                    {.height_m = 100.0, .speed_m_per_s = base::Series(2, 1, wind_100m), .direction_deg = {}}};
    weather.temperature_deg_c = base::Series(2, 1, temperature_deg_c);
    weather.pressure_pa = base::Series(2, 1, 101325.0);
    return weather;
}
}  // namespace

TEST_CASE("without smoothing a farm follows its curve") {
    const WindFarm farm(turbine(), kFirst);
    CHECK(farm.output_frac(2.9, kStandard) == 0.0);
    CHECK(farm.output_frac(7.5, kStandard) == doctest::Approx(0.5));
    CHECK(farm.output_frac(20.0, kStandard) == doctest::Approx(1.0));
    CHECK(farm.output_frac(25.0, kStandard) == doctest::Approx(1.0));
    CHECK(farm.output_frac(25.1, kStandard) == 0.0);
    CHECK(farm.output_frac(0.0, kStandard) == 0.0);
}

TEST_CASE("losses multiply") {
    model::Turbines t = turbine();
    t.loss_frac = {0.05};
    t.availability_frac = {0.97};
    t.wake_efficiency_frac = {0.9};
    CHECK(WindFarm(t, kFirst).output_frac(20.0, kStandard) == doctest::Approx(0.95 * 0.97 * 0.9));
}

TEST_CASE("smoothing rounds the knees, keeps the straight part and adds nothing above cut-out") {
    const WindFarm sharp(turbine(), kFirst), round(turbine(1.0), kFirst);
    CHECK(round.output_frac(2.5, kStandard) > 0.0);
    CHECK(round.output_frac(12.0, kStandard) < sharp.output_frac(12.0, kStandard) - 0.02);
    CHECK(round.output_frac(7.5, kStandard) == doctest::Approx(0.5).epsilon(1e-3));  // a straight line stays
    CHECK(round.output_frac(18.0, kStandard) == doctest::Approx(1.0).epsilon(1e-6));
    CHECK(round.output_frac(25.2, kStandard) == 0.0);
    CHECK(round.output_frac(24.9, kStandard) < 0.6);  // half of the farms are out already
    // A knee of slope 1/9 at its corner: E[max(0, z)] / 9 = 0.39894 / 9.
    CHECK(round.output_frac(3.0, kStandard) == doctest::Approx(0.39894 / 9.0).epsilon(0.002));
}

TEST_CASE("dense air increases output, and does not shift the cut-out") {
    const WindFarm farm(turbine(), kFirst);
    CHECK(farm.output_frac(9.0, 1.3) > farm.output_frac(9.0, 1.225));
    CHECK(farm.output_frac(9.0, 1.1) < farm.output_frac(9.0, 1.225));
    CHECK(farm.output_frac(24.9, 1.3) == doctest::Approx(1.0));
    CHECK(farm.output_frac(25.2, 1.1) == 0.0);
    CHECK(equivalent_wind_m_per_s(5.0, 1.3) == doctest::Approx(5.0 * std::cbrt(1.3 / 1.225)));
    CHECK(equivalent_wind_m_per_s(15.0, 1.3) == doctest::Approx(15.0 * std::pow(1.3 / 1.225, 2.0 / 3.0)));
}

TEST_CASE("the wind at the hub follows the two heights") {
    CHECK(shear_exponent(5.0, 10.0) == doctest::Approx(std::log10(2.0)));
    CHECK(shear_exponent(5.0, 4.0) == 0.0);
    CHECK(shear_exponent(0.0, 4.0) == 0.6);
    CHECK(shear_exponent(0.1, 9.0) == 0.6);
    const double density = tests::air_density_at_hub(15.0, 101325.0, 150.0);
    const WindFarm high(turbine(0.0, 150.0), kFirst);
    const double expected = high.output_frac(8.0 * std::pow(1.5, std::log10(8.0 / 6.0)), density);
    CHECK(wind_output_frac(steady(6.0, 8.0), model::SiteIndex{0}, high)[1] == doctest::Approx(expected));
    CHECK(expected > wind_output_frac(steady(6.0, 8.0), model::SiteIndex{0}, WindFarm(turbine(), kFirst))[0]);
    model::Turbines better = turbine();
    better.resource_factor = {1.1};
    const double plain = wind_output_frac(steady(7.0, 7.0), model::SiteIndex{0}, WindFarm(turbine(), kFirst))[0];
    CHECK(wind_output_frac(steady(7.0, 7.0), model::SiteIndex{0}, WindFarm(better, kFirst))[0] > plain * 1.1);
}

TEST_CASE("cold air is denser than warm air, and thinner up high") {
    CHECK(tests::air_density_at_hub(-10.0, 101325.0, 100.0) > tests::air_density_at_hub(30.0, 101325.0, 100.0));
    CHECK(tests::air_density_at_hub(15.0, 101325.0, 150.0) < tests::air_density_at_hub(15.0, 101325.0, 50.0));
    CHECK(air_density(101325.0, 288.15) == doctest::Approx(1.22498).epsilon(1e-5));
}
