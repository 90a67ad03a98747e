// Temperature of the cells of a module with thermal mass.
#pragma once

namespace decawatt::profiles {

// Exponent of the power law of wind over open ground, from Fuentes' report.
inline constexpr double kOpenWindExponent = 0.2;

// Fuentes, "A simplified thermal model for flat-plate photovoltaic arrays", SAND85-0330, 1987: balance of sun,
// convection (free and forced) and radiation to sky and ground, calibrated to the installed nominal operating cell
// temperature (NOCT): 45 degrees on an open rack, 49 close to a roof in PVWatts version 5. Keeps the state between
// intervals: call once per interval, in order.
class FuentesTemperature {
  public:
    // `wind_height_m`: height of the measured wind, which is converted to the array's height of 5 m with
    // kOpenWindExponent.
    FuentesTemperature(double noct_deg_c, double wind_height_m);

    // Temperature at the end of an interval at whose end the irradiance is `plane_w_per_m2`. The initial state is air
    // temperature. Solved to 0.001 K.
    double step_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s, double step_h);

  private:
    struct Interval;
    double end_k(const Interval& interval, double guess_k) const;

    double wind_scale_;              // wind at the array over measured wind
    double ground_ratio_ = 0.0;      // temperature rise of the ground over that of the module, both above the air
    double convection_ratio_ = 0.0;  // convection of both faces over that of the front face
    double heat_capacity_ = 0.0;     // J/(m2 K)
    double module_k_ = 0.0, absorbed_w_per_m2_ = 0.0;
    bool started_ = false;
};

}  // namespace decawatt::profiles
