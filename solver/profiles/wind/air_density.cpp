#include "profiles/wind/air_density.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kLapseKPerM = 0.0065;
constexpr double kPaPerM = 100.0 / 8.0;     // near the ground
constexpr double kVapourLightness = 0.378;  // 1 - 18.015 / 28.964, from molar masses
}  // namespace

double temperature_at_hub_deg_c(double temperature_deg_c, double hub_height_m, double thermometer_height_m) {
    return temperature_deg_c - kLapseKPerM * (hub_height_m - thermometer_height_m);
}

double pressure_at_hub_pa(double pressure_pa, double hub_height_m) {
    return pressure_pa - kPaPerM * hub_height_m;
}

double temperature_at_ground_deg_c(double temperature_deg_c, double height_m, double thermometer_height_m) {
    return temperature_deg_c + kLapseKPerM * (height_m - thermometer_height_m);
}

double pressure_at_ground_pa(double pressure_pa, double height_m) {
    return pressure_pa + kPaPerM * height_m;
}

double moist_air_density(double pressure_pa, double temperature_k, double vapour_pressure_pa) {
    return air_density(pressure_pa - kVapourLightness * vapour_pressure_pa, temperature_k);
}

double barometric_density(double pressure_pa, double barometer_height_m, double hub_height_m,
                          double hub_temperature_k) {
    constexpr double kStandardPa = 101330.0, kStandardK = 288.15;
    const double hub_pressure_pa = pressure_at_hub_pa(pressure_pa, hub_height_m - barometer_height_m);
    return kStandardDensity * (hub_pressure_pa / kStandardPa) * (kStandardK / hub_temperature_k);
}

}  // namespace decawatt::profiles
