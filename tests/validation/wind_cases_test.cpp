// One runner over wind_cases.csv: each row names a model, its inputs, the published values, a tolerance and where they
// come from.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "profiles/wind/wind_power.hpp"
#include "published_cases.hpp"
#include "tests/support/reference_formulas.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
using test::Values;
const std::string kSource = DECAWATT_SOURCE_DIR;

double number(const std::string& text) {
    return std::strtod(text.c_str(), nullptr);
}

std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    REQUIRE_MESSAGE(file.good(), path.string());
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);)
        if (!line.empty() && line[0] != '#') rows.push_back(test::fields_of(line));
    return rows;
}

// A curve of scenarios/turbines; its output relative to the highest. Named by rated kW and rotor in one number.
PowerCurve library_curve(int code) {
    const std::map<int, const char*> names = {{15240, "IEA_Reference_15MW_240"},
                                              {5126, "NREL_Reference_5MW_126"},
                                              {5175, "2020ATB_NREL_Reference_5.5MW_175"},
                                              {18263, "2020ATB_NREL_Reference_18MW_263"}};
    const auto rows = rows_of(kSource + "/scenarios/turbines/" + names.at(code) + ".csv");
    PowerCurve curve;
    double rated_kw = 0.0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        curve.wind_m_per_s.push_back(number(rows[i].at(0)));
        curve.power_frac.push_back(number(rows[i].at(1)));
        rated_kw = std::max(rated_kw, curve.power_frac.back());
    }
    for (double& power : curve.power_frac) power /= rated_kw;
    return curve;
}

Values weibull_cf(const Values& in) {
    const PowerCurve curve = library_curve(static_cast<int>(in.at("curve")));
    constexpr double kStep = 0.001, kMost = 40.0;
    const double scale = in.at("mean_wind") / std::tgamma(1.5);
    double sum = 0.0;
    for (double v = kStep / 2; v < kMost; v += kStep)
        sum += kStep * curve.output_frac(v) * 2.0 * v / (scale * scale) * std::exp(-v * v / (scale * scale));
    return Values{{"cf", sum}};
}

// The dena_mean curve of scenarios/turbines/wake_curves.csv.
Values wake_wind(const Values& in) {
    std::vector<double> wind, frac;
    for (const auto& row : rows_of(kSource + "/scenarios/turbines/wake_curves.csv")) {
        if (row.at(0) != "dena_mean") continue;
        wind.push_back(number(row.at(1)));
        frac.push_back(number(row.at(2)));
    }
    return Values{{"wind", in.at("wind") * interpolated(wind, frac, in.at("wind"), 1.0)}};
}

Values smoothed_e126(const Values& in) {
    const auto rows = rows_of(kSource + "/tests/data/windpowerlib/power_curve_e126.csv");
    PowerCurve watts;
    for (const auto& row : rows)
        for (std::size_t i = 1; row[0] == "E-126/4200" && i < row.size(); ++i)
            if (!row[i].empty()) {
                watts.wind_m_per_s.push_back(number(rows[0][i]));
                watts.power_frac.push_back(number(row[i]));
            }
    const SmoothingSum theirs{.step_m_per_s = 0.5, .reach_m_per_s = 15.0, .weights_add_to_one = false};
    return Values{{"watt", smoothed_output_frac(watts, in.at("wind"), in.at("intensity") * in.at("wind"), theirs)}};
}

// Energy lost of a year of steady wind whose every n-th hour is cold and damp.
Values icing(const Values& in) {
    model::Turbines t;
    t.name = {"turbine"};
    t.hub_height_m = {80.0};
    t.loss_frac = {0.0};
    t.availability_frac = t.wake_efficiency_frac = t.resource_factor = {1.0};
    t.smoothing_sd_m_per_s = {0.0};
    t.curve_wind_m_per_s = {{3.0, 12.0, 25.0}};
    t.curve_frac = {{0.0, 1.0, 1.0}};
    t.rules.resize(1);
    t.rules[0].icing_below_deg_c = 55.0;
    t.rules[0].icing_humidity_frac = 0.7;
    t.rules[0].icing_persistence_h = in.at("persistence_h");
    WeatherYear weather;
    weather.axis = {.start_utc_s = 0, .step_s = 3600, .count = 8760};
    weather.wind = {{.height_m = 80.0, .speed_m_per_s = base::Series(8760, 1, 9.0), .direction_deg = {}}};
    weather.temperature_deg_c = base::Series(8760, 1, 15.0);
    weather.pressure_pa = base::Series(8760, 1, 101325.0);
    weather.relative_humidity_frac = base::Series(8760, 1, 0.65);
    for (std::size_t h = 0; h < 8760; h += static_cast<std::size_t>(in.at("every")))
        weather.relative_humidity_frac(h, 0) = 0.75;
    double sum = 0.0, dry = 0.0;
    for (const double net : wind_output_frac(weather, model::SiteIndex{0}, WindFarm(t, model::TurbineIndex{0})))
        sum += net;
    t.rules.clear();
    for (const double net : wind_output_frac(weather, model::SiteIndex{0}, WindFarm(t, model::TurbineIndex{0})))
        dry += net;
    return Values{{"loss", 1.0 - sum / dry}};
}

// From two levels of the weather, as a farm takes it.
double wind_between(const Values& in, model::HeightMethod method) {
    WeatherYear weather;
    for (const auto& [height, wind] : {std::pair{"low", "low_wind"}, std::pair{"high", "high_wind"}})
        weather.wind.push_back({in.at(height), base::Series(1, 1, in.at(wind)), {}});
    model::WindFarmRules rules;
    rules.height_method = method;
    return HubWind(weather, 0, in.at("height"), rules).at(0).speed_m_per_s;
}

test::Models air_models() {
    return {
        {"barometric",
         [](const Values& in) {
             return Values{
                 {"density", barometric_density(in.at("pressure"), in.at("barometer"), in.at("hub"), in.at("kelvin"))}};
         }},
        {"gas",
         [](const Values& in) {
             return Values{
                 {"density", air_density(pressure_at_hub_pa(in.at("pressure"), in.at("hub")), in.at("kelvin"))}};
         }},
        {"lapse",
         [](const Values& in) {
             return Values{
                 {"kelvin", temperature_at_hub_deg_c(in.at("kelvin"), in.at("height"), in.at("thermometer"))}};
         }},
        {"log_profile",
         [](const Values& in) {
             return Values{{"wind", log_profile_m_per_s(in.at("wind"), in.at("measured"), in.at("height"),
                                                        in.at("roughness"), in.at("displacement"))}};
         }},
        {"power_profile_rough",
         [](const Values& in) {
             return Values{
                 {"wind", power_profile_m_per_s(in.at("wind"), in.at("measured"), in.at("height"),
                                                tests::exponent_of_roughness(in.at("height"), in.at("roughness")))}};
         }},
        {"power_profile",
         [](const Values& in) {
             return Values{
                 {"wind", power_profile_m_per_s(in.at("wind"), in.at("measured"), in.at("height"), in.at("exponent"))}};
         }},
        {"between_linear",
         [](const Values& in) {
             return Values{{"wind", wind_between(in, model::HeightMethod::linear)}};
         }},
        {"between_log", [](const Values& in) {
             return Values{{"wind", wind_between(in, model::HeightMethod::log)}};
         }}};
}

test::Models farm_models() {
    return {{"curve_density",
             [](const Values& in) {
                 const PowerCurve curve{{4.0, 5.0, 6.0}, {300.0, 400.0, 500.0}};
                 return Values{{"power", curve.output_frac(equivalent_wind_m_per_s(in.at("wind"), in.at("density")))}};
             }},
            {"thrust",
             [](const Values& in) {
                 return Values{{"ct", thrust_of_power_coefficient(tests::power_coefficient(
                                          in.at("kw") * 1e3, in.at("wind"), in.at("density"), in.at("diameter")))}};
             }},
            {"weibull_scale",
             [](const Values& in) {
                 return Values{{"scale", power_profile_m_per_s(in.at("wind"), in.at("measured"), in.at("height"),
                                                               in.at("exponent")) /
                                             std::tgamma(1.5)}};
             }},
            {"wake_wind", wake_wind},
            {"smoothed_e126", smoothed_e126},
            {"icing", icing},
            {"weibull_cf", weibull_cf}};
}

const test::Models& models() {
    static const test::Models all = [] {
        test::Models both = air_models();
        both.merge(farm_models());
        return both;
    }();
    return all;
}
}  // namespace

TEST_CASE("published values of wind power") {
    test::check_published("wind_cases.csv", models(), 40);
}
