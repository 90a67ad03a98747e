#include "profiles/weather/wind_profile.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/error.hpp"
#include "profiles/wind/air_density.hpp"

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

namespace {
struct Level {
    double height_m, speed_m_per_s;
};

WeatherYear weather_of(const std::vector<Level>& levels) {
    WeatherYear weather;
    weather.axis = {.start_utc_s = 0, .step_s = 3600, .count = 1};
    for (const Level& level : levels)
        weather.wind.push_back({.height_m = level.height_m,
                                .speed_m_per_s = base::Series(1, 1, level.speed_m_per_s),
                                .direction_deg = {}});
    return weather;
}

double hub_wind(const std::vector<Level>& levels, double hub_m, const model::WindFarmRules& rules = {}) {
    const WeatherYear weather = weather_of(levels);
    return HubWind(weather, 0, hub_m, rules).at(0).speed_m_per_s;
}
}  // namespace

TEST_CASE("a hub at a measured height has the measured wind") {
    const std::vector<Level> levels = {{10.0, 4.0}, {80.0, 6.0}, {120.0, 7.0}};
    for (const Level& level : levels) CHECK(hub_wind(levels, level.height_m) == Approx(level.speed_m_per_s));
}

TEST_CASE("the two levels that bracket the hub give its wind") {
    const std::vector<Level> levels = {{10.0, 3.0}, {80.0, 6.0}, {120.0, 7.0}, {200.0, 20.0}};
    const double exponent = std::log(7.0 / 6.0) / std::log(1.5);
    CHECK(hub_wind(levels, 100.0) == Approx(6.0 * std::pow(1.25, exponent)));
    CHECK(hub_wind(levels, 110.0) == Approx(7.0 * std::pow(110.0 / 120.0, exponent)));
    CHECK(hub_wind(levels, 40.0) == Approx(3.0 * std::pow(4.0, std::log(2.0) / std::log(8.0))));
    CHECK(hub_wind({{80.0, 6.0}, {120.0, 7.0}}, 150.0) == Approx(7.0 * std::pow(1.25, exponent)));  // above all
    CHECK(hub_wind({{80.0, 6.0}, {120.0, 7.0}}, 60.0) == Approx(6.0 * std::pow(0.75, exponent)));   // below all
}

TEST_CASE("between levels by height or by its logarithm, beyond them by the power law") {
    model::WindFarmRules linear, log;
    linear.height_method = model::HeightMethod::linear;
    log.height_method = model::HeightMethod::log;
    const std::vector<Level> levels = {{10.0, 2.0}, {80.0, 4.0}, {200.0, 5.0}};
    CHECK(hub_wind(levels, 140.0, linear) == Approx(4.5));
    CHECK(hub_wind(levels, 140.0, log) == Approx(4.61074042165));
    CHECK(hub_wind({{80.0, 7.0}, {120.0, 6.0}}, 100.0, linear) == Approx(6.5));  // a jet below: no clamp in between
    CHECK(hub_wind(levels, 250.0, linear) == Approx(hub_wind(levels, 250.0)));
}

TEST_CASE("one level is extrapolated with a stated exponent or roughness") {
    model::WindFarmRules rules;
    CHECK(hub_wind({{10.0, 5.0}}, 100.0) == Approx(6.9474774));
    rules.shear_exponent = 0.2;
    CHECK(hub_wind({{10.0, 5.0}}, 100.0, rules) == Approx(7.92446596));
    rules.roughness_m = 0.15;
    CHECK(hub_wind({{10.0, 5.0}}, 100.0, rules) == Approx(7.74136523));
    rules.displacement_m = 8.4;
    CHECK(hub_wind({{10.0, 5.0}}, 100.0, rules) == Approx(13.54925281));
    rules.displacement_m = 9.9;  // the thermometer is below the tree tops
    CHECK_THROWS_AS(hub_wind({{10.0, 5.0}}, 100.0, rules), base::InputError);
}

TEST_CASE("shear is clipped to its range") {
    CHECK(hub_wind({{10.0, 0.0}, {100.0, 4.0}}, 150.0) == Approx(4.0 * std::pow(1.5, 0.6)));
    CHECK(hub_wind({{10.0, 5.0}, {100.0, 4.0}}, 150.0) == 4.0);
    CHECK(hub_wind({{10.0, 0.0}, {100.0, 0.0}}, 80.0) == 0.0);
}

TEST_CASE("the direction is that of the nearest level with directions") {
    WeatherYear weather = weather_of({{10.0, 5.0}, {60.0, 6.0}, {100.0, 7.0}});
    CHECK(HubWind(weather, 0, 100.0, {}).direction_deg() == nullptr);
    weather.wind[0].direction_deg = base::Series(1, 1, 200.0);
    weather.wind[1].direction_deg = base::Series(1, 1, 250.0);
    CHECK(*HubWind(weather, 0, 100.0, {}).direction_deg() == 250.0);
    CHECK(*HubWind(weather, 0, 20.0, {}).direction_deg() == 200.0);
}

TEST_CASE("moist air is lighter, air at height thinner and colder") {
    CHECK(moist_air_density(101325.0, 293.15, 2000.0) == Approx((101325.0 - 756.0) / (287.058 * 293.15)));
    CHECK(moist_air_density(101325.0, 293.15, 2000.0) < air_density(101325.0, 293.15));
    CHECK(temperature_at_hub_deg_c(15.0, 102.0) == Approx(15.0 - 0.65));
    CHECK(pressure_at_hub_pa(101325.0, 80.0) == Approx(101325.0 - 1000.0));
    // The gas law and the barometric rule are two roundings of one atmosphere.
    CHECK(barometric_density(101325.0, 0.0, 100.0, 280.0) ==
          Approx(air_density(pressure_at_hub_pa(101325.0, 100.0), 280.0)).epsilon(1e-4));
}
