// Temperature of the cells of a module with thermal mass.
#pragma once

namespace decawatt::profiles {

// Wind over open ground by height, power law: the exponent of Fuentes' report.
inline constexpr double kOpenWindExponent = 0.2;

// Fuentes, "A simplified thermal model for flat-plate photovoltaic arrays", SAND85-0330, 1987: balance of sun,
// convection (free and forced) and radiation to sky and ground, calibrated to the installed nominal operating cell
// temperature (NOCT): 45 degrees on an open rack, 49 close to a roof in PVWatts version 5. Keeps the state between
// intervals: call once per interval, in order.
class FuentesTemperature {
  public:
    // `wind_height_m`: where the wind is measured; it is brought to the array's 5 m by kOpenWindExponent.
    FuentesTemperature(double noct_deg_c, double wind_height_m);

    // Temperature at the end of the interval in which `plane_w_per_m2` is reached. Starts from the air's temperature.
    // Solved to 0.001 K.
    double step_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s, double step_h);

  private:
    struct Interval;
    double end_k(const Interval& interval, double guess_k) const;

    double wind_scale_;              // wind at the array over wind at the measurement
    double ground_ratio_ = 0.0;      // warming of the ground below, of the module's above the air
    double convection_ratio_ = 0.0;  // convection of both faces over that of the front
    double heat_capacity_ = 0.0;     // J/(m2 K)
    double module_k_ = 0.0, absorbed_w_per_m2_ = 0.0;
    bool started_ = false;
};

}  // namespace decawatt::profiles
