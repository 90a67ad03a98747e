// Stops of a farm by storm, heat, cold and ice, and their duration.
#include <doctest/doctest.h>

#include <cmath>

#include "base/error.hpp"
#include "profiles/weather/psychrometrics.hpp"
#include "profiles/wind/wind_power.hpp"

using namespace decawatt;
using namespace decawatt::profiles;
using doctest::Approx;

namespace {
constexpr model::TurbineIndex kFirst{0};
constexpr model::SiteIndex kSite{0};

// Nothing below 3 m/s, straight to 1 at 12, out above 25; hub at 100 m.
model::Turbines turbine(const model::WindFarmRules& rules) {
    model::Turbines t;
    t.name = {"test"};
    t.hub_height_m = {100.0};
    t.loss_frac = {0.0};
    t.availability_frac = t.wake_efficiency_frac = t.resource_factor = {1.0};
    t.smoothing_sd_m_per_s = {0.0};
    t.curve_wind_m_per_s = {{3.0, 12.0, 25.0}};
    t.curve_frac = {{0.0, 1.0, 1.0}};
    t.rules = {rules};
    return t;
}

// Winds at 100 m, an hour each, at 15 degrees and standard pressure.
WeatherYear hours(const std::vector<double>& winds, int step_s = 3600) {
    const std::size_t count = winds.size();
    WeatherYear weather;
    weather.axis = {.start_utc_s = 0, .step_s = step_s, .count = static_cast<std::int64_t>(count)};
    weather.wind = {{.height_m = 100.0, .speed_m_per_s = base::Series(count, 1), .direction_deg = {}}};
    for (std::size_t t = 0; t < count; ++t) weather.wind[0].speed_m_per_s(t, 0) = winds[t];
    weather.temperature_deg_c = base::Series(count, 1, 15.0);
    weather.pressure_pa = base::Series(count, 1, 101325.0);
    weather.relative_humidity_frac = base::Series(count, 1, 0.5);
    return weather;
}

std::vector<double> output(const WeatherYear& weather, const model::WindFarmRules& rules) {
    return wind_output_frac(weather, kSite, WindFarm(turbine(rules), kFirst));
}
}  // namespace

TEST_CASE("after a storm the farm waits for the wind to fall to restart") {
    const auto weather = hours({20.0, 24.0, 26.0, 24.0, 21.5, 20.0, 24.0});
    CHECK(output(weather, {}) == std::vector<double>{1, 1, 0, 1, 1, 1, 1});
    model::WindFarmRules rules;
    rules.restart_m_per_s = 21.0;
    CHECK(output(weather, rules) == std::vector<double>{1, 1, 0, 0, 0, 1, 1});
    // The same hours in another order are another year.
    CHECK(output(hours({26.0, 24.0, 24.0, 24.0, 21.5, 20.0, 20.0}), rules) == std::vector<double>{0, 0, 0, 0, 0, 1, 1});
}

TEST_CASE("another cut-out truncates the curve, or extends it with its last output") {
    model::WindFarmRules early, late;
    early.cut_out_m_per_s = 20.0;
    late.cut_out_m_per_s = 30.0;
    const auto weather = hours({19.9, 20.1, 27.0, 30.1});
    CHECK(output(weather, early) == std::vector<double>{1, 0, 0, 0});
    CHECK(output(weather, late) == std::vector<double>{1, 1, 1, 0});
    model::Turbines rising = turbine(late);  // half at 12 m/s, all at 25
    rising.curve_frac = {{0.0, 0.5, 1.0}};
    const WindFarm farm(rising, kFirst);
    CHECK(farm.gross_frac(18.5) == Approx(0.75));
    CHECK(farm.gross_frac(25.0) == Approx(1.0));
    CHECK(farm.gross_frac(29.0) == Approx(1.0));
}

TEST_CASE("storm control reduces output linearly from the ramp to cut-out") {
    model::WindFarmRules rules;
    rules.storm_ramp_m_per_s = 22.0;
    rules.cut_out_m_per_s = 28.0;
    const auto found = output(hours({21.0, 22.0, 25.0, 27.4, 28.0, 28.1}), rules);
    CHECK(found[0] == Approx(1.0));
    CHECK(found[1] == Approx(1.0));
    CHECK(found[2] == Approx(0.5));
    CHECK(found[3] == Approx(0.1));
    CHECK(found[4] == Approx(0.0));
    CHECK(found[5] == 0.0);
    // Spread over a region the knee of the ramp is round: 0.39894 sd / 6 are lost there, and the loss at the end of the
    // curve is not added to it.
    model::Turbines spread = turbine(rules);
    spread.smoothing_sd_m_per_s = {1.0};
    const WindFarm farm(spread, kFirst);
    CHECK(farm.output_frac(22.0, 1.225) == Approx(1.0 - 0.39894 / 6.0).epsilon(0.002));
    CHECK(farm.output_frac(25.0, 1.225) == Approx(0.5).epsilon(0.002));
}

TEST_CASE("cold stops a machine, by the temperature at the hub") {
    model::WindFarmRules rules;
    rules.stop_below_deg_c = -20.0;
    auto weather = hours({15.0, 15.0, 15.0});
    weather.temperature_deg_c(0, 0) = -19.5;  // -20.137 at 100 m
    weather.temperature_deg_c(1, 0) = -19.0;  // -19.637
    CHECK(output(weather, rules) == std::vector<double>{0, 1, 1});
    CHECK(output(weather, {}) == std::vector<double>{1, 1, 1});
}

TEST_CASE("heat limits output, and outside the table it is zero") {
    model::WindFarmRules rules;
    rules.cap_temperature_deg_c = {-20.0, 35.0, 45.0};
    rules.cap_frac = {1.0, 1.0, 0.6};
    const double lapse = 0.0065 * 98.0;
    auto weather = hours({20.0, 20.0, 20.0, 20.0, 6.0});
    const double hub[] = {30.0, 40.0, 45.1, -20.1, 40.0};
    for (std::size_t t = 0; t < 5; ++t) weather.temperature_deg_c(t, 0) = hub[t] + lapse;
    const auto found = output(weather, rules);
    CHECK(found[0] == Approx(1.0));
    CHECK(found[1] == Approx(0.8));
    CHECK(found[2] == 0.0);
    CHECK(found[3] == 0.0);
    CHECK(found[4] < 0.5);  // below the cap the curve holds
    CHECK(found[4] > 0.2);
}

TEST_CASE("ice forms in cold and humid air, and remains") {
    model::WindFarmRules rules;
    rules.icing_below_deg_c = 0.0;
    rules.icing_humidity_frac = 0.9;
    auto weather = hours(std::vector<double>(7, 15.0));
    weather.temperature_deg_c(1, 0) = -5.0;
    weather.relative_humidity_frac(1, 0) = 0.95;
    weather.temperature_deg_c(4, 0) = -5.0;       // dry cold
    weather.relative_humidity_frac(6, 0) = 0.95;  // damp warmth
    CHECK(output(weather, rules) == std::vector<double>{1, 0, 1, 1, 1, 1, 1});
    rules.icing_persistence_h = 2.0;
    CHECK(output(weather, rules) == std::vector<double>{1, 0, 0, 0, 1, 1, 1});
    weather.axis.step_s = 1800;  // two hours are four steps
    CHECK(output(weather, rules) == std::vector<double>{1, 0, 0, 0, 0, 0, 1});
    weather.relative_humidity_frac = {};
    CHECK_THROWS_AS(output(weather, rules), base::InputError);
}

TEST_CASE("humidity, density correction and the barometric formula affect the output") {
    auto weather = hours({9.0});
    weather.temperature_deg_c(0, 0) = 30.0;
    weather.relative_humidity_frac(0, 0) = 1.0;
    model::WindFarmRules moist, fixed;
    moist.air = model::HubAir::moist;
    fixed.curve_density = model::CurveDensity::none;
    const WindTrace damp = wind_trace(weather, kSite, WindFarm(turbine(moist), kFirst));
    const WindTrace dry = wind_trace(weather, kSite, WindFarm(turbine({}), kFirst));
    const double vapour = saturation_pressure_pa(30.0);
    CHECK(damp.air_density_kg_per_m3[0] / dry.air_density_kg_per_m3[0] == Approx(1.0 - 0.378 * vapour / 101325.0));
    CHECK(damp.net_frac[0] < dry.net_frac[0]);
    CHECK(output(weather, fixed)[0] == Approx(6.0 / 9.0));
    CHECK(dry.net_frac[0] < 6.0 / 9.0);
}

TEST_CASE("a trace shows every step, and its last column is the output") {
    model::WindFarmRules rules;
    rules.restart_m_per_s = 20.0;
    rules.named_loss_frac = {0.1, 0.2};
    model::Turbines t = turbine(rules);
    t.wake_efficiency_frac = {0.9};
    t.loss_frac = {0.05};
    const auto weather = hours({7.5, 26.0, 22.0, 2.0});
    const WindFarm farm(t, kFirst);
    const WindTrace trace = wind_trace(weather, kSite, farm);
    CHECK(trace.net_frac == wind_output_frac(weather, kSite, farm));
    CHECK(farm.loss_frac() == Approx(1.0 - 0.95 * 0.9 * 0.8));
    CHECK(trace.net_frac[0] == Approx(trace.gross_frac[0] * 0.9 * 0.95 * 0.9 * 0.8));
    CHECK(trace.storm_stop == std::vector<double>{0, 1, 1, 0});
    CHECK(trace.hub_wind_m_per_s[2] == 22.0);
    CHECK(trace.shear_exponent[0] == Approx(1.0 / 7.0));
    const auto columns = trace.columns();
    CHECK(columns.size() == 14);
    CHECK(columns.back().name == "net_frac");
    CHECK(columns.back().values.data() == trace.net_frac.data());
    for (const TraceColumn& column : columns) CHECK(column.values.size() == 4);
}

TEST_CASE("a wake curve reduces the wind, a layout by direction") {
    model::WindFarmRules slowed;
    slowed.wake_wind_m_per_s = {0.0, 30.0};
    slowed.wake_wind_frac = {0.9, 0.9};
    slowed.curve_density = model::CurveDensity::none;
    CHECK(output(hours({10.0}), slowed)[0] == Approx(6.0 / 9.0));  // as at 9 m/s
    CHECK(output(hours({20.0}), slowed)[0] == Approx(1.0));

    model::WindFarmRules row;
    row.curve_density = model::CurveDensity::none;
    row.east_m = {0.0, 500.0};
    row.north_m = {0.0, 0.0};
    row.rotor_diameter_m = 100.0;
    row.curve_ct = {0.8, 0.8, 0.1};
    auto weather = hours({10.0, 10.0});
    const double mean = output(weather, row)[0];  // no direction: the mean of all
    weather.wind[0].direction_deg = base::Series(2, 1, 0.0);
    weather.wind[0].direction_deg(1, 0) = 270.0;
    const auto by_direction = output(weather, row);
    CHECK(by_direction[0] == Approx(7.0 / 9.0));
    // Half the machines at 10 (1 - (1 - sqrt(0.2)) / 1.7^2): the wake is 85 m wide in radius after 500 m.
    const double behind = 10.0 * (1.0 - (1.0 - std::sqrt(0.2)) / (1.7 * 1.7));
    CHECK(by_direction[1] == Approx(0.5 * (7.0 + behind - 3.0) / 9.0));
    CHECK(mean < by_direction[0]);
    CHECK(mean > by_direction[1]);
    row.curve_ct.clear();
    const double thrust = -0.01453989 + 1.473506 * 0.45 - 2.330823 * 0.2025 + 3.885123 * 0.091125;
    const double weaker = 10.0 * (1.0 - (1.0 - std::sqrt(1.0 - thrust)) / (1.7 * 1.7));
    row.curve_cp = {0.45, 0.45, 0.45};
    CHECK(output(weather, row)[1] == Approx(0.5 * (7.0 + weaker - 3.0) / 9.0));
}

TEST_CASE("a layout has wakes also above the end of the published curve") {
    model::WindFarmRules row;
    row.curve_density = model::CurveDensity::none;
    row.cut_out_m_per_s = 30.0;
    row.east_m = {0.0, 100.0};
    row.north_m = {0.0, 0.0};
    row.rotor_diameter_m = 100.0;
    row.curve_ct = {0.96, 0.96, 0.96};
    auto weather = hours({24.0, 27.0});
    weather.wind[0].direction_deg = base::Series(2, 1, 270.0);
    const auto found = output(weather, row);
    for (const std::size_t t : {0U, 1U}) {
        const double behind = weather.wind[0].speed_m_per_s(t, 0) * (1.0 - 0.8 * std::pow(50.0 / 57.0, 2));
        CHECK(found[t] == Approx(0.5 * (1.0 + (behind - 3.0) / 9.0)));
    }
}
