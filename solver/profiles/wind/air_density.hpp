// Density of the air at a turbine's hub.
#pragma once

namespace decawatt::profiles {

inline constexpr double kStandardDensity = 1.225;  // kg/m3, ISO 2533 at sea level; the density of published curves

// Temperature at the hub (deg C) from that at the thermometer: lapse rate of 6.5 K/km (ISO 2533).
double temperature_at_hub_deg_c(double temperature_deg_c, double hub_height_m, double thermometer_height_m = 2.0);

// Pressure at the hub (Pa) from that at the ground: 1 hPa per 8 m.
double pressure_at_hub_pa(double pressure_pa, double hub_height_m);

// The inverse, from a height above the ground: the functions above with their heights exchanged.
double temperature_at_ground_deg_c(double temperature_deg_c, double height_m, double thermometer_height_m = 2.0);
double pressure_at_ground_pa(double pressure_pa, double height_m);

// Dry air as an ideal gas, 287.058 J/(kg K): kg/m3.
inline constexpr double kGasConstant = 287.058;
inline double air_density(double pressure_pa, double temperature_k) {
    return pressure_pa / (kGasConstant * temperature_k);
}

// Moist air: (p - 0.378 e) / (R T), with vapour pressure e. Moist air is lighter than dry air.
double moist_air_density(double pressure_pa, double temperature_k, double vapour_pressure_pa);

// The barometric formula: density of standard air at 288.15 K and 1013.3 hPa, in proportion to pressure at the hub and
// inversely to temperature there. Pressure is given at `barometer_height_m`, 1 hPa per 8 m. windpowerlib, density.py.
double barometric_density(double pressure_pa, double barometer_height_m, double hub_height_m, double hub_temperature_k);

}  // namespace decawatt::profiles
