#include "profiles/weather/psychrometrics.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::profiles {

namespace {
constexpr double kKelvin = 273.15;
constexpr double kMinHumidity = 0.005;  // below it wet bulb and dew point have no measured meaning

double humidity_ratio(double vapour_pa, double pressure_pa) {
    constexpr double kMolarRatio = 0.621945;  // water over dry air
    return kMolarRatio * vapour_pa / (pressure_pa - vapour_pa);
}
}  // namespace

double saturation_pressure_pa(double temperature_deg_c) {
    const double k = temperature_deg_c + kKelvin;
    if (temperature_deg_c < 0.0)
        return std::exp(-5.6745359e3 / k + 6.3925247 +
                        k * (-9.677843e-3 + k * (6.2215701e-7 + k * (2.0747825e-9 - 9.484024e-13 * k))) +
                        4.1635019 * std::log(k));
    return std::exp(-5.8002206e3 / k + 1.3914993 + k * (-4.8640239e-2 + k * (4.1764768e-5 - 1.4452093e-8 * k)) +
                    6.5459673 * std::log(k));
}

double wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac, double pressure_pa) {
    constexpr double kReachK = 60.0, kToleranceK = 1e-6;
    const double t = temperature_deg_c, humidity = std::clamp(relative_humidity_frac, kMinHumidity, 1.0);
    const double ratio = humidity_ratio(humidity * saturation_pressure_pa(t), pressure_pa);
    double low = t - kReachK, high = t;
    while (high - low > kToleranceK) {
        const double wet = 0.5 * (low + high);
        const double saturated = humidity_ratio(saturation_pressure_pa(wet), pressure_pa);
        const double held =
            wet < 0.0 ? ((2830.0 - 0.24 * wet) * saturated - 1.006 * (t - wet)) / (2830.0 + 1.86 * t - 2.1 * wet)
                      : ((2501.0 - 2.326 * wet) * saturated - 1.006 * (t - wet)) / (2501.0 + 1.86 * t - 4.186 * wet);
        (held > ratio ? high : low) = wet;  // a higher wet bulb would mean moister air
    }
    return 0.5 * (low + high);
}

double stull_wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac) {
    const double t = temperature_deg_c, rh = 100.0 * relative_humidity_frac;  // the fit takes percent
    return t * std::atan(0.151977 * std::sqrt(rh + 8.313659)) + std::atan(t + rh) - std::atan(rh - 1.676331) +
           0.00391838 * rh * std::sqrt(rh) * std::atan(0.023101 * rh) - 4.686035;
}

double dew_point_deg_c(double temperature_deg_c, double relative_humidity_frac) {
    constexpr double kA = 17.62, kBDegC = 243.12;
    const double humidity = std::clamp(relative_humidity_frac, kMinHumidity, 1.0);
    const double exponent = std::log(humidity) + kA * temperature_deg_c / (kBDegC + temperature_deg_c);
    return kBDegC * exponent / (kA - exponent);
}

}  // namespace decawatt::profiles
