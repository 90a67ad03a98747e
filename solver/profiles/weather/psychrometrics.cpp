#include "profiles/weather/psychrometrics.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::profiles {

namespace {
constexpr double kKelvin = 273.15;
constexpr double kMinHumidity = 0.005;  // below it wet bulb and dew point cannot be measured

constexpr double kMagnus = 17.62, kMagnusDegC = 243.12;
constexpr double kMolarRatio = 0.621945;                // molar mass of water over dry air
constexpr double kAirHeat = 1.006, kVapourHeat = 1.86;  // kJ/(kg K)

// Heat of evaporation at 0 degrees, its decrease per kelvin, and heat capacity of the condensed phase: kJ/kg, kJ/(kg
// K).
struct Heat {
    double evaporation, per_wet_k, liquid;
};
constexpr Heat kWater{2501.0, 2.326, 4.186}, kIce{2830.0, 0.24, 2.1};

struct ValueAndSlope {
    double value, slope;
};

// Humidity ratio of saturated air, with d ln(p) / dT of Hyland and Wexler.
ValueAndSlope saturated_ratio(double temperature_deg_c, double pressure_pa) {
    const double k = temperature_deg_c + kKelvin, vapour = saturation_pressure_pa(temperature_deg_c);
    const double log_slope =
        temperature_deg_c < 0.0
            ? 5.6745359e3 / (k * k) - 9.677843e-3 +
                  k * (2.0 * 6.2215701e-7 + k * (3.0 * 2.0747825e-9 - k * 4.0 * 9.484024e-13)) + 4.1635019 / k
            : 5.8002206e3 / (k * k) - 4.8640239e-2 + k * (2.0 * 4.1764768e-5 - k * 3.0 * 1.4452093e-8) + 6.5459673 / k;
    const double dry = pressure_pa - vapour;
    return {kMolarRatio * vapour / dry, kMolarRatio * pressure_pa / (dry * dry) * vapour * log_slope};
}

struct Bracket {
    double low, high;
};

// Root of an increasing function: Newton's method, with bisection if a step leaves the bracket. A discontinuity at the
// root (ice and water at 0 degrees) makes Newton's method oscillate, so after some steps only bisection is used.
template <typename Function>
double root_within(const Function& function, Bracket bracket, double start, double tolerance) {
    constexpr int kNewtonSteps = 8;
    double x = start;
    for (int step = 0; bracket.high - bracket.low > tolerance; ++step) {
        const ValueAndSlope at_x = function(x);
        (at_x.value > 0.0 ? bracket.high : bracket.low) = x;
        const double next = x - at_x.value / at_x.slope;
        if (std::abs(next - x) < 0.1 * tolerance && step < kNewtonSteps) return next;
        const bool inside = step < kNewtonSteps && next > bracket.low && next < bracket.high;
        x = inside ? next : 0.5 * (bracket.low + bracket.high);
    }
    return x;
}
}  // namespace

double humidity_ratio(double vapour_pa, double pressure_pa) {
    return kMolarRatio * vapour_pa / (pressure_pa - vapour_pa);
}

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
    // The residual of the balance increases with the wet-bulb temperature.
    const auto surplus = [&](double wet) -> ValueAndSlope {
        const Heat heat = wet < 0.0 ? kIce : kWater;
        const ValueAndSlope saturated = saturated_ratio(wet, pressure_pa);
        const double above = (heat.evaporation - heat.per_wet_k * wet) * saturated.value - kAirHeat * (t - wet);
        const double below = heat.evaporation + kVapourHeat * t - heat.liquid * wet;
        const double above_slope =
            (heat.evaporation - heat.per_wet_k * wet) * saturated.slope - heat.per_wet_k * saturated.value + kAirHeat;
        return {above / below - ratio, (above_slope + above / below * heat.liquid) / below};
    };
    const double start = t - (t - dew_point_deg_c(t, humidity)) / 3.0;  // initial value by the rule of one third
    return root_within(surplus, {t - kReachK, t}, start, kToleranceK);
}

double isenthalpic_wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac, double pressure_pa) {
    constexpr double kReachK = 60.0, kToleranceK = 1e-9;
    constexpr double kOutside = 611.21, kSaturated = 611.2;  // Pa at 0 degrees: two values used in the tool
    const auto vapour_pa = [](double at_zero_pa, double t) {
        return at_zero_pa * std::exp((18.678 - t / 234.5) * t / (t + 257.14));
    };
    const auto enthalpy = [](double t, double ratio) { return 1.01 * t + (2500.0 + 1.84 * t) * ratio; };
    constexpr double kToolMolarRatio = 0.62198;
    const auto ratio = [&](double vapour) { return kToolMolarRatio * vapour / (pressure_pa - vapour); };
    const double wanted =
        enthalpy(temperature_deg_c, ratio(relative_humidity_frac * vapour_pa(kOutside, temperature_deg_c)));
    double low = temperature_deg_c - kReachK, high = temperature_deg_c;
    while (high - low > kToleranceK) {
        const double wet = 0.5 * (low + high);
        (enthalpy(wet, ratio(vapour_pa(kSaturated, wet))) > wanted ? high : low) = wet;
    }
    return 0.5 * (low + high);
}

double stull_wet_bulb_deg_c(double temperature_deg_c, double relative_humidity_frac) {
    const double t = temperature_deg_c, rh = 100.0 * relative_humidity_frac;  // the fit is in percent
    return t * std::atan(0.151977 * std::sqrt(rh + 8.313659)) + std::atan(t + rh) - std::atan(rh - 1.676331) +
           0.00391838 * rh * std::sqrt(rh) * std::atan(0.023101 * rh) - 4.686035;
}

double dew_point_deg_c(double temperature_deg_c, double relative_humidity_frac) {
    const double humidity = std::clamp(relative_humidity_frac, kMinHumidity, 1.0);
    const double exponent = std::log(humidity) + kMagnus * temperature_deg_c / (kMagnusDegC + temperature_deg_c);
    return kMagnusDegC * exponent / (kMagnus - exponent);
}

double dew_point_vapour_pa(double dew_point_deg_c) {
    return 611.2 * std::exp(kMagnus * dew_point_deg_c / (kMagnusDegC + dew_point_deg_c));
}

}  // namespace decawatt::profiles
