#include "profiles/generator/fit_climate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/error.hpp"
#include "profiles/generator/fit_memory.hpp"
#include "profiles/generator/fit_statistics.hpp"
#include "profiles/generator/weather_scores.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/distributions.hpp"
#include "profiles/weather/month_curve.hpp"
#include "profiles/weather/wind_profile.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kDayHours = base::kHoursPerDay;

ScoreYears day_means(const ScoreYears& hourly) {
    ScoreYears days;
    for (const auto& year : hourly) {
        days.emplace_back(year.size() / kDayHours, 0.0);
        for (std::size_t t = 0; t < year.size(); ++t) days.back()[t / kDayHours] += year[t] / kDayHours;
    }
    return days;
}

// Normal scores by rank within each month, over all years; NaN for days without a value, and for months whose values
// are all equal.
void rank_by_month(ScoreYears& all, const std::vector<std::vector<std::size_t>>& month_of_day) {
    for (std::size_t m = 0; m < model::kMonths; ++m) {
        std::vector<double*> days;
        for (std::size_t y = 0; y < all.size(); ++y)
            for (std::size_t d = 0; d < all[y].size(); ++d)
                if (month_of_day[y][d] == m && !std::isnan(all[y][d])) days.push_back(&all[y][d]);
        std::ranges::sort(days, [](const double* a, const double* b) { return *a < *b; });
        constexpr double kAlike = 1e-6;
        const bool alike = !days.empty() && *days.back() - *days.front() < kAlike;
        for (std::size_t i = 0; i < days.size(); ++i)
            *days[i] = alike ? std::numeric_limits<double>::quiet_NaN()
                             : normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(days.size()));
    }
}

// Daily irradiation over that of a clear sky (Haurwitz); NaN if the sun stays below 10 degrees, where Haurwitz's clear
// sky does not apply.
std::vector<double> clear_sky_days(const WeatherYear& year, const model::Sites& places, std::size_t s) {
    std::vector<double> index(year.ghi_w_per_m2.times() / kDayHours);
    for (std::size_t d = 0; d < index.size(); ++d) {
        double sum = 0.0, clear = 0.0, highest_sine = 0.0;
        for (std::size_t t = d * kDayHours; t < (d + 1) * kDayHours; ++t) {
            const IntervalSun sun = interval_sun(year.axis.instant(static_cast<std::int64_t>(t)), year.axis.step_s,
                                                 places.latitude_deg[s], places.longitude_deg[s]);
            sum += year.ghi_w_per_m2(t, s);
            highest_sine = std::max(highest_sine, sun.direction.up);
            clear += sun.up_frac * haurwitz_ghi_w_per_m2(sun.position.zenith_deg);
        }
        constexpr double kSineOf10Deg = 0.1736;
        index[d] = highest_sine > kSineOf10Deg ? sum / clear : std::numeric_limits<double>::quiet_NaN();
    }
    return index;
}

ClimateScores scores_of(std::span<const WeatherYear> years, const model::Sites& fitted, int utc_offset_s,
                        double shear_exponent) {
    constexpr double kNormalShape = 3.6;  // a Weibull variable with this shape is nearly normal
    ClimateScores scores;
    for (const WeatherYear& year : years) scores.month_of_day.push_back(months_of_days(year.axis, utc_offset_s));
    for (std::size_t s = 0; s < fitted.name.size(); ++s) {
        ScoreYears temperature, wind, clearness;
        std::vector<double> warm, windy, sunny;
        for (std::size_t y = 0; y < years.size(); ++y) {
            const auto t = years[y].temperature_deg_c.of(s), sun = years[y].ghi_w_per_m2.of(s);
            temperature.emplace_back(t.begin(), t.end());
            warm.push_back(mean_of(temperature.back()));
            const int calendar_year = base::civil_time(years[y].axis.start_utc_s, utc_offset_s).year;
            const MonthCurve season(fitted.temperature_mean_deg_c[s],
                                    calendar_year);  // seasonal drift, to be removed from the anomalies
            for (std::size_t i = 0; i < t.size(); ++i)
                temperature.back()[i] -= season.at((static_cast<double>(i) + 0.5) / kDayHours);
            std::vector<double> speed(t.size());
            const HubWind low = wind_at_height(years[y], s, 10.0, shear_exponent);
            for (std::size_t i = 0; i < speed.size(); ++i) speed[i] = low.at(i).speed_m_per_s;
            windy.push_back(mean_of(speed));
            sunny.push_back(std::accumulate(sun.begin(), sun.end(), 0.0) / static_cast<double>(sun.size()));
            for (std::size_t i = 0; i < speed.size(); ++i) {
                const std::size_t m = scores.month_of_day[y][i / kDayHours];
                const double cv = fitted.wind_10m_sd_m_per_s[s][m] / fitted.wind_10m_mean_m_per_s[s][m];
                speed[i] = std::pow(speed[i], weibull_shape(std::clamp(cv, 0.1, 2.0)) / kNormalShape);
            }
            wind.push_back(std::move(speed));
            clearness.push_back(clear_sky_days(years[y], fitted, s));
        }
        standardise(temperature, scores.month_of_day, kDayHours), standardise(wind, scores.month_of_day, kDayHours);
        rank_by_month(clearness, scores.month_of_day);
        scores.temperature_days.push_back(day_means(temperature)), scores.wind_days.push_back(day_means(wind));
        standardise(scores.temperature_days.back(), scores.month_of_day, 1);
        standardise(scores.wind_days.back(), scores.month_of_day, 1);
        scores.temperature.push_back(std::move(temperature)), scores.wind.push_back(std::move(wind));
        scores.clearness.push_back(std::move(clearness));
        scores.year_temperature.push_back(warm), scores.year_wind.push_back(windy);
        scores.year_irradiance.push_back(sunny);
    }
    return scores;
}
}  // namespace

ClimateFit fit_climate(std::span<const WeatherYear> years, const model::Sites& places, int utc_offset_s,
                       const FitSettings& settings) {
    base::expects(!years.empty(), "a climate is fitted to one weather year at least");
    const std::size_t sites = places.name.size();
    for (const WeatherYear& year : years)
        base::expects(year.temperature_deg_c.entities() == sites && year.axis.step_s == base::kSecondsPerHour &&
                          year.axis.count % base::kHoursPerDay == 0,
                      "weather years are hourly, of whole days, with a column for every place");
    ClimateFit fit{places, {}};
    for (auto column : {&model::Sites::temperature_mean_deg_c, &model::Sites::temperature_day_sd_deg_c,
                        &model::Sites::temperature_diurnal_range_deg_c, &model::Sites::relative_humidity_mean_frac,
                        &model::Sites::ghi_mean_kwh_per_m2_day, &model::Sites::ghi_day_sd_kwh_per_m2_day,
                        &model::Sites::wind_10m_mean_m_per_s, &model::Sites::wind_10m_sd_m_per_s,
                        &model::Sites::wind_100m_mean_m_per_s})
        (fit.sites.*column).assign(sites, model::Months{});
    const auto count = static_cast<int>(years.size());
    for (std::size_t s = 0; s < sites; ++s) fit_months(years, s, utc_offset_s, settings.shear_exponent, fit.sites);
    const ClimateScores scores = scores_of(years, fit.sites, utc_offset_s, settings.shear_exponent);
    fit_memory(scores, fit.sites, fit.memory);
    if (count >= settings.least_years_for_spread) fit_years(scores, fit.sites, fit.memory);
    for (std::size_t s = 0; s < sites && count < settings.harmonics_below_years; ++s) smooth_months(s, fit.sites);
    return fit;
}

}  // namespace decawatt::profiles
