// One runner over physics_cases.csv: each row names a model, its inputs, the published values, a tolerance and where
// they come from.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "base/index.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/wind/wind_power.hpp"
#include "published_cases.hpp"
#include "tests/support/reference_formulas.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
using test::Values;
constexpr double kRadians = 3.14159265358979323846 / 180.0;
Values perez(const Values& in) {
    const SkyOnPlane sky =
        perez_sky({in.at("ghi"), in.at("dni"), in.at("dhi")}, {in.at("tilt"), in.at("plane_azimuth"), 0.2},
                  {in.at("zenith"), in.at("azimuth")}, in.at("e0"));
    return {{"sky", sky.total_w_per_m2()},
            {"isotropic", sky.isotropic_w_per_m2},
            {"circumsolar", sky.circumsolar_w_per_m2},
            {"horizon", sky.horizon_w_per_m2}};
}

Values plane(const Values& in) {
    const tests::PlaneIrradiance p = tests::plane_irradiance({in.at("ghi"), in.at("dni"), in.at("dhi")},
                                                             {in.at("tilt"), in.at("plane_azimuth"), in.at("albedo")},
                                                             {in.at("zenith"), in.at("azimuth")}, in.at("e0"));
    return {{"beam", p.beam_w_per_m2}, {"ground", p.ground_w_per_m2}};
}

Values erbs(const Values& in) {
    const double e0 = extraterrestrial_w_per_m2(static_cast<int>(in.at("day_of_year")));
    const Irradiance split = erbs_irradiance(in.at("ghi"), in.at("zenith"), e0);
    return {{"dni", split.dni_w_per_m2},
            {"dhi", split.dhi_w_per_m2},
            {"clearness", clearness_frac(in.at("ghi"), in.at("zenith"), e0)}};
}

// Capacity factor of the study's IEA 15 MW curve in a Weibull wind with k = 2, at standard density.
Values weibull_cf(const Values& in) {
    std::ifstream file(std::string(DECAWATT_SOURCE_DIR) + "/scenarios/korea_hub/power_curves.csv");
    REQUIRE(file.good());
    PowerCurve curve;
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("iea_15mw_240,")) continue;
        const auto fields = test::fields_of(line);
        curve.wind_m_per_s.push_back(std::strtod(fields[1].c_str(), nullptr));
        curve.power_frac.push_back(std::strtod(fields[2].c_str(), nullptr));
    }
    constexpr double kStep = 0.001, kMost = 40.0;
    const double scale = in.at("mean_wind") / std::tgamma(1.5);
    double sum = 0.0;
    for (double v = kStep / 2; v < kMost; v += kStep)
        sum += kStep * curve.output_frac(v) * 2.0 * v / (scale * scale) * std::exp(-v * v / (scale * scale));
    return {{"cf", sum}};
}

test::Models sun_models() {
    return {{"sun_position",
             [](const Values& in) -> Values {
                 const auto sun =
                     sun_position(static_cast<base::UtcSeconds>(in.at("utc")), in.at("latitude"), in.at("longitude"));
                 return {{"zenith", sun.zenith_deg}, {"azimuth", sun.azimuth_deg}};
             }},
            {"extraterrestrial",
             [](const Values& in) -> Values {
                 return {{"e0", extraterrestrial_w_per_m2(static_cast<int>(in.at("day_of_year")))}};
             }},
            {"air_mass",
             [](const Values& in) -> Values {
                 return {{"air_mass", relative_air_mass(in.at("zenith"))}};
             }},
            {"standard_pressure",
             [](const Values& in) -> Values {
                 return {{"pressure", standard_pressure_pa(in.at("elevation"))}};
             }},
            {"erbs", erbs},
            {"perez", perez},
            {"plane", plane},
            {"haurwitz",
             [](const Values& in) -> Values {
                 return {{"ghi", haurwitz_ghi_w_per_m2(in.at("zenith"))}};
             }},
            {"incidence_modifier", [](const Values& in) -> Values {
                 return {{"modifier", physical_incidence_modifier(std::cos(in.at("incidence") * kRadians))}};
             }}};
}

test::Models plant_models() {
    return {
        {"faiman",
         [](const Values& in) -> Values {
             return {{"cell", faiman_temperature_deg_c({in.at("plane"), in.at("air"), in.at("wind")}, kFaimanLoss)}};
         }},
        {"pvwatts_dc",
         [](const Values& in) -> Values {
             return {{"dc", pvwatts_dc_frac(in.at("plane"), in.at("cell"), in.at("coefficient"))}};
         }},
        {"pvwatts_losses",
         [](const Values&) -> Values {
             const std::vector<double> stack = {0.02, 0.03, 0.0, 0.02, 0.02, 0.005, 0.015, 0.01, 0.0, 0.03};
             return {{"loss", combined_loss_frac(stack)}};
         }},
        {"inverter",
         [](const Values& in) -> Values {
             return {{"ac_of_dc_rating",
                      in.at("efficiency") * std::min(1.0, inverter_unclipped_frac(in.at("dc"), in.at("efficiency")))}};
         }},
        {"hub_density",
         [](const Values& in) -> Values {
             // The published case gives the temperature at the hub; ours starts 2 m above ground.
             const double ground = in.at("temperature") + 0.0065 * (in.at("hub") - in.at("lapse_height"));
             return {{"density", tests::air_density_at_hub(ground, in.at("pressure"), in.at("hub"))}};
         }},
        {"shear",
         [](const Values& in) -> Values {
             return {{"exponent", shear_exponent(in.at("wind_10m"), in.at("wind_100m"))}};
         }},
        {"curve_density",
         [](const Values& in) -> Values {
             const PowerCurve curve{{4.0, 5.0, 6.0}, {300.0, 400.0, 500.0}};
             return {{"power", curve.output_frac(equivalent_wind_m_per_s(in.at("wind"), in.at("density")))}};
         }},
        {"weibull_cf", weibull_cf}};
}

const test::Models& models() {
    static const test::Models all = [] {
        test::Models both = sun_models();
        both.merge(plant_models());
        return both;
    }();
    return all;
}
}  // namespace

TEST_CASE("published values of the equipment models") {
    test::check_published("physics_cases.csv", models(), 39);
}
