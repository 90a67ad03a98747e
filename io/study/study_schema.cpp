#include "io/study/study_schema.hpp"

#include <algorithm>

#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using Names = std::vector<std::string>;

Names operator+(Names left, const Names& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

const Names& build_columns() {
    static const Names names = {"build_limit_mw", "build_limit_mw_per_year", "build_first_year", "build_last_year",
                                "capex_per_kw",   "fixed_cost_per_kw_year",  "lifetime_years"};
    return names;
}

// clang-format off
std::vector<TableSchema> place_tables() {
    return {
        {"sites", true, {"name"}, {"latitude_deg", "longitude_deg", "elevation_m"}, {}},
        {"climate", false, {"site", "month"},
         {"temperature_mean_deg_c", "temperature_day_sd_deg_c", "temperature_diurnal_range_deg_c", "relative_humidity_mean_frac",
          "ghi_mean_kwh_per_m2_day", "ghi_day_sd_kwh_per_m2_day", "wind_10m_mean_m_per_s", "wind_10m_sd_m_per_s",
          "wind_100m_mean_m_per_s"}, {}},
        {"climate_memory", false, {"parameter"}, {"value"}, {}},
        {"weather_files", false, {"site", "weather_year"}, {"file"}, {"format"}},
        {"holidays", false, {"date"}, {"kind"}, {"name"}},
        {"demand_shapes", true, {"shape", "month", "day_type", "hour"}, {"factor"}, {}},
        {"regions", true, {"name"}, {"latitude_deg", "longitude_deg", "site", "demand_shape"},
         {"cooling_frac_per_deg_c", "cooling_base_deg_c", "heating_frac_per_deg_c", "heating_base_deg_c"}},
        {"demand", true, {"region", "year"}, {"annual_energy_gwh"}, {}},
        {"industrial_loads", false, {"name", "year"}, {"region", "mean_mw"}, {}},
    };
}

std::vector<TableSchema> grid_tables() {
    return {
        {"lines", false, {"name"}, {"from", "to", "capacity_mw"},
         Names{"reverse_capacity_mw", "loss_frac", "availability_frac", "commissioned", "closed", "reactance_pu", "tap_ratio",
               "phase_shift_deg", "outage", "delay"} + build_columns()},
        {"interfaces", false, {"interface", "line"}, {"direction"}, {}},
        {"interface_limits", false, {"interface", "year"}, {"limit_mw"}, {}},
    };
}

std::vector<TableSchema> supply_tables() {
    return {
        {"fuels", false, {"name"}, {"emission_t_per_mwh_thermal"}, {}},
        {"prices", false, {"item", "year"}, {"price"}, {}},
        {"policy", false, {"year"}, {"emission_cap_t"}, {}},
        {"month_profiles", false, {"profile", "month"}, {"frac"}, {}},
        {"pv_systems", false, {"name"},
         {"tilt_deg", "azimuth_deg", "dc_ac_ratio", "inverter_efficiency_frac", "loss_frac", "temperature_coefficient_per_deg_c"},
         {"noct_deg_c", "albedo_frac", "degradation_frac_per_year", "mount", "max_rotation_deg", "ground_coverage_ratio",
          "cross_axis_tilt_deg", "backtrack", "decomposition", "transposition", "incidence_modifier", "temperature_model",
          "sapm_mount", "heat_loss_w_per_m2_k", "wind_heat_loss_w_s_per_m3_k", "module_efficiency_frac",
          "low_light_loss_frac", "bifacial_gain_frac", "soiling_loss", "snow_loss", "snow_strings", "availability_frac"}},
        {"power_curves", false, {"curve", "wind_m_per_s"}, {"power_frac"}, {}},
        {"temperature_caps", false, {"curve", "temperature_deg_c"}, {"power_frac"}, {}},
        {"wake_curves", false, {"curve", "wind_m_per_s"}, {"wind_frac"}, {}},
        {"wind_layouts", false, {"layout", "machine"}, {"east_m", "north_m"}, {}},
        {"turbines", false, {"name"}, {"hub_height_m"},
         {"curve", "curve_file", "loss_frac", "availability_frac", "wake_efficiency_frac", "smoothing_sd_m_per_s",
          "smoothing_frac_of_wind", "resource_factor", "height_method", "shear_exponent", "roughness_m", "displacement_m", "air",
          "curve_density", "cut_out_m_per_s", "restart_m_per_s", "storm_ramp_m_per_s", "stop_below_deg_c", "temperature_cap",
          "icing_below_deg_c", "icing_humidity_frac", "icing_persistence_h", "wake_curve", "layout", "rotor_diameter_m",
          "wake_decay", "degradation_frac_per_year"}},
        {"turbine_losses", false, {"turbine", "loss"}, {"loss_frac"}, {}},
        {"plants", false, {"name"}, {"region", "technology", "capacity_mw"},
         Names{"behind", "commissioned", "closed", "fuel", "efficiency_frac", "variable_cost_per_mwh", "availability",
               "seasonal_limit", "must_run", "site", "system", "clean", "renewable", "contract", "outage", "units",
               "delay", "unit_mw"} + build_columns()},
        {"stores", false, {"name"},
         {"region", "technology", "charge_mw", "discharge_mw", "energy_mwh", "charge_efficiency_frac", "discharge_efficiency_frac"},
         Names{"behind", "standing_loss_frac_per_h", "cycling_cost_per_mwh", "availability_frac", "commissioned", "closed",
               "contract", "chemistry", "cell_temperature_deg_c", "cell_temperature_band_k", "min_soc_frac", "max_soc_frac",
               "fade_frac_per_full_cycle", "fade_frac_per_year", "outage", "delay", "initial_frac",
               "unit_mw"} + build_columns() +
             Names{"build_energy_limit_mwh", "build_energy_limit_mwh_per_year", "capex_per_kwh", "fixed_cost_per_kwh_year"}},
    };
}

std::vector<TableSchema> adequacy_tables() {
    return {
        {"outages", false, {"class", "available_frac"}, {"mttf_h", "mttr_h"}, {}},
        {"outage_temperatures", false, {"class", "temperature_deg_c"}, {"failure_factor"}, {}},
        {"common_outages", false, {"name", "kind", "member"}, {"outage"}, {}},
        {"delays", false, {"class"}, {"on_time_frac", "mean_delay_months"}, {}},
        {"hourly", false, {"quantity", "name"}, {"file", "column"}, {}},
    };
}

std::vector<TableSchema> demand_side_tables() {
    return {
        {"data_centers", false, {"name"}, {"region", "site", "connection_mw"},
         Names{"contract", "it_scale", "may_shed", "cooling", "supply_temperature_deg_c", "liquid_frac", "ups_loss_constant",
               "ups_loss_linear", "ups_loss_square", "ups_redundancy", "ups_losses", "ups_configuration", "ups_modules",
               "distribution_loss_frac", "lighting_frac", "connection_outage", "connection_delay", "deferrable_frac",
               "movable_frac", "deadline_h", "hosting_mw", "nonfirm_mw", "generator_mw", "generator_h_per_year"} +
             build_columns()},
        {"cooling_systems", false, {"name"}, {"kind"}, cooling_columns()},
        {"it_fleets", false, {"name"}, {"idle_kw", "typical_kw", "max_kw"},
         {"supply_constant_kw", "supply_efficiency_frac", "gpus_per_node"}},
        {"workloads", false, {"name"}, {"training_frac"},
         {"training_level_frac", "training_sd_frac", "training_gap_frac", "inference_mean_frac", "inference_swing_frac",
          "inference_weekend_frac", "idle_frac", "training_jobs", "training_job_h", "checkpoint_interval_h", "checkpoint_minutes",
          "training_swing_frac", "training_swing_hz", "batch_frac", "batch_mean_frac"}},
        {"workload_years", false, {"workload", "year"}, {}, {"training_level_frac", "training_gap_frac", "inference_mean_frac"}},
        {"halls", false, {"data_center", "name"}, {"commissioned"},
         {"workload", "it_mw", "gpus", "kw_per_gpu", "fleet", "count", "provisioning_frac", "fill_months", "closed"}},
        {"contracts", false, {"name"}, {"counts"}, {}},
        {"contract_targets", false, {"contract", "year"}, {}, {"hourly_frac", "annual_frac", "excess_cap_frac", "grid_clean_frac"}},
    };
}
// clang-format on

std::vector<TableSchema> all_tables() {
    std::vector<TableSchema> all;
    for (auto part : {place_tables(), grid_tables(), supply_tables(), demand_side_tables(), adequacy_tables()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

bool contains(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}
}  // namespace

bool TableSchema::knows(std::string_view column) const {
    return contains(keys, column) || contains(columns, column) || contains(optional, column);
}

std::vector<std::string> TableSchema::all_columns() const {
    return keys + columns + optional;
}

const std::vector<TableSchema>& table_schemas() {
    static const std::vector<TableSchema> schemas = all_tables();
    return schemas;
}

const TableSchema* find_table(std::string_view name) {
    for (const TableSchema& schema : table_schemas())
        if (schema.name == name) return &schema;
    return nullptr;
}

bool is_of_models(std::string_view table, std::string_view column) {
    if (table == "regions") return column == "site" || column == "demand_shape";
    if (table == "data_centers") return column == "site";
    return column.empty() && (table == "sites" || table == "demand_shapes" || table == "demand");
}

bool is_of_adequacy(std::string_view table, std::string_view column) {
    static const std::vector<std::string> tables = {"outages", "outage_temperatures", "common_outages", "delays"};
    static const std::vector<std::string> failing = {"outage", "units", "delay", "initial_frac"};
    static const std::vector<std::string> flexible = {"connection_outage", "connection_delay", "deferrable_frac",
                                                      "movable_frac",      "deadline_h",       "hosting_mw",
                                                      "nonfirm_mw",        "generator_mw",     "generator_h_per_year"};
    if (column.empty()) return contains(tables, table);
    if (table == "data_centers") return contains(flexible, column);
    return (table == "plants" || table == "lines" || table == "stores") && contains(failing, column);
}

const std::vector<SettingSchema>& setting_schemas() {
    using enum SettingType;
    static const std::vector<SettingSchema> schemas = {
        {"study", "name", text, true},
        {"study", "currency", text, true},
        {"study", "price_year", integer, true},
        {"study", "discount_rate", number, true},
        {"study", "utc_offset", text, true},
        {"study", "description", text, false},
        {"horizon", "first_year", integer, true},
        {"horizon", "last_year", integer, true},
        {"horizon", "step_minutes", integer, false},
        {"horizon", "hours_per_year", integer, false},
        {"weather", "source", text, false},
        {"weather", "seed", integer, false},
        {"weather", "years", integers, false},
        {"weather", "weights", numbers, false},
        {"planning", "unserved_cost_per_mwh", number, true},
        {"planning", "spill_cost_per_mwh", number, false},
        {"planning", "tolerance", number, false},
        {"planning", "target_scope", text, false},
        {"planning", "base_mva", number, false},
        {"adequacy", "seed", integer, false},
        {"adequacy", "weather_years", integer, false},
        {"adequacy", "growth_sd_frac", number, false},
        {"adequacy", "data_center_growth_sd_frac", number, false},
        {"adequacy", "load_levels", pairs, false},
        {"adequacy", "cvar_level", number, false},
        {"adequacy", "keeps_seasonal_limits", boolean, false},
        {"check", "accepts", texts, false},
        {"output", "series", texts, false},
        {"output", "precision", text, false},
    };
    return schemas;
}

const SettingSchema* find_setting(std::string_view section, std::string_view key) {
    for (const SettingSchema& schema : setting_schemas())
        if (schema.section == section && schema.key == key) return &schema;
    return nullptr;
}

}  // namespace decawatt::io
