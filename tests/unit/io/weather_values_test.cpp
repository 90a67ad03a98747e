// Values: gaps of derived quantities, codes of missing values, optional columns, sunshine duration, units, text.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "io/weather/stated_unit.hpp"
#include "profiles/sun/irradiance.hpp"
#include "unit/io/weather_reading.hpp"
#include "weather_values.hpp"

using namespace decawatt;
using test::faults_of;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;
using test::with_field;
using namespace decawatt::tests::weather_values;

TEST_CASE("humidity that neither column gives is a gap, up to the limit and no longer") {
    const auto whole = read(test::sample_file("epw", {}));
    const auto humidity = [](const io::WeatherReading& r, std::size_t t) {
        return r.weather.relative_humidity_frac(t, 0);
    };
    const auto filled = read(epw_with_dry_hours(3));
    for (std::size_t t = 12; t < 15; ++t) {
        const double share = (static_cast<double>(t) - 11.0) / 4.0;
        CHECK(humidity(filled, t) ==
              doctest::Approx(humidity(whole, 11) + share * (humidity(whole, 15) - humidity(whole, 11))));
    }
    CHECK(has_note(filled, "relative humidity (column 9): 3 values interpolated between their neighbours"));
    CHECK(!has_note(filled, "derived from the dew point"));

    const auto faults = faults_of(epw_with_dry_hours(6));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "relative humidity (column 9)");
    CHECK(faults[0].row == 8 + 13);
    CHECK(faults[0].found == "6 h without a value");
}

TEST_CASE("humidity from the dew point alone has the same limit") {
    std::string text = test::sample_file("epw", {});
    for (int day = 1; day <= 3; ++day)
        for (int hour = 1; hour <= 24; ++hour) text = with_field(text, epw_row(day, hour), kHumidity, "999");
    CHECK(has_note(read(text), "it is derived from the dew point"));
    for (int hour = 5; hour < 9; ++hour) text = with_field(text, epw_row(2, hour), kDewPoint, "99.9");
    const auto faults = faults_of(text);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "dew point (column 8)");
    CHECK(faults[0].found == "4 h without a value");
}

TEST_CASE("EPW: whatever is not below the missing code is missing, with any number of nines") {
    struct Case {
        int column;
        const char* code;
        const char* note;
    };
    for (const Case& c : {Case{kDryBulb, "99.90", "dry bulb (column 7): 1 values interpolated"},
                          Case{kDryBulb, "999", "dry bulb (column 7): 1 values interpolated"},
                          Case{kHumidity, "9999", "1 values derived from the dew point"},
                          Case{9, "9999999", "pressure (column 10): 1 values interpolated"},
                          Case{13, "999999", "GHI: 1 values computed"}, Case{15, "99999", "DHI: 1 values computed"},
                          Case{20, "9999", "wind direction (column 21): 1 values interpolated"},
                          Case{21, "999.9", "wind speed (column 22): 1 values interpolated"},
                          Case{32, "999.9", "albedo (column 33): 1 values interpolated"}}) {
        CAPTURE(c.column);
        CAPTURE(c.code);
        CHECK(has_note(read(with_field(test::sample_file("epw", {}), epw_row(1, 12), c.column, c.code)), c.note));
    }
}

TEST_CASE("EPW: values in kelvin are not missing codes") {
    const auto faults = faults_of(with_field(test::sample_file("epw", {}), epw_row(1, 12), kDryBulb, "275.15"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].found == "275.15");
    CHECK(faults[0].expected == "-90 to 60 degC");
}

TEST_CASE("missing codes of formats that define none") {
    for (const char* code : {"-99", "-999", "-999.0", "-9999", "-99999", "-9900", "9999", "999999"}) {
        CAPTURE(code);
        CHECK(has_note(read(with_field(test::sample_file("sam", {}), "2019,1,1,5,", 8, code)),
                       "Tdry (column 9): 1 values interpolated"));
    }
}

TEST_CASE("an invalid value of an optional column omits the column and does not reject the file") {
    struct Case {
        const char *format, *row;
        int column;
        const char *value, *note;
    };
    for (const Case& c : {Case{"sam", "2019,1,1,5,", 13, "999", "Wdir (column 14): left out, because line 9 holds 999"},
                          Case{"sam", "2019,1,1,5,", 13, "NNW",
                               "Wdir (column 14): left out, because line 9 holds NNW; expected a "
                               "number"},
                          Case{"sam", "2019,1,1,5,", 9, "-300", "Tdew (column 10): left out"},
                          Case{"sam", "2019,1,1,5,", 14, "-3", "Snow Depth (column 15): left out"},
                          Case{"epw", "2019,1,1,5,", 32, "20", "albedo (column 33): left out"},
                          Case{"epw", "2019,1,1,5,", 20, "-1", "wind direction (column 21): left out"},
                          Case{"tmy3", "01/01/2019,05:00,", 11, "400", "Wdir (degrees) (column 12): left out"},
                          Case{"psm", "2019,1,1,5,", 12, "1.2", "Surface Albedo (column 13): left out"},
                          Case{"nasa-power", "2019,1,1,5,", 12, "361", "WD10M (column 13): left out"},
                          Case{"pvgis-tmy", "20190101:0500,", 8, "-20", "WD10m (column 9): left out"}}) {
        CAPTURE(c.format);
        CAPTURE(c.value);
        const auto reading = read(with_field(test::sample_file(c.format, {}), c.row, c.column, c.value));
        CHECK(has_note(reading, c.note));
        CHECK(reading.weather.axis.count == 72);
    }
    const auto reading = read(with_field(test::sample_file("sam", {}), "2019,1,1,5,", 13, "999"));
    CHECK(reading.weather.wind[0].direction_deg.empty());
    CHECK(!reading.weather.snow_depth_m.empty());
}

TEST_CASE("pressure and humidity of zero in every row count as missing") {
    std::string text = test::sample_file("tmy3", {});
    for (int day = 1; day <= 3; ++day)
        for (int hour = 1; hour <= 24; ++hour)
            for (const int column : {8, 9, 10})
                text = with_field(text, fmt::format("01/{:02}/2019,{:02}:00,", day, hour), column, "0");
    const auto reading = read(text);
    CHECK(reading.weather.relative_humidity_frac.empty());
    CHECK(reading.weather.pressure_pa(5, 0) == profiles::standard_pressure_pa(70.0));
    CHECK(has_note(reading, "Pressure (mbar) (column 11): zero in every row, taken as not recorded and left out"));
    CHECK(faults_of(with_field(test::sample_file("tmy3", {}), "01/01/2019,05:00,", 10, "0")).size() == 1);
}

TEST_CASE("an invalid dew point rejects the file if it is the only source of humidity") {
    std::string text = replaced(test::sample_file("sam", {}), ",RH,", ",unused,");
    CHECK(faults_of(text).empty());
    const auto faults = faults_of(with_field(text, "2019,1,1,5,", 9, "-300"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "Tdew (column 10)");
}

TEST_CASE("a year or some days far below a clear sky are rejected") {
    CHECK(faults_of(scaled_sun({}, 1.0)).empty());
    CHECK(faults_of(scaled_sun({}, 0.05)).empty());  // three days under rain clouds
    const auto dark = faults_of(scaled_sun({}, 0.0));
    REQUIRE(dark.size() == 1);
    CHECK(dark[0].field == "GHI (column 5)");
    CHECK(dark[0].found == "global irradiation of 0 kWh/m2 in 72 h");
    CHECK(dark[0].expected.find("1 % of the") != std::string::npos);
    CHECK(dark[0].expected.find("kWh/m2 of a clear sky") != std::string::npos);

    const test::SampleSpan year{.days = 365};
    const auto whole = read(scaled_sun(year, 1.0));
    CHECK(faults_of(scaled_sun(year, 0.3)).empty());
    const auto low = faults_of(scaled_sun(year, 0.05));
    REQUIRE(low.size() == 1);
    CHECK(low[0].expected.find("10 % of the") != std::string::npos);
}

TEST_CASE("polar night has no sun, and needs none") {
    profiles::Location place = test::kSamplePlace;
    place.latitude_deg = 78.2;
    place.longitude_deg = 15.6;
    place.utc_offset_s = 3600;
    const test::SampleSpan january{.days = 31, .place = place};
    const auto reading = read(test::sample_file("epw", january), {.whole_year = false});
    for (std::size_t t = 0; t < 744; ++t) CHECK(reading.weather.ghi_w_per_m2(t, 0) == 0.0);
}

TEST_CASE("a year of nothing but diffuse irradiance is refused, by the name of the column of zeros") {
    std::string text =
        "Latitude,Longitude,Time Zone,Elevation\n35.1,126.9,9,70\nYear,Month,Day,Hour,GHI,DNI,DHI,Tdry,Wspd\n";
    const auto reading = read(test::sample_file("sam", {.days = 365}));
    for (std::int64_t t = 0; t < reading.weather.axis.count; ++t) {
        const auto date = base::civil_time(reading.weather.axis.instant(t), 9 * 3600);
        const double ghi = 0.5 * reading.weather.ghi_w_per_m2(static_cast<std::size_t>(t), 0);
        text += fmt::format("{},{},{},{},{:.3f},0,{:.3f},10,3\n", date.year, date.month, date.day, date.hour, ghi, ghi);
    }
    const auto faults = faults_of(text);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "DNI (column 6)");
    CHECK(faults[0].found == "direct horizontal irradiation of 0 kWh/m2 in 8760 h");
}

TEST_CASE("text that is not CSV in UTF-8 is reported by type") {
    const std::string text = test::sample_file("sam", {});
    std::string wide, wide_big;
    for (const char c : text) wide += c, wide += '\0', wide_big += '\0', wide_big += c;
    CHECK(faults_of(wide).at(0).found == "UTF-16 without a byte-order mark");
    CHECK(faults_of(wide_big).at(0).found == "UTF-16 without a byte-order mark");
    CHECK(faults_of(replaced(text, "Tdry", std::string("Td\0y", 4))).at(0).found == "a zero byte");
    CHECK(faults_of(replaced(text, "Tdry", std::string("Td\0y", 4))).at(0).row == 3);
    CHECK(faults_of(replaced_all(text, "\n", "\r")).at(0).found.find("carriage return") != std::string::npos);
    CHECK(faults_of(replaced_all(text, ",", "\t")).at(0).found == "fields separated by tabs");
    CHECK(faults_of(replaced_all(replaced_all(text, ",", ";"), ".", ",")).at(0).found ==
          "fields separated by semicolons, with decimal commas");
    CHECK(faults_of(replaced_all(text, ",", ";")).at(0).expected ==
          "fields separated by commas, with decimal points: save the file as such a CSV");

    const auto nbsp = faults_of(with_field(text, "2019,1,1,5,", 8,
                                           "\xC2\xA0"
                                           "4.5"));
    REQUIRE(nbsp.size() == 1);
    CHECK(nbsp[0].found.find("(with a no-break space)") != std::string::npos);
    const auto comma = faults_of(with_field(text, "2019,1,1,5,", 8, "\"4,5\""));
    REQUIRE(comma.size() == 1);
    CHECK(comma[0].found == "4,5 (with a decimal comma)");
}

TEST_CASE("snow depth is noted, because it reduces photovoltaic output") {
    CHECK(has_note(read(test::sample_file("sam", {})), "snow depth: up to 0.12 m, more than zero for 72 h"));
    CHECK(!has_note(read(test::sample_file("epw", {})), "photovoltaic"));
}
