// Runner over datacenter_cases.csv.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "model/it_hardware.hpp"
#include "profiles/data_center/data_center_cooling.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/weather/psychrometrics.hpp"
#include "published_cases.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
using test::Values;
// Parameter vectors of the published tool's two runs. Everything but cooling is a share of IT power.
constexpr double kUpsEfficiency = 0.980302734, kDistributionLoss = 0.00560546875, kLighting = 0.00181445313;

AirCooling air_vector() {
    AirCooling d;
    d.supply_deg_c = 34.1953125, d.min_supply_deg_c = 10.3671875;
    d.max_dew_point_deg_c = 99.0;                               // the published runs let moist air in
    d.min_dew_point_deg_c = -60.0, d.min_humidity_frac = 0.09;  // lower limit of relative humidity of the run
    d.air_rise_k = 14.7840712, d.water_rise_k = 6.91894531, d.tower_range_k = 4.28710938;
    d.fan_pa = 685.058594, d.fan_efficiency_frac = 0.829931641;
    d.spray_pa = 7.31582031e6, d.spray_efficiency_frac = 0.704492187;
    return d;
}

AirCooling water_vector() {
    AirCooling d;
    d.supply_deg_c = 27.3671875, d.air_rise_k = 18.8856337, d.water_rise_k = 7.50488281, d.tower_range_k = 4.13867188;
    d.fan_pa = 416.992188, d.fan_efficiency_frac = 0.713720703;
    d.tower_fan_pa = 148.339844, d.tower_fan_efficiency_frac = 0.745947266;
    d.spray_pa = 6.50097656e6, d.spray_efficiency_frac = 0.674023438;
    d.economizer_pump_pa = 1.56284191e5, d.economizer_pump_efficiency_frac = 0.668945312;
    d.chilled_pump_pa = 1.71884552e5, d.chilled_pump_efficiency_frac = 0.745117188;
    d.tower_pump_pa = 2.1053468e5, d.tower_pump_efficiency_frac = 0.709960938;
    d.tower_approach_k = 6.50576172, d.exchanger_approach_k = 2.29404297, d.exchanger_effectiveness_frac = 0.816601563;
    d.sensible_frac = 0.986289063, d.chiller_load_frac = 0.224023438, d.cop_offset_frac = 0.105488281;
    d.tower_water_air_ratio = 1.11914062;
    return d;
}

Values pue_with(const Values& in, WetBulb method) {
    const double heat = 1.0 + (1.0 / kUpsEfficiency - 1.0) + (1.0 / (1.0 - kDistributionLoss) - 1.0) + kLighting;
    const OutdoorAir outside = outdoor_air(in.at("temperature"), in.at("humidity"), 101325.0, method);
    const CoolingPower cooling = in.at("kind") < 0.5 ? air_economizer({heat, heat}, air_vector(), outside)
                                                     : water_economizer({heat, heat}, water_vector(), outside);
    return {{"pue", heat + cooling.total_mw()}};
}

// Watts instead of kilowatts: the form is the same.
double rack_w(double node_w) {
    return model::conversion_input_kw(model::conversion_input_kw(node_w, 13.0, 0.98), 17.0 / 4.0, 0.96);
}

const test::Models& models() {
    static const test::Models all = {
        {"pue", [](const Values& in) -> Values { return pue_with(in, WetBulb::isenthalpic); }},
        {"pue_default", [](const Values& in) -> Values { return pue_with(in, WetBulb::psychrometric); }},
        {"chiller_cop",
         [](const Values& in) -> Values {
             return {{"cop", chiller_cop(in.at("load"), in.at("water"))}};
         }},
        {"ups",
         [](const Values& in) -> Values {
             const double load = in.at("load");
             const double loss = ups_loss_frac(load, in.at("constant"), in.at("linear"), in.at("square"));
             return {{"efficiency", load / (load + loss)}};
         }},
        {"conversion",
         [](const Values& in) -> Values {
             const double node = in.at("node_w"), rack = rack_w(node);
             return {{"board_w", model::conversion_input_kw(node, 13.0, 0.98)},
                     {"rack_w", rack},
                     {"efficiency", node / rack}};
         }},
        {"frontier",
         [](const Values& in) -> Values {
             constexpr double kRacks = 74.0, kNodes = 128.0, kSwitchesW = 8.0 * 4.0 * 250.0;
             const double racks_w = kRacks * (kNodes * rack_w(in.at("node_w")) + kSwitchesW);
             return {{"system_mw", (racks_w + 25.0 * 8473.47) / 1e6}};
         }},
        {"wet_bulb",
         [](const Values& in) -> Values {
             const double t = in.at("temperature"), humidity = in.at("humidity");
             return {{"stull", stull_wet_bulb_deg_c(t, humidity)},
                     {"psychrometric", wet_bulb_deg_c(t, humidity, 101325.0)}};
         }},
        {"air_chiller", [](const Values& in) -> Values {
             return {{"cop_out", air_chiller_cop(in.at("cop"), in.at("outside"))}};
         }}};
    return all;
}
}  // namespace

TEST_CASE("published values of the data centre's models") {
    test::check_published("datacenter_cases.csv", models(), 50);
}
