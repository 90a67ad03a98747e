// Beyond the polar circles: months without sun, with a few days of it, and of midnight sun.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "peninsula_sites.hpp"
#include "profiles/generator/fit_climate.hpp"
#include "profiles/generator/weather_generator.hpp"
#include "profiles/sun/sun_course.hpp"
#include "profiles/weather/month_statistics.hpp"

using namespace decawatt;

namespace {
constexpr int kOffsetS = 3600, kYear = 2027, kYears = 30;
using Months12 = std::array<profiles::MonthStatistics, model::kMonths>;

// Round numbers, in the manner of northern Sweden, Svalbard and the coast of Antarctica.
model::Sites polar_sites() {
    model::Sites sites;
    test::add_site(sites, "67.85 N", 67.85, 20.2, -10.0);
    test::add_site(sites, "78 N", 78.0, 15.6, -20.0);
    test::add_site(sites, "70 S", -70.0, 11.7, -25.0);
    sites.ghi_mean_kwh_per_m2_day = {{0.01, 0.33, 1.26, 2.61, 3.90, 4.58, 4.22, 3.05, 1.68, 0.58, 0.05, 0.00},
                                     {0.00, 0.03, 0.60, 2.30, 4.20, 5.00, 4.20, 2.60, 1.00, 0.13, 0.00, 0.00},
                                     {4.90, 3.20, 1.60, 0.45, 0.03, 0.00, 0.00, 0.17, 1.05, 2.60, 4.30, 5.20}};
    sites.ghi_day_sd_kwh_per_m2_day = {{0.00, 0.11, 0.44, 0.91, 1.37, 1.60, 1.48, 1.07, 0.59, 0.20, 0.02, 0.00},
                                       {0.00, 0.03, 0.35, 0.80, 1.30, 1.50, 1.40, 1.00, 0.50, 0.12, 0.00, 0.00},
                                       {1.50, 1.10, 0.70, 0.30, 0.04, 0.00, 0.00, 0.15, 0.50, 0.90, 1.30, 1.50}};
    return sites;
}

std::vector<profiles::WeatherYear> years_of(const model::Sites& sites, std::uint32_t seed) {
    const auto axis = base::year_axis(kYear, kOffsetS, base::kSecondsPerHour);
    const profiles::WeatherGenerator generator(sites, {}, axis, kOffsetS);
    const profiles::ScoreGenerator scores(sites, {});
    std::vector<profiles::WeatherYear> years;
    for (int y = 1; y <= kYears; ++y) years.push_back(generator.make(scores.draw(seed, y)));
    return years;
}

Months12 months_of(const std::vector<profiles::WeatherYear>& years, std::size_t site) {
    profiles::MonthGatherer gatherer({10.0, 100.0}, 0.14);
    for (const auto& year : years) gatherer.add(year, site, kOffsetS);
    return gatherer.months();
}

// As the climate table holds it: four digits after the point.
double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

std::string complaint(const model::Sites& sites) {
    try {
        (void)years_of(sites, 1);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "accepted";
}
}  // namespace

TEST_CASE("A climate with dark months is reproduced by the generator, and by a fit to its years") {
    const model::Sites sites = polar_sites();
    const auto years = years_of(sites, 1);
    model::Sites fitted = sites;
    for (std::size_t s = 0; s < 3; ++s) {
        const Months12 months = months_of(years, s);
        for (std::size_t m = 0; m < 12; ++m) {
            CAPTURE(sites.name[s]);
            CAPTURE(m + 1);
            const double stated = sites.ghi_mean_kwh_per_m2_day[s][m], found = months[m].ghi_mean_kwh_per_m2_day;
            // A month's mean differs by some 13 % between years: four standard errors of thirty.
            CHECK(std::abs(found - stated) <= 0.10 * stated);
            if (stated == 0.0) CHECK(months[m].ghi_day_sd_kwh_per_m2_day == 0.0);
            fitted.ghi_mean_kwh_per_m2_day[s][m] = rounded(found);
            fitted.ghi_day_sd_kwh_per_m2_day[s][m] = rounded(months[m].ghi_day_sd_kwh_per_m2_day);
        }
    }
    const auto again = years_of(fitted, 2);
    for (std::size_t s = 0; s < 3; ++s) {
        const Months12 months = months_of(again, s);
        for (std::size_t m = 0; m < 12; ++m) {
            CAPTURE(sites.name[s]);
            CAPTURE(m + 1);
            const double mean = fitted.ghi_mean_kwh_per_m2_day[s][m], sd = fitted.ghi_day_sd_kwh_per_m2_day[s][m];
            CHECK(std::abs(months[m].ghi_mean_kwh_per_m2_day - mean) <= 0.10 * mean);
            CHECK(std::abs(months[m].ghi_day_sd_kwh_per_m2_day - sd) <= 0.15 * sd);
        }
    }
}

TEST_CASE("Irradiance of the far north stays below extraterrestrial irradiance, by day and by midnight sun") {
    const model::Sites sites = polar_sites();
    const auto years = years_of(sites, 3);
    int beyond = 0, midnight_sun = 0, dark_hours = 0;
    for (std::size_t s = 0; s < 3; ++s) {
        const auto& axis = years[0].axis;
        const auto course = profiles::sun_course(axis, sites.latitude_deg[s], sites.longitude_deg[s], std::nullopt);
        for (const auto& year : years)
            for (std::size_t t = 0; t < course.size(); ++t) {
                const auto& sun = course[t];
                const double most = sun.up_frac * sun.extraterrestrial_w_per_m2 * std::max(0.0, sun.direction.up);
                const double ghi = year.ghi_w_per_m2(t, s), dni = year.dni_w_per_m2(t, s),
                             dhi = year.dhi_w_per_m2(t, s);
                beyond += !(ghi >= 0.0 && ghi <= 1.001 * most + 1e-9 && dhi >= 0.0 && dhi <= ghi + 1e-9 && dni >= 0.0);
                dark_hours += sun.up_frac == 0.0 && ghi == 0.0;
                const auto civil = base::civil_time(axis.instant(static_cast<std::int64_t>(t)), kOffsetS);
                midnight_sun += s == 1 && civil.month == 6 && civil.hour == 0 && ghi > 0.0;
            }
    }
    CHECK(beyond == 0);
    CHECK(midnight_sun == 30 * kYears);
    CHECK(dark_hours > 10000);
}

TEST_CASE("Irradiation above that of the sun in a dark month is rejected by name; a sunny month is not dark") {
    model::Sites sites = polar_sites();
    sites.ghi_mean_kwh_per_m2_day[1][11] = 0.2;
    CHECK(complaint(sites) ==
          "climate.csv: ghi_mean_kwh_per_m2_day: found 0.2 (site 78 N, month 12), expected 0: the sun does not rise "
          "in this month, or next to it");
    sites = polar_sites();
    sites.ghi_mean_kwh_per_m2_day[0][0] = 0.2;  // outside the atmosphere: 0.11
    CHECK(complaint(sites).find("found 0.2 (site 67.85 N, month 1), expected less than 0.1") != std::string::npos);
    sites = polar_sites();
    sites.ghi_mean_kwh_per_m2_day[0][5] = 0.0;
    CHECK(complaint(sites).find("found 0 (site 67.85 N, month 6), expected more than 0: the sun shines") !=
          std::string::npos);
    sites = polar_sites();
    sites.ghi_mean_kwh_per_m2_day[0][5] = 9.0;
    CHECK(complaint(sites).find("found 9 (site 67.85 N, month 6), expected less than 8.0") != std::string::npos);
}

TEST_CASE("With a low sun, measured irradiation above Haurwitz's clear sky is reproduced") {
    model::Sites sites = polar_sites();
    sites.ghi_mean_kwh_per_m2_day[0][0] = 0.05;  // Haurwitz: 0.02; outside the atmosphere: 0.11
    sites.ghi_day_sd_kwh_per_m2_day[0][0] = 0.04;
    const Months12 months = months_of(years_of(sites, 4), 0);
    CHECK(months[0].ghi_mean_kwh_per_m2_day == doctest::Approx(0.05).epsilon(0.10));
}

TEST_CASE("The memory of a climate with dark months is fitted to the days with sun") {
    model::Sites sites;
    test::add_site(sites, "78 N", 78.0, 15.6, -20.0);
    sites.ghi_mean_kwh_per_m2_day[0] = polar_sites().ghi_mean_kwh_per_m2_day[1];
    // Spreads well above those from the change of the sun within a month alone.
    sites.ghi_day_sd_kwh_per_m2_day[0] = {0.0, 0.03, 0.45, 1.0, 1.5, 1.8, 1.6, 1.2, 0.65, 0.12, 0.0, 0.0};
    const auto fit = profiles::fit_climate(years_of(sites, 5), sites, kOffsetS);
    CHECK(fit.memory.clearness_memory_h == doctest::Approx(model::ClimateMemory{}.clearness_memory_h).epsilon(0.15));
    const std::vector<profiles::WeatherYear> one(1, years_of(sites, 5)[0]);
    const auto rough = profiles::fit_climate(one, sites, kOffsetS);  // one year: smoothed, but not a dark month
    CHECK(rough.sites.ghi_mean_kwh_per_m2_day[0][11] == 0.0);
    CHECK(rough.sites.ghi_mean_kwh_per_m2_day[0][5] == doctest::Approx(5.0).epsilon(0.3));
}
