#include "profiles/generator/temperature_climate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "profiles/generator/day_curve.hpp"
#include "profiles/generator/weather_scores.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
using model::Months;
constexpr std::size_t kDayHours = base::kHoursPerDay;
constexpr double kPower = 1.8;  // of the sum of ranges
constexpr double kLeastShare =
    0.5;  // least share of the daily cycle in the stated range, and of weather in the stated spread

struct MonthAnomaly {
    double variance, roughness, range;
};

// Variance of daily means that remains for the weather, after seasonal drift and spread between years.
double day_variance_left(double stated, double drift_variance, double year_sd) {
    return std::max(stated * stated - drift_variance - year_sd * year_sd, std::pow(kLeastShare * stated, 2));
}

MonthAnomaly month_anomaly(double day_variance, double stated_range, const ScoreRoughness& score) {
    const auto sd = [&](double roughness) { return std::sqrt(day_variance / score.day_variance(roughness)); };
    const auto of_score = [&](double roughness) { return sd(roughness) * score.day_range(roughness); };
    const double most = stated_range * std::pow(1.0 - std::pow(kLeastShare, kPower), 1.0 / kPower);
    double low = 0.0, high = 1.0;
    if (of_score(high) <= most) low = high;
    constexpr int kBisections = 30;
    for (int i = 0; i < kBisections && low < high; ++i) {
        const double middle = 0.5 * (low + high);
        (of_score(middle) <= most ? low : high) = middle;
    }
    const double rest = std::pow(stated_range, kPower) - std::pow(of_score(low), kPower);
    return {std::pow(sd(low), 2), low,
            std::max(kLeastShare * stated_range, std::pow(std::max(0.0, rest), 1.0 / kPower))};
}
}  // namespace

double mean_solar_hour(base::UtcSeconds instant, double longitude_deg) {
    constexpr double kDegPerHour = 15.0, kDay = base::kHoursPerDay;
    constexpr base::UtcSeconds kDaySeconds = base::kHoursPerDay * base::kSecondsPerHour;
    const base::UtcSeconds second_of_day = ((instant % kDaySeconds) + kDaySeconds) % kDaySeconds;
    const double hour = static_cast<double>(second_of_day) / base::kSecondsPerHour + 0.5 + longitude_deg / kDegPerHour;
    return hour - kDay * std::floor(hour / kDay);
}

double diurnal_shape(double solar_hour) {
    constexpr double kLowest = 5.5, kHighest = 14.5, kDay = base::kHoursPerDay, kRise = kHighest - kLowest;
    const double since_low = solar_hour - kLowest - kDay * std::floor((solar_hour - kLowest) / kDay);
    if (since_low < kRise) return -0.5 * std::cos(std::numbers::pi * since_low / kRise);
    return 0.5 * std::cos(std::numbers::pi * (since_low - kRise) / (kDay - kRise));
}

ScoreRoughness::ScoreRoughness(const model::ClimateMemory& memory) {
    // Quantities as weights of 72 consecutive z: hour 24, the mean over hours 24..47, the centred mean at hour 24, and
    // the mean of the centred means over the day.
    constexpr std::size_t kSpan = 3 * kDayHours, kHalf = kDayHours / 2;
    using Weights = std::array<double, kSpan>;
    Weights hour{}, day{}, smooth{}, smooth_day{};
    hour[kDayHours] = 1.0;
    for (std::size_t h = kDayHours; h < 2 * kDayHours; ++h) {
        day[h] = 1.0 / kDayHours;
        smooth[h - kHalf] = 1.0 / kDayHours;
        for (std::size_t j = 0; j < kDayHours; ++j) smooth_day[h - kHalf + j] += 1.0 / (kDayHours * kDayHours);
    }
    Weights correlation{};
    const double share = memory.temperature_slow_share_frac;
    for (std::size_t lag = 0; lag < kSpan; ++lag)
        correlation[lag] = share * persistence(static_cast<double>(lag), memory.temperature_slow_memory_h) +
                           (1.0 - share) * persistence(static_cast<double>(lag), memory.temperature_fast_memory_h);
    const auto covariance = [&](const Weights& a, const Weights& b) {
        double sum = 0.0;
        for (std::size_t i = 0; i < kSpan; ++i)
            for (std::size_t j = 0; j < kSpan && a[i] != 0.0; ++j)
                sum += a[i] * b[j] * correlation[i > j ? i - j : j - i];
        return sum;
    };
    day_ = covariance(day, day), day_with_smooth_ = covariance(day, smooth_day);
    smooth_day_ = covariance(smooth_day, smooth_day), with_smooth_ = covariance(hour, smooth);
}

double ScoreRoughness::variance(double roughness) const {
    const double r = roughness, rest = 1.0 - r;
    return r * r + 2.0 * r * rest * with_smooth_ + rest * rest * day_;
}

double ScoreRoughness::day_variance(double roughness) const {
    const double r = roughness, rest = 1.0 - r;
    return r * r * day_ + 2.0 * r * rest * day_with_smooth_ + rest * rest * smooth_day_;
}

// Daily range over standard deviation within the day, by simulation: 3.48 for z; 2.70 at r = 0 (nearly linear within a
// day), taken as 2.45 because with the daily cycle it adds less than the power sum states. Within 3 % for other
// memories.
double ScoreRoughness::day_range(double roughness) const {
    const double ratio = 2.45 + roughness * (1.65 - 0.62 * roughness);
    return ratio * std::sqrt(variance(roughness) - day_variance(roughness));
}

TemperatureClimate::TemperatureClimate(const model::Sites& sites, model::SiteIndex site,
                                       const model::ClimateMemory& memory, int year)
    : mean_(sites.temperature_mean_deg_c[at(site)], year) {
    const ScoreRoughness score(memory);
    Months variance{}, roughness{}, range{};
    for (std::size_t m = 0; m < variance.size(); ++m) {
        const double left = day_variance_left(sites.temperature_day_sd_deg_c[at(site)][m], mean_.variance_within(m),
                                              memory.temperature_year_sd_deg_c);
        const MonthAnomaly month = month_anomaly(left, sites.temperature_diurnal_range_deg_c[at(site)][m], score);
        variance[m] = month.variance, roughness[m] = month.roughness, range[m] = month.range;
    }
    noon_sd_ = month_plateaus(variance, year, {}, 0.0);
    for (double& value : noon_sd_) value = std::sqrt(value);
    noon_roughness_ = month_plateaus(roughness, year, {}, 0.0);
    for (double& value : noon_roughness_) value = std::min(1.0, value);
    noon_range_ = month_plateaus(range, year, {}, 0.0);
    for (std::size_t d = 0; d < noon_sd_.size(); ++d) noon_mean_.push_back(mean_.at(static_cast<double>(d) + 0.5));
}

double TemperatureClimate::anomaly_sd_deg_c(double day) const {
    return between_noons(noon_sd_, day);
}

double TemperatureClimate::diurnal_range_deg_c(double day) const {
    return between_noons(noon_range_, day);
}

}  // namespace decawatt::profiles
