// Vertical wind profile: wind at any height from wind at the heights of the weather.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "model/study.hpp"
#include "profiles/fast_math.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Logarithmic profile over ground of roughness z0, with displacement height d (m), about 0.7 of the height of
// obstacles: v = v_ref ln((h - d) / z0) / ln((h_ref - d) / z0). Both heights must be above d + z0.
double log_profile_m_per_s(double wind_m_per_s, double measured_height_m, double height_m, double roughness_m,
                           double displacement_m = 0.0);

// Power law: v = v_ref (h / h_ref)^alpha.
double power_profile_m_per_s(double wind_m_per_s, double measured_height_m, double height_m, double exponent);

// A wind measured at a height.
struct MeasuredWind {
    double height_m, speed_m_per_s;
};

// Exponent of the power law through two measured winds, clipped to 0..kMostShear (assumption: outside it the two hourly
// means do not belong to one profile). Calm at the lower height and wind at the upper give the upper limit.
double shear_exponent(MeasuredWind low, MeasuredWind high);
double shear_exponent(double wind_10m_m_per_s, double wind_100m_m_per_s);

inline constexpr double kMostShear = 0.6;  // of the power law through two measured winds

namespace detail {
inline double held_exponent(double low, double high, double per_log_height) {
    if (high <= low) return 0.0;
    if (low <= 0.0) return kMostShear;
    return std::min(kMostShear, std::log(high / low) * per_log_height);
}
}  // namespace detail

// Conversion of wind from the levels of a weather year to one hub, with the method selected once.
//
// The pair of levels is the two that bracket the hub, or the two nearest to it. `power`: power law through the pair,
// from the nearer level, so that a hub at a measured height has the measured wind. `log`, `linear`: interpolation
// between the pair; power law above or below all levels. With one level: power law with the stated exponent, or
// logarithmic profile if a roughness is stated.
class HubWind {
  public:
    // Throws LogicError without wind, and InputError if the only height is within the roughness layer.
    HubWind(const WeatherYear& weather, std::size_t site, double hub_height_m, const model::WindFarmRules& rules);

    struct Value {
        double speed_m_per_s, shear_exponent;
    };
    Value at(std::size_t time) const {
        if (!high_) return {low_[time] * factor_, exponent_};
        return from_pair(low_[time], high_[time]);
    }

    // Wind direction (degrees, from which it blows) of the nearest level with directions; null without any.
    const double* direction_deg() const { return direction_; }

  private:
    Value from_pair(double low_m_per_s, double high_m_per_s) const {
        const double exponent = detail::held_exponent(low_m_per_s, high_m_per_s, per_log_height_);
        if (between_) return {low_m_per_s + share_ * (high_m_per_s - low_m_per_s), exponent};
        return {(from_low_ ? low_m_per_s : high_m_per_s) * exp_near_zero(exponent * log_height_), exponent};
    }

    const double *low_ = nullptr, *high_ = nullptr, *direction_ = nullptr;
    double factor_ = 1.0, exponent_ = 0.0;  // one level
    double per_log_height_ = 0.0;           // 1 / ln(high / low)
    double log_height_ = 0.0;               // ln(hub / nearer)
    double share_ = 0.0;                    // weight of the upper level
    bool from_low_ = false, between_ = false;
};

// Wind at a height by the power law: through the pair of levels, or from one level with `shear_exponent`.
HubWind wind_at_height(const WeatherYear& weather, std::size_t site, double height_m, double shear_exponent);

}  // namespace decawatt::profiles
