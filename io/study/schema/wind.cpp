#include "io/study/schema/wind.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/wind_farm_rules.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kWithinFarm{-1e5, 1e5, false, false, "metres within 100 km of the farm's origin"};
constexpr Range kSpread{0.0, 30.0, false, false, "metres per second from 0 to 30"};
constexpr Range kHeight{0.0, 1000.0, true, false, "metres above 0, up to 1000"};
constexpr Range kTemperature{-100.0, 100.0, false, false, "degrees Celsius from -100 to 100"};
constexpr Range kExponent{0.0, 1.0, false, false, "an exponent from 0 to 1"};
constexpr Range kStop{0.0, 200.0, true, false, "metres per second above 0, up to 200"};
constexpr Range kDecay{0.0, 1.0, true, false, "metres per metre above 0 and up to 1 (0.07 on land)"};

// The names of System Advisor Model's stack of wind losses.
std::vector<std::string> loss_names() {
    return {"avail_bop",  "avail_grid",    "avail_turb",     "elec_eff",     "elec_parasitic",
            "env_degrad", "env_exposure",  "env_env",        "env_icing",    "ops_env",
            "ops_grid",   "ops_load",      "ops_strategies", "turb_generic", "turb_hysteresis",
            "turb_perf",  "turb_specific", "wake_ext",       "wake_future",  "wake_int"};
}

std::vector<TableSchema> curve_tables() {
    return {
        {.name = "power_curves",
         .about = "Power curves of turbines: two or more points each, with linear interpolation.",
         .columns = {{"curve", text().key(), "Name of the curve."},
                     {"wind_m_per_s", number(kWindMPerS).key(), "Wind speed at the hub."},
                     {"power_frac", number(kFraction), "Output over rated power."}}},
        {.name = "temperature_caps",
         .about = "Maximum output by temperature, linear between points and zero outside the curve.",
         .columns = {{"curve", text().key(), "Name of the curve."},
                     {"temperature_deg_c", number(kTemperature).key(), "Temperature at the hub."},
                     {"power_frac", number(kFraction), "Maximum output over rated power."}}},
        {.name = "wake_curves",
         .about = "Wakes of farms without a layout.",
         .columns = {{"curve", text().key(), "Name of the curve."},
                     {"wind_m_per_s", number(kWindMPerS).key(), "Free-stream wind speed."},
                     {"wind_frac", number(kEfficiency), "Wind speed inside the farm over free-stream wind speed."}}},
        {.name = "wind_layouts",
         .about = "Positions of the individual turbines of wind farms.",
         .columns = {{"layout", text().key(), "Name of the layout."},
                     {"machine", text().key(), "Name of the individual turbine."},
                     {"east_m", number(kWithinFarm), "Position to the east of the farm's origin."},
                     {"north_m", number(kWithinFarm), "Position to the north of it."}}},
    };
}

Columns farm_columns() {
    return {
        {"name", text().key(), "Name of the turbine."},
        {"hub_height_m", number(kHeight), "Height of the hub above ground."},
        {"curve", row_of("power_curves").optional("none: curve_file"), "Power curve; this or curve_file is required."},
        {"curve_file", file().optional("none: curve"),
         "File of a power curve, as a path relative to the study's "
         "folder."},
        {"loss_frac", number(kLoss).otherwise(0.0), "Constant loss of output."},
        {"availability_frac", number(kFraction).otherwise(1.0), "Mean availability."},
        {"wake_efficiency_frac", number(kEfficiency).otherwise(1.0),
         "Output of the farm over that of the same "
         "turbines without wakes."},
        {"smoothing_sd_m_per_s", number(kSpread).otherwise(0.0),
         "Standard deviation of wind speed over the farms of a region in an hour."},
        {"smoothing_frac_of_wind", number(kFraction).otherwise(0.0),
         "The part of that standard deviation that is proportional to wind speed; added to it."},
        {"resource_factor", number(kPositive).otherwise(1.0).without_unit(),
         "Wind speed at the farm's location over that at the site."},
    };
}

Columns wind_at_hub(const model::WindFarmRules& usual) {
    return {
        {"height_method", choice({"power", "log", "linear"}).otherwise("power"),
         "Interpolation between two measured heights."},
        {"shear_exponent", number(kExponent).otherwise(usual.shear_exponent, "1/7").without_unit(),
         "Exponent of the power law where the weather has wind at one height only."},
        {"roughness_m", number(kHeight).optional(),
         "Roughness length; if given, the logarithmic profile replaces the power law."},
        {"displacement_m", number(kNotNegative).otherwise(0.0),
         "Displacement height of the logarithmic profile; requires roughness_m."},
        {"air", choice({"dry", "moist", "barometric"}).otherwise("dry"), "Model of air density at the hub."},
        {"curve_density", choice({"wind_dependent", "cube_root", "none"}).otherwise("wind_dependent"),
         "Correction of the power curve for density."},
    };
}

Columns shutdowns(const model::WindFarmRules& usual) {
    return {
        {"cut_out_m_per_s", number(kStop).optional("the end of the curve"),
         "Wind speed at the hub above which the farm is shut down; beyond the end of the curve its last output applies "
         "up to here."},
        {"restart_m_per_s", number(kStop).optional("as cut-out"),
         "Wind speed below which the farm restarts after a storm."},
        {"storm_ramp_m_per_s", number(kStop).optional(),
         "Wind speed from which output falls linearly to zero at cut-out."},
        {"stop_below_deg_c", number(kTemperature).optional(),
         "Temperature at the hub below which the farm is shut down."},
        {"temperature_cap", row_of("temperature_caps").optional(), "Maximum output by temperature."},
        {"icing_below_deg_c", number(kTemperature).optional(),
         "Temperature at the hub below which ice forms in humid air."},
        {"icing_humidity_frac", number(kFraction).otherwise(usual.icing_humidity_frac),
         "Relative humidity above which ice forms."},
        {"icing_persistence_h", number(kNotNegative).otherwise(usual.icing_persistence_h),
         "Time that ice stays after the last step in which it forms."},
    };
}

Columns wakes_and_age(const model::WindFarmRules& usual) {
    return {
        {"wake_curve", row_of("wake_curves").optional(), "Wind speed inside the farm, for farms without a layout."},
        {"layout", row_of("wind_layouts").optional(),
         "Positions of the individual turbines; requires rotor_diameter_m, and a curve_file with a column `Ct [-]` or "
         "`Cp [-]`."},
        {"rotor_diameter_m", number(kHeight).optional(), "Rotor diameter of the turbines in the layout."},
        {"wake_decay", number(kDecay).otherwise(usual.wake_decay).without_unit(),
         "Decay constant of the wakes of a layout; 0.04 to 0.05 at sea."},
        {"degradation_frac_per_year", number(kLoss).otherwise(usual.degradation_frac_per_year),
         "Loss of output with every year of age."},
    };
}
}  // namespace

std::vector<TableSchema> wind_tables() {
    const model::WindFarmRules usual;
    std::vector<TableSchema> all = curve_tables();
    all.push_back({.name = "turbines",
                   .about = "Wind turbines and their farms.",
                   .columns = farm_columns() + wind_at_hub(usual) + shutdowns(usual) + wakes_and_age(usual)});
    all.push_back({.name = "turbine_losses",
                   .about =
                       "Losses of turbines by the categories of the System Advisor Model. All losses multiply, also "
                       "with loss_frac and availability_frac of the turbine.",
                   .columns = {{"turbine", row_of("turbines").key(), "Turbine."},
                               {"loss", choice(loss_names()).key(), "Category of the loss."},
                               {"loss_frac", number(kLoss), "Loss of output."}}});
    return all;
}

}  // namespace decawatt::io::schema
