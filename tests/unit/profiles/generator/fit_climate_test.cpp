// The fit to generated years returns the parameters that they were generated from.
#include "profiles/generator/fit_climate.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/error.hpp"
#include "profiles/generator/fit_statistics.hpp"
#include "profiles/generator/weather_generator.hpp"
#include "weather_years.hpp"

using namespace decawatt;
using namespace decawatt::test;

namespace {
std::vector<WeatherYear> years_of(const model::Sites& sites, const model::ClimateMemory& memory, int count) {
    const profiles::WeatherGenerator generator(sites, memory, axis_of(kYear), kKoreanOffsetS);
    const profiles::ScoreGenerator scores(sites, memory);
    std::vector<WeatherYear> years;
    for (int y = 1; y <= count; ++y) years.push_back(generator.make(scores.draw(kSeed, y)));
    return years;
}
}  // namespace

TEST_CASE("a fit to sixty generated years recovers climate and memory") {
    constexpr int kFitYears = 60;
    model::Sites sites;
    test::add_site(sites, "west", 37.5, 126.6, 0.0);
    test::add_site(sites, "east", 37.0, 128.9, 1.0);
    model::ClimateMemory memory;  // far from the defaults, or the test would pass without a fit
    memory.temperature_slow_share_frac = 0.8, memory.temperature_slow_memory_h = 50.0;
    memory.temperature_fast_memory_h = 4.5;
    memory.wind_slow_share_frac = 0.5, memory.wind_slow_memory_h = 22.0, memory.wind_fast_memory_h = 3.0;
    memory.clearness_memory_h = 16.0;
    memory.clearness_temperature_mean = -0.05, memory.clearness_temperature_swing = 0.25;
    memory.clearness_wind = -0.3;
    memory.temperature.length_km = 500.0, memory.wind_slow.length_km = memory.wind_fast.length_km = 250.0;
    memory.clearness = {250.0, 1.32, 1.0};
    memory.wind_year_sd_frac = 0.06, memory.temperature_year_sd_deg_c = 0.6, memory.clearness_year_sd_frac = 0.045;
    const auto fit = profiles::fit_climate(years_of(sites, memory, kFitYears), sites, kKoreanOffsetS);

    for (std::size_t s = 0; s < 2; ++s)
        for (std::size_t m = 0; m < 12; ++m) {
            CAPTURE(s);
            CAPTURE(m);
            // Four standard errors of sixty years: a month's mean differs by 1.6 K, 13 % and 17 % between years; a
            // spread, from some ten independent days a month, by 4 %.
            CHECK(std::abs(fit.sites.temperature_mean_deg_c[s][m] - sites.temperature_mean_deg_c[s][m]) <= 0.85);
            CHECK(fit.sites.ghi_mean_kwh_per_m2_day[s][m] ==
                  doctest::Approx(sites.ghi_mean_kwh_per_m2_day[s][m]).epsilon(0.07));
            CHECK(fit.sites.wind_10m_mean_m_per_s[s][m] ==
                  doctest::Approx(sites.wind_10m_mean_m_per_s[s][m]).epsilon(0.085));
            CHECK(fit.sites.temperature_day_sd_deg_c[s][m] ==
                  doctest::Approx(sites.temperature_day_sd_deg_c[s][m]).epsilon(0.13));
            CHECK(fit.sites.relative_humidity_mean_frac[s][m] ==
                  doctest::Approx(sites.relative_humidity_mean_frac[s][m]).epsilon(0.05));
        }
    // The autocorrelations of the fitted parameters, not the parameters: slow and fast parts compensate each other.
    const auto at_lag = [](double share, double slow_h, double fast_h, double lag) {
        return share * std::exp(-lag / slow_h) + (1.0 - share) * std::exp(-lag / fast_h);
    };
    const model::ClimateMemory& f = fit.memory;
    for (const double lag : {1.0, 3.0, 24.0}) {
        CAPTURE(lag);
        CHECK(std::abs(
                  at_lag(f.temperature_slow_share_frac, f.temperature_slow_memory_h, f.temperature_fast_memory_h, lag) -
                  at_lag(0.8, 50.0, 4.5, lag)) <= 0.03);
        CHECK(std::abs(at_lag(f.wind_slow_share_frac, f.wind_slow_memory_h, f.wind_fast_memory_h, lag) -
                       at_lag(0.5, 22.0, 3.0, lag)) <= 0.03);
    }
    // Couplings: 44,000 days of which a third are independent, 4 / sqrt(15,000) = .03, and the effect of the
    // transformation to the distributions.
    CHECK(f.clearness_memory_h == doctest::Approx(16.0).epsilon(0.10));
    CHECK(std::abs(f.clearness_wind + 0.3) <= 0.05);
    CHECK(std::abs(f.clearness_temperature_mean + 0.05) <= 0.04);
    CHECK(std::abs(f.clearness_temperature_swing - 0.25) <= 0.05);
    CHECK(f.clearness.length_km == doctest::Approx(250.0).epsilon(0.10));
    CHECK(f.wind_fast.length_km == doctest::Approx(250.0).epsilon(0.12));
    CHECK(f.temperature.length_km == doctest::Approx(500.0).epsilon(0.15));
    // A spread from sixty years has an error of 9 %; four of them over two similar sites.
    CHECK(f.wind_year_sd_frac == doctest::Approx(0.06).epsilon(0.36));
    CHECK(f.temperature_year_sd_deg_c == doctest::Approx(0.6).epsilon(0.36));
    CHECK(f.clearness_year_sd_frac == doctest::Approx(0.045).epsilon(0.36));
}

TEST_CASE("one year is smoothed by two harmonics, with default spreads between years") {
    model::Sites sites;
    test::add_site(sites, "one", 37.5, 126.6, 0.0);
    const auto years = years_of(sites, {}, 1);
    const auto smooth = profiles::fit_climate(years, sites, kKoreanOffsetS);
    const auto rough = profiles::fit_climate(years, sites, kKoreanOffsetS, {.harmonics_below_years = 1});
    const auto again = profiles::two_harmonics(smooth.sites.temperature_mean_deg_c[0]);
    double apart = 0.0;
    for (std::size_t m = 0; m < 12; ++m) {
        CHECK(again[m] == doctest::Approx(smooth.sites.temperature_mean_deg_c[0][m]));  // a projection
        apart = std::max(apart, std::abs(rough.sites.temperature_mean_deg_c[0][m] - again[m]));
    }
    CHECK(apart > 0.05);
    CHECK(smooth.memory.wind_year_sd_frac == model::ClimateMemory{}.wind_year_sd_frac);
    // cos(3 x) has nothing of the first two harmonics, cos(x) and a constant are kept.
    model::Months third{}, first{};
    for (std::size_t m = 0; m < 12; ++m) {
        third[m] = std::cos(3.0 * 2.0 * 3.14159265358979 * static_cast<double>(m) / 12.0);
        first[m] = 5.0 + std::cos(2.0 * 3.14159265358979 * static_cast<double>(m) / 12.0);
    }
    for (std::size_t m = 0; m < 12; ++m) {
        CHECK(std::abs(profiles::two_harmonics(third)[m]) < 1e-12);
        CHECK(profiles::two_harmonics(first)[m] == doctest::Approx(first[m]));
    }
    CHECK_THROWS_AS((void)profiles::fit_climate({}, sites, kKoreanOffsetS), base::LogicError);
}
