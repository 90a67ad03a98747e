// Generated years one by one: all values are physical, a year does not depend on the other years generated, and an
// impossible climate is refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "profiles/generator/clearness_climate.hpp"
#include "weather_years.hpp"

using namespace decawatt;
using namespace decawatt::test;

TEST_CASE("all values are within physical limits") {
    const model::Sites sites = test::peninsula_sites();
    const profiles::ClearnessClimate sky(sites, model::SiteIndex{0}, axis_of(kYear), test::kKoreanOffsetS, 0.03);
    double highest_ratio = 0.0;
    int wrong = 0;
    for (const WeatherYear& w : many_years())
        for (std::size_t t = 0; t < 8760; ++t) {
            const double clear = sky.clear_ghi_w_per_m2(t), ghi = w.ghi_w_per_m2(t, 0),
                         rh = w.relative_humidity_frac(t, 0);
            const double dni = w.dni_w_per_m2(t, 0), dhi = w.dhi_w_per_m2(t, 0);
            if (clear > 1.0) highest_ratio = std::max(highest_ratio, ghi / clear);
            wrong += clear == 0.0 && ghi != 0.0;
            wrong += !(rh > 0.05 && rh < 1.0) || !(wind_10m(w)(t, 0) >= 0.0 && wind_10m(w)(t, 0) < 40.0);
            wrong += !(dhi >= 0.0 && dhi <= ghi + 1e-9) || !(dni >= 0.0 && dni < 1100.0) ||
                     !(std::abs(w.temperature_deg_c(t, 0)) < 50.0);
        }
    CHECK(wrong == 0);
    CHECK(highest_ratio <= 1.0 + 1e-12);
    CHECK(highest_ratio > 0.999);  // and clear skies do occur
    CHECK(many_years()[0].pressure_pa(0, 0) ==
          doctest::Approx(100295.0).epsilon(1e-3));  // 86 m of the standard atmosphere
    // Noon in Korea (12 h at +09:00) is light, midnight dark: the sign of the offset is right.
    CHECK(many_years()[0].ghi_w_per_m2(12, 0) > 0.0);
    CHECK(many_years()[0].ghi_w_per_m2(0, 0) == 0.0);
}

TEST_CASE("a sheltered mast does not cause storms at 100 m") {
    model::Sites sites;
    test::add_site(sites, "sheltered", 35.5, 129.3, 0.0);
    sites.wind_10m_mean_m_per_s[0].fill(1.9);
    sites.wind_10m_sd_m_per_s[0].fill(1.9);
    double highest = 0.0, sum = 0.0;
    for (int y = 1; y <= kYears; ++y) {
        const auto w = weather(y, kYear, sites);
        highest = std::max(highest, std::ranges::max(wind_100m(w).of(0)));
        sum += annual_mean(wind_100m(w).of(0));
    }
    CHECK(highest < 45.0);
    // 6.03 m/s: the table's months by their days; 4 %: four standard errors of 30 years that differ by 5 %.
    CHECK(sum / kYears == doctest::Approx(6.03).epsilon(0.04));
    CHECK(highest > 20.0);
}

TEST_CASE("a weather year is the same, alone or among others, on any calendar") {
    const WeatherYear alone = weather(57);
    (void)weather(56);
    const WeatherYear again = weather(57), other = weather(58), leap = weather(57, 2028);
    CHECK(std::ranges::equal(alone.temperature_deg_c.all(), again.temperature_deg_c.all()));
    CHECK(std::ranges::equal(alone.ghi_w_per_m2.all(), again.ghi_w_per_m2.all()));
    CHECK(std::ranges::equal(wind_100m(alone).all(), wind_100m(again).all()));
    CHECK(alone.temperature_deg_c(5000, 0) != other.temperature_deg_c(5000, 0));
    CHECK(leap.axis.count == 8784);
    CHECK(leap.temperature_deg_c.times() == 8784);
    CHECK(std::isfinite(leap.temperature_deg_c(8783, 3)));
    // The same hour of the year keeps its anomaly: by calendar only the seasonal mean differs, a day later after
    // February.
    double largest = 0.0;
    for (std::size_t t = 0; t < 8760; ++t)
        largest = std::max(largest, std::abs(alone.temperature_deg_c(t, 0) - leap.temperature_deg_c(t, 0)));
    CHECK(largest < 1.5);
    CHECK(largest > 0.0);
}

TEST_CASE("an appended site does not change the others") {
    model::Sites more = test::peninsula_sites();
    test::add_site(more, "island", 33.5, 126.5, 4.0);
    const WeatherYear four = weather(3), five = weather(3, kYear, more);
    for (std::size_t s = 0; s < 4; ++s) {
        CHECK(std::ranges::equal(four.temperature_deg_c.of(s), five.temperature_deg_c.of(s)));
        CHECK(std::ranges::equal(four.ghi_w_per_m2.of(s), five.ghi_w_per_m2.of(s)));
    }
}

TEST_CASE("the daily cycle follows solar time, not the study's time zone") {
    model::Sites sites;
    test::add_site(sites, "far west", 37.5, 126.6 - 180.0, 0.0);
    const WeatherYear w = weather(1, kYear, sites);
    double day = 0.0, night = 0.0;
    for (std::size_t t = 0; t < 8760; ++t) {
        if (t % kDayHours == 3) day += w.temperature_deg_c(t, 0);  // 3 h in Korea is mid-afternoon there
        if (t % kDayHours == 15) night += w.temperature_deg_c(t, 0);
    }
    CHECK((day - night) / 365.0 > 4.0);
    CHECK(w.ghi_w_per_m2(0, 0) > 0.0);
}

TEST_CASE("an impossible climate is rejected with its site") {
    model::Sites sites = test::peninsula_sites();
    sites.ghi_mean_kwh_per_m2_day[2][0] = 6.0;
    sites.ghi_day_sd_kwh_per_m2_day[2][5] = 5.0;
    try {
        (void)weather(1, kYear, sites);
        FAIL("expected an InputError");
    } catch (const base::InputError& error) {
        REQUIRE(error.faults.size() == 2);
        CHECK(error.faults[0].text().find("south west, month 1") != std::string::npos);
        CHECK(error.faults[1].field == "ghi_day_sd_kwh_per_m2_day");
    }
    sites.relative_humidity_mean_frac[1][3] = 55.0;
    sites.wind_10m_sd_m_per_s[0][3] = 0.0;
    try {
        (void)weather(1, kYear, sites);
        FAIL("expected an InputError");
    } catch (const base::InputError& error) {
        CHECK(error.faults.size() == 2);
    }
    CHECK_THROWS_AS(
        (void)profiles::generate_weather(sites, 1, 1, {.start_utc_s = 0, .step_s = 3600, .count = 24}, 0, {}),
        base::LogicError);
}
