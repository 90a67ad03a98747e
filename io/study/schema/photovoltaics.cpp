#include "io/study/schema/photovoltaics.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/pv_systems.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kTilt{0.0, 90.0, false, false, "degrees from 0 to 90"};
constexpr Range kAzimuth{0.0, 360.0, false, true, "degrees clockwise from north, from 0 to below 360"};
constexpr Range kRatio{0.5, 3.0, false, false, "a ratio from 0.5 to 3"};
constexpr Range kCoefficient{-0.02, 0.0, false, false, "a fraction per degree from -0.02 to 0 (power falls with heat)"};
constexpr Range kCell{20.0, 90.0, false, false, "degrees Celsius from 20 to 90"};
constexpr Range kRotation{0.0, 90.0, false, false, "degrees from 0 to 90"};
constexpr Range kCrossTilt{-45.0, 45.0, false, false, "degrees from -45 to 45"};
constexpr Range kGain{0.0, 0.5, false, false, "a fraction from 0 to 0.5 (0.07, not 7)"};
constexpr Range kLowLight{0.0, 0.2, false, false, "a fraction of the rating from 0 to 0.2"};
constexpr int kMostStrings = 100;

// One of the first `count` values of an enumeration; an empty field means `usual`.
template <typename Enum>
Value model_choice(int count, Enum usual) {
    return choice(enum_names<Enum>(count)).otherwise(text(usual));
}

Columns ratings() {
    return {
        {"name", text().key(), "Name of the system."},
        {"tilt_deg", number(kTilt), "Tilt of the panels, or of the axis of a tracker, from the horizontal."},
        {"azimuth_deg", number(kAzimuth),
         "Direction that the panels face, clockwise from north; a tracker's axis points there and slopes down that "
         "way."},
        {"dc_ac_ratio", number(kRatio), "DC rating of the panels over AC rating of the inverters."},
        {"inverter_efficiency_frac", number(kEfficiency), "Nominal efficiency of the inverters."},
        {"loss_frac", number(kLoss), "Constant loss of direct current by wiring, mismatch and the like."},
        {"temperature_coefficient_per_deg_c", number(kCoefficient),
         "Change of the panels' power with cell temperature; negative for silicon."},
        {"noct_deg_c", number(kCell).otherwise(45.0), "Installed nominal operating cell temperature."},
        {"albedo_frac", number(kFraction).otherwise(0.2), "Albedo of the ground where the weather has none."},
        {"degradation_frac_per_year", number(kLoss).otherwise(0.005), "Loss of capacity with every year of age."},
    };
}

Columns tracking(const model::PvDetail& usual) {
    return {
        {"mount", model_choice(2, usual.mount), "Fixed panels, or a tracker with one axis."},
        {"max_rotation_deg", number(kRotation).otherwise(usual.max_rotation_deg),
         "Limit of a tracker's rotation to either side; assumption: trackers are sold with 50 to 60."},
        {"ground_coverage_ratio", number(kEfficiency).otherwise(usual.ground_coverage_ratio),
         "Width of a tracker's row over the horizontal distance between rows; after PVWatts version 5."},
        {"cross_axis_tilt_deg", number(kCrossTilt).otherwise(usual.cross_axis_tilt_deg),
         "Slope of the ground across the axis, positive where it faces the side of positive rotation (west for an "
         "axis to the south)."},
        {"backtrack", boolean().otherwise(usual.backtrack),
         "Whether rows rotate back so that they do not shade each other; otherwise the shaded share of the beam is "
         "lost."},
    };
}

Columns irradiance_and_temperature(const model::PvDetail& usual) {
    return {
        {"decomposition", model_choice(3, usual.decomposition),
         "Model of beam and diffuse irradiance, used where the weather has only global irradiance."},
        {"transposition", model_choice(5, usual.transposition), "Model of diffuse irradiance on the plane."},
        {"incidence_modifier", model_choice(4, usual.incidence_modifier), "Incidence-angle modifier of the beam."},
        {"temperature_model", model_choice(6, usual.temperature_model),
         "Model of cell temperature; `fuentes`, `noct` and `ross` use noct_deg_c."},
        {"sapm_mount", model_choice(4, usual.sapm_mount), "Mount of the panels in the model `sapm`."},
        {"heat_loss_w_per_m2_k", number(kPositive).optional("25; 29 with `pvsyst`"),
         "Heat-loss coefficient without wind in the models `faiman` and `pvsyst`."},
        {"wind_heat_loss_w_s_per_m3_k", number(kNotNegative).optional("6.84; 0 with `pvsyst`"),
         "Heat-loss coefficient by wind speed in the models `faiman` and `pvsyst`."},
        {"module_efficiency_frac", number(kLoss).otherwise(usual.module_efficiency_frac),
         "Efficiency of the modules in the models `pvsyst` and `noct`; assumption: crystalline silicon of the 2020s."},
    };
}

Columns losses(const model::PvDetail& usual) {
    return {
        {"low_light_loss_frac", number(kLowLight).otherwise(usual.low_light_loss_frac),
         "Loss of the panels at 200 W/m2, as a fraction of their rating."},
        {"bifacial_gain_frac", number(kGain).otherwise(usual.bifacial_gain_frac),
         "Gain by the rear side, as a fraction of the plane-of-array irradiance."},
        {"soiling_loss", row_of("month_profiles").optional(),
         "Fraction of light lost to soiling by month; loss_frac must not include it again."},
        {"snow_loss", row_of("month_profiles").optional(),
         "Fraction of direct current lost to snow by month; loss_frac must not include it again."},
        {"snow_strings", integer(0, kMostStrings).otherwise(usual.snow_strings).without_unit(),
         "Strings of cells along the slant height of a row. Where the weather has a snow depth, snow cover is computed "
         "and replaces snow_loss; 0: snow is neglected."},
        {"availability_frac", number(kFraction).otherwise(usual.availability_frac),
         "Availability of the AC output in all hours."},
    };
}
}  // namespace

std::vector<TableSchema> photovoltaic_tables() {
    const model::PvDetail usual;
    return {{.name = "pv_systems",
             .about = "Photovoltaic systems. The defaults describe a fixed system modelled as in PVWatts version 5.",
             .columns = ratings() + tracking(usual) + irradiance_and_temperature(usual) + losses(usual)}};
}

}  // namespace decawatt::io::schema
