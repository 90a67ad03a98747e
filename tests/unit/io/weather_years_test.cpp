// Whole years, several years and typical years; a mast, and a place that replaces that of the file.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/sun/sun_position.hpp"
#include "profiles/wind/wind_power.hpp"
#include "unit/io/weather_samples.hpp"
#include "weather_formats.hpp"

using namespace decawatt;
using namespace decawatt::tests::weather_formats;

TEST_CASE("whole years: 8,760 and 8,784 hours, with and without a leap day") {
    const auto whole = [](int year, int days) {
        return read(test::sample_file("sam", {.year = year, .days = days}), {}).weather.axis;
    };
    CHECK(whole(2019, 365).count == 8760);
    CHECK(whole(2020, 366).count == 8784);
    CHECK_THROWS_AS((void)whole(2019, 364), base::InputError);
    CHECK_THROWS_AS((void)whole(2020, 365), base::InputError);  // ends a day before the year

    // A leap year whose 29 February was dropped is labelled with the year before.
    std::string text = test::sample_file("sam", {.year = 2020, .days = 366});
    const auto from = text.find("2020,2,29,0,"), to = text.find("2020,3,1,0,");
    text.erase(from, to - from);
    const auto reading = read(text, {});
    CHECK(reading.weather.axis.count == 8760);
    CHECK(base::format_utc(reading.weather.axis.start_utc_s) == "2018-12-31T15:00:00Z");
    CHECK(has_note(reading, "29 February 2020 is missing"));
}

TEST_CASE("several years: one must be chosen") {
    std::string text = test::sample_file("sam", {.year = 2018, .days = 365});
    const std::string next = test::sample_file("sam", {.year = 2019, .days = 365});
    text += next.substr(next.find("2019,1,1,0"));
    CHECK_THROWS_AS((void)read(text, {}), base::InputError);
    const auto reading = read(text, {.year = 2019});
    CHECK(reading.weather.axis.start_utc_s == base::utc_of_date(2019, 1, 1, 9 * 3600));
    CHECK(reading.weather.axis.count == 8760);
}

TEST_CASE("a typical year of spliced months becomes one year in order") {
    std::string text = test::sample_file("sam", {.year = 2019, .days = 365});
    const auto june = text.find("2019,6,1,0,"), july = text.find("2019,7,1,0,");
    for (auto place = june; place < july; place = text.find('\n', place) + 1) text.replace(place, 4, "2007");
    const auto reading = read(text, {});
    CHECK(reading.weather.axis.count == 8760);
    CHECK(has_note(reading, "May 2019, Jun 2007, Jul 2019"));
    text.replace(text.find("2007,6,9,3,"), 4, "2008");  // one row of another year
    const auto faults = faults_of(text, {});
    REQUIRE(!faults.empty());
    CHECK(faults[0].field == "year");
    CHECK(faults[0].row == 3 + 1 + (151 + 8) * 24 + 3);
}

TEST_CASE("SRW: temperature and pressure of a mast are reproduced at hub height") {
    // 100 m alone, as in files made for wind: 10 degrees and 0.98 atm there.
    std::string text = "1,x,y,z,2019,37.5,127.0,50,1,24\nmade up\nTemperature,Pressure,Speed\nC,atm,m/s\n100,100,100\n";
    for (int hour = 0; hour < 24; ++hour) text += "10,0.98,8\n";
    const auto reading = read(text, {.whole_year = false});
    CHECK(reading.weather.temperature_deg_c(5, 0) == doctest::Approx(10.0 + 0.0065 * 98.0));
    CHECK(reading.weather.pressure_pa(5, 0) == doctest::Approx(0.98 * 101325.0 + 1250.0));
    model::Turbines turbine;
    turbine.hub_height_m = {100.0};
    turbine.loss_frac = turbine.smoothing_sd_m_per_s = {0.0};
    turbine.availability_frac = turbine.wake_efficiency_frac = turbine.resource_factor = {1.0};
    turbine.curve_wind_m_per_s = {{3.0, 12.0}};
    turbine.curve_frac = {{0.0, 1.0}};
    const profiles::WindFarm farm(turbine, model::TurbineIndex{0});
    const auto trace = profiles::wind_trace(reading.weather, model::SiteIndex{0}, farm);
    CHECK(trace.air_density_kg_per_m3[5] == doctest::Approx(0.98 * 101325.0 / (287.058 * 283.15)).epsilon(1e-9));
    CHECK(std::ranges::count_if(reading.notes, [](const std::string& note) {
              return note.find("adjusted to") != std::string::npos;
          }) == 2);
}

TEST_CASE("A location that replaces the file's determines sun and time zone; rows in UTC are not changed") {
    const test::SampleSpan span{.days = 3};
    const io::WeatherRequest here{.latitude_deg = 35.1,
                                  .longitude_deg = 21.9,
                                  .elevation_m = 30.0,
                                  .utc_offset_s = 2 * 3600,
                                  .replaces_place = true,
                                  .whole_year = false};
    const auto sam = io::read_weather_bytes("x", test::sample_file("sam", span), here);
    CHECK(sam.place.longitude_deg == 21.9);
    CHECK(sam.place.elevation_m == 30.0);
    CHECK(base::format_utc(sam.weather.axis.start_utc_s) == "2018-12-31T22:00:00Z");
    CHECK(std::ranges::count(sam.notes,
                             "the given place, 35.1,21.9,30,+02:00, is used instead of "
                             "35.1,126.9,70,+09:00 of the file") == 1);
    const io::WeatherRequest zone{.utc_offset_s = 9 * 3600, .replaces_place = true, .whole_year = false};
    const auto pvgis = io::read_weather_bytes("x", test::sample_file("pvgis-tmy", span), zone);
    CHECK(pvgis.place.utc_offset_s == 9 * 3600);
    CHECK(base::format_utc(pvgis.weather.axis.start_utc_s) == "2019-01-01T00:00:00Z");
}
