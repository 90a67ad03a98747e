#include "profiles/generator/weather_generator.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "profiles/generator/day_curve.hpp"
#include "profiles/generator/normal_tables.hpp"
#include "profiles/weather/distributions.hpp"

namespace decawatt::profiles {

namespace {
using base::at;
using model::Months;
using model::SiteIndex;
constexpr std::size_t kDayHours = base::kHoursPerDay;

// Relative change of the daily temperature range per unit of the daily clearness score. Assumption.
constexpr double kRangePerClearness = 0.3, kRangeLeast = 0.2, kRangeMost = 2.0;

// Relative humidity is driest + (1 - driest) Phi(location + per_deg_c (T - normal daily mean) + spread (clearness and
// its own noise)): it falls with temperature within the day and in warm spells (a constant dew point would give about
// -.125 per kelvin at 70 %), and on clear days. Assumptions; per_deg_c and spread are calibrated to the highest wet
// bulbs of the four Korean stations (docs/method/weather.md).
constexpr double kHumidityPerDegC = -0.14, kHumiditySpread = 0.35, kHumidityOnClearness = -0.50;
constexpr double kDriestFrac = 0.05;

// Throws for impossible climate values, with all faults; irradiation is checked by ClearnessClimate, which has the
// clear sky.
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

// The location parameter for the month's mean, averaged over the daily cycle and the distribution of all scores.
double humidity_location(double mean_frac, double range_deg_c, double anomaly_sd_deg_c) {
    const double target = (mean_frac - kDriestFrac) / (1.0 - kDriestFrac);
    const double narrowing = std::hypot(1.0, kHumiditySpread, kHumidityPerDegC * anomaly_sd_deg_c);
    double low = -6.0, high = 6.0;
    constexpr int kBisections = 50;
    for (int i = 0; i < kBisections; ++i) {
        const double middle = 0.5 * (low + high);
        double sum = 0.0;
        for (int h = 0; h < base::kHoursPerDay; ++h)
            sum += normal_cdf((middle + kHumidityPerDegC * range_deg_c * diurnal_shape(h + 0.5)) / narrowing);
        (sum < target * base::kHoursPerDay ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

std::vector<double> humidity_locations(const Months& mean_frac, const TemperatureClimate& climate,
                                       const model::ClimateMemory& memory, int year) {
    const ScoreRoughness score(memory);
    const auto start = month_starts(year);
    Months location{};
    for (std::size_t m = 0; m < location.size(); ++m) {
        const std::size_t middle = (start[m] + start[m + 1]) / 2;
        const double sd = climate.anomaly_sds_deg_c()[middle] * std::sqrt(score.variance(climate.roughness()[middle]));
        location[m] = humidity_location(mean_frac[m], climate.ranges_deg_c()[middle],
                                        std::hypot(sd, memory.temperature_year_sd_deg_c));
    }
    const MonthCurve curve(location, year);
    std::vector<double> noons;
    for (std::size_t d = 0; d < start.back(); ++d) noons.push_back(curve.at(static_cast<double>(d) + 0.5));
    return noons;
}
}  // namespace

// Hourly columns of one site.
struct WeatherGenerator::Workspace {
    std::vector<double> a, b, c, clear, warmth;
    explicit Workspace(std::size_t hours) : a(hours), b(hours), c(hours), clear(hours), warmth(hours) {}
};

WeatherGenerator::WeatherGenerator(const model::Sites& sites, const model::ClimateMemory& memory,
                                   const base::TimeAxis& axis, int utc_offset_s)
    : axis_(axis), memory_(memory) {
    const int year = base::civil_time(axis.start_utc_s, utc_offset_s).year;
    const base::TimeAxis whole = base::year_axis(year, utc_offset_s, base::kSecondsPerHour);
    base::expects(axis.start_utc_s == whole.start_utc_s && axis.step_s == whole.step_s && axis.count == whole.count,
                  "weather is made for the hours of a whole calendar year");
    require_climate(sites);
    constexpr double kDayAngle = 2.0 * std::numbers::pi / base::kHoursPerDay;
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        const auto site = static_cast<SiteIndex>(s);
        const TemperatureClimate temperature(sites, site, memory, year);
        std::vector<double> shape, cycle;
        for (std::size_t h = 0; h < kDayHours; ++h) {
            const double solar = mean_solar_hour(axis.instant(static_cast<std::int64_t>(h)), sites.longitude_deg[s]);
            shape.push_back(profiles::diurnal_shape(solar));
            cycle.push_back(std::cos(kDayAngle * (solar - kWindPeakSolarHour)));
        }
        sites_.push_back(
            {.temperature = temperature,
             .wind_10m = wind_climate_10m(sites, s, memory.wind_year_sd_frac, year),
             .wind_100m = wind_climate_100m(sites, s, memory.wind_year_sd_frac, year),
             .humidity_location = humidity_locations(sites.relative_humidity_mean_frac[s], temperature, memory, year),
             .clearness = ClearnessClimate(sites, site, axis, utc_offset_s, memory.clearness_year_sd_frac),
             .diurnal_shape = std::move(shape),
             .wind_cycle = std::move(cycle),
             .pressure_pa = standard_pressure_pa(sites.elevation_m[s])});
    }
}

// Also writes to the workspace, by hour, the daily clearness (clear) and the deviation from the seasonal mean (warmth).
void WeatherGenerator::fill_temperature(const WeatherScores& scores, std::size_t s, Workspace& work,
                                        WeatherYear& weather) const {
    const Site& site = sites_[s];
    const TemperatureClimate& climate = site.temperature;
    hours_between_noons(climate.anomaly_sds_deg_c(), work.a);
    hours_between_noons(climate.ranges_deg_c(), work.b);
    hours_between_noons(climate.roughness(), work.c);
    const auto score = scores.temperature.of(s), smooth = scores.temperature_smooth.of(s);
    const auto out = weather.temperature_deg_c.of(s);
    const double year = memory_.temperature_year_sd_deg_c * scores.year_temperature[s];
    for (std::size_t t = 0; t < out.size(); ++t) {
        const double widened = std::clamp(1.0 + kRangePerClearness * work.clear[t], kRangeLeast, kRangeMost);
        work.warmth[t] = year + work.a[t] * (smooth[t] + work.c[t] * (score[t] - smooth[t])) +
                         work.b[t] * widened * site.diurnal_shape[t % kDayHours];
    }
    hours_between_noons(climate.means_deg_c(), out);
    for (std::size_t t = 0; t < out.size(); ++t) out[t] += work.warmth[t];
}

void WeatherGenerator::fill_humidity(const WeatherScores& scores, std::size_t s, Workspace& work,
                                     WeatherYear& weather) const {
    const double on_own = kHumiditySpread * std::sqrt(1.0 - kHumidityOnClearness * kHumidityOnClearness);
    constexpr double kOnClear = kHumiditySpread * kHumidityOnClearness;
    const ScoreTable& cdf = normal_cdf_table();
    hours_between_noons(sites_[s].humidity_location, work.a);
    const auto own = scores.humidity.of(s);
    const auto out = weather.relative_humidity_frac.of(s);
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] = kDriestFrac + (1.0 - kDriestFrac) * cdf(work.a[t] + kHumidityPerDegC * work.warmth[t] +
                                                         kOnClear * work.clear[t] + on_own * own[t]);
}

void WeatherGenerator::fill_winds(const WeatherScores& scores, std::size_t s, Workspace& work,
                                  WeatherYear& weather) const {
    const Site& site = sites_[s];
    const double year = 1.0 + memory_.wind_year_sd_frac * scores.year_wind[s];
    const ScoreTable& logarithm = weibull_logarithm_table();
    const auto score = scores.wind.of(s);
    for (std::size_t t = 0; t < work.c.size(); ++t) work.c[t] = logarithm(score[t]);
    for (std::size_t level = 0; level < 2; ++level) {
        const WindClimate& climate = level == 0 ? site.wind_10m : site.wind_100m;
        hours_between_noons(climate.scale_m_per_s, work.a);
        hours_between_noons(climate.inverse_shape, work.b);
        const auto out = weather.wind[level].speed_m_per_s.of(s);
        for (std::size_t t = 0; t < out.size(); ++t)
            out[t] = year * (1.0 + climate.cycle * site.wind_cycle[t % kDayHours]) * work.a[t] *
                     std::exp(work.c[t] * work.b[t]);
    }
}

WeatherYear WeatherGenerator::make(const WeatherScores& scores) const {
    base::expects(scores.wind.entities() == sites_.size(), "scores are those of the generator's sites");
    const auto hours = static_cast<std::size_t>(axis_.count);
    const base::Series blank(hours, sites_.size());
    WeatherYear weather{.axis = axis_,
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
    Workspace work(hours);
    for (std::size_t s = 0; s < sites_.size(); ++s) {
        hours_between_noons(scores.cloud_day.of(s), work.clear);
        fill_temperature(scores, s, work, weather);
        fill_humidity(scores, s, work, weather);
        fill_winds(scores, s, work, weather);
        sites_[s].clearness.irradiance(
            scores.cloud_day.of(s), scores.flicker.of(s), scores.year_clearness[s],
            {weather.ghi_w_per_m2.of(s), weather.dni_w_per_m2.of(s), weather.dhi_w_per_m2.of(s)});
        std::ranges::fill(weather.pressure_pa.of(s), sites_[s].pressure_pa);
    }
    return weather;
}

WeatherYear generate_weather(const model::Sites& sites, std::uint32_t seed, int weather_year,
                             const base::TimeAxis& axis, int utc_offset_s, const model::ClimateMemory& memory) {
    const WeatherGenerator generator(sites, memory, axis, utc_offset_s);
    return generator.make(ScoreGenerator(sites, memory).draw(seed, weather_year));
}

}  // namespace decawatt::profiles
