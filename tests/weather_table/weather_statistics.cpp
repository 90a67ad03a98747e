#include "weather_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/index.hpp"
#include "profiles/generator/weather_generator.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/weather/psychrometrics.hpp"
#include "profiles/wind/wind_power.hpp"

namespace decawatt::test {

namespace {
using profiles::WeatherYear;
constexpr std::size_t kDayHours = base::kHoursPerDay, kMonths = model::kMonths;
constexpr int kCalendarYear = 2027, kCorrelationYears = 40, kSpellYears = 10;
using Series = std::vector<std::vector<double>>;  // [year][step]

struct Calendar {
    std::vector<std::size_t> month_of_day;
    std::array<std::size_t, kMonths> days{};
    explicit Calendar(const base::TimeAxis& axis, int offset_s) {
        for (std::int64_t t = 0; t < axis.count; t += base::kHoursPerDay) {
            month_of_day.push_back(static_cast<std::size_t>(base::civil_time(axis.instant(t), offset_s).month - 1));
            ++days[month_of_day.back()];
        }
    }
};

std::vector<double> day_means(std::span<const double> hourly) {
    std::vector<double> means;
    for (std::size_t t = 0; t < hourly.size(); t += kDayHours)
        means.push_back(std::accumulate(hourly.begin() + static_cast<std::ptrdiff_t>(t),
                                        hourly.begin() + static_cast<std::ptrdiff_t>(t + kDayHours), 0.0) /
                        kDayHours);
    return means;
}

double quantile(std::vector<double> values, double share) {
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

// Subtracts the mean and divides by the spread of each cell (month, or month and hour) over all years.
void standardise(Series& all, const Calendar& calendar, std::size_t per_day) {
    std::vector<double> sum(kMonths * per_day), square(sum), count(sum);
    const auto cell = [&](std::size_t i) { return calendar.month_of_day[i / per_day] * per_day + i % per_day; };
    for (const auto& year : all)
        for (std::size_t i = 0; i < year.size(); ++i)
            sum[cell(i)] += year[i], square[cell(i)] += year[i] * year[i], count[cell(i)] += 1.0;
    for (auto& year : all)
        for (std::size_t i = 0; i < year.size(); ++i) {
            const double mean = sum[cell(i)] / count[cell(i)];
            const double variance = square[cell(i)] / count[cell(i)] - mean * mean;
            year[i] = variance > 0.0 ? (year[i] - mean) / std::sqrt(variance) : 0.0;
        }
}

double correlation(const Series& a, const Series& b, std::size_t lag = 0) {
    double product = 0.0, count = 0.0;
    for (std::size_t y = 0; y < a.size(); ++y)
        for (std::size_t t = 0; t + lag < a[y].size(); ++t) product += a[y][t] * b[y][t + lag], count += 1.0;
    return product / count;
}

// A line of `cells` values for the year that is being measured.
std::vector<double>& new_line(Cells& cells, std::size_t count) {
    return cells.of_year.emplace_back(count, 0.0);
}

void measure_months(const model::Sites& sites, const WeatherYear& w, const Calendar& calendar, WeatherSample& sample) {
    const std::size_t n = sites.name.size() * kMonths;
    auto &t_mean = new_line(sample.temperature, n), &ghi = new_line(sample.ghi, n), &low = new_line(sample.wind_10m, n),
         &high = new_line(sample.wind_100m, n), &rh = new_line(sample.humidity, n),
         &t_square = new_line(sample.temperature_square, n), &ghi_square = new_line(sample.ghi_square, n),
         &low_square = new_line(sample.wind_square, n), &range = new_line(sample.range, n),
         &wet = new_line(sample.wet_bulb, n), &wet_p99 = new_line(sample.wet_bulb_p99, n),
         &p5 = new_line(sample.wind_p5, n), &p95 = new_line(sample.wind_p95, n),
         &t5 = new_line(sample.day_temperature_p5, n), &t95 = new_line(sample.day_temperature_p95, n);
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        std::array<std::vector<double>, kMonths> winds, wet_bulbs, day_temperatures;
        for (std::size_t d = 0; d < calendar.month_of_day.size(); ++d) {
            const std::size_t m = calendar.month_of_day[d], c = s * kMonths + m;
            const double days = static_cast<double>(calendar.days[m]), hours = days * kDayHours;
            double day_t = 0.0, day_ghi = 0.0, coldest = 1e9, hottest = -1e9;
            for (std::size_t i = d * kDayHours; i < (d + 1) * kDayHours; ++i) {
                const double t = w.temperature_deg_c(i, s), v = w.wind[0].speed_m_per_s(i, s);
                day_t += t / kDayHours, day_ghi += w.ghi_w_per_m2(i, s) / 1000.0;
                coldest = std::min(coldest, t), hottest = std::max(hottest, t);
                low[c] += v / hours, high[c] += w.wind[1].speed_m_per_s(i, s) / hours;
                rh[c] += w.relative_humidity_frac(i, s) / hours;
                low_square[c] += std::pow(v - sites.wind_10m_mean_m_per_s[s][m], 2) / hours;
                winds[m].push_back(v);
                wet_bulbs[m].push_back(profiles::stull_wet_bulb_deg_c(t, w.relative_humidity_frac(i, s)));
                wet[c] += wet_bulbs[m].back() / hours;
            }
            t_mean[c] += day_t / days, ghi[c] += day_ghi / days, range[c] += (hottest - coldest) / days;
            t_square[c] += std::pow(day_t - sites.temperature_mean_deg_c[s][m], 2) / days;
            ghi_square[c] += std::pow(day_ghi - sites.ghi_mean_kwh_per_m2_day[s][m], 2) / days;
            day_temperatures[m].push_back(day_t);
        }
        for (std::size_t m = 0; m < kMonths; ++m) {
            const std::size_t c = s * kMonths + m;
            p5[c] = quantile(winds[m], 0.05), p95[c] = quantile(winds[m], 0.95);
            wet_p99[c] = quantile(std::move(wet_bulbs[m]), 0.99);
            t5[c] = quantile(day_temperatures[m], 0.05), t95[c] = quantile(day_temperatures[m], 0.95);
        }
    }
    auto &year_t = new_line(sample.year_temperature, sites.name.size()),
         &year_ghi = new_line(sample.year_ghi, sites.name.size()),
         &year_wind = new_line(sample.year_wind, sites.name.size());
    const auto mean = [](std::span<const double> x) {
        return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
    };
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        year_t[s] = mean(w.temperature_deg_c.of(s)), year_ghi[s] = mean(w.ghi_w_per_m2.of(s));
        year_wind[s] = mean(w.wind[1].speed_m_per_s.of(s));
    }
}

std::vector<profiles::Resource> resources_of(const model::Plants& plants) {
    std::vector<profiles::Resource> all;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        if (!model::is_weather_driven(plants.technology[p])) continue;
        const bool solar = plants.technology[p] == model::Technology::solar;
        const profiles::Resource wanted{plants.technology[p], plants.site[p],
                                        solar ? plants.pv_system[p] : base::none<model::PvSystemIndex>,
                                        solar ? base::none<model::TurbineIndex> : plants.turbine[p]};
        if (std::ranges::none_of(all, [&](const profiles::Resource& r) {
                return r.technology == wanted.technology && r.site == wanted.site && r.pv_system == wanted.pv_system &&
                       r.turbine == wanted.turbine;
            }))
            all.push_back(wanted);
    }
    return all;
}

std::vector<double> output_of(const profiles::Resource& r, const model::Study& study, const WeatherYear& weather) {
    if (r.technology == model::Technology::solar)
        return profiles::pv_output_frac(weather, r.site, study.sites,
                                        profiles::pv_system(study.pv_systems, r.pv_system));
    return profiles::wind_output_frac(weather, r.site, profiles::WindFarm(study.turbines, r.turbine));
}

// Hourly and daily series of the first years, for statistics of successive values.
struct FirstYears {
    std::vector<Series> temperature, wind, sun_days, temperature_days, wind_days;  // by site
    std::vector<Series> output_days;                                               // by resource
};

void measure_memory(const Calendar& calendar, FirstYears& first, WeatherSample& sample) {
    for (std::size_t s = 0; s < first.temperature.size(); ++s) {
        standardise(first.temperature[s], calendar, kDayHours), standardise(first.wind[s], calendar, kDayHours);
        for (auto* days : {&first.sun_days[s], &first.temperature_days[s], &first.wind_days[s]})
            standardise(*days, calendar, 1);
        const auto& t = first.temperature[s];
        const auto &v = first.wind[s], &k = first.sun_days[s];
        sample.temperature_lag1.push_back(correlation(t, t, 1));
        sample.temperature_lag24.push_back(correlation(t, t, kDayHours));
        sample.wind_lag1.push_back(correlation(v, v, 1)), sample.wind_lag3.push_back(correlation(v, v, 3));
        sample.wind_lag24.push_back(correlation(v, v, kDayHours));
        sample.clearness_lag1.push_back(correlation(k, k, 1));
        sample.clearness_wind.push_back(correlation(k, first.wind_days[s]));
        sample.clearness_temperature.push_back(correlation(k, first.temperature_days[s]));
        sample.temperature_wind.push_back(correlation(first.temperature_days[s], first.wind_days[s]));
    }
    for (Series& days : first.output_days) standardise(days, calendar, 1);
    for (std::size_t a = 0; a < sample.resources.size(); ++a)
        for (std::size_t b = a + 1; b < sample.resources.size(); ++b)
            if (sample.resources[a].technology == sample.resources[b].technology &&
                sample.resources[a].site != sample.resources[b].site)
                sample.pairs.push_back({a, b, correlation(first.output_days[a], first.output_days[b])});
}

// Longest run of poor days in each decade.
void measure_spells(const std::vector<Series>& output_days, const Calendar& calendar, WeatherSample& sample) {
    const auto poor = [&](const Series& days) {
        std::array<double, kMonths> sum{}, count{};
        for (const auto& year : days)
            for (std::size_t d = 0; d < year.size(); ++d)
                sum[calendar.month_of_day[d]] += year[d], count[calendar.month_of_day[d]] += 1.0;
        Series flags = days;
        for (auto& year : flags)
            for (std::size_t d = 0; d < year.size(); ++d) {
                const std::size_t m = calendar.month_of_day[d];
                year[d] = year[d] < 0.5 * sum[m] / count[m] ? 1.0 : 0.0;
            }
        return flags;
    };
    for (std::size_t a = 0; a < sample.resources.size(); ++a)
        for (std::size_t b = a + 1; b < sample.resources.size(); ++b) {
            const auto &sun = sample.resources[a], &wind = sample.resources[b];
            if (sun.technology != model::Technology::solar || wind.technology != model::Technology::onshore ||
                sun.site != wind.site || std::ranges::count(sample.spell_site, base::at(sun.site)) > 0)
                continue;
            const Series dark = poor(output_days[a]), calm = poor(output_days[b]);
            std::vector<double> longest;
            double run = 0.0;
            for (std::size_t y = 0; y < dark.size(); ++y) {
                if (y % kSpellYears == 0) longest.push_back(0.0), run = 0.0;
                for (std::size_t d = 0; d < dark[y].size(); ++d) {
                    run = dark[y][d] * calm[y][d] > 0.0 ? run + 1.0 : 0.0;
                    longest.back() = std::max(longest.back(), run);
                }
            }
            sample.spell_site.push_back(base::at(sun.site));
            sample.spell_mean_d.push_back(std::accumulate(longest.begin(), longest.end(), 0.0) /
                                          static_cast<double>(longest.size()));
            sample.spell_longest_d.push_back(std::ranges::max(longest));
        }
}
}  // namespace

double Cells::mean(std::size_t cell) const {
    double sum = 0.0;
    for (const auto& year : of_year) sum += year[cell];
    return sum / static_cast<double>(of_year.size());
}

double Cells::spread(std::size_t cell) const {
    const double centre = mean(cell);
    double square = 0.0;
    for (const auto& year : of_year) square += (year[cell] - centre) * (year[cell] - centre);
    return std::sqrt(square / static_cast<double>(of_year.size() - 1));
}

double Cells::std_error(std::size_t cell) const {
    return spread(cell) / std::sqrt(static_cast<double>(of_year.size()));
}

WeatherSample measure_weather(const model::Study& study, int years) {
    WeatherSample sample;
    sample.years = years, sample.resources = resources_of(study.plants);
    const base::TimeAxis axis = base::year_axis(kCalendarYear, study.utc_offset_s, base::kSecondsPerHour);
    const Calendar calendar(axis, study.utc_offset_s);
    const profiles::WeatherGenerator generator(study.sites, study.weather.memory, axis, study.utc_offset_s);
    const profiles::ScoreGenerator scores(study.sites, study.weather.memory);
    const std::size_t sites = study.sites.name.size();
    FirstYears first;
    for (auto* by_site : {&first.temperature, &first.wind, &first.sun_days, &first.temperature_days, &first.wind_days})
        by_site->resize(sites);
    first.output_days.resize(sample.resources.size());
    for (int y = 1; y <= years; ++y) {
        const WeatherYear weather = generator.make(scores.draw(study.weather.seed, y));
        measure_months(study.sites, weather, calendar, sample);
        auto& outputs = new_line(sample.output, sample.resources.size());
        for (std::size_t r = 0; r < sample.resources.size(); ++r) {
            const std::vector<double> output = output_of(sample.resources[r], study, weather);
            outputs[r] = std::accumulate(output.begin(), output.end(), 0.0) / static_cast<double>(output.size());
            first.output_days[r].push_back(day_means(output));
        }
        for (std::size_t s = 0; s < sites && y <= kCorrelationYears; ++s) {
            const auto t = weather.temperature_deg_c.of(s), v = weather.wind[1].speed_m_per_s.of(s);
            first.temperature[s].emplace_back(t.begin(), t.end()), first.wind[s].emplace_back(v.begin(), v.end());
            first.temperature_days[s].push_back(day_means(t)), first.wind_days[s].push_back(day_means(v));
            first.sun_days[s].push_back(day_means(weather.ghi_w_per_m2.of(s)));
        }
    }
    measure_spells(first.output_days, calendar, sample);
    measure_memory(calendar, first, sample);
    return sample;
}

}  // namespace decawatt::test
