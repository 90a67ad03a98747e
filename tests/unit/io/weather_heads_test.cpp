// Heads and labels: formats told apart, places that are bad or left open, conventions of time, stated periods.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "unit/io/weather_reading.hpp"

using namespace decawatt;
using test::faults_of;
using test::few_days;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;

namespace {
// A place that replaces what the files say, some kilometres from the samples'.
io::WeatherRequest here() {
    return {.latitude_deg = 35.2,
            .longitude_deg = 127.0,
            .elevation_m = 80.0,
            .utc_offset_s = 9 * 3600,
            .replaces_place = true,
            .whole_year = false};
}

void check_here(const io::WeatherReading& reading) {
    CHECK(reading.place.latitude_deg == 35.2);
    CHECK(reading.place.longitude_deg == 127.0);
    CHECK(reading.place.elevation_m == 80.0);
    CHECK(reading.place.utc_offset_s == 9 * 3600);
}

void check_same(const io::WeatherReading& a, const io::WeatherReading& b) {
    CHECK(a.weather.axis.start_utc_s == b.weather.axis.start_utc_s);
    CHECK(a.weather.axis.step_s == b.weather.axis.step_s);
    REQUIRE(a.weather.axis.count == b.weather.axis.count);
    CHECK(std::ranges::equal(a.weather.temperature_deg_c.all(), b.weather.temperature_deg_c.all()));
    CHECK(std::ranges::equal(a.weather.ghi_w_per_m2.all(), b.weather.ghi_w_per_m2.all()));
}

std::string sam_year() {
    return test::sample_file("sam", {.year = 2019, .days = 365});
}

// Gives the rows of a month, and its last hours, other years.
std::string with_years(std::string text, const std::string& from, const std::string& to, const char* year) {
    const auto start = text.find("\n" + from), end = text.find("\n" + to);
    REQUIRE(start != std::string::npos);
    REQUIRE(end != std::string::npos);
    for (auto at = start; at < end; at = text.find('\n', at + 1)) text.replace(at + 1, 4, year);
    return text;
}
}  // namespace

TEST_CASE("SAM: a head that begins with Location is none of EPW's") {
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

TEST_CASE("a decimal comma in a head is seen, not cut") {
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

TEST_CASE("a stated format that is another's: what the file looks like") {
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

TEST_CASE("a place that is given replaces what a head says wrongly or not at all, in every format") {
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
    // What is left blank is filled from a request that replaces nothing; what is wrong is not.
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

TEST_CASE("SRW: a head with placeholders, and a year that it leaves open") {
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

TEST_CASE("typical years in local time: the ends of a month carry another year") {
    // Months whole in UTC, at UTC-8: the last eight hours of January are those of the February taken.
    std::string text = with_years(sam_year(), "2019,1,1,0,", "2019,2,1,0,", "2008");
    text = with_years(text, "2008,1,31,16,", "2019,2,1,0,", "2019");
    const auto original = read(sam_year()), reading = read(text, {});
    CHECK(std::ranges::equal(reading.weather.temperature_deg_c.all(), original.weather.temperature_deg_c.all()));
    CHECK(reading.weather.axis.count == 8760);
    CHECK(has_note(reading, "a typical year of Jan 2008, Feb 2019, Mar 2019"));
    CHECK(has_note(reading, "8 rows at the ends of months name another year than their month"));
    // February of 2019 with the last hours of the March of a leap year, which has a 29th.
    text = with_years(sam_year(), "2019,2,28,16,", "2019,4,1,0,", "2000");
    CHECK(read(text, {}).weather.axis.count == 8760);
    // At UTC+9 the first nine hours of February are of the January before.
    text = with_years(sam_year(), "2019,2,1,0,", "2019,2,1,9,", "2008");
    text = with_years(text, "2019,1,1,0,", "2008,2,1,0,", "2008");
    CHECK(read(text, {}).weather.axis.count == 8760);
    // In the middle of a month it is a fault.
    text = with_years(sam_year(), "2019,1,10,0,", "2019,1,11,0,", "2008");
    CHECK(faults_of(text, {}).at(0).field == "year");
}

TEST_CASE("TMY3: midnight as 24:00, as 00:00 of the next day, as 00:00 of the same date") {
    const std::string text = test::sample_file("tmy3", {.days = 2});
    const auto original = read(text);
    const auto midnight = [&](const std::string& first, const std::string& second) {
        return replaced(replaced(text, "01/01/2019,24:00", first), "01/02/2019,24:00", second);
    };
    check_same(read(midnight("01/02/2019,00:00", "01/03/2019,00:00")), original);
    const auto same_date = read(midnight("01/01/2019,00:00", "01/02/2019,00:00"));
    check_same(same_date, original);
    CHECK(has_note(same_date, "2 rows at 00:00 follow the last hour of the same date"));
    check_same(read(replaced_all(replaced_all(midnight("1/2/2019,0:00", "1/3/2019,0:00"), "01/01/2019", "1/1/2019"),
                                 "01/02/2019,0", "1/2/2019,")),
               original);  // as spreadsheets save it
    CHECK(faults_of(replaced(text, "01/01/2019,24:00", "01/01/2019,25:00")).at(0).field == "time (column 2)");
}

TEST_CASE("TMY3: labels from 00:00 are starts; a whole year ends at midnight of the next") {
    std::string text = test::sample_file("tmy3", {.days = 2});
    const auto original = read(text);
    for (const char* day : {"01/01/2019", "01/02/2019"})
        for (int hour = 1; hour <= 24; ++hour)
            text = replaced(text, fmt::format("\n{},{:02}:00", day, hour), fmt::format("\n{},{:02}:00", day, hour - 1));
    const auto starts = read(text);
    check_same(starts, original);
    CHECK(has_note(starts, "the first row is at 00:00: labels are taken as starts"));

    const std::string year = test::sample_file("tmy3", {.days = 365});
    for (const char* last : {"01/01/2020,00:00", "01/01/2019,00:00"}) {
        CAPTURE(last);
        const auto reading = read(replaced(year, "12/31/2019,24:00", last), {});
        CHECK(reading.weather.axis.count == 8760);
        CHECK(reading.weather.axis.start_utc_s == base::utc_of_date(2019, 1, 1, 9 * 3600));
    }
}

TEST_CASE("TMY3 of SolarAnywhere: a summary in the first line, columns left blank, half hours") {
    std::string text = test::sample_file("tmy3", {.days = 2});
    text = replaced(text, "126.900,70\n", "126.900,70,\"made up: end of period\"\n");
    text = replaced(replaced(text, "01/01/2019,24:00", "01/02/2019,00:00"), "01/02/2019,24:00", "01/03/2019,00:00");
    text = replaced_all(text, ",0.2\n", ",\n");
    const auto reading = read(text, {.whole_year = false});
    CHECK(has_note(reading, "the first line says: made up: end of period"));
    CHECK(reading.weather.albedo_frac.empty());

    std::string half =
        "0,Somewhere,NA,9,35.1,126.9,70\nDate (MM/DD/YYYY),Time (HH:MM),GHI (W/m^2),Dry-bulb (C),Wspd (m/s)\n";
    for (int row = 1; row <= 48; ++row)
        half += fmt::format("{},{:02}:{:02},{},{},3\n", row < 48 ? "07/01/2021" : "07/02/2021", row / 2 % 24,
                            row % 2 * 30, row == 26 ? 500 : 0, row);
    const auto halves = read(half, {.whole_year = false});
    CHECK(halves.weather.axis.step_s == 1800);
    CHECK(halves.weather.axis.count == 48);
    CHECK(halves.weather.axis.start_utc_s == base::utc_of_date(2021, 7, 1, 9 * 3600));
    CHECK(halves.weather.temperature_deg_c(47, 0) == 48.0);
}

TEST_CASE("EPW: minutes from 0 are starts within the hour") {
    for (const int step_s : {900, 1800}) {
        CAPTURE(step_s);
        std::string text = test::sample_file("epw", {.step_s = step_s});
        const auto original = read(text);
        const int step_min = step_s / 60;
        for (int minute = step_min; minute <= 60; minute += step_min)  // rising: none meets its own result
            text = replaced_all(text, fmt::format(",{},?9", minute), fmt::format(",{},?9", minute - step_min));
        const auto reading = read(text);
        check_same(reading, original);
        CHECK(has_note(reading, fmt::format("minutes run from 0 to {}", 60 - step_min)));
        CHECK(faults_of(replaced(text, "2019,1,1,5,0,", "2019,1,1,5,60,")).at(0).field == "minute");
    }
}

TEST_CASE("EPW: hours from 0 are starts; with minutes from the step they are times of day") {
    const std::string hourly = test::sample_file("epw", {});
    std::string text = hourly;
    for (int hour = 1; hour <= 24; ++hour)
        text = replaced_all(text, fmt::format(",{},0,?9", hour), fmt::format(",{},0,?9", hour - 1));
    check_same(read(text), read(hourly));
    CHECK(has_note(read(text), "hours run from 0 to 23: hour 0 is taken as 0:00 to 1:00"));
    CHECK(faults_of(replaced(text, "2019,1,1,5,0,", "2019,1,1,24,0,")).at(0).field == "hour");

    const std::string halves = test::sample_file("epw", {.step_s = 1800});
    text = halves;  // hour 1, minutes 30 and 60, becomes 0:30 and 1:00
    for (int hour = 1; hour <= 24; ++hour) {
        text = replaced_all(text, fmt::format(",{},30,?9", hour), fmt::format(",{},30,?9", hour - 1));
        text = replaced_all(text, fmt::format(",{},60,?9", hour), fmt::format(",{},00,?9", hour));
    }
    check_same(read(text), read(halves));
    text = replaced(text, "2019,1,1,24,00,", "2019,1,2,0,0,");
    check_same(read(text), read(halves));
}

TEST_CASE("a head that states a period or a count which the rows do not have") {
    const auto cut = [](const char* format, int rows) {
        std::string text = test::sample_file(format, {.days = 40});
        for (int row = 0; row < rows; ++row) text.erase(text.rfind('\n', text.size() - 2) + 1);
        return text;
    };
    CHECK(faults_of(cut("epw", 0)).empty());
    CHECK(faults_of(cut("epw", 1)).at(0).expected ==
          "the last interval of day 2/9, as DATA PERIODS says: was the file cut?");
    CHECK(faults_of(cut("epw", 24)).at(0).expected == "the last day of DATA PERIODS, 2/9");
    CHECK(faults_of(replaced(cut("epw", 0), "DATA PERIODS,1,1,", "DATA PERIODS,1,2,")).at(0).field ==
          "records per hour");
    const auto halves = test::sample_file("epw", {.step_s = 1800});
    const auto hourly = faults_of(replaced(halves, "DATA PERIODS,1,2,", "DATA PERIODS,1,1,"));
    REQUIRE(hourly.size() == 1);
    CHECK(hourly[0].found == "1, and 48 rows of the first day");
    CHECK(hourly[0].expected == "2 records per hour, as the rows have");
    CHECK(faults_of(cut("srw", 1)).at(0).field == "rows");
    CHECK(faults_of(cut("nasa-power", 0)).empty());
    CHECK(faults_of(cut("nasa-power", 1)).at(0).expected == "02/09/2019 hour 23, as line 3 says: was the file cut?");
    std::string pvgis = test::sample_file("pvgis-tmy", {.days = 40});
    pvgis.erase(pvgis.find("20190201:0000"), pvgis.find("\nT2m") - pvgis.find("20190201:0000"));
    CHECK(faults_of(pvgis).at(0).found == "no row of month 2");
}
