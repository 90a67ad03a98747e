// Monthly statistics, against numbers by hand.
#include "profiles/weather/month_statistics.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using profiles::MonthGatherer;

namespace {

// Three days from 31 January, local time nine hours ahead: the first of one month, two of the next.
profiles::WeatherYear three_days() {
    const base::Series blank(72, 1);
    profiles::WeatherYear weather{.axis = {base::utc_of_date(2027, 1, 31, 32400), 3600, 72},
                                  .temperature_deg_c = blank,
                                  .relative_humidity_frac = blank,
                                  .ghi_w_per_m2 = blank,
                                  .dni_w_per_m2 = blank,
                                  .dhi_w_per_m2 = {},
                                  .pressure_pa = blank,
                                  .wind = {{10.0, blank, {}}, {40.0, blank, {}}},
                                  .albedo_frac = {},
                                  .snow_depth_m = {},
                                  .sun_offset_s = {}};
    for (std::size_t t = 0; t < 72; ++t) {
        const auto day = static_cast<double>(t / 24);
        weather.temperature_deg_c(t, 0) = 10.0 * day + (t % 24 < 12 ? -2.0 : 2.0);  // daily means 0, 10, 20
        weather.relative_humidity_frac(t, 0) = 0.5;
        weather.ghi_w_per_m2(t, 0) = t % 24 < 10 ? 100.0 * day : 0.0;  // 0, 1, 2 kWh
        weather.wind[0].speed_m_per_s(t, 0) = t % 2 == 0 ? 4.0 : 6.0;
        weather.wind[1].speed_m_per_s(t, 0) = t % 2 == 0 ? 8.0 : 12.0;  // twice at four times the height: exponent 1/2
    }
    return weather;
}

}  // namespace

TEST_CASE("Statistics of days at local time") {
    MonthGatherer gatherer({10.0, 90.0}, 1.0 / 7.0);
    gatherer.add(three_days(), 0, 32400);
    const auto months = gatherer.months();
    CHECK(months[0].days == 1);
    CHECK(months[1].days == 2);
    CHECK(months[2].days == 0);
    CHECK(months[1].temperature_mean_deg_c == doctest::Approx(15.0));
    CHECK(months[1].temperature_least_deg_c == 8.0);
    CHECK(months[1].temperature_most_deg_c == 22.0);
    CHECK(months[1].temperature_day_sd_deg_c == doctest::Approx(std::sqrt(50.0)));  // of 10 and 20
    CHECK(months[1].temperature_diurnal_range_deg_c == doctest::Approx(4.0));
    CHECK(months[1].relative_humidity_mean_frac == doctest::Approx(0.5));
    CHECK(months[1].ghi_mean_kwh_per_m2_day == doctest::Approx(1.5));
    CHECK(months[1].ghi_day_sd_kwh_per_m2_day == doctest::Approx(std::sqrt(0.5)));
    CHECK(std::isnan(months[1].dhi_mean_kwh_per_m2_day));  // the weather has none
    REQUIRE(months[1].wind.size() == 2);
    CHECK(months[1].wind[0].mean_m_per_s == doctest::Approx(5.0));
    CHECK(months[1].wind[0].sd_m_per_s == doctest::Approx(std::sqrt(48.0 / 47.0)));
    CHECK(months[1].wind[1].mean_m_per_s == doctest::Approx(15.0));  // 10 (90 / 40)^(1/2)
    CHECK(months[1].wind[0].weibull_shape > 5.0);
    CHECK(months[1].wind[0].weibull_scale_m_per_s > 5.0);
}

TEST_CASE("Only whole days count, and years count together") {
    profiles::WeatherYear weather = three_days();
    MonthGatherer shifted({10.0}, 1.0 / 7.0);
    shifted.add(weather, 0, 0);  // at UTC: two whole days, 31 January 0:00 is nine hours in
    CHECK(shifted.months()[0].days + shifted.months()[1].days == 2);
    MonthGatherer twice({10.0}, 1.0 / 7.0);
    twice.add(weather, 0, 32400);
    weather.axis.start_utc_s = base::utc_of_date(2028, 1, 31, 32400);
    for (std::size_t t = 0; t < 72; ++t) weather.temperature_deg_c(t, 0) += 10.0;
    twice.add(weather, 0, 32400);
    CHECK(twice.months()[1].days == 4);
    CHECK(twice.months()[1].temperature_mean_deg_c == doctest::Approx(20.0));
    CHECK(twice.months()[1].temperature_day_sd_deg_c == doctest::Approx(std::sqrt(200.0 / 3.0)));  // 10 20 20 30
}

TEST_CASE("Wind at one height follows the exponent that is stated") {
    profiles::WeatherYear weather = three_days();
    weather.wind.resize(1);
    const auto first = [](const profiles::WeatherYear& of, double height_m, double shear) {
        return profiles::wind_at_height(of, 0, height_m, shear).at(0).speed_m_per_s;
    };
    CHECK(first(weather, 10.0, 0.5) == 4.0);
    CHECK(first(weather, 40.0, 0.5) == doctest::Approx(8.0));
    CHECK(first(three_days(), 20.0, 0.1) == doctest::Approx(4.0 * std::sqrt(2.0)));
}

TEST_CASE("The parameters of a Weibull distribution are recovered from a sample") {
    constexpr double kShape = 2.1, kScale = 7.3;
    constexpr std::size_t kHours = 744;  // of January
    const base::Series blank(kHours, 1);
    profiles::WeatherYear weather = three_days();
    weather.axis = {base::utc_of_date(2027, 1, 1, 0), 3600, static_cast<std::int64_t>(kHours)};
    weather.temperature_deg_c = weather.relative_humidity_frac = blank;
    weather.ghi_w_per_m2 = weather.dni_w_per_m2 = weather.pressure_pa = blank;
    weather.wind = {{10.0, blank, {}}};
    for (std::size_t t = 0; t < kHours; ++t)  // quantiles at mid-ranks: the distribution itself, but for its far tail
        weather.wind[0].speed_m_per_s(t, 0) =
            kScale * std::pow(-std::log(1.0 - (static_cast<double>(t) + 0.5) / kHours), 1.0 / kShape);
    MonthGatherer gatherer({10.0}, 0.0);
    gatherer.add(weather, 0, 0);
    const profiles::WindStatistics wind = gatherer.months()[0].wind[0];
    CHECK(wind.weibull_shape == doctest::Approx(kShape).epsilon(0.01));
    CHECK(wind.weibull_scale_m_per_s == doctest::Approx(kScale).epsilon(0.002));
}
