#include "io/study/read_pv_systems.hpp"

namespace decawatt::io {

namespace {
// The twelve fractions of the month profile that a column names.
model::Months months(const Row& row, const char* column, const Names& names, const model::MonthProfiles& profiles) {
    const auto profile = row.reference<model::MonthProfileIndex>(column, names);
    return profile == base::none<model::MonthProfileIndex> ? model::Months{} : profiles.frac[base::at(profile)];
}

void read_tracking(const Row& row, model::PvDetail& detail) {
    detail.mount = row.choice_or("mount", detail.mount);
    detail.max_rotation_deg = row.number("max_rotation_deg");
    detail.ground_coverage_ratio = row.number("ground_coverage_ratio");
    detail.cross_axis_tilt_deg = row.number("cross_axis_tilt_deg");
    detail.backtrack = row.boolean("backtrack");
}

// The default heat loss coefficients of Faiman's model and of PVsyst differ.
void read_temperature(const Row& row, model::PvDetail& detail) {
    constexpr double kPvsystStill = 29.0, kPvsystWind = 0.0;
    detail.temperature_model = row.choice_or("temperature_model", detail.temperature_model);
    detail.sapm_mount = row.choice_or("sapm_mount", detail.sapm_mount);
    const bool pvsyst = detail.temperature_model == model::TemperatureModel::pvsyst;
    detail.heat_loss_w_per_m2_k =
        row.number("heat_loss_w_per_m2_k", pvsyst ? kPvsystStill : detail.heat_loss_w_per_m2_k);
    detail.wind_heat_loss_w_s_per_m3_k =
        row.number("wind_heat_loss_w_s_per_m3_k", pvsyst ? kPvsystWind : detail.wind_heat_loss_w_s_per_m3_k);
    detail.module_efficiency_frac = row.number("module_efficiency_frac");
}

model::PvDetail read_detail(const Row& row, const Names& names, const model::MonthProfiles& profiles) {
    model::PvDetail detail;
    read_tracking(row, detail);
    read_temperature(row, detail);
    detail.decomposition = row.choice_or("decomposition", detail.decomposition);
    detail.transposition = row.choice_or("transposition", detail.transposition);
    detail.incidence_modifier = row.choice_or("incidence_modifier", detail.incidence_modifier);
    detail.low_light_loss_frac = row.number("low_light_loss_frac");
    detail.bifacial_gain_frac = row.number("bifacial_gain_frac");
    detail.soiling_loss_frac = months(row, "soiling_loss", names, profiles);
    detail.snow_loss_frac = months(row, "snow_loss", names, profiles);
    detail.snow_strings = row.integer("snow_strings");
    detail.availability_frac = row.number("availability_frac");
    return detail;
}
}  // namespace

void read_pv_systems(const Reading& reading, const model::MonthProfiles& profiles, model::PvSystems& systems) {
    const Names names = reading.names("month_profiles", profiles.name);
    for (const Row& row : reading.rows("pv_systems")) {
        systems.name.push_back(row.text("name"));
        systems.tilt_deg.push_back(row.number("tilt_deg"));
        systems.azimuth_deg.push_back(row.number("azimuth_deg"));
        systems.dc_ac_ratio.push_back(row.number("dc_ac_ratio"));
        systems.inverter_efficiency_frac.push_back(row.number("inverter_efficiency_frac"));
        systems.loss_frac.push_back(row.number("loss_frac"));
        systems.temperature_coefficient_per_deg_c.push_back(row.number("temperature_coefficient_per_deg_c"));
        systems.noct_deg_c.push_back(row.number("noct_deg_c"));
        systems.albedo_frac.push_back(row.number("albedo_frac"));
        systems.degradation_frac_per_year.push_back(row.number("degradation_frac_per_year"));
        systems.detail.push_back(read_detail(row, names, profiles));
    }
}

}  // namespace decawatt::io
