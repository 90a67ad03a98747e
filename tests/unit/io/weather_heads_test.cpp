// Headers and labels: recognition of formats, wrong or missing places, conventions of time, stated periods.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "unit/io/weather_reading.hpp"
#include "weather_heads.hpp"

using namespace decawatt;
using test::faults_of;
using test::few_days;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;
using namespace decawatt::tests::weather_heads;

TEST_CASE("SAM: a header that begins with Location is not taken for EPW") {
    const std::string text =
        replaced(replaced(test::sample_file("sam", {}), "Latitude,Longitude,Time Zone,Elevation,City",
                          "Location,City,Lat,Lng,tz,Elevation"),
                 "35.10,126.90,9,70,Sampleville", "0,Sampleville,35.10,126.90,9,70");
    const auto reading = read(text);
    CHECK(reading.format == "sam");
    CHECK(reading.place.name == "Sampleville");
    check_same(reading, read(test::sample_file("sam", {})));
    CHECK(read(test::sample_file("epw", {})).format == "epw");
}

TEST_CASE("SAM: rows without a year, which the metadata may have") {
    const std::string text = test::sample_file("sam", {});
    const std::string yearless = replaced(replaced_all(text, "\n2019,", "\n"), "Year,Month", "Month");
    const auto reading = read(yearless);
    CHECK(reading.format == "sam");
    CHECK(reading.weather.axis.start_utc_s == base::utc_of_date(2001, 1, 1, 9 * 3600));
    CHECK(has_note(reading, "no column Year: its rows are those of 2001"));
    const auto stated = read(replaced(replaced(yearless, "Elevation,City", "Elevation,Year"), "Sampleville", "2019"));
    check_same(stated, read(text));
    CHECK(has_note(stated, "no column Year: its rows are those of 2019, as the metadata say"));
}

TEST_CASE("a decimal comma in a header is detected, not truncated") {
    struct Case {
        const char *format, *from, *to;
    };
    for (const Case& c : {Case{"pvgis-tmy", "degrees): 126.900", "degrees): 126,900"},
                          Case{"nasa-power", "longitude 126.9000", "longitude 126,9000"},
                          Case{"pvgis-tmy", "Offset (h): 0.16667", "Offset (h): 0,16667"}}) {
        CAPTURE(c.to);
        const auto faults = faults_of(replaced(test::sample_file(c.format, {}), c.from, c.to));
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].found.find("(with a decimal comma)") != std::string::npos);
    }
    CHECK(faults_of(replaced(test::sample_file("pvgis-tmy", {}), "degrees): 126.900", "degrees): 126.900,,,")).empty());
}

TEST_CASE("a wrong stated format: the message names the likely one") {
    for (const std::string& format : test::sample_formats()) {
        CAPTURE(format);
        auto request = few_days();
        request.format = format == "epw" ? "tmy3" : "epw";
        const auto faults = faults_of(test::sample_file(format, {}), request);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].field == "format");
        CHECK(faults[0].found == "a file that looks like " + format);
        request.format = format;
        CHECK(faults_of(test::sample_file(format, {}), request).empty());
    }
    auto request = few_days();
    request.format = "sam";  // one structure: the NSRDB's may be read as means
    CHECK(!read(test::sample_file("psm", {}), request).weather.sun_offset_s);
}

TEST_CASE("EPW: a LOCATION with a field too many or too few") {
    const std::string text = test::sample_file("epw", {}),
                      location = "LOCATION,Sampleville,-,KOR,SYNTHETIC,471560,35.10,126.90,9.00,70.0";
    const auto original = read(text);
    struct Case {
        const char *line, *note, *name;
    };
    for (const Case& c :
         {Case{
              "LOCATION,Sampleville,-,KOR,SYNTHETIC,471560,35.10,126.90,9.00,70.0,Dwa",
              "LOCATION has 11 fields instead of 10: latitude, longitude, time zone and elevation are taken from field "
              "7 on; after them stands 'Dwa'",
              "Sampleville"},
          Case{"LOCATION,Sampleville,-,KOR,SYNTHETIC,000000,35.10,126.90,9.00,70.0,5", "after them stands '5'",
               "Sampleville"},
          Case{"LOCATION,Sampleville, Old Town,-,KOR,SYNTHETIC,471560,35.10,126.90,9.00,70.0",
               "taken from field 8 on; the fields before them are taken as a name with commas",
               "Sampleville, Old Town"},
          Case{"LOCATION,Sampleville,KOR,SYNTHETIC,471560,35.10,126.90,9.00,70.0",
               "LOCATION has 9 fields instead of 10: latitude, longitude, time zone and elevation are taken from field "
               "6 on; 1 fields are missing before them",
               "Sampleville"}}) {
        CAPTURE(c.line);
        const auto reading = read(replaced(text, location, c.line));
        CHECK(has_note(reading, c.note));
        CHECK(reading.place.name == c.name);
        CHECK(reading.place.latitude_deg == 35.1);
        CHECK(reading.place.longitude_deg == 126.9);
        CHECK(reading.place.elevation_m == 70.0);
        check_same(reading, original);
    }
    CHECK(!has_note(original, "LOCATION"));
    const auto several = faults_of(replaced(text, location, "LOCATION,S,-,KOR,X,1,5,3,1,10,8"));
    REQUIRE(several.size() == 1);
    CHECK(several[0].found.find("several places") != std::string::npos);
    const auto none = faults_of(replaced(text, location, "LOCATION,S,-,KOR,X,471560,35.10,126.90,9.00"));
    REQUIRE(none.size() == 1);
    CHECK(none[0].found.find("no places") != std::string::npos);
}

TEST_CASE("EPW: DATA PERIODS with a field too many or too few") {
    const std::string text = test::sample_file("epw", {});
    check_same(read(replaced(text, ",Data,Tuesday,", ",Data, made up,Tuesday,")), read(text));
    CHECK(has_note(read(replaced(text, ",Data,Tuesday,", ",Tuesday,")), "DATA PERIODS has 6 fields instead of 7"));
}

TEST_CASE("a given location replaces a wrong or missing one in the header, in every format") {
    struct Case {
        const char *format, *from, *to;
    };
    for (const Case& c :
         {Case{"epw", ",35.10,126.90,9.00,70.0", ",lat??,lon??,tz??,"}, Case{"epw", ",35.10,", ",235.10,"},
          Case{"tmy3", ",9.0,35.100,126.900,70", ",,,-,"}, Case{"psm", ",35.10,126.90,9,70,9,", ",,,,,,"},
          Case{"sam", "35.10,126.90,9,70,", "north,east,zone,,"},
          Case{"pvgis-tmy", "degrees): 35.100\n", "degrees): \n"}, Case{"pvgis-hourly", "(m): 70.0", "(m): high"},
          Case{"nasa-power", "latitude  35.1000", "latitude  north"},
          Case{"nasa-power", "= 70.00 meters", "= na meters"}, Case{"pvwatts", "(deg N):,35.10", "(deg N):,"},
          Case{"srw", ",2019,35.1000,126.9000,70.0,", ",2019,lat??,lon??,,"}}) {
        CAPTURE(c.format);
        CAPTURE(c.to);
        const auto text = replaced(test::sample_file(c.format, {}), c.from, c.to);
        const auto reading = read(text, here());
        check_here(reading);
        CHECK(has_note(reading, "is used"));
        CHECK(!faults_of(text, {.utc_offset_s = 9 * 3600, .whole_year = false}).empty());
    }
    // Blank fields are filled from a request that replaces nothing; wrong ones are not.
    const auto blank = replaced(test::sample_file("sam", {}), "35.10,126.90,9,70,", "35.10,126.90,,,");
    CHECK(read(blank).place.elevation_m == 70.0);
    CHECK(read(blank).place.utc_offset_s == 9 * 3600);
    const auto faults = faults_of(replaced(test::sample_file("sam", {}), "35.10,126.90,9,70,", "35.10,126.90,9,high,"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "elevation");
}

TEST_CASE("NSRDB: a blank time zone is that of the place") {
    const auto text = test::sample_file("psm", {});
    const auto reading = read(replaced(text, ",126.90,9,70,9,", ",126.90,,70,9,"), {.whole_year = false});
    check_same(reading, read(text));
    CHECK(has_note(reading, "Time Zone is blank: times are taken in the Local Time Zone, UTC9 h"));
}

TEST_CASE("SRW: a header with placeholders and without a year") {
    const auto text = test::sample_file("srw", {}),
               head = std::string("Sampleville,KR,KOR,2019,35.1000,126.9000,70.0,");
    const auto reading = read(replaced(text, head, "city??,KR,KOR,year??,lat??,lon??,70.0,"), here());
    check_here(reading);
    CHECK(reading.place.name.empty());
    CHECK(has_note(reading, "the file names no year: its rows are those of 2001"));
    CHECK(reading.weather.axis.start_utc_s == base::utc_of_date(2001, 1, 1, 9 * 3600));
    auto request = here();
    request.year = 2013;
    CHECK(read(replaced(text, ",2019,", ",year??,"), request).weather.axis.start_utc_s ==
          base::utc_of_date(2013, 1, 1, 9 * 3600));
    CHECK(faults_of(replaced(text, ",2019,", ",twenty,"), here()).at(0).field == "year");
}
