// Real files of each source (tests/data/README.md says where they are from).
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/weather/sun_of_year.hpp"

using namespace decawatt;

namespace {
std::filesystem::path source_file(const char* name) {
    return std::filesystem::path(DECAWATT_SOURCE_DIR) / "tests/data/pvlib" / name;
}

double closure_rms(const io::WeatherReading& reading, int sun_offset_s) {
    const auto& w = reading.weather;
    const auto sun = profiles::sun_of_year(w.axis, reading.place, sun_offset_s);
    const double rms =
        profiles::closure_of(w.ghi_w_per_m2.of(0), w.dni_w_per_m2.of(0), w.dhi_w_per_m2.of(0), sun.cos_zenith)
            .rms_w_per_m2;
    MESSAGE("closure with the sun " << sun_offset_s << " s after the start: " << rms << " W/m2 rms");
    return rms;
}

void show(const io::WeatherReading& reading) {
    for (const std::string& note : reading.notes) MESSAGE(note);
}
}  // namespace

TEST_CASE("PVGIS: January of a typical year and of its EPW twin are the same") {
    const auto csv = source_file("tmy_45.000_8.000_2005_2023_january.csv"),
               epw = source_file("tmy_45.000_8.000_2005_2023_january.epw");
    const auto a = io::read_weather(csv, {.whole_year = false}), b = io::read_weather(epw, {.whole_year = false});
    show(a);
    show(b);
    CHECK(a.format == "pvgis-tmy");
    CHECK(b.format == "epw");
    CHECK(a.weather.axis.start_utc_s == b.weather.axis.start_utc_s);
    REQUIRE(a.weather.axis.count == 744);
    REQUIRE(b.weather.axis.count == 744);
    CHECK(*a.weather.sun_offset_s == 634);  // .1761 h
    CHECK(*b.weather.sun_offset_s == 634);  // 1 - .8239 h
    CHECK(base::format_utc(a.weather.axis.start_utc_s) == "2018-01-01T00:00:00Z");
    CHECK(a.weather.temperature_deg_c(0, 0) == 2.04);
    CHECK(a.weather.relative_humidity_frac(0, 0) == doctest::Approx(0.9438));
    CHECK(a.weather.wind[0].speed_m_per_s(0, 0) == 0.75);
    CHECK(a.weather.wind[0].direction_deg(0, 0) == 257.0);
    CHECK(a.weather.pressure_pa(0, 0) == 99870.0);
    // The three irradiances agree with the sun of the slot, not with that of the middle of the hour.
    CHECK(closure_rms(a, 634) < 1.0);
    CHECK(closure_rms(a, 1800) > 10.0);
    for (std::size_t t = 0; t < 744; ++t) {
        CAPTURE(t);
        REQUIRE(a.weather.temperature_deg_c(t, 0) == b.weather.temperature_deg_c(t, 0));
        REQUIRE(a.weather.ghi_w_per_m2(t, 0) == doctest::Approx(b.weather.ghi_w_per_m2(t, 0)));
        REQUIRE(a.weather.dni_w_per_m2(t, 0) == doctest::Approx(b.weather.dni_w_per_m2(t, 0)));
        REQUIRE(a.weather.dhi_w_per_m2(t, 0) == doctest::Approx(b.weather.dhi_w_per_m2(t, 0)));
        REQUIRE(a.weather.pressure_pa(t, 0) == b.weather.pressure_pa(t, 0));
        // The EPW has one digit of wind less.
        REQUIRE(std::abs(a.weather.wind[0].speed_m_per_s(t, 0) - b.weather.wind[0].speed_m_per_s(t, 0)) < 0.0501);
    }
}

TEST_CASE("NSRDB: a table of half hours, whose sun is that of the place given") {
    const auto file = source_file("test_psm4_2023_january.csv");
    CHECK_THROWS_AS((void)io::read_weather(file, {.whole_year = false}), base::InputError);
    // The place of pvlib's test data for NSRDB PSM version 4.
    io::WeatherRequest request{.latitude_deg = 40.5137,
                               .longitude_deg = -108.5449,
                               .elevation_m = 2100.0,
                               .utc_offset_s = -7 * 3600,
                               .whole_year = false};
    const auto reading = io::read_weather(file, request);
    show(reading);
    CHECK(reading.weather.axis.count == 31 * 48);
    CHECK(reading.weather.axis.step_s == 1800);
    CHECK(base::format_utc(reading.weather.axis.start_utc_s) == "2023-01-01T07:00:00Z");
    CHECK(reading.weather.temperature_deg_c(1, 0) == -1.1);
    CHECK(reading.weather.pressure_pa(3, 0) == 77900.0);
    CHECK(closure_rms(reading, 0) < 0.5);
    CHECK(closure_rms(reading, 900) > 10.0);
    request.utc_offset_s = -6 * 3600;  // an hour off: the file's own zenith gives it away
    CHECK_THROWS_AS((void)io::read_weather(file, request), base::InputError);
}

TEST_CASE("PVGIS hourly on a tilted plane is refused") {
    const auto file = source_file("pvgis_hourly_Timeseries_45.000_8.000_SA_30deg_0deg_2016_2016.csv");
    try {
        (void)io::read_weather(file, {.whole_year = false});
        FAIL("was read");
    } catch (const base::InputError& error) {
        CHECK(std::string(error.what()).find("tilted plane") != std::string::npos);
        CHECK(error.faults.at(0).row == 7);
    }
}

TEST_CASE("PVWatts: needs the time zone, then reads") {
    const auto file = source_file("pvwatts_8760_rackmount.csv");
    CHECK_THROWS_AS((void)io::read_weather(file, {}), base::InputError);
    const auto reading = io::read_weather(file, {.utc_offset_s = -7 * 3600});
    show(reading);
    CHECK(reading.place.longitude_deg == -105.18);
    CHECK(reading.weather.axis.count == 8760);
    CHECK(reading.weather.dni_w_per_m2(10, 0) == 331.0);
}
