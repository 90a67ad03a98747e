#include "profiles/generator/weather_generator.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "profiles/generator/clearness_climate.hpp"
#include "profiles/generator/distributions.hpp"
#include "profiles/generator/temperature_climate.hpp"
#include "profiles/generator/weather_scores.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
using model::Months;
using model::SiteIndex;

// Spread between years of annual mean wind, relative; the hourly weather adds about 3.5 %: together about 5 %
// (assumption).
constexpr double kYearWindSdFrac = 0.037;

// Amplitude of the daily cycle of wind about its mean, peak at 14:30 mean solar time. Assumptions: the surface layer
// mixes by day (10 m); at 100 m, and at sea, the cycle nearly vanishes.
constexpr double kWindCycle10m = 0.20, kWindCycle100m = 0.03, kWindPeakSolarHour = 14.5;

// The widest distribution (least Weibull shape) at 100 m. A sheltered 10 m mast with calm nights can have a spread as
// large as its mean (shape 1); scaled to the wind at 100 m that gives hours of 70 m/s. Shapes well above the ground,
// months apart, lie at 1.6 to 2.3: assumption.
constexpr double kLeastShape100m = 1.6;

// How much wider or narrower the daily range of temperature is per unit of the day's clearness score. Assumption.
constexpr double kRangePerClearness = 0.3, kRangeLeast = 0.2, kRangeMost = 2.0;

// Relative humidity is driest + (1 - driest) Phi(location + per_deg_c (T - normal daily mean) + spread (clearness and
// its own noise)): it falls as the day warms or a warm spell comes (a constant dew point would give about -.125 per
// kelvin at 70 %), and on clear days. Assumptions.
constexpr double kHumidityPerDegC = -0.10, kHumiditySpread = 0.45, kHumidityOnClearness = -0.50;
constexpr double kDriestFrac = 0.05;

// What no climate can be, every fault at once; sunshine is judged by ClearnessClimate, which knows the clear sky.
void require_climate(const model::Sites& sites) {
    constexpr double kLeastCv = 0.1, kMostCv = 2.0;
    std::vector<base::InputFault> faults;
    const auto require = [&](bool good, std::size_t s, std::size_t m, const char* field, double found,
                             const char* expected) {
        if (good) return;
        faults.push_back(
            {"climate.csv", field, 0, fmt::format("{} (site {}, month {})", found, sites.name[s], m + 1), expected});
    };
    for (std::size_t s = 0; s < sites.name.size(); ++s)
        for (std::size_t m = 0; m < Months{}.size(); ++m) {
            const double humidity = sites.relative_humidity_mean_frac[s][m], low = sites.wind_10m_mean_m_per_s[s][m];
            const double high = sites.wind_100m_mean_m_per_s[s][m], sd = sites.wind_10m_sd_m_per_s[s][m];
            require(humidity > kDriestFrac && humidity < 1.0, s, m, "relative_humidity_mean_frac", humidity,
                    "a fraction above 0.05 and below 1");
            require(low > 0.0, s, m, "wind_10m_mean_m_per_s", low, "a speed above 0");
            require(high > 0.0, s, m, "wind_100m_mean_m_per_s", high, "a speed above 0");
            require(sd >= kLeastCv * low && sd <= kMostCv * low, s, m, "wind_10m_sd_m_per_s", sd,
                    "between 0.1 and 2 times the mean");
            const double day_sd = sites.temperature_day_sd_deg_c[s][m],
                         range = sites.temperature_diurnal_range_deg_c[s][m];
            require(day_sd >= 0.0, s, m, "temperature_day_sd_deg_c", day_sd, "a spread of at least 0");
            require(range >= 0.0, s, m, "temperature_diurnal_range_deg_c", range, "a range of at least 0");
        }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

struct Clock {
    std::vector<double> day;         // days since 1 January at the middle of the hour
    std::vector<double> solar_hour;  // mean solar time at the site
};

Clock clock_at(const model::Sites& sites, SiteIndex site, const base::TimeAxis& axis) {
    Clock clock;
    for (std::int64_t t = 0; t < axis.count; ++t) {
        clock.day.push_back((static_cast<double>(t) + 0.5) / base::kHoursPerDay);
        clock.solar_hour.push_back(mean_solar_hour(axis.instant(t), sites.longitude_deg[at(site)]));
    }
    return clock;
}

// Daily scores joined by lines from noon to noon, so that nothing jumps at midnight.
double between_noons(std::span<const double> daily, double day) {
    const double place = std::clamp(day - 0.5, 0.0, static_cast<double>(daily.size() - 1));
    const auto left = static_cast<std::size_t>(place), right = std::min(left + 1, daily.size() - 1);
    const double share = place - static_cast<double>(left);
    return (1.0 - share) * daily[left] + share * daily[right];
}

struct WindClimate {
    MonthCurve mean_m_per_s, shape;
    double cycle;  // amplitude of the daily cycle
};

// The stated spread is that of hourly values. The season's drift, the spread between years and the daily cycle go from
// it: 1 + cv^2 = (1 + cv_score^2) (1 + cycle^2 / 2).
WindClimate wind_climate(const Months& mean_m_per_s, const Months& cv, double cycle, double least_shape, int year) {
    constexpr double kLeastCv = 0.1;
    const MonthCurve mean(mean_m_per_s, year);
    Months shape{};
    for (std::size_t m = 0; m < shape.size(); ++m) {
        const double slow =
            mean.variance_within(m) / (mean_m_per_s[m] * mean_m_per_s[m]) + kYearWindSdFrac * kYearWindSdFrac;
        const double square = (1.0 + cv[m] * cv[m] - slow) / (1.0 + 0.5 * cycle * cycle) - 1.0;
        shape[m] = std::max(least_shape, weibull_shape(std::sqrt(std::max(square, kLeastCv * kLeastCv))));
    }
    return {mean, MonthCurve(shape, year), cycle};
}

void require_smooth_wind(const model::Sites& sites, SiteIndex site, const WindClimate& climate, const char* field) {
    if (climate.mean_m_per_s.lowest() > 0.0 && climate.shape.lowest() > 0.5) return;
    throw base::InputError({{"climate.csv", field, 0,
                             fmt::format("months too different from their neighbours (site {})", sites.name[at(site)]),
                             "a mean and a spread that a line through mid-months can follow without touching zero"}});
}

void fill_wind(const WindClimate& climate, const Clock& clock, std::span<const double> score, double year_score,
               std::span<double> out) {
    constexpr double kDayAngle = 2.0 * std::numbers::pi / base::kHoursPerDay;
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double cycle = 1.0 + climate.cycle * std::cos(kDayAngle * (clock.solar_hour[t] - kWindPeakSolarHour));
        const double mean = climate.mean_m_per_s.at(clock.day[t]) * cycle * (1.0 + kYearWindSdFrac * year_score);
        out[t] = weibull(mean, climate.shape.at(clock.day[t])).of_score(score[t]);
    }
}

void fill_winds(const model::Sites& sites, SiteIndex site, const Clock& clock, const WeatherScores& scores,
                WeatherYear& weather, int year) {
    const std::size_t s = at(site);
    Months cv{};
    for (std::size_t m = 0; m < cv.size(); ++m)
        cv[m] = sites.wind_10m_sd_m_per_s[s][m] / sites.wind_10m_mean_m_per_s[s][m];
    const WindClimate low = wind_climate(sites.wind_10m_mean_m_per_s[s], cv, kWindCycle10m, 0.0, year);
    const WindClimate high = wind_climate(sites.wind_100m_mean_m_per_s[s], cv, kWindCycle100m, kLeastShape100m, year);
    require_smooth_wind(sites, site, low, "wind_10m_mean_m_per_s");
    require_smooth_wind(sites, site, high, "wind_100m_mean_m_per_s");
    fill_wind(low, clock, scores.wind.of(s), scores.year_wind[s], weather.wind[0].speed_m_per_s.of(s));
    fill_wind(high, clock, scores.wind.of(s), scores.year_wind[s], weather.wind[1].speed_m_per_s.of(s));
}

void fill_temperature(const TemperatureClimate& climate, const Clock& clock, const WeatherScores& scores, std::size_t s,
                      std::span<double> out) {
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double day = clock.day[t], clear = between_noons(scores.cloud_day.of(s), day);
        const double widened = std::clamp(1.0 + kRangePerClearness * clear, kRangeLeast, kRangeMost);
        out[t] = climate.mean_deg_c(day) + kYearTemperatureSdDegC * scores.year_temperature[s] +
                 climate.anomaly_sd_deg_c(day) * scores.temperature(t, s) +
                 climate.diurnal_range_deg_c(day) * widened * diurnal_shape(clock.solar_hour[t]);
    }
}

// The location that gives the month's mean, averaged over the daily cycle and over the spread of all scores.
double humidity_location(double mean_frac, double range_deg_c, double anomaly_sd_deg_c) {
    const double target = (mean_frac - kDriestFrac) / (1.0 - kDriestFrac);
    const double warmth_sd = kHumidityPerDegC * std::hypot(anomaly_sd_deg_c, kYearTemperatureSdDegC);
    const double narrowing = std::sqrt(1.0 + kHumiditySpread * kHumiditySpread + warmth_sd * warmth_sd);
    double low = -6.0, high = 6.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        double sum = 0.0;
        for (int h = 0; h < base::kHoursPerDay; ++h)
            sum += normal_cdf((middle + kHumidityPerDegC * range_deg_c * diurnal_shape(h + 0.5)) / narrowing);
        (sum < target * base::kHoursPerDay ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

MonthCurve humidity_curve(const Months& mean_frac, const TemperatureClimate& climate, int year) {
    Months location{};
    double first_day = 0.0;
    for (std::size_t m = 0; m < location.size(); ++m) {
        const int days = base::days_of_month(year, static_cast<int>(m) + 1);
        const double middle = first_day + 0.5 * days;
        location[m] =
            humidity_location(mean_frac[m], climate.diurnal_range_deg_c(middle), climate.anomaly_sd_deg_c(middle));
        first_day += days;
    }
    return {location, year};
}

void fill_humidity(const MonthCurve& location, const TemperatureClimate& climate, const Clock& clock,
                   const WeatherScores& scores, std::size_t s, WeatherYear& weather) {
    const double own = std::sqrt(1.0 - kHumidityOnClearness * kHumidityOnClearness);
    const auto out = weather.relative_humidity_frac.of(s);
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double day = clock.day[t], clear = between_noons(scores.cloud_day.of(s), day);
        const double warmth = weather.temperature_deg_c(t, s) - climate.mean_deg_c(day);
        const double score = kHumidityOnClearness * clear + own * scores.humidity(t, s);
        const double moist = normal_cdf(location.at(day) + kHumidityPerDegC * warmth + kHumiditySpread * score);
        out[t] = kDriestFrac + (1.0 - kDriestFrac) * moist;
    }
}

void fill_irradiance(const std::vector<Irradiance>& irradiance, std::size_t s, WeatherYear& weather) {
    for (std::size_t t = 0; t < irradiance.size(); ++t) {
        weather.ghi_w_per_m2(t, s) = irradiance[t].ghi_w_per_m2;
        weather.dni_w_per_m2(t, s) = irradiance[t].dni_w_per_m2;
        weather.dhi_w_per_m2(t, s) = irradiance[t].dhi_w_per_m2;
    }
}
}  // namespace

WeatherYear generate_weather(const model::Sites& sites, std::uint32_t seed, int weather_year,
                             const base::TimeAxis& axis, int utc_offset_s) {
    const int year = base::civil_time(axis.start_utc_s, utc_offset_s).year;
    const base::TimeAxis whole = base::year_axis(year, utc_offset_s, base::kSecondsPerHour);
    base::expects(axis.start_utc_s == whole.start_utc_s && axis.step_s == whole.step_s && axis.count == whole.count,
                  "weather is made for the hours of a whole calendar year");
    require_climate(sites);
    const base::Series blank(static_cast<std::size_t>(axis.count), sites.name.size());
    WeatherYear weather{.axis = axis,
                        .temperature_deg_c = blank,
                        .relative_humidity_frac = blank,
                        .ghi_w_per_m2 = blank,
                        .dni_w_per_m2 = blank,
                        .dhi_w_per_m2 = blank,
                        .pressure_pa = blank,
                        .wind = {{.height_m = 10.0, .speed_m_per_s = blank, .direction_deg = {}},
                                 {.height_m = 100.0, .speed_m_per_s = blank, .direction_deg = {}}},
                        .albedo_frac = {},
                        .snow_depth_m = {},
                        .sun_offset_s = {}};
    const WeatherScores scores =
        draw_scores(sites, seed, weather_year, static_cast<int>(axis.count / base::kHoursPerDay));
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        const auto site = static_cast<SiteIndex>(s);
        const Clock clock = clock_at(sites, site, axis);
        const TemperatureClimate temperature(sites, site, year);
        const ClearnessClimate clearness(sites, site, axis, utc_offset_s);
        const MonthCurve humidity = humidity_curve(sites.relative_humidity_mean_frac[s], temperature, year);
        fill_temperature(temperature, clock, scores, s, weather.temperature_deg_c.of(s));
        fill_humidity(humidity, temperature, clock, scores, s, weather);
        fill_winds(sites, site, clock, scores, weather, year);
        fill_irradiance(clearness.irradiance(scores.cloud_day.of(s), scores.flicker.of(s), scores.year_clearness[s]), s,
                        weather);
        std::ranges::fill(weather.pressure_pa.of(s), standard_pressure_pa(sites.elevation_m[s]));
    }
    return weather;
}

}  // namespace decawatt::profiles
