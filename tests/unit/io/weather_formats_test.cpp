// Every format gives back the weather it was written from: the same hours, units and sun.
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

TEST_CASE("every format is read correctly") {
    for (const std::string& format : test::sample_formats()) {
        CAPTURE(format);
        const auto reading = read(test::sample_file(format, {}), few_days());
        CHECK(reading.format == format);
        const auto& w = reading.weather;
        CHECK(w.axis.count == 72);
        CHECK(w.axis.step_s == 3600);
        const bool utc = format.starts_with("pvgis") || format == "nasa-power";
        const int year = format == "pvwatts" ? 2001 : 2019;
        CHECK(w.axis.start_utc_s == base::utc_of_date(year, 1, 1, utc ? 0 : 9 * 3600));
        CHECK(reading.place.utc_offset_s == (utc ? 0 : 9 * 3600));
        CHECK(reading.place.latitude_deg == doctest::Approx(35.1));
        CHECK(reading.place.longitude_deg == doctest::Approx(126.9));
        CHECK(reading.place.elevation_m == doctest::Approx(70.0));
        for (std::size_t t = 0; t < 72; ++t) {
            CAPTURE(t);
            // Samples of PVWatts are written for 2019 and name no year.
            const auto truth = test::sample_hour(w.axis.instant(static_cast<std::int64_t>(t)) +
                                                 base::utc_of_date(2019, 1, 1, 0) - base::utc_of_date(year, 1, 1, 0));
            CHECK(std::abs(w.temperature_deg_c(t, 0) - truth.temperature_deg_c) < 0.0051);
            CHECK(std::abs(w.wind[0].speed_m_per_s(t, 0) - truth.wind_m_per_s) < 0.0051);
            if (!w.wind[0].direction_deg.empty())
                CHECK(std::abs(w.wind[0].direction_deg(t, 0) - truth.wind_deg) < 0.051);
            if (!w.relative_humidity_frac.empty())
                CHECK(std::abs(w.relative_humidity_frac(t, 0) - truth.relative_humidity_frac) < 0.000051);
            if (format != "pvgis-hourly" && format != "pvwatts")
                CHECK(std::abs(w.pressure_pa(t, 0) - truth.pressure_pa) < 0.06);
            if (format != "srw" && format != "pvwatts") check_irradiance(reading, t);
        }
        CHECK(w.relative_humidity_frac.empty() == (format == "srw" || format == "pvwatts" || format == "pvgis-hourly"));
        CHECK(w.ghi_w_per_m2.empty() == (format == "srw"));
        const std::size_t levels = format == "srw" || format == "nasa-power" ? 2 : 1;
        CHECK(w.wind.size() == levels);
    }
}

TEST_CASE("instantaneous irradiance is marked as such") {
    const auto offset = [](const char* format, int step_s) {
        return read(test::sample_file(format, {.step_s = step_s}), few_days()).weather.sun_offset_s;
    };
    CHECK(offset("pvgis-tmy", 3600) == 600);
    CHECK(offset("pvgis-hourly", 3600) == 600);
    CHECK(offset("psm", 3600) == 1800);  // labelled hh:30
    CHECK(offset("psm", 1800) == 0);     // labelled hh:00 and hh:30
    CHECK(!offset("epw", 3600).has_value());
    CHECK(!offset("sam", 3600).has_value());
}

TEST_CASE("steps below the hour are kept") {
    for (const char* format : {"epw", "psm", "psm-table", "sam", "srw"})
        for (const int step_s : {900, 1800}) {
            CAPTURE(format);
            CAPTURE(step_s);
            const auto reading = read(test::sample_file(format, {.step_s = step_s}), few_days());
            CHECK(reading.weather.axis.step_s == step_s);
            CHECK(reading.weather.axis.count == 3 * 86400 / step_s);
            CHECK(reading.weather.axis.start_utc_s == base::utc_of_date(2019, 1, 1, 9 * 3600));
            const auto truth = test::sample_hour(reading.weather.axis.instant(7));
            CHECK(std::abs(reading.weather.temperature_deg_c(7, 0) - truth.temperature_deg_c) < 0.0051);
        }
}

TEST_CASE("a time zone of +05:45 is kept to the minute") {
    profiles::Location place = test::kSamplePlace;
    place.longitude_deg = 85.3;
    place.utc_offset_s = 20700;
    std::string text = test::sample_file("psm", {.place = place});
    const auto reading = read(text, {.whole_year = false});
    CHECK(reading.place.utc_offset_s == 20700);
    CHECK(base::format_utc(reading.weather.axis.start_utc_s) == "2018-12-31T18:15:00Z");
}

TEST_CASE("EPW: the first row of a year in Amsterdam") {
    // Physical quantities of the first hour of a public typical year (1995-01-01, 5.1 degrees, 79 %, 100,100 Pa, 6.7
    // m/s from 340 degrees, UTC+1); the other rows are made up.
    std::string text =
        "LOCATION,AMSTERDAM,-,NLD,IWEC Data,062400,52.30,4.77,1.0,-2.0\nDESIGN CONDITIONS,0\nTYPICAL/EXTREME "
        "PERIODS,0\nGROUND TEMPERATURES,0\nHOLIDAYS/DAYLIGHT SAVING,No,3/26,9/24,0\nCOMMENTS 1,x\nCOMMENTS 2,y\nDATA "
        "PERIODS,1,1,Data,Sunday,01/01,1/1/1995\n";
    for (int hour = 1; hour <= 24; ++hour)
        text += "1995,1,1," + std::to_string(hour) + ",60,C9C9,5.1,1.8,79,100100,0,1415,317," +
                (hour == 12 ? "60,0,60" : "0,0,0") + ",0,0,0,0,340,6.7,9,9,9,9,9,999999999,0,0.0320,0,88\n";
    const auto reading = read(text, {.whole_year = false});
    CHECK(reading.place.name == "AMSTERDAM");
    CHECK(reading.place.latitude_deg == 52.3);
    CHECK(reading.place.elevation_m == -2.0);
    CHECK(base::format_utc(reading.weather.axis.start_utc_s) == "1994-12-31T23:00:00Z");
    CHECK(reading.weather.temperature_deg_c(0, 0) == 5.1);
    CHECK(reading.weather.relative_humidity_frac(0, 0) == doctest::Approx(0.79));
    CHECK(reading.weather.pressure_pa(0, 0) == 100100.0);
    CHECK(reading.weather.wind[0].speed_m_per_s(0, 0) == 6.7);
    CHECK(reading.weather.wind[0].direction_deg(0, 0) == 340.0);
    CHECK(has_note(reading, "daylight saving from 3/26"));
}

TEST_CASE("missing codes, each of its format") {
    struct Case {
        const char *format, *row;  // how the row begins
        int column;                // from 0
        const char *code, *note;
    };
    for (const Case& c :
         {Case{"epw", "2019,1,1,5,", 6, "99.9", "dry bulb (column 7): 1 values interpolated"},
          Case{"epw", "2019,1,1,5,", 8, "999", "1 values derived from the dew point"},
          Case{"epw", "2019,1,1,5,", 9, "999999", "pressure (column 10): 1 values interpolated"},
          Case{"epw", "2019,1,1,12,", 13, "9999", "GHI: 1 values computed"},
          Case{"epw", "2019,1,1,12,", 14, "9999", "DNI: 1 values computed"},
          Case{"epw", "2019,1,1,5,", 20, "999", "wind direction (column 21): 1 values interpolated"},
          Case{"epw", "2019,1,1,5,", 21, "999", "wind speed (column 22): 1 values interpolated"},
          Case{"tmy3", "01/01/2019,05:00,", 7, "-9900", "Dry-bulb (C) (column 8): 1 values interpolated"},
          Case{"psm", "2019,1,1,5,", 16, "", "wind speed at 10 m"},
          Case{"sam", "2019,1,1,5,", 8, "-999", "Tdry (column 9): 1 values interpolated"},
          Case{"nasa-power", "2019,1,1,5,", 14, "-999", "WD50M (column 15): 1 values interpolated"},
          Case{"pvgis-tmy", "20190101:0500,", 1, "NaN", "T2m (column 2): 1 values interpolated"}}) {
        CAPTURE(c.format);
        CAPTURE(c.column);
        std::string text = test::sample_file(c.format, {});
        auto from = text.find(std::string("\n") + c.row) + 1;
        for (int column = 0; column < c.column; ++column) from = text.find(',', from) + 1;
        text.replace(from, text.find_first_of(",\n", from) - from, c.code);
        CHECK(has_note(read(text, few_days()), c.note));
    }
}

TEST_CASE("semicolons, UTF-16, empty files: reported with the line") {
    const std::string text = test::sample_file("psm", {});
    std::string semicolons = text;
    std::ranges::replace(semicolons, ',', ';');
    CHECK(!faults_of(semicolons, few_days()).empty());
    std::string wide = "\xFF\xFE";
    for (const char c : text) wide += c, wide += '\0';
    REQUIRE(faults_of(wide, few_days()).size() == 1);
    CHECK(faults_of(wide, few_days())[0].found == "UTF-16");
    CHECK(faults_of("", few_days())[0].found == "an empty file");
    CHECK(faults_of("hello\nworld\n", few_days())[0].field == "format");
    const auto bad = faults_of(replaced(text, "2019,1,1,5,30,", "2019,1,1,5,30,abc"), few_days());
    REQUIRE(bad.size() == 1);
    CHECK(bad[0].row == 9);  // two rows of metadata, the header, hours 0 to 4
    CHECK(bad[0].field == "Temperature (column 6)");
}

TEST_CASE("a place name in Latin-1 is read as such") {
    const auto reading = read(replaced(test::sample_file("epw", {}), "Sampleville",
                                       "Montr\xE9"
                                       "al"),
                              few_days());
    CHECK(reading.place.name ==
          "Montr\xC3\xA9"
          "al");
    CHECK(has_note(reading, "Latin-1"));
}

TEST_CASE("SAM: hours from 1 to 24 end their hour") {
    std::string text =
        "Latitude,Longitude,Time Zone,Elevation\n35.1,126.9,9,70\nYear,Month,Day,Hour,GHI,Tdry,RH,Wspd\n";
    for (int day = 1; day <= 2; ++day)
        for (int hour = 1; hour <= 24; ++hour)
            text += "2019,1," + std::to_string(day) + "," + std::to_string(hour) + (hour == 13 ? ",300," : ",0,") +
                    std::to_string(hour) + ",50,2\n";
    const auto reading = read(text, few_days());
    CHECK(base::format_utc(reading.weather.axis.start_utc_s) == "2018-12-31T15:00:00Z");
    CHECK(reading.weather.temperature_deg_c(0, 0) == 1.0);
    CHECK(has_note(reading, "1 to 24"));
    CHECK(has_note(reading, "only global irradiance"));
    CHECK(reading.weather.dni_w_per_m2.empty());
}

TEST_CASE("PVGIS hourly: a tilted plane is refused, a level one read") {
    const auto faults = faults_of(replaced(test::sample_file("pvgis-hourly", {}), "Slope: 0", "Slope: 30"), few_days());
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].row == 7);
    CHECK(faults[0].expected.find("tilted plane") != std::string::npos);
}

TEST_CASE("EPW: a snow depth of zero in every row is none; one that is not zero keeps the zeros") {
    const std::string text = test::sample_file("epw", {.days = 3}), unknown = ",999,0.999,999,99,0.200,",
                      zero = ",999,0.999,0,99,0.200,";
    std::string zeros = text;
    for (auto at = zeros.find(unknown); at != std::string::npos; at = zeros.find(unknown, at))
        zeros.replace(at, unknown.size(), zero);
    const auto without = read(zeros, few_days());
    CHECK(without.weather.snow_depth_m.empty());
    CHECK(has_note(without, "snow depth: zero in every row, taken as not recorded and left out"));
    CHECK(!has_note(read(text, few_days()), "snow depth: zero"));
    const auto with = read(replaced(zeros, zero, ",999,0.999,25,99,0.200,"), few_days());
    REQUIRE(!with.weather.snow_depth_m.empty());
    CHECK(with.weather.snow_depth_m(1, 0) == 0.0);
}

TEST_CASE("a file with semicolons is reported as such") {
    std::string text = test::sample_file("pvgis-tmy", {.days = 3});
    std::ranges::replace(text, ',', ';');
    const auto faults = faults_of(text, few_days());
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "text");
    CHECK(faults[0].found == "fields separated by semicolons");
}
