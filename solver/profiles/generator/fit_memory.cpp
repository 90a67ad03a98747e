#include "profiles/generator/fit_memory.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>

#include "profiles/generator/fit_statistics.hpp"
#include "profiles/generator/weather_scores.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kDayHours = base::kHoursPerDay;
constexpr std::array<std::size_t, 7> kLags = {1, 3, 6, 12, 24, 48, 72};

// Least-squares fit to the autocorrelations: the share is computed in closed form on a grid of the two memories, which
// is refined around its best point.
struct TwoScales {
    double share, slow_h, fast_h;
};
TwoScales two_scales(const std::array<double, kLags.size()>& measured) {
    constexpr double kShortestH = 0.5, kBorderH = 8.0, kLongestH = 120.0;
    constexpr int kPoints = 24, kRounds = 5;
    double slow_low = std::log(kBorderH), slow_high = std::log(kLongestH), fast_low = std::log(kShortestH),
           fast_high = std::log(kBorderH);
    TwoScales best{0.0, kLongestH, kShortestH};
    for (int round = 0; round < kRounds; ++round) {
        double least = 1e300;
        for (int i = 0; i <= kPoints; ++i)
            for (int j = 0; j <= kPoints; ++j) {
                const double slow = std::exp(slow_low + (slow_high - slow_low) * i / kPoints);
                const double fast = std::exp(fast_low + (fast_high - fast_low) * j / kPoints);
                double above = 0.0, below = 0.0, error = 0.0;
                for (std::size_t k = 0; k < kLags.size(); ++k) {
                    const double lag = static_cast<double>(kLags[k]), quick = persistence(lag, fast);
                    const double more = persistence(lag, slow) - quick;
                    above += more * (measured[k] - quick), below += more * more;
                }
                const double share = std::clamp(above / below, 0.0, 1.0);
                for (std::size_t k = 0; k < kLags.size(); ++k) {
                    const double lag = static_cast<double>(kLags[k]);
                    error += std::pow(
                        share * persistence(lag, slow) + (1.0 - share) * persistence(lag, fast) - measured[k], 2);
                }
                if (error < least) least = error, best = {share, slow, fast};
            }
        const double slow_step = 2.0 * (slow_high - slow_low) / kPoints,
                     fast_step = 2.0 * (fast_high - fast_low) / kPoints;
        slow_low = std::max(std::log(kBorderH), std::log(best.slow_h) - slow_step);
        slow_high = std::min(std::log(kLongestH), std::log(best.slow_h) + slow_step);
        fast_low = std::max(std::log(kShortestH), std::log(best.fast_h) - fast_step);
        fast_high = std::min(std::log(kBorderH), std::log(best.fast_h) + fast_step);
    }
    return best;
}

TwoScales fitted_scales(const std::vector<ScoreYears>& by_site) {
    std::array<double, kLags.size()> mean{};
    for (const ScoreYears& scores : by_site)
        for (std::size_t k = 0; k < kLags.size(); ++k)
            mean[k] += correlation(scores, scores, kLags[k]) / static_cast<double>(by_site.size());
    return two_scales(mean);
}

// Covariance of the daily means of two AR(1) processes with the same innovations.
double shared_day_covariance(double lag1_a, double lag1_b) {
    const double together = std::sqrt((1.0 - lag1_a * lag1_a) * (1.0 - lag1_b * lag1_b)) / (1.0 - lag1_a * lag1_b);
    double sum = 0.0;
    for (int i = 0; i < base::kHoursPerDay; ++i)
        for (int j = 0; j < base::kHoursPerDay; ++j) sum += i > j ? std::pow(lag1_a, i - j) : std::pow(lag1_b, j - i);
    return together * sum / (kDayHours * kDayHours);
}

// Lag-1 correlation of the daily means of an AR(1) process.
double day_lag1(double lag1) {
    const double sum = lag1 * std::pow((1.0 - std::pow(lag1, base::kHoursPerDay)) / (1.0 - lag1), 2);
    return sum / (kDayHours * kDayHours) / variance_of_mean(lag1, base::kHoursPerDay);
}

double bisected(double low, double high, const std::function<bool(double)>& too_low) {
    constexpr int kSteps = 60;
    for (int i = 0; i < kSteps; ++i) {
        const double middle = std::sqrt(low * high);
        (too_low(middle) ? low : high) = middle;
    }
    return std::sqrt(low * high);
}

double site_mean(std::size_t sites, const std::function<double(std::size_t)>& of) {
    double sum = 0.0;
    for (std::size_t s = 0; s < sites; ++s) sum += of(s) / static_cast<double>(sites);
    return sum;
}

// Daily correlation for a unit coupling of innovations, for a score with a slow and a fast part.
double coupling_gain(const model::ClimateMemory& memory, const TwoScales& score, bool with_fast) {
    const double cloud = persistence(1.0, memory.clearness_memory_h), slow = persistence(1.0, score.slow_h),
                 fast = persistence(1.0, score.fast_h);
    const double covariance = std::sqrt(score.share) * shared_day_covariance(cloud, slow) +
                              (with_fast ? std::sqrt(1.0 - score.share) * shared_day_covariance(cloud, fast) : 0.0);
    const double variance = score.share * variance_of_mean(slow, base::kHoursPerDay) +
                            (1.0 - score.share) * variance_of_mean(fast, base::kHoursPerDay);
    return covariance / std::sqrt(variance * variance_of_mean(cloud, base::kHoursPerDay));
}

// Mean and swing of the seasonal coupling of clearness and temperature, by least squares over days.
void fit_season(const ClimateScores& scores, double gain, model::ClimateMemory& memory) {
    constexpr double kMidsummerDay = 200.0, kMeanYearD = 365.25, kMost = 0.49;
    double n = 0.0, c = 0.0, cc = 0.0, p = 0.0, cp = 0.0;
    for (std::size_t s = 0; s < scores.clearness.size(); ++s)
        for (std::size_t y = 0; y < scores.clearness[s].size(); ++y)
            for (std::size_t d = 0; d < scores.clearness[s][y].size(); ++d) {
                if (std::isnan(scores.clearness[s][y][d])) continue;
                const double date = static_cast<double>(d) + 0.5;
                const double season = std::cos(2.0 * std::numbers::pi * (date - kMidsummerDay) / kMeanYearD);
                const double product = scores.clearness[s][y][d] * scores.temperature_days[s][y][d] / gain;
                n += 1.0, c += season, cc += season * season, p += product, cp += season * product;
            }
    const double swing = (n * cp - c * p) / (n * cc - c * c);
    memory.clearness_temperature_swing = std::clamp(swing, -kMost, kMost);
    memory.clearness_temperature_mean = std::clamp((p - swing * c) / n, -kMost, kMost);
}

// The correlation length that reproduces the mean correlation over all pairs of sites; `law` has the other parameters.
double fitted_length_km(const std::vector<ScoreYears>& scores, const SitePlane& plane, model::Reach law) {
    constexpr double kShortestKm = 10.0, kLongestKm = 10000.0;
    double measured = 0.0;
    for (std::size_t a = 0; a < scores.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) measured += correlation(scores[a], scores[b]);
    return bisected(kShortestKm, kLongestKm, [&](double km) {
        law.length_km = km;
        double sum = 0.0;
        for (std::size_t a = 0; a < scores.size(); ++a)
            for (std::size_t b = 0; b < a; ++b) sum += plane.correlation(law, a, b);
        return sum < measured;
    });
}

double sd_of(const std::vector<double>& values) {
    const double mean = mean_of(values);
    double square = 0.0;
    for (const double value : values) square += (value - mean) * (value - mean);
    return std::sqrt(square / static_cast<double>(values.size() - 1));
}
}  // namespace

void fit_memory(const ClimateScores& scores, const model::Sites& places, model::ClimateMemory& memory) {
    const std::size_t sites = scores.clearness.size();
    const TwoScales warm = fitted_scales(scores.temperature), windy = fitted_scales(scores.wind);
    memory.temperature_slow_share_frac = warm.share, memory.temperature_slow_memory_h = warm.slow_h;
    memory.temperature_fast_memory_h = warm.fast_h;
    memory.wind_slow_share_frac = windy.share, memory.wind_slow_memory_h = windy.slow_h;
    memory.wind_fast_memory_h = windy.fast_h;

    constexpr double kShortestH = 1.0, kLongestH = 120.0, kMost = 0.49;
    const double lag1 =
        site_mean(sites, [&](std::size_t s) { return correlation(scores.clearness[s], scores.clearness[s], 1); });
    memory.clearness_memory_h =
        bisected(kShortestH, kLongestH, [&](double memory_h) { return day_lag1(persistence(1.0, memory_h)) < lag1; });
    const double calm =
        site_mean(sites, [&](std::size_t s) { return correlation(scores.clearness[s], scores.wind_days[s]); });
    memory.clearness_wind = std::clamp(calm / coupling_gain(memory, windy, true), -kMost, kMost);
    fit_season(scores, coupling_gain(memory, warm, false), memory);

    if (sites < 2) return;
    const SitePlane plane(places);
    memory.clearness.length_km = fitted_length_km(scores.clearness, plane, memory.clearness);
    memory.temperature.length_km = fitted_length_km(scores.temperature, plane, memory.temperature);
    // One length for both parts of wind, because only their sum is observed.
    memory.wind_slow.length_km = memory.wind_fast.length_km = fitted_length_km(scores.wind, plane, memory.wind_fast);
}

void fit_years(const ClimateScores& scores, const model::Sites& fitted, model::ClimateMemory& memory) {
    constexpr int kYearHours = 8760, kYearDays = 365;
    const auto left = [](double measured, double weather) {
        return std::sqrt(std::max(0.0, measured * measured - weather * weather));
    };
    const auto mixture = [&](double share, double slow_h, double fast_h) {
        return std::sqrt(share * variance_of_mean(persistence(1.0, slow_h), kYearHours) +
                         (1.0 - share) * variance_of_mean(persistence(1.0, fast_h), kYearHours));
    };
    const auto year_mean = [](const model::Months& months) {
        return std::accumulate(months.begin(), months.end(), 0.0) / model::kMonths;
    };
    const std::size_t sites = fitted.name.size();
    const double warm = mixture(memory.temperature_slow_share_frac, memory.temperature_slow_memory_h,
                                memory.temperature_fast_memory_h),
                 windy = mixture(memory.wind_slow_share_frac, memory.wind_slow_memory_h, memory.wind_fast_memory_h),
                 sunny = std::sqrt(
                     variance_of_mean(std::max(0.0, day_lag1(persistence(1.0, memory.clearness_memory_h))), kYearDays));
    memory.temperature_year_sd_deg_c = site_mean(sites, [&](std::size_t s) {
        return left(sd_of(scores.year_temperature[s]), warm * year_mean(fitted.temperature_day_sd_deg_c[s]));
    });
    memory.wind_year_sd_frac = site_mean(sites, [&](std::size_t s) {
        const double mean = mean_of(scores.year_wind[s]);
        return left(sd_of(scores.year_wind[s]) / mean, windy * year_mean(fitted.wind_10m_sd_m_per_s[s]) / mean);
    });
    memory.clearness_year_sd_frac = site_mean(sites, [&](std::size_t s) {
        const double mean = mean_of(scores.year_irradiance[s]);
        return left(sd_of(scores.year_irradiance[s]) / mean,
                    sunny * year_mean(fitted.ghi_day_sd_kwh_per_m2_day[s]) / (mean * kDayHours / 1000.0));
    });
}

}  // namespace decawatt::profiles
