#include "io/study/sections.hpp"

namespace decawatt::io {

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

// The word of a column, or what holds where it is empty.
template <typename Enum>
Enum word(const Row& row, const char* column, int count, Enum otherwise) {
    const auto place = row.empty(column) ? std::nullopt : row.choice(column, words_of<Enum>(count));
    return place ? static_cast<Enum>(*place) : otherwise;
}

// The twelve fractions of the month profile that a column names.
model::Months months(const Row& row, const char* column, const Names& names, const model::MonthProfiles& profiles) {
    const auto profile = row.reference_or_none<model::MonthProfileIndex>(column, names);
    return profile == base::none<model::MonthProfileIndex> ? model::Months{} : profiles.frac[base::at(profile)];
}

void read_tracking(const Row& row, model::PvDetail& detail) {
    detail.mount = word(row, "mount", 2, detail.mount);
    detail.max_rotation_deg = row.number("max_rotation_deg", kRotation, detail.max_rotation_deg);
    detail.ground_coverage_ratio = row.number("ground_coverage_ratio", kEfficiency, detail.ground_coverage_ratio);
    detail.cross_axis_tilt_deg = row.number("cross_axis_tilt_deg", kCrossTilt, detail.cross_axis_tilt_deg);
    detail.backtrack = row.boolean("backtrack", detail.backtrack);
}

// The heat losses of Faiman and of PVsyst are different figures: each model has its own where none is given.
void read_temperature(const Row& row, model::PvDetail& detail) {
    constexpr double kPvsystStill = 29.0, kPvsystWind = 0.0;
    detail.temperature_model = word(row, "temperature_model", 6, detail.temperature_model);
    detail.sapm_mount = word(row, "sapm_mount", 4, detail.sapm_mount);
    const bool pvsyst = detail.temperature_model == model::TemperatureModel::pvsyst;
    detail.heat_loss_w_per_m2_k =
        row.number("heat_loss_w_per_m2_k", kPositive, pvsyst ? kPvsystStill : detail.heat_loss_w_per_m2_k);
    detail.wind_heat_loss_w_s_per_m3_k = row.number("wind_heat_loss_w_s_per_m3_k", kNotNegative,
                                                    pvsyst ? kPvsystWind : detail.wind_heat_loss_w_s_per_m3_k);
    detail.module_efficiency_frac = row.number("module_efficiency_frac", kLoss, detail.module_efficiency_frac);
}

model::PvDetail read_detail(const Row& row, const Names& names, const model::MonthProfiles& profiles) {
    constexpr int kMostStrings = 100;
    model::PvDetail detail;
    read_tracking(row, detail);
    read_temperature(row, detail);
    detail.decomposition = word(row, "decomposition", 3, detail.decomposition);
    detail.transposition = word(row, "transposition", 5, detail.transposition);
    detail.incidence_modifier = word(row, "incidence_modifier", 4, detail.incidence_modifier);
    detail.low_light_loss_frac = row.number("low_light_loss_frac", kLowLight, detail.low_light_loss_frac);
    detail.bifacial_gain_frac = row.number("bifacial_gain_frac", kGain, detail.bifacial_gain_frac);
    detail.soiling_loss_frac = months(row, "soiling_loss", names, profiles);
    detail.snow_loss_frac = months(row, "snow_loss", names, profiles);
    detail.snow_strings = row.integer("snow_strings", 0, kMostStrings, detail.snow_strings);
    detail.availability_frac = row.number("availability_frac", kFraction, detail.availability_frac);
    return detail;
}
}  // namespace

void read_pv_systems(const Reading& reading, const model::MonthProfiles& profiles, model::PvSystems& systems) {
    const Names names = reading.names("month_profiles", profiles.name);
    for (const Row& row : reading.rows("pv_systems")) {
        systems.name.push_back(row.text("name"));
        systems.tilt_deg.push_back(row.number("tilt_deg", kTilt));
        systems.azimuth_deg.push_back(row.number("azimuth_deg", kAzimuth));
        systems.dc_ac_ratio.push_back(row.number("dc_ac_ratio", kRatio));
        systems.inverter_efficiency_frac.push_back(row.number("inverter_efficiency_frac", kEfficiency));
        systems.loss_frac.push_back(row.number("loss_frac", kLoss));
        systems.temperature_coefficient_per_deg_c.push_back(
            row.number("temperature_coefficient_per_deg_c", kCoefficient));
        systems.noct_deg_c.push_back(row.number("noct_deg_c", kCell, 45.0));
        systems.albedo_frac.push_back(row.number("albedo_frac", kFraction, 0.2));
        systems.degradation_frac_per_year.push_back(row.number("degradation_frac_per_year", kLoss, 0.005));
        systems.detail.push_back(read_detail(row, names, profiles));
    }
}

}  // namespace decawatt::io
