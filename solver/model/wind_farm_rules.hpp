// Parameters of a wind farm besides its power curve.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace decawatt::model {

enum class HeightMethod : std::uint8_t { power, log, linear };               // from measured heights to the hub
enum class HubAir : std::uint8_t { dry, moist, barometric };                 // method for the air density at the hub
enum class CurveDensity : std::uint8_t { wind_dependent, cube_root, none };  // correction of a curve for density

// Optional parameters of a wind farm. The defaults mean that nothing is stated.
struct WindFarmRules {
    HeightMethod height_method = HeightMethod::power;
    double shear_exponent = 1.0 / 7.0;               // for weather with wind at one height only
    double roughness_m = 0.0, displacement_m = 0.0;  // above 0: the logarithmic profile instead, for wind at one height
    HubAir air = HubAir::dry;
    CurveDensity curve_density = CurveDensity::wind_dependent;
    double smoothing_frac_of_wind = 0.0;  // spread of wind over a region's farms, added to smoothing_sd_m_per_s

    double cut_out_m_per_s = 0.0;     // 0: the end of the curve
    double restart_m_per_s = 0.0;     // after a stop by storm; 0: cut-out
    double storm_ramp_m_per_s = 0.0;  // from this wind speed on output falls linearly to zero at cut-out; 0: no ramp
    std::optional<double> stop_below_deg_c;               // temperature at the hub; none: no stop
    std::vector<double> cap_temperature_deg_c, cap_frac;  // most output by temperature, rising; empty: no cap
    std::optional<double> icing_below_deg_c;              // none: no icing
    double icing_humidity_frac = 0.95, icing_persistence_h = 0.0;

    std::vector<double> wake_wind_m_per_s, wake_wind_frac;  // wind speed in the farm over free wind speed; empty: 1
    double rotor_diameter_m = 0.0, wake_decay = 0.07;       // of machines in a layout
    std::vector<double> east_m, north_m;                    // the machines; empty: no layout
    std::vector<double> curve_ct, curve_cp;                 // thrust and power coefficients; empty: not published

    std::vector<double> named_loss_frac;  // losses of turbine_losses.csv, combined with loss_frac and availability
    double degradation_frac_per_year = 0.0;
    bool operator==(const WindFarmRules&) const = default;
};

}  // namespace decawatt::model
