#include "rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/index.hpp"
#include "profiles/weather/distributions.hpp"

namespace decawatt::test {

namespace {
constexpr std::size_t kMonths = model::kMonths;
constexpr double kStdErrors = 3.0;

struct Deviation {
    double value, std_error;
};

// Over all sites and months; beyond: farther from zero than the tolerance and than three standard errors.
TableRow row(std::string statistic, std::string target, std::size_t cells, double tolerance,
             const std::function<Deviation(std::size_t)>& deviation) {
    TableRow found{std::move(statistic), std::move(target), 1e300, 0.0, -1e300, static_cast<int>(cells), 0};
    for (std::size_t c = 0; c < cells; ++c) {
        const Deviation d = deviation(c);
        found.lowest = std::min(found.lowest, d.value), found.highest = std::max(found.highest, d.value);
        found.mean += d.value / static_cast<double>(cells);
        found.beyond += !(std::abs(d.value) <= std::max(tolerance, kStdErrors * d.std_error));
    }
    return found;
}

// Values that have a band of their own: beyond is outside of it.
TableRow band(std::string statistic, std::string target, const std::vector<double>& values, double low, double high) {
    const double middle = 0.5 * (low + high);
    TableRow found =
        row(std::move(statistic), std::move(target), values.size(), 0.5 * (high - low), [&](std::size_t i) {
            return Deviation{values[i] - middle, 0.0};
        });
    found.lowest += middle, found.mean += middle, found.highest += middle;
    return found;
}

void add_months(const model::Sites& sites, const WeatherSample& sample, std::vector<TableRow>& rows) {
    const std::size_t n = sites.name.size() * kMonths;
    const auto of = [](const std::vector<model::Months>& table, std::size_t c) {
        return table[c / kMonths][c % kMonths];
    };
    const auto means = [&](const char* name, const Cells& cells, const std::vector<model::Months>& table) {
        rows.push_back(row(name, "0 ± .01", n, 0.01, [&](std::size_t c) {
            return Deviation{cells.mean(c) / of(table, c) - 1.0, cells.std_error(c) / of(table, c)};
        }));
    };
    // sd from the mean square about the stated mean; its error is half of the square's, relative.
    const auto spreads = [&](const char* name, const Cells& cells, const std::vector<model::Months>& table) {
        rows.push_back(row(name, "0 ± .05", n, 0.05, [&](std::size_t c) {
            const double square = of(table, c) * of(table, c);
            return Deviation{std::sqrt(cells.mean(c) / square) - 1.0, 0.5 * cells.std_error(c) / square};
        }));
    };
    rows.push_back(row("monthly mean temperature, K from the table", "0 ± .2", n, 0.2, [&](std::size_t c) {
        return Deviation{sample.temperature.mean(c) - of(sites.temperature_mean_deg_c, c),
                         sample.temperature.std_error(c)};
    }));
    means("monthly mean GHI, relative", sample.ghi, sites.ghi_mean_kwh_per_m2_day);
    means("monthly mean wind at 10 m, relative", sample.wind_10m, sites.wind_10m_mean_m_per_s);
    means("monthly mean wind at 100 m, relative", sample.wind_100m, sites.wind_100m_mean_m_per_s);
    means("monthly mean humidity, relative", sample.humidity, sites.relative_humidity_mean_frac);
    spreads("sd of daily mean temperature, relative", sample.temperature_square, sites.temperature_day_sd_deg_c);
    spreads("sd of daily GHI, relative", sample.ghi_square, sites.ghi_day_sd_kwh_per_m2_day);
    spreads("sd of hourly wind at 10 m, relative", sample.wind_square, sites.wind_10m_sd_m_per_s);
    rows.push_back(row("daily temperature range, relative", "0 ± .05", n, 0.05, [&](std::size_t c) {
        const double stated = of(sites.temperature_diurnal_range_deg_c, c);
        return Deviation{sample.range.mean(c) / stated - 1.0, sample.range.std_error(c) / stated};
    }));
    const auto weibull_cell = [&](std::size_t c) {
        const double mean = of(sites.wind_10m_mean_m_per_s, c);
        return profiles::weibull(mean, profiles::weibull_shape(of(sites.wind_10m_sd_m_per_s, c) / mean));
    };
    rows.push_back(row("Weibull shape at 10 m from mean and sd, relative", "0 ± .05", n, 0.05, [&](std::size_t c) {
        const double mean = sample.wind_10m.mean(c), stated = of(sites.wind_10m_mean_m_per_s, c);
        const double variance = sample.wind_square.mean(c) - (mean - stated) * (mean - stated);
        const double shape = weibull_cell(c).shape;
        return Deviation{profiles::weibull_shape(std::sqrt(variance) / mean) / shape - 1.0,
                         0.5 * sample.wind_square.std_error(c) / variance};
    }));
    rows.push_back(
        row("95th percentile of hourly wind over Weibull's, relative", "0 ± .05", n, 0.05, [&](std::size_t c) {
            const double expected = weibull_cell(c).of_score(1.6449);
            return Deviation{sample.wind_p95.mean(c) / expected - 1.0, sample.wind_p95.std_error(c) / expected};
        }));
    rows.push_back(row("5th percentile of hourly wind less Weibull's, m/s", "0 ± .3", n, 0.3, [&](std::size_t c) {
        return Deviation{sample.wind_p5.mean(c) - weibull_cell(c).of_score(-1.6449), sample.wind_p5.std_error(c)};
    }));
}

void add_memory(const WeatherSample& s, std::vector<TableRow>& rows) {
    rows.push_back(band("temperature, lag 1 h", ".956, .953", s.temperature_lag1, 0.935, 0.985));
    rows.push_back(band("temperature, lag 24 h", ".561, .502", s.temperature_lag24, 0.48, 0.64));
    rows.push_back(band("wind, lag 1 h", ".852, .880", s.wind_lag1, 0.84, 0.89));
    rows.push_back(band("wind, lag 3 h", ".565, .781", s.wind_lag3, 0.565, 0.781));
    rows.push_back(band("wind, lag 24 h", ".073, .259", s.wind_lag24, 0.07, 0.26));
    rows.push_back(band("daily GHI, lag 1 d", "Korea .19-.33; .309, .104", s.clearness_lag1, 0.23, 0.33));
    rows.push_back(band("daily GHI and wind", "-.178, -.197", s.clearness_wind, -0.24, -0.14));
    rows.push_back(band("daily GHI and temperature", ".113, -.079", s.clearness_temperature, -0.08, 0.12));
    rows.push_back(band("daily temperature and wind", "-.047, .130", s.temperature_wind, -0.1, 0.13));
}

void add_years(const WeatherSample& s, std::size_t sites, std::vector<TableRow>& rows) {
    std::vector<double> ghi, wind, temperature;
    for (std::size_t i = 0; i < sites; ++i) {
        ghi.push_back(s.year_ghi.spread(i) / s.year_ghi.mean(i));
        wind.push_back(s.year_wind.spread(i) / s.year_wind.mean(i));
        temperature.push_back(s.year_temperature.spread(i));
    }
    const double slack = 3.0 / std::sqrt(2.0 * s.years);  // three standard errors of a spread
    rows.push_back(band("annual GHI between years, sd", ".039", ghi, 0.035 * (1 - slack), 0.045 * (1 + slack)));
    rows.push_back(band("annual wind between years, sd", ".04-.06", wind, 0.04 * (1 - slack), 0.06 * (1 + slack)));
    rows.push_back(band("annual temperature between years, sd, K", "some tenths", temperature, 0.3 * (1 - slack),
                        0.6 * (1 + slack)));
}

void add_outputs(const model::Study& study, const WeatherSample& s, std::vector<TableRow>& rows) {
    const auto name = [&](std::size_t r) {
        const auto& resource = s.resources[r];
        return fmt::format("{} {} ({})", model::text(resource.technology), study.sites.name[base::at(resource.site)],
                           resource.technology == model::Technology::solar
                               ? study.pv_systems.name[base::at(resource.pv_system)]
                               : study.turbines.name[base::at(resource.turbine)]);
    };
    for (std::size_t r = 0; r < s.resources.size(); ++r) {
        std::vector<double> years;
        for (const auto& line : s.output.of_year) years.push_back(line[r]);
        rows.push_back({fmt::format("use of {}", name(r)), "", std::ranges::min(years), s.output.mean(r),
                        std::ranges::max(years), static_cast<int>(years.size()), 0});
    }
    // Of the first twelve years the one whose sun and wind, over all resources, are nearest to the mean of all.
    constexpr std::size_t kFirst = 12;
    double nearest = 1e300, year = 0.0;
    for (std::size_t y = 0; y < std::min(kFirst, s.output.of_year.size()); ++y) {
        double sun = 0.0, wind = 0.0, suns = 0.0, winds = 0.0;
        for (std::size_t r = 0; r < s.resources.size(); ++r) {
            const bool solar = s.resources[r].technology == model::Technology::solar;
            (solar ? sun : wind) += s.output.of_year[y][r] / s.output.mean(r) - 1.0;
            (solar ? suns : winds) += 1.0;
        }
        const double away =
            std::max(suns > 0.0 ? std::abs(sun / suns) : 0.0, winds > 0.0 ? std::abs(wind / winds) : 0.0);
        if (away < nearest) nearest = away, year = static_cast<double>(y + 1);
    }
    rows.push_back({"weather year of 1-12 nearest to the mean; its distance", "", nearest, year, nearest, 1, 0});
    for (std::size_t i = 0; i < s.spell_site.size(); ++i)
        rows.push_back({fmt::format("calm and dark days in ten years, {}", study.sites.name[s.spell_site[i]]), "",
                        s.spell_mean_d[i], s.spell_mean_d[i], s.spell_longest_d[i], 1, 0});
    std::vector<double> p99;  // of the wet bulb in August, mean of the years
    for (std::size_t i = 0; i < study.sites.name.size(); ++i) p99.push_back(s.wet_bulb_p99.mean(i * kMonths + 7));
    rows.push_back(row("wet bulb, highest 1 % of August, deg C", "26.0-27.2 at stations; 1 K warmer here", p99.size(),
                       1e9, [&](std::size_t i) {
                           return Deviation{p99[i], 0.0};
                       }));
    for (const auto& pair : s.pairs)
        if (study.sites.name[base::at(s.resources[pair.a].site)].find("offshore") == std::string::npos)
            rows.push_back({fmt::format("daily {} - {}", name(pair.a), name(pair.b)), "", pair.correlation,
                            pair.correlation, pair.correlation, 1, 0});
}
}  // namespace

std::vector<TableRow> weather_table(const model::Study& study, const WeatherSample& sample) {
    std::vector<TableRow> rows;
    add_months(study.sites, sample, rows);
    add_memory(sample, rows);
    add_years(sample, study.sites.name.size(), rows);
    add_outputs(study, sample, rows);
    return rows;
}

}  // namespace decawatt::test
