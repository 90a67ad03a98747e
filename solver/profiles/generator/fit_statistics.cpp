#include "profiles/generator/fit_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/error.hpp"
#include "profiles/weather/month_statistics.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kMonthCount = model::kMonths;
constexpr double kLowM = 10.0, kHighM = 100.0;

struct Moments {
    double sum = 0.0, square = 0.0, count = 0.0;
    void add(double value) { sum += value, square += value * value, count += 1.0; }
    double mean() const { return sum / count; }
    double sd() const { return std::sqrt(std::max(0.0, square / count - mean() * mean())); }
};
}  // namespace

std::vector<std::size_t> months_of_days(const base::TimeAxis& axis, int utc_offset_s) {
    std::vector<std::size_t> month;
    for (std::int64_t t = 0; t < axis.count; t += base::kHoursPerDay)
        month.push_back(static_cast<std::size_t>(base::civil_time(axis.instant(t), utc_offset_s).month - 1));
    return month;
}

void fit_months(std::span<const WeatherYear> years, std::size_t s, int utc_offset_s, double shear_exponent,
                model::Sites& sites) {
    MonthGatherer gatherer({kLowM, kHighM}, shear_exponent);
    for (const WeatherYear& year : years) gatherer.add(year, s, utc_offset_s);
    const auto months = gatherer.months();
    for (std::size_t m = 0; m < kMonthCount; ++m) {
        const MonthStatistics& month = months[m];
        base::expects(month.days > 0 && month.wind.size() == 2, "weather years hold days of every month, with wind");
        sites.temperature_mean_deg_c[s][m] = month.temperature_mean_deg_c;
        sites.temperature_day_sd_deg_c[s][m] = month.temperature_day_sd_deg_c;
        sites.temperature_diurnal_range_deg_c[s][m] = month.temperature_diurnal_range_deg_c;
        sites.relative_humidity_mean_frac[s][m] = month.relative_humidity_mean_frac;
        sites.ghi_mean_kwh_per_m2_day[s][m] = month.ghi_mean_kwh_per_m2_day;
        sites.ghi_day_sd_kwh_per_m2_day[s][m] = month.ghi_day_sd_kwh_per_m2_day;
        sites.wind_10m_mean_m_per_s[s][m] = month.wind[0].mean_m_per_s;
        sites.wind_10m_sd_m_per_s[s][m] = month.wind[0].sd_m_per_s;
        sites.wind_100m_mean_m_per_s[s][m] = month.wind[1].mean_m_per_s;
    }
}

model::Months two_harmonics(const model::Months& months) {
    // For twelve equal steps the harmonics are orthogonal, so the projection is a sum.
    model::Months smooth{};
    constexpr double kStep = 2.0 * std::numbers::pi / kMonthCount;
    for (int k = 0; k <= 2; ++k) {
        double cosine = 0.0, sine = 0.0;
        for (std::size_t m = 0; m < kMonthCount; ++m) {
            cosine += months[m] * std::cos(kStep * k * static_cast<double>(m)) / kMonthCount;
            sine += months[m] * std::sin(kStep * k * static_cast<double>(m)) / kMonthCount;
        }
        for (std::size_t m = 0; m < kMonthCount; ++m)
            smooth[m] += (k == 0 ? 1.0 : 2.0) * (cosine * std::cos(kStep * k * static_cast<double>(m)) +
                                                 sine * std::sin(kStep * k * static_cast<double>(m)));
    }
    return smooth;
}

void smooth_months(std::size_t s, model::Sites& sites) {
    sites.temperature_mean_deg_c[s] = two_harmonics(sites.temperature_mean_deg_c[s]);
    constexpr double kLeast = 1e-6;
    // Irradiance with a dark month is not smoothed, because its logarithm is not meaningful.
    constexpr double kDarkKwh = 0.05;
    const bool has_dark_months = std::ranges::min(sites.ghi_mean_kwh_per_m2_day[s]) < kDarkKwh;
    for (auto column : {&model::Sites::temperature_day_sd_deg_c, &model::Sites::temperature_diurnal_range_deg_c,
                        &model::Sites::relative_humidity_mean_frac, &model::Sites::ghi_mean_kwh_per_m2_day,
                        &model::Sites::ghi_day_sd_kwh_per_m2_day, &model::Sites::wind_10m_mean_m_per_s,
                        &model::Sites::wind_10m_sd_m_per_s, &model::Sites::wind_100m_mean_m_per_s}) {
        const bool of_sun =
            column == &model::Sites::ghi_mean_kwh_per_m2_day || column == &model::Sites::ghi_day_sd_kwh_per_m2_day;
        if (of_sun && has_dark_months) continue;
        model::Months logarithm = (sites.*column)[s];
        for (double& value : logarithm) value = std::log(std::max(kLeast, value));
        logarithm = two_harmonics(logarithm);
        for (std::size_t m = 0; m < kMonthCount; ++m) (sites.*column)[s][m] = std::exp(logarithm[m]);
    }
    for (double& value : sites.relative_humidity_mean_frac[s]) value = std::min(value, 0.99);
}

void standardise(ScoreYears& all, const std::vector<std::vector<std::size_t>>& month_of_day, std::size_t per_day) {
    for (auto& year : all) {
        double mean = 0.0;
        for (const double value : year) mean += value / static_cast<double>(year.size());
        for (double& value : year) value -= all.size() > 1 ? mean : 0.0;
    }
    std::vector<Moments> cell(kMonthCount * per_day);
    const auto of = [&](std::size_t y, std::size_t i) { return month_of_day[y][i / per_day] * per_day + i % per_day; };
    for (std::size_t y = 0; y < all.size(); ++y)
        for (std::size_t i = 0; i < all[y].size(); ++i) cell[of(y, i)].add(all[y][i]);
    for (std::size_t y = 0; y < all.size(); ++y)
        for (std::size_t i = 0; i < all[y].size(); ++i) {
            const Moments& m = cell[of(y, i)];
            all[y][i] = m.sd() > 0.0 ? (all[y][i] - m.mean()) / m.sd() : 0.0;
        }
}

double correlation(const ScoreYears& a, const ScoreYears& b, std::size_t lag) {
    double product = 0.0, count = 0.0;
    for (std::size_t y = 0; y < a.size(); ++y)
        for (std::size_t t = 0; t + lag < a[y].size(); ++t) {
            const double both = a[y][t] * b[y][t + lag];
            if (!std::isnan(both)) product += both, count += 1.0;
        }
    return product / count;
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace decawatt::profiles
