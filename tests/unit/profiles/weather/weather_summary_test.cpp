#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/weather_summary.hpp"

using namespace decawatt;

namespace {
constexpr profiles::Place kPlace{"", 35.1, 126.9, 70.0, 9 * 3600};

profiles::WeatherYear plain_year() {
    profiles::WeatherYear weather;
    weather.axis = base::year_axis(2019, kPlace.utc_offset_s, 3600);
    weather.temperature_deg_c = base::Series(8760, 1, 10.0);
    weather.pressure_pa = base::Series(8760, 1, 1e5);
    weather.ghi_w_per_m2 = base::Series(8760, 1, 100.0);
    weather.wind.push_back({10.0, base::Series(8760, 1, 4.0), {}});
    return weather;
}
}  // namespace

TEST_CASE("months are those of the place's own time") {
    auto weather = plain_year();
    for (std::size_t t = 0; t < 744; ++t) weather.temperature_deg_c(t, 0) = t % 2 == 0 ? -2.0 : 22.0;
    const auto summary = profiles::summarise(weather, 0, kPlace);
    const auto& january = summary.months[0];
    CHECK(january.hours == 744.0);
    CHECK(january.temperature_deg_c->mean == doctest::Approx(10.0));
    CHECK(january.temperature_deg_c->standard_deviation == doctest::Approx(12.0));
    CHECK(january.temperature_deg_c->least == -2.0);
    CHECK(january.temperature_deg_c->most == 22.0);
    CHECK(january.heating_degree_h == doctest::Approx(372.0 * 20.0));
    CHECK(january.cooling_degree_h == doctest::Approx(372.0 * 4.0));
    CHECK(summary.months[1].temperature_deg_c->standard_deviation == 0.0);
    CHECK(summary.months[1].ghi_kwh_per_m2 == doctest::Approx(672 * 0.1));
    CHECK(summary.year.ghi_kwh_per_m2 == doctest::Approx(876.0));
    CHECK(summary.year.hours == 8760.0);
    CHECK(!summary.year.relative_humidity_frac.has_value());
    CHECK(!summary.year.dni_kwh_per_m2.has_value());
    CHECK(!summary.closure.has_value());
    CHECK(!summary.ghi_lag1.has_value());               // constant
    CHECK(!summary.wind[0].weibull_shape.has_value());  // constant
    CHECK(*summary.temperature_lag1 == doctest::Approx(-743.0 / 744.0));
}

TEST_CASE("a sample of a Weibull distribution gives its parameters back") {
    constexpr double kShape = 2.1, kScale = 7.3;
    auto weather = plain_year();
    for (std::size_t t = 0; t < 8760; ++t)  // quantiles at mid-ranks: the distribution itself, but for its far tail
        weather.wind[0].speed_m_per_s(t, 0) =
            kScale * std::pow(-std::log(1.0 - (static_cast<double>(t) + 0.5) / 8760.0), 1.0 / kShape);
    const auto summary = profiles::summarise(weather, 0, kPlace);
    CHECK(*summary.wind[0].weibull_shape == doctest::Approx(kShape).epsilon(0.002));
    CHECK(*summary.wind[0].weibull_scale_m_per_s == doctest::Approx(kScale).epsilon(0.001));
    CHECK(summary.wind[0].mean_m_per_s == doctest::Approx(kScale * std::tgamma(1.0 + 1.0 / kShape)).epsilon(0.001));
}

TEST_CASE("a sine of period P has the lag-1 correlation cos(2 pi / P)") {
    auto weather = plain_year();
    for (std::size_t t = 0; t < 8760; ++t)
        weather.temperature_deg_c(t, 0) = 10.0 + 5.0 * std::sin(2.0 * std::numbers::pi * static_cast<double>(t) / 24.0);
    const double lag1 = *profiles::summarise(weather, 0, kPlace).temperature_lag1;
    CHECK(lag1 ==
          doctest::Approx(std::cos(2.0 * std::numbers::pi / 24.0)).epsilon(0.0002));  // one product in 8,760 less
}

TEST_CASE("irradiance that closes closes, and an excess of 10 W/m2 is seen") {
    auto weather = plain_year();
    const auto sun = profiles::sun_of_year(weather.axis, kPlace, std::nullopt);
    weather.dni_w_per_m2 = base::Series(8760, 1, 300.0);
    weather.dhi_w_per_m2 = base::Series(8760, 1, 50.0);
    for (std::size_t t = 0; t < 8760; ++t) weather.ghi_w_per_m2(t, 0) = 300.0 * sun.cos_zenith[t] + 60.0;
    const auto closure = *profiles::summarise(weather, 0, kPlace).closure;
    CHECK(closure.mean_w_per_m2 == doctest::Approx(10.0));
    CHECK(closure.rms_w_per_m2 == doctest::Approx(10.0));
    CHECK(closure.count > 3800);  // half of the year's hours, less those with a low sun
    CHECK(closure.count < 4380);
    weather.sun_offset_s = 0;  // the sun of the hour's start: earlier in the morning, higher after noon
    CHECK(profiles::summarise(weather, 0, kPlace).closure->rms_w_per_m2 > 20.0);
}
