// Many generated years against the statistics they were asked to have. Years are independent draws: the tolerance of a
// mean over years is four standard errors from their spread, and the standard error itself is bounded, so that the
// comparison has power.
#include "profiles/generator/weather_generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "anomalies.hpp"
#include "base/error.hpp"
#include "profiles/generator/clearness_climate.hpp"
#include "profiles/generator/weather_scores.hpp"
#include "weather_years.hpp"

using namespace decawatt;
using namespace decawatt::test;
using namespace decawatt::tests::anomalies;

TEST_CASE("monthly means are those requested") {
    const model::Sites sites = test::peninsula_sites();
    for (std::size_t s = 0; s < sites.name.size(); ++s)
        for (std::size_t m = 0; m < 12; ++m) {
            CAPTURE(sites.name[s]);
            CAPTURE(m + 1);
            const auto mean_of = [&](const auto& series) {
                return over_years([&](const WeatherYear& w) { return month_mean(std::invoke(series, w).of(s), m); });
            };
            check_within(mean_of(&WeatherYear::temperature_deg_c), sites.temperature_mean_deg_c[s][m], 0.5);
            const Estimate ghi = mean_of(&WeatherYear::ghi_w_per_m2);
            const double target = sites.ghi_mean_kwh_per_m2_day[s][m];
            check_within({ghi.mean * 0.024, ghi.std_error * 0.024}, target, 0.04 * target);
            check_within(mean_of(wind_10m), sites.wind_10m_mean_m_per_s[s][m],
                         0.05 * sites.wind_10m_mean_m_per_s[s][m]);
            check_within(mean_of(wind_100m), sites.wind_100m_mean_m_per_s[s][m],
                         0.05 * sites.wind_100m_mean_m_per_s[s][m]);
            // Half a per cent of humidity for the monthly location that is fitted at mid-month.
            check_within(mean_of(&WeatherYear::relative_humidity_frac), sites.relative_humidity_mean_frac[s][m], 0.02,
                         0.005);
        }
}

TEST_CASE("annual means carry no bias") {
    const model::Sites sites = test::peninsula_sites();
    const double days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const auto annual = [&](const model::Months& months_of_site) {
        return std::inner_product(months_of_site.begin(), months_of_site.end(), days, 0.0) / 365.0;
    };
    const auto mean_of = [](std::size_t s, const auto& series) {
        return over_years([s, series](const WeatherYear& w) { return annual_mean(std::invoke(series, w).of(s)); });
    };
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        check_within(mean_of(s, &WeatherYear::temperature_deg_c), annual(sites.temperature_mean_deg_c[s]), 0.12);
        const double wind = annual(sites.wind_10m_mean_m_per_s[s]),
                     ghi = annual(sites.ghi_mean_kwh_per_m2_day[s]) / 0.024;
        check_within(mean_of(s, wind_10m), wind, 0.012 * wind);
        check_within(mean_of(s, &WeatherYear::ghi_w_per_m2), ghi, 0.01 * ghi);
    }
}

TEST_CASE("years differ by some per cent, as measured years do") {
    const auto spread = [](const auto& series) {
        const Estimate e =
            over_years([series](const WeatherYear& w) { return annual_mean(std::invoke(series, w).of(0)); });
        return std::pair{e.std_error * std::sqrt(static_cast<double>(kYears)), e.mean};
    };
    // Targets 4 %, 5 %, 0.45 K; an estimate of a spread from 30 years has a standard error of 1 / sqrt(58) = 13 %: four
    // of them.
    const auto [ghi_sd, ghi] = spread(&WeatherYear::ghi_w_per_m2);
    const auto [wind_sd, wind] = spread(wind_10m);
    CHECK(std::abs(ghi_sd / ghi - 0.04) <= 0.021);
    CHECK(std::abs(wind_sd / wind - 0.05) <= 0.026);
    CHECK(std::abs(spread(&WeatherYear::temperature_deg_c).first - 0.45) <= 0.23);
}

TEST_CASE("a year's own score moves its annual mean by what is stated") {
    const model::Sites sites = test::peninsula_sites();
    const profiles::ScoreGenerator source(sites, {});
    std::vector<double> clearness, wind, temperature;
    for (int y = 1; y <= kYears; ++y) {
        const profiles::WeatherScores scores = source.draw(kSeed, y);
        clearness.push_back(scores.year_clearness[0]);
        wind.push_back(scores.year_wind[0]);
        temperature.push_back(scores.year_temperature[0]);
    }
    // Least-squares slope of the annual mean on the score; the hours of a year are the noise.
    const auto slope = [](const std::vector<double>& score, const auto& series) {
        std::vector<double> mean;
        for (const WeatherYear& w : many_years()) mean.push_back(annual_mean(std::invoke(series, w).of(0)));
        const double x0 = std::accumulate(score.begin(), score.end(), 0.0) / kYears;
        const double y0 = std::accumulate(mean.begin(), mean.end(), 0.0) / kYears;
        double xx = 0.0, xy = 0.0, yy = 0.0;
        for (std::size_t i = 0; i < mean.size(); ++i) {
            xx += (score[i] - x0) * (score[i] - x0);
            xy += (score[i] - x0) * (mean[i] - y0);
            yy += (mean[i] - y0) * (mean[i] - y0);
        }
        return Estimate{xy / xx, std::sqrt((yy - xy * xy / xx) / (kYears - 2) / xx)};
    };
    const double ghi = annual_mean(many_years()[0].ghi_w_per_m2.of(0)),
                 v = annual_mean(wind_10m(many_years()[0]).of(0));
    // .002: means of one year stand for the long-term mean.
    const Estimate by_clearness = slope(clearness, &WeatherYear::ghi_w_per_m2), by_wind = slope(wind, wind_10m);
    check_within({by_clearness.mean / ghi, by_clearness.std_error / ghi}, 0.03, 0.006, 0.002);
    check_within({by_wind.mean / v, by_wind.std_error / v}, 0.037, 0.0075, 0.002);
    check_within(slope(temperature, &WeatherYear::temperature_deg_c), 0.35, 0.08);
}

TEST_CASE("spreads within a month are those requested") {
    const model::Sites sites = test::peninsula_sites();
    for (std::size_t s = 0; s < sites.name.size(); ++s)
        for (std::size_t m = 0; m < 12; ++m) {
            CAPTURE(sites.name[s]);
            CAPTURE(m + 1);
            // Mean squares about the stated mean, so that every year is an unbiased draw of the variance.
            const auto day_square = [&](const auto& series, double about) {
                return over_years([&](const WeatherYear& w) {
                    return month_mean_square(day_means(std::invoke(series, w).of(s)), m, about);
                });
            };
            // 6 % of a variance, 3 % of a spread: the line through mid-months bends spreads, the fitted shares are
            // rounded.
            constexpr double kBend = 0.06;
            const double t = std::pow(sites.temperature_day_sd_deg_c[s][m], 2);
            check_within(day_square(&WeatherYear::temperature_deg_c, sites.temperature_mean_deg_c[s][m]), t, 0.15 * t,
                         kBend * t);
            const double g = std::pow(sites.ghi_day_sd_kwh_per_m2_day[s][m] / 0.024, 2);
            check_within(day_square(&WeatherYear::ghi_w_per_m2, sites.ghi_mean_kwh_per_m2_day[s][m] / 0.024), g,
                         0.08 * g, kBend * g);
            const double v = std::pow(sites.wind_10m_sd_m_per_s[s][m], 2);
            const Estimate wind = over_years([&](const WeatherYear& w) {
                return month_mean_square(wind_10m(w).of(s), m, sites.wind_10m_mean_m_per_s[s][m]);
            });
            check_within(wind, v, 0.12 * v, kBend * v);
        }
}

TEST_CASE("daily range and the hour of the maximum") {
    const model::Sites sites = test::peninsula_sites();
    for (std::size_t m = 0; m < 12; ++m) {
        const Estimate range = over_years([m](const WeatherYear& w) {
            const auto t = w.temperature_deg_c.of(0);
            double sum = 0.0, count = 0.0;
            for (std::size_t first = 0; first < t.size(); first += kDayHours)
                if (months()[first] == m) {
                    const auto [low, high] = std::ranges::minmax(t.subspan(first, kDayHours));
                    sum += high - low, count += 1.0;
                }
            return sum / count;
        });
        const double stated = sites.temperature_diurnal_range_deg_c[0][m];
        check_within(range, stated, 0.02 * stated,
                     0.03 * stated);  // 3 %: the fit of ranges, and the season's drift within a day
    }
    std::vector<double> by_hour(kDayHours);
    for (const WeatherYear& w : many_years())
        for (std::size_t t = 0; t < 8760; ++t) by_hour[t % kDayHours] += w.temperature_deg_c(t, 0);
    const auto highest = std::ranges::max_element(by_hour) - by_hour.begin(),
               lowest = std::ranges::min_element(by_hour) - by_hour.begin();
    CHECK((highest == 14 || highest == 15));  // on Korean clocks; the label is the start of the hour
    CHECK((lowest == 5 || lowest == 6));
}
