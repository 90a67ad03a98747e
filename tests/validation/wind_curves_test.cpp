// Power curves and their smoothing against the data and tests of NREL turbine-models and windpowerlib.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "profiles/wind/wind_power.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
std::filesystem::path data_folder(const char* name) {
    return std::filesystem::path(DECAWATT_SOURCE_DIR) / "tests/data" / name;
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream text(line);
    for (std::string field; std::getline(text, field, ',');) fields.push_back(field);
    return fields;
}

double number(const std::string& text) {
    return std::strtod(text.c_str(), nullptr);
}

// A curve of the study in scenarios/korea_hub.
PowerCurve study_curve(const std::string& name) {
    std::ifstream file(std::string(DECAWATT_SOURCE_DIR) + "/scenarios/korea_hub/power_curves.csv");
    REQUIRE(file.good());
    PowerCurve curve;
    for (std::string line; std::getline(file, line);) {
        const auto fields = fields_of(line);
        if (fields.size() != 3 || fields[0] != name) continue;
        curve.wind_m_per_s.push_back(number(fields[1]));
        curve.power_frac.push_back(number(fields[2]));
    }
    REQUIRE(curve.wind_m_per_s.size() > 10);
    return curve;
}

PowerCurve source_curve(const std::filesystem::path& path, double rated_kw) {
    std::ifstream file(path);
    REQUIRE(file.good());
    PowerCurve curve;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        const auto fields = fields_of(line);
        curve.wind_m_per_s.push_back(number(fields.at(0)));
        curve.power_frac.push_back(number(fields.at(1)) / rated_kw);
    }
    return curve;
}

model::Turbines one_turbine(const PowerCurve& curve, double smoothing_sd) {
    model::Turbines t;
    t.name = {"turbine"};
    t.hub_height_m = {100.0};
    t.loss_frac = {0.0};
    t.availability_frac = t.wake_efficiency_frac = t.resource_factor = {1.0};
    t.smoothing_sd_m_per_s = {smoothing_sd};
    t.curve_wind_m_per_s = {curve.wind_m_per_s};
    t.curve_frac = {curve.power_frac};
    return t;
}

// Capacity factor in a Weibull wind with k = 2.
double weibull_cf(const PowerCurve& curve, double mean_wind) {
    constexpr double kStep = 0.001, kMost = 60.0;
    const double scale = mean_wind / std::tgamma(1.5);
    double sum = 0.0;
    for (double v = kStep / 2; v < kMost; v += kStep)
        sum += kStep * curve.output_frac(v) * 2.0 * v / (scale * scale) * std::exp(-v * v / (scale * scale));
    return sum;
}
}  // namespace

TEST_CASE("the study's power curves are those of NREL turbine-models") {
    const auto folder = data_folder("nrel_turbine_models");
    struct Pair {
        const char *name, *path;
        double rated_kw;
    };
    for (const Pair& pair : {Pair{"iea_15mw_240", "IEA_Reference_15MW_240.csv", 15000.0},
                             Pair{"iea_3.4mw_130", "IEA_Reference_3.4MW_130.csv", 3370.0},
                             Pair{"atb_4mw_150", "2020ATB_NREL_Reference_4MW_150.csv", 4000.0}}) {
        CAPTURE(pair.name);
        const PowerCurve ours = study_curve(pair.name), source = source_curve(folder / pair.path, pair.rated_kw);
        // A chord over 0.5 m/s lies f'' h^2 / 8 = 6 v h^2 / (8 v_rated^3) above a cubic, below 0.002; the knee at rated
        // wind is cut by more.
        for (double v = 3.0; v < 24.7; v += 0.1) CHECK(std::abs(ours.output_frac(v) - source.output_frac(v)) < 0.015);
        for (const double mean_wind : {6.0, 8.0, 10.0})
            CHECK(weibull_cf(ours, mean_wind) == doctest::Approx(weibull_cf(source, mean_wind)).epsilon(0.004));
        CHECK(ours.output_frac(2.9) == 0.0);
        CHECK(ours.output_frac(25.1) == 0.0);
        CHECK(ours.cut_out_m_per_s() == 25.0);
    }
}

TEST_CASE("smoothing against windpowerlib's") {
    const auto path = data_folder("windpowerlib") / "power_curve_e126.csv";
    std::ifstream file(path);
    REQUIRE(file.good());
    std::string line;
    std::getline(file, line);
    const auto winds = fields_of(line);
    PowerCurve curve;
    constexpr double kRatedW = 4.2e6;
    while (std::getline(file, line)) {
        const auto powers = fields_of(line);
        if (powers[0] != "E-126/4200") continue;
        for (std::size_t i = 1; i < powers.size(); ++i) {
            if (powers[i].empty()) continue;
            curve.wind_m_per_s.push_back(number(winds[i]));
            curve.power_frac.push_back(number(powers[i]) / kRatedW);
        }
    }
    REQUIRE(curve.wind_m_per_s.size() > 20);
    // windpowerlib tests/test_power_curves.py: turbulence intensity 0.5, so a spread of half the wind; steps of 0.5 m/s
    // within +-15 m/s.
    const std::array<double, 5> published_w = {1141906.9806766, 1577536.8085283, 1975480.9933558, 2314059.4022704,
                                               2590216.6802603};
    double wind = 6.0;
    for (const double expected_w : published_w) {
        CAPTURE(wind);
        const WindFarm farm(one_turbine(curve, 0.5 * wind), model::TurbineIndex{0});
        // Theirs is a sum of 0.5 m/s steps of the same Gaussian, cut at 15 m/s (3 sd at 10 m/s): 0.3 % apart at most.
        CHECK(farm.output_frac(wind, 1.225) * kRatedW == doctest::Approx(expected_w).epsilon(0.003));
        wind += 1.0;
    }
}

TEST_CASE("capacity factors of reference turbines in a Weibull wind") {
    const auto folder = data_folder("nrel_turbine_models");
    // Recomputed independently from the same files: k = 2, standard density, no losses; printed to four digits.
    struct Row {
        const char* path;
        double rated_kw;
        std::array<double, 5> cf;
    };
    for (const Row& row :
         {Row{"IEA_Reference_15MW_240.csv", 15000.0, {0.2796, 0.3772, 0.4645, 0.5379, 0.5962}},
          Row{"NREL_Reference_5MW_126.csv", 5000.0, {0.2441, 0.3369, 0.4230, 0.4976, 0.5582}},
          Row{"2020ATB_NREL_Reference_5.5MW_175.csv", 5500.0, {0.3257, 0.4264, 0.5130, 0.5837, 0.6382}},
          Row{"2020ATB_NREL_Reference_18MW_263.csv", 18000.0, {0.2615, 0.3571, 0.4442, 0.5184, 0.5780}}}) {
        CAPTURE(row.path);
        const PowerCurve curve = source_curve(folder / row.path, row.rated_kw);
        for (std::size_t i = 0; i < row.cf.size(); ++i)
            CHECK(std::abs(weibull_cf(curve, 6.0 + static_cast<double>(i)) - row.cf[i]) < 6e-4);
    }
}
