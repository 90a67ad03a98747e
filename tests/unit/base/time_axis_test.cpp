#include "base/time_axis.hpp"

#include <doctest/doctest.h>

using namespace decawatt::base;

namespace {
constexpr int kKorea_s = 9 * kSecondsPerHour, kNewYork_s = -5 * kSecondsPerHour;
constexpr int kDay_s = kHoursPerDay * kSecondsPerHour;
}  // namespace

// Expected seconds: `date -u -d 2026-03-15 +%s` and the like.
TEST_CASE("dates count seconds from 1970, and an offset east of Greenwich comes earlier") {
    CHECK(utc_of_date(1970, 1, 1, 0) == 0);
    CHECK(utc_of_date(1969, 12, 31, 0) == -kDay_s);
    CHECK(utc_of_date(2000, 1, 1, 0) == 946'684'800);
    CHECK(utc_of_date(2024, 2, 29, 0) == 1'709'164'800);
    CHECK(utc_of_date(2026, 3, 15, 0) == 1'773'532'800);
    CHECK(utc_of_date(2026, 3, 15, kKorea_s) == 1'773'532'800 - kKorea_s);
    CHECK(utc_of_date(2026, 3, 15, kNewYork_s) == 1'773'532'800 - kNewYork_s);
}

TEST_CASE("leap years and lengths of months follow the Gregorian rule") {
    for (const int year : {1996, 2000, 2024, 2400}) CHECK(is_leap_year(year));
    for (const int year : {1900, 2023, 2026, 2100}) CHECK_FALSE(is_leap_year(year));
    CHECK(days_of_month(2024, 2) == 29);
    CHECK(days_of_month(2026, 2) == 28);
    CHECK(days_of_month(2100, 2) == 28);
    int days = 0;
    for (int month = 1; month <= kMonthsPerYear; ++month) days += days_of_month(2026, month);
    CHECK(days == 365);
    CHECK(days_of_month(2026, 12) == 31);
}

TEST_CASE("civil times: weekdays, days of the year, and instants before 1970") {
    CHECK(civil_time(0, 0).weekday == 3);                           // 1970-01-01 was a Thursday
    CHECK(civil_time(utc_of_date(2000, 1, 1, 0), 0).weekday == 5);  // a Saturday
    CHECK(civil_time(utc_of_date(2024, 2, 29, kKorea_s), kKorea_s).weekday == 3);
    CHECK(civil_time(utc_of_date(2026, 3, 16, kKorea_s), kKorea_s).weekday == 0);  // a Monday
    CHECK(civil_time(utc_of_date(2024, 3, 1, 0), 0).day_of_year == 61);
    CHECK(civil_time(utc_of_date(2026, 3, 1, 0), 0).day_of_year == 60);
    CHECK(civil_time(utc_of_date(2024, 12, 31, 0), 0).day_of_year == 366);

    const CivilTime before = civil_time(-1, 0);
    CHECK(before.year == 1969);
    CHECK(before.month == 12);
    CHECK(before.day == 31);
    CHECK(before.hour == 23);
    CHECK(before.minute == 59);
    CHECK(before.second == 59);
    CHECK(before.weekday == 2);
    CHECK(before.day_of_year == 365);
}

TEST_CASE("an offset moves the clock and, near midnight, the date") {
    const UtcSeconds instant = utc_of_date(2026, 1, 1, 0) + 20 * kSecondsPerHour + 1830;
    const CivilTime korea = civil_time(instant, kKorea_s), new_york = civil_time(instant, kNewYork_s);
    CHECK(korea.day == 2);
    CHECK(korea.hour == 5);
    CHECK(korea.minute == 30);
    CHECK(korea.second == 30);
    CHECK(new_york.day == 1);
    CHECK(new_york.hour == 15);
    const int india_s = 5 * kSecondsPerHour + 1800;
    CHECK(civil_time(instant, india_s).hour == 2);
    CHECK(civil_time(instant, india_s).minute == 0);
}

TEST_CASE("day after day over a century: dates, weekdays and days of the year advance together") {
    UtcSeconds instant = utc_of_date(2000, 1, 1, kKorea_s);
    int weekday = 5, day_of_year = 1, wrong = 0;
    for (int year = 2000; year < 2101; ++year, day_of_year = 1)
        for (int month = 1; month <= kMonthsPerYear; ++month)
            for (int day = 1; day <= days_of_month(year, month); ++day) {
                const CivilTime c = civil_time(instant, kKorea_s);
                wrong += c.year != year || c.month != month || c.day != day || c.hour != 0 || c.weekday != weekday ||
                         c.day_of_year != day_of_year || utc_of_date(year, month, day, kKorea_s) != instant;
                instant += kDay_s;
                weekday = (weekday + 1) % 7;
                ++day_of_year;
            }
    CHECK(wrong == 0);
}

TEST_CASE("parse_date: the three forms are the first instant of a year, a month, a day") {
    CHECK(parse_date("2026", kKorea_s) == utc_of_date(2026, 1, 1, kKorea_s));
    CHECK(parse_date("2026-03", kKorea_s) == utc_of_date(2026, 3, 1, kKorea_s));
    CHECK(parse_date("2026-03-15", kKorea_s) == utc_of_date(2026, 3, 15, kKorea_s));
    CHECK(parse_date("2024-02-29", 0) == utc_of_date(2024, 2, 29, 0));
    CHECK(parse_date("2026-12-31", kNewYork_s) == utc_of_date(2026, 12, 31, kNewYork_s));
}

TEST_CASE("parse_date refuses what is no date") {
    for (const char* text : {"",
                             "26",
                             "02026",
                             "2026-",
                             "2026-3",
                             "2026-003",
                             "2026-3-15",
                             "2026-03-",
                             "2026-03-5",
                             "20260315",
                             "2026-03-15T00:00",
                             "today",
                             "2026-00",
                             "2026-13",
                             "2026-03-00",
                             "2026-03-32",
                             "2026-04-31",
                             "2026-02-29",
                             "2100-02-29",
                             "2026/03",
                             "2026-03/15",
                             "2026/03-15",
                             "-026",
                             "-000",
                             "+026",
                             " 026",
                             "2.26",
                             "0x1F",
                             "2026--3",
                             "2026-+3",
                             "2026- 3",
                             "2026-0x",
                             "2026-03--1",
                             "2026-03-1a"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text, 0).has_value());
    }
}

TEST_CASE("dates print as they are read") {
    CHECK(format_utc(utc_of_date(2026, 1, 1, kKorea_s)) == "2025-12-31T15:00:00Z");
    CHECK(format_utc(-1) == "1969-12-31T23:59:59Z");
    CHECK(format_date(utc_of_date(2026, 1, 1, kKorea_s), kKorea_s) == "2026-01-01");
    CHECK(format_date(utc_of_date(2026, 1, 1, kKorea_s) - 1, kKorea_s) == "2025-12-31");
    for (const char* text : {"1999-12-31", "2024-02-29", "2026-03-05"})
        for (const int offset_s : {kNewYork_s, 0, kKorea_s})
            CHECK(format_date(*parse_date(text, offset_s), offset_s) == text);
}

TEST_CASE("the axis of 2026 in Korea begins at 15:00 UTC of the last day of 2025") {
    const TimeAxis axis = year_axis(2026, kKorea_s, kSecondsPerHour);
    CHECK(format_utc(axis.start_utc_s) == "2025-12-31T15:00:00Z");
    CHECK(axis.count == 8760);
    CHECK(axis.step_h() == 1.0);
    CHECK(axis.instant(1) - axis.instant(0) == kSecondsPerHour);
    CHECK(format_utc(axis.end()) == "2026-12-31T15:00:00Z");
    CHECK(civil_time(axis.instant(axis.count - 1), kKorea_s).hour == 23);
}

TEST_CASE("year axes: leap years, other steps, and one year ends where the next begins") {
    CHECK(year_axis(2024, kKorea_s, kSecondsPerHour).count == 8784);
    CHECK(year_axis(2100, 0, kSecondsPerHour).count == 8760);
    const TimeAxis quarters = year_axis(2026, kNewYork_s, 900);
    CHECK(quarters.count == 4 * 8760);
    CHECK(quarters.step_h() == 0.25);
    CHECK(format_utc(quarters.start_utc_s) == "2026-01-01T05:00:00Z");
    for (int year = 2024; year < 2036; ++year)
        CHECK(year_axis(year, kKorea_s, kSecondsPerHour).end() ==
              year_axis(year + 1, kKorea_s, kSecondsPerHour).start_utc_s);
}
