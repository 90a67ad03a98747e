// Labels of rows: starts or ends of intervals, midnights, missing years, stated periods.
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

TEST_CASE("a header with a period or count that differs from the rows") {
    const auto cut = [](const char* format, int rows) {
        std::string text = test::sample_file(format, {.days = 40});
        for (int row = 0; row < rows; ++row) text.erase(text.rfind('\n', text.size() - 2) + 1);
        return text;
    };
    CHECK(faults_of(cut("epw", 0)).empty());
    CHECK(faults_of(cut("epw", 1)).at(0).expected ==
          "the last interval of day 2/9, as DATA PERIODS says: was the file truncated?");
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
    CHECK(faults_of(cut("nasa-power", 1)).at(0).expected ==
          "02/09/2019 hour 23, as line 3 says: was the file "
          "truncated?");
    std::string pvgis = test::sample_file("pvgis-tmy", {.days = 40});
    pvgis.erase(pvgis.find("20190201:0000"), pvgis.find("\nT2m") - pvgis.find("20190201:0000"));
    CHECK(faults_of(pvgis).at(0).found == "no row of month 2");
}
