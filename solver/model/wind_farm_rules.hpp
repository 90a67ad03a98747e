// How a wind farm works beyond its power curve.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace decawatt::model {

enum class HeightMethod : std::uint8_t { power, log, linear };               // from measured heights to the hub
enum class HubAir : std::uint8_t { dry, moist, barometric };                 // density of the air at the hub
enum class CurveDensity : std::uint8_t { wind_dependent, cube_root, none };  // how a curve follows density

// What a wind farm may state beyond its curve. As it stands here: nothing stated.
struct WindFarmRules {
    HeightMethod height_method = HeightMethod::power;
    double shear_exponent = 1.0 / 7.0;               // of weather with wind at one height only
    double roughness_m = 0.0, displacement_m = 0.0;  // above 0: one height goes by the logarithmic profile instead
    HubAir air = HubAir::dry;
    CurveDensity curve_density = CurveDensity::wind_dependent;
    double smoothing_frac_of_wind = 0.0;  // spread of wind over a region's farms, adds to smoothing_sd_m_per_s

    double cut_out_m_per_s = 0.0;                         // 0: where the curve ends
    double restart_m_per_s = 0.0;                         // after a stop by storm; 0: cut-out
    double storm_ramp_m_per_s = 0.0;                      // from there output falls to zero at cut-out; 0: it does not
    std::optional<double> stop_below_deg_c;               // by the temperature at the hub; none: cold does not stop it
    std::vector<double> cap_temperature_deg_c, cap_frac;  // most output by temperature, rising; empty: no cap
    std::optional<double> icing_below_deg_c;              // none: no ice forms
    double icing_humidity_frac = 0.95, icing_persistence_h = 0.0;

    std::vector<double> wake_wind_m_per_s, wake_wind_frac;  // wind inside the farm over wind before it; empty: 1
    double rotor_diameter_m = 0.0, wake_decay = 0.07;       // of machines in a layout
    std::vector<double> east_m, north_m;                    // the machines; empty: no layout
    std::vector<double> curve_ct, curve_cp;                 // thrust and power coefficients; empty: not published

    std::vector<double> named_loss_frac;  // the stack of turbine_losses.csv, multiplied with loss_frac and availability
    double degradation_frac_per_year = 0.0;
    bool operator==(const WindFarmRules&) const = default;
};

}  // namespace decawatt::model
