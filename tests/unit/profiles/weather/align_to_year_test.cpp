#include <doctest/doctest.h>

#include "base/error.hpp"
#include "profiles/weather/align_to_year.hpp"

using namespace decawatt;

namespace {
constexpr int kSeoulS = 9 * 3600;

// Temperature is the number of the step, so that the source of each target hour is known.
profiles::WeatherYear numbered(const base::TimeAxis& axis) {
    profiles::WeatherYear weather;
    weather.axis = axis;
    const auto count = static_cast<std::size_t>(axis.count);
    weather.temperature_deg_c = base::Series(count, 2);
    weather.wind.push_back({10.0, base::Series(count, 2, 5.0), base::Series(count, 2)});
    for (std::size_t t = 0; t < count; ++t) {
        weather.temperature_deg_c(t, 0) = static_cast<double>(t);
        weather.temperature_deg_c(t, 1) = -static_cast<double>(t);
        weather.wind[0].direction_deg(t, 0) = t % 2 == 0 ? 350.0 : 20.0;
    }
    return weather;
}
}  // namespace

TEST_CASE("a year with the same offset is mapped hour by hour") {
    const auto laid =
        profiles::align_to_year(numbered(base::year_axis(2019, kSeoulS, 3600)), base::year_axis(2026, kSeoulS, 3600));
    CHECK(laid.notes.empty());
    CHECK(laid.weather.axis.start_utc_s == base::utc_of_date(2026, 1, 1, kSeoulS));
    REQUIRE(laid.weather.temperature_deg_c.times() == 8760);
    for (std::size_t t = 0; t < 8760; ++t) REQUIRE(laid.weather.temperature_deg_c(t, 0) == static_cast<double>(t));
    CHECK(laid.weather.temperature_deg_c(100, 1) == -100.0);
    CHECK(!laid.weather.sun_offset_s.has_value());
    CHECK(laid.weather.ghi_w_per_m2.empty());
}

TEST_CASE("a year in UTC on a Korean year: the first nine hours are the file's last") {
    const auto laid =
        profiles::align_to_year(numbered(base::year_axis(2019, 0, 3600)), base::year_axis(2026, kSeoulS, 3600));
    // 2025-12-31T15:00Z takes 2019-12-31T15:00Z, the ninth hour before the end.
    CHECK(laid.weather.temperature_deg_c(0, 0) == 8751.0);
    CHECK(laid.weather.temperature_deg_c(8, 0) == 8759.0);
    CHECK(laid.weather.temperature_deg_c(9, 0) == 0.0);
    CHECK(laid.weather.temperature_deg_c(8759, 0) == 8750.0);
    REQUIRE(laid.notes.size() == 1);
    CHECK(laid.notes[0].find("9 h are taken from the other end of the file") != std::string::npos);
}

TEST_CASE("29 February repeats the 28th, or is dropped") {
    const std::size_t day_28 = 58 * 24, day_29 = 59 * 24;
    const auto longer =
        profiles::align_to_year(numbered(base::year_axis(2019, 0, 3600)), base::year_axis(2028, 0, 3600));
    CHECK(longer.weather.temperature_deg_c.times() == 8784);
    CHECK(longer.weather.temperature_deg_c(day_29 + 5, 0) == static_cast<double>(day_28 + 5));
    CHECK(longer.weather.temperature_deg_c(day_29 + 24, 0) == static_cast<double>(day_29));  // 1 March
    CHECK(longer.weather.temperature_deg_c(8783, 0) == 8759.0);
    REQUIRE(longer.notes.size() == 1);
    CHECK(longer.notes[0].find("repeats 28 February") != std::string::npos);

    const auto shorter =
        profiles::align_to_year(numbered(base::year_axis(2020, 0, 3600)), base::year_axis(2027, 0, 3600));
    CHECK(shorter.weather.temperature_deg_c.times() == 8760);
    CHECK(shorter.weather.temperature_deg_c(day_29 - 1, 0) == static_cast<double>(day_29 - 1));
    CHECK(shorter.weather.temperature_deg_c(day_29, 0) == static_cast<double>(day_29 + 24));
    REQUIRE(shorter.notes.size() == 1);
    CHECK(shorter.notes[0].find("dropped") != std::string::npos);

    const auto same =
        profiles::align_to_year(numbered(base::year_axis(2020, kSeoulS, 3600)), base::year_axis(2028, kSeoulS, 3600));
    CHECK(same.notes.empty());
    for (std::size_t t = 0; t < 8784; ++t) REQUIRE(same.weather.temperature_deg_c(t, 0) == static_cast<double>(t));
}

TEST_CASE("half hours are averaged, directions around north, instants stay instants") {
    auto half_hours = numbered(base::year_axis(2019, 0, 1800));
    half_hours.sun_offset_s = 0;  // snapshots at hh:00 and hh:30
    const auto laid = profiles::align_to_year(half_hours, base::year_axis(2026, 0, 3600));
    CHECK(laid.weather.temperature_deg_c(0, 0) == 0.5);
    CHECK(laid.weather.temperature_deg_c(8759, 0) == 17518.5);
    CHECK(laid.weather.wind[0].direction_deg(3, 0) == doctest::Approx(5.0));  // between 350 and 20
    CHECK(*laid.weather.sun_offset_s == 900);                                 // halfway between the two

    auto hours = numbered(base::year_axis(2019, 0, 3600));
    hours.sun_offset_s = 634;
    CHECK(*profiles::align_to_year(hours, base::year_axis(2026, 0, 3600)).weather.sun_offset_s == 634);
}

TEST_CASE("series that are not a year are rejected") {
    auto weather = numbered(base::year_axis(2019, 0, 3600));
    const auto target = base::year_axis(2026, 0, 3600);
    CHECK_THROWS_AS((void)profiles::align_to_year(weather, base::year_axis(2026, 0, 1800)), base::LogicError);
    CHECK_THROWS_AS((void)profiles::align_to_year(weather, base::year_axis(2026, 20700, 3600)), base::LogicError);
    weather.axis.count = 8000;
    CHECK_THROWS_AS((void)profiles::align_to_year(weather, target), base::LogicError);
}
