#include "profiles/weather/weather_summary.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kDegreeHourBaseDegC = 18.0;  // of the ASHRAE Handbook of Fundamentals' degree days (18.3 there: 65 F)
constexpr std::size_t kAllYear = base::kMonthsPerYear;

using MonthOfStep = std::vector<std::size_t>;  // 0..11

MonthOfStep months_of(const base::TimeAxis& axis, int utc_offset_s) {
    MonthOfStep months(static_cast<std::size_t>(axis.count));
    for (std::size_t t = 0; t < months.size(); ++t)
        months[t] = static_cast<std::size_t>(
            base::civil_time(axis.instant(static_cast<std::int64_t>(t)), utc_offset_s).month - 1);
    return months;
}

struct Period {
    const MonthOfStep& months;
    std::size_t month;  // kAllYear: every step
    bool has(std::size_t t) const { return month == kAllYear || months[t] == month; }
};

std::optional<Spread> spread_of(const base::Series& series, std::size_t site, const Period& period) {
    if (series.empty()) return std::nullopt;
    double sum = 0.0, count = 0.0, squares = 0.0;
    Spread spread{0.0, 0.0, HUGE_VAL, -HUGE_VAL};
    const auto values = series.of(site);
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!period.has(t)) continue;
        sum += values[t], count += 1.0;
        spread.least = std::min(spread.least, values[t]);
        spread.most = std::max(spread.most, values[t]);
    }
    if (count == 0.0) return std::nullopt;
    spread.mean = sum / count;
    for (std::size_t t = 0; t < values.size(); ++t)
        if (period.has(t)) squares += (values[t] - spread.mean) * (values[t] - spread.mean);
    spread.standard_deviation = std::sqrt(squares / count);
    return spread;
}

std::optional<double> energy_kwh_per_m2(const base::Series& series, std::size_t site, const Period& period,
                                        double step_h) {
    if (series.empty()) return std::nullopt;
    double sum = 0.0;
    const auto values = series.of(site);
    for (std::size_t t = 0; t < values.size(); ++t)
        if (period.has(t)) sum += values[t];
    return sum * step_h / 1000.0;
}

PeriodSummary summary_of(const WeatherYear& weather, std::size_t site, const Period& period) {
    const double step_h = weather.axis.step_h();
    PeriodSummary summary;
    summary.temperature_deg_c = spread_of(weather.temperature_deg_c, site, period);
    summary.relative_humidity_frac = spread_of(weather.relative_humidity_frac, site, period);
    summary.pressure_pa = spread_of(weather.pressure_pa, site, period);
    if (!weather.wind.empty()) summary.wind_m_per_s = spread_of(weather.wind.front().speed_m_per_s, site, period);
    summary.ghi_kwh_per_m2 = energy_kwh_per_m2(weather.ghi_w_per_m2, site, period, step_h);
    summary.dni_kwh_per_m2 = energy_kwh_per_m2(weather.dni_w_per_m2, site, period, step_h);
    summary.dhi_kwh_per_m2 = energy_kwh_per_m2(weather.dhi_w_per_m2, site, period, step_h);
    for (std::size_t t = 0; t < period.months.size(); ++t) {
        if (!period.has(t)) continue;
        summary.hours += step_h;
        const double above = weather.temperature_deg_c(t, site) - kDegreeHourBaseDegC;
        summary.heating_degree_h += std::max(0.0, -above) * step_h;
        summary.cooling_degree_h += std::max(0.0, above) * step_h;
    }
    return summary;
}

// Variance over squared mean of a Weibull distribution falls with its shape: bisection.
WindSummary wind_summary(const WindLevel& level, std::size_t site, const Period& year) {
    const auto spread = spread_of(level.speed_m_per_s, site, year);
    WindSummary wind{level.height_m, spread ? spread->mean : 0.0, std::nullopt, std::nullopt};
    if (!spread || spread->mean <= 0.0 || spread->standard_deviation <= 0.0) return wind;
    const double ratio = spread->standard_deviation / spread->mean;
    double low = 0.2, high = 100.0;
    constexpr int kHalvings = 60;
    for (int k = 0; k < kHalvings; ++k) {
        const double shape = 0.5 * (low + high), first = std::tgamma(1.0 + 1.0 / shape);
        const double variance = std::tgamma(1.0 + 2.0 / shape) / (first * first) - 1.0;
        (variance > ratio * ratio ? low : high) = shape;
    }
    wind.weibull_shape = 0.5 * (low + high);
    wind.weibull_scale_m_per_s = spread->mean / std::tgamma(1.0 + 1.0 / *wind.weibull_shape);
    return wind;
}

std::optional<double> lag1_of(const base::Series& series, std::size_t site, const Period& year) {
    const auto spread = spread_of(series, site, year);
    if (!spread || spread->standard_deviation <= 0.0) return std::nullopt;
    const auto values = series.of(site);
    double products = 0.0;
    for (std::size_t t = 0; t + 1 < values.size(); ++t)
        products += (values[t] - spread->mean) * (values[t + 1] - spread->mean);
    const double variance = spread->standard_deviation * spread->standard_deviation;
    return products / (variance * static_cast<double>(values.size()));
}
}  // namespace

WeatherSummary summarise(const WeatherYear& weather, std::size_t site, const Place& place) {
    base::expects(site < weather.temperature_deg_c.entities(), "the weather has the site");
    const MonthOfStep months = months_of(weather.axis, place.utc_offset_s);
    const Period year{months, kAllYear};
    WeatherSummary summary;
    for (std::size_t m = 0; m < summary.months.size(); ++m) summary.months[m] = summary_of(weather, site, {months, m});
    summary.year = summary_of(weather, site, year);
    for (const WindLevel& level : weather.wind) summary.wind.push_back(wind_summary(level, site, year));
    summary.temperature_lag1 = lag1_of(weather.temperature_deg_c, site, year);
    if (!weather.wind.empty()) summary.wind_lag1 = lag1_of(weather.wind.front().speed_m_per_s, site, year);
    summary.ghi_lag1 = lag1_of(weather.ghi_w_per_m2, site, year);
    if (!weather.ghi_w_per_m2.empty() && !weather.dni_w_per_m2.empty() && !weather.dhi_w_per_m2.empty()) {
        const SunOfYear sun = sun_of_year(weather.axis, place, weather.sun_offset_s);
        summary.closure = closure_of(weather.ghi_w_per_m2.of(site), weather.dni_w_per_m2.of(site),
                                     weather.dhi_w_per_m2.of(site), sun.cos_zenith);
    }
    return summary;
}

}  // namespace decawatt::profiles
