#include "profiles/weather/wind_profile.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kLowHeightM = 10.0, kHighHeightM = 100.0;

double share_of_log(double low_m, double high_m, double height_m) {
    return std::log(height_m / low_m) / std::log(high_m / low_m);
}

// The lower of the two levels that bracket the height, or that are nearest to it.
std::size_t lower_of_pair(const std::vector<WindLevel>& levels, double height_m) {
    std::size_t lower = 0;
    while (lower + 2 < levels.size() && levels[lower + 1].height_m <= height_m) ++lower;
    return lower;
}
}  // namespace

double log_profile_m_per_s(double wind_m_per_s, double measured_height_m, double height_m, double roughness_m,
                           double displacement_m) {
    base::expects(roughness_m > 0.0 && std::min(height_m, measured_height_m) > displacement_m + roughness_m,
                  "a logarithmic profile begins above roughness and displacement");
    return wind_m_per_s * std::log((height_m - displacement_m) / roughness_m) /
           std::log((measured_height_m - displacement_m) / roughness_m);
}

double power_profile_m_per_s(double wind_m_per_s, double measured_height_m, double height_m, double exponent) {
    return wind_m_per_s * std::pow(height_m / measured_height_m, exponent);
}

double shear_exponent(MeasuredWind low, MeasuredWind high) {
    return detail::held_exponent(low.speed_m_per_s, high.speed_m_per_s, 1.0 / std::log(high.height_m / low.height_m));
}

double shear_exponent(double wind_10m_m_per_s, double wind_100m_m_per_s) {
    return shear_exponent({kLowHeightM, wind_10m_m_per_s}, {kHighHeightM, wind_100m_m_per_s});
}

HubWind::HubWind(const WeatherYear& weather, std::size_t site, double hub_height_m, const model::WindFarmRules& rules) {
    base::expects(!weather.wind.empty(), "weather has wind at one height at least");
    double away_m = 0.0;
    for (const WindLevel& level : weather.wind) {
        const double distance_m = std::abs(level.height_m - hub_height_m);
        if (level.direction_deg.empty() || (direction_ && distance_m >= away_m)) continue;
        direction_ = level.direction_deg.of(site).data();
        away_m = distance_m;
    }
    const std::size_t lower = lower_of_pair(weather.wind, hub_height_m);
    const WindLevel& low = weather.wind[lower];
    low_ = low.speed_m_per_s.of(site).data();
    if (weather.wind.size() == 1) {
        const bool log = rules.roughness_m > 0.0;
        if (log && rules.displacement_m + rules.roughness_m >= low.height_m)
            throw base::InputError({{.file = "turbines.csv",
                                     .field = "roughness_m",
                                     .found = "a profile that begins above the weather's wind",
                                     .expected = "roughness_m and displacement_m below its height together"}});
        factor_ = log ? log_profile_m_per_s(1.0, low.height_m, hub_height_m, rules.roughness_m, rules.displacement_m)
                      : power_profile_m_per_s(1.0, low.height_m, hub_height_m, rules.shear_exponent);
        exponent_ = rules.shear_exponent;
        if (log && hub_height_m != low.height_m) exponent_ = std::log(factor_) / std::log(hub_height_m / low.height_m);
        return;
    }
    const WindLevel& high = weather.wind[lower + 1];
    high_ = high.speed_m_per_s.of(site).data();
    per_log_height_ = 1.0 / std::log(high.height_m / low.height_m);
    from_low_ = hub_height_m - low.height_m < high.height_m - hub_height_m;
    log_height_ = std::log(hub_height_m / (from_low_ ? low : high).height_m);
    between_ = rules.height_method != model::HeightMethod::power && hub_height_m >= low.height_m &&
               hub_height_m <= high.height_m;
    share_ = rules.height_method == model::HeightMethod::log
                 ? share_of_log(low.height_m, high.height_m, hub_height_m)
                 : (hub_height_m - low.height_m) / (high.height_m - low.height_m);
}

HubWind wind_at_height(const WeatherYear& weather, std::size_t site, double height_m, double shear_exponent) {
    model::WindFarmRules rules;
    rules.shear_exponent = shear_exponent;
    return {weather, site, height_m, rules};
}

}  // namespace decawatt::profiles
