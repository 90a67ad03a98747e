// The optional columns of pv_systems.csv.
#include <doctest/doctest.h>

#include <string>

#include "study_copy.hpp"

using namespace decawatt;
using decawatt::io::test::StudyCopy;

namespace {
const std::string kFixed =
    "name,tilt_deg,azimuth_deg,dc_ac_ratio,inverter_efficiency_frac,loss_frac,temperature_coefficient_per_deg_c";
const std::string kRow = "fixed 30,30,180,1.2,0.96,0.14,-0.0037";

// A study whose one system has further columns.
struct With {
    StudyCopy copy;
    With(const std::string& columns, const std::string& values) {
        copy.write("pv_systems.csv", kFixed + "," + columns + "\n" + kRow + "," + values + "\n");
    }
};
model::PvDetail detail(const std::string& columns, const std::string& values) {
    return With(columns, values).copy.read().study.pv_systems.detail.at(0);
}
std::string faults(const std::string& columns, const std::string& values) {
    return With(columns, values).copy.faults();
}
}  // namespace

TEST_CASE("a system without the optional columns is a fixed one after PVWatts version 5") {
    const model::PvSystems systems = StudyCopy().read().study.pv_systems;
    const model::PvDetail found = systems.detail.at(0), usual;
    CHECK(found.mount == model::PvMount::fixed);
    CHECK(found.temperature_model == model::TemperatureModel::fuentes);
    CHECK(found.transposition == model::Transposition::perez);
    CHECK(found.soiling_loss_frac == usual.soiling_loss_frac);
    CHECK(found.availability_frac == 1.0);
    CHECK(found.bifacial_gain_frac == 0.0);
}

TEST_CASE("a tracker with its losses") {
    const model::PvDetail found = detail(
        "mount,max_rotation_deg,ground_coverage_ratio,backtrack,cross_axis_tilt_deg,bifacial_gain_frac,"
        "soiling_loss,snow_loss,snow_strings,availability_frac",
        "single_axis,52,0.35,false,-2.5,0.07,river,,3,0.98");
    CHECK(found.mount == model::PvMount::single_axis);
    CHECK(found.max_rotation_deg == 52.0);
    CHECK(found.ground_coverage_ratio == 0.35);
    CHECK_FALSE(found.backtrack);
    CHECK(found.cross_axis_tilt_deg == -2.5);
    CHECK(found.bifacial_gain_frac == 0.07);
    CHECK(found.soiling_loss_frac[0] == 0.12);  // the profile of that name
    CHECK(found.snow_loss_frac[0] == 0.0);
    CHECK(found.snow_strings == 3);
    CHECK(found.availability_frac == 0.98);
}

TEST_CASE("models by name, each with its own heat losses") {
    const model::PvDetail faiman = detail("temperature_model", "faiman"),
                          pvsyst = detail("temperature_model,decomposition", "pvsyst,disc"),
                          stated = detail("temperature_model,heat_loss_w_per_m2_k", "pvsyst,20"),
                          sapm = detail("temperature_model,sapm_mount,transposition,incidence_modifier",
                                        "sapm,close_mount_glass_glass,hay_davies,antireflective");
    CHECK(faiman.heat_loss_w_per_m2_k == 25.0);
    CHECK(faiman.wind_heat_loss_w_s_per_m3_k == 6.84);
    CHECK(pvsyst.heat_loss_w_per_m2_k == 29.0);
    CHECK(pvsyst.wind_heat_loss_w_s_per_m3_k == 0.0);
    CHECK(pvsyst.decomposition == model::Decomposition::disc);
    CHECK(stated.heat_loss_w_per_m2_k == 20.0);
    CHECK(sapm.sapm_mount == model::SapmMount::close_mount_glass_glass);
    CHECK(sapm.transposition == model::Transposition::hay_davies);
    CHECK(sapm.incidence_modifier == model::IncidenceModifier::antireflective);
}

TEST_CASE("faults of the optional columns") {
    CHECK(faults("mount", "two_axis") ==
          "pv_systems.csv: mount (row 2): found two_axis, expected one of fixed, single_axis");
    CHECK(faults("decomposition", "dirint") ==
          "pv_systems.csv: decomposition (row 2): found dirint, expected one of erbs, disc, boland");
    CHECK(faults("soiling_loss", "dust") ==
          "pv_systems.csv: soiling_loss (row 2): found dust, expected a name in month_profiles.csv");
    CHECK(faults("bifacial_gain_frac", "7") ==
          "pv_systems.csv: bifacial_gain_frac (row 2): found 7, expected a fraction from 0 to 0.5 (0.07, not 7)");
    CHECK(faults("snow_strings", "-1") ==
          "pv_systems.csv: snow_strings (row 2): found -1, expected a whole number from 0 to 100");
}
