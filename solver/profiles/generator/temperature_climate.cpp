#include "profiles/generator/temperature_climate.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "profiles/generator/weather_scores.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
using model::Months;

// Standard deviation of the mean over a day of the hourly temperature score.
double score_day_sd() {
    const double slow = variance_of_mean(persistence(1.0, kTemperatureSlowMemoryH), base::kHoursPerDay);
    const double fast = variance_of_mean(persistence(1.0, kTemperatureFastMemoryH), base::kHoursPerDay);
    return std::sqrt(kTemperatureSlowShare * slow + (1.0 - kTemperatureSlowShare) * fast);
}

Months anomaly_sd(const Months& day_sd_deg_c, const MonthCurve& mean) {
    constexpr double kLeastShare = 0.5;  // of the stated spread is weather, whatever the drift
    const double of_score = score_day_sd();
    Months sd{};
    for (std::size_t m = 0; m < sd.size(); ++m) {
        const double stated = day_sd_deg_c[m];
        const double left = stated * stated - mean.variance_within(m) - kYearTemperatureSdDegC * kYearTemperatureSdDegC;
        sd[m] = std::sqrt(std::max(left, std::pow(kLeastShare * stated, 2))) / of_score;
    }
    return sd;
}

Months cycle_range(const Months& stated_range_deg_c, const Months& sd_deg_c) {
    constexpr double kPower = 1.8, kScoreRange = 1.735, kLeastShare = 0.5;
    Months range{};
    for (std::size_t m = 0; m < range.size(); ++m) {
        const double rest = std::pow(stated_range_deg_c[m], kPower) - std::pow(kScoreRange * sd_deg_c[m], kPower);
        range[m] = std::max(kLeastShare * stated_range_deg_c[m], std::pow(std::max(0.0, rest), 1.0 / kPower));
    }
    return range;
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

TemperatureClimate::TemperatureClimate(const model::Sites& sites, model::SiteIndex site, int year)
    : mean_(sites.temperature_mean_deg_c[at(site)], year),
      anomaly_sd_(anomaly_sd(sites.temperature_day_sd_deg_c[at(site)], mean_), year),
      range_(cycle_range(sites.temperature_diurnal_range_deg_c[at(site)],
                         anomaly_sd(sites.temperature_day_sd_deg_c[at(site)], mean_)),
             year) {}

}  // namespace decawatt::profiles
