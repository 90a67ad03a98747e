// Times by the CF conventions: units, reference dates with clocks and zones, calendars.
#include "io/weather/cf_time.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace decawatt;

namespace {
std::string first(double number, const std::string& units, const std::string& calendar = "") {
    const auto times = io::decode_times(std::vector<double>{number}, units, calendar);
    if (times.problem) return "found " + times.problem->found + ", expected " + times.problem->expected;
    return base::format_utc(times.instants.at(0));
}
bool refuses(const std::string& text, const std::string& part) {
    return text.starts_with("found ") && text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("Units and reference dates as programs write them") {
    CHECK(first(1065024, "hours since 1900-01-01 00:00:00.0") == "2021-07-01T00:00:00Z");
    CHECK(first(1625097600, "seconds since 1970-01-01") == "2021-07-01T00:00:00Z");
    CHECK(first(1625097600, "seconds since 1970-01-01T00:00:00Z") == "2021-07-01T00:00:00Z");
    CHECK(first(1625097600, "seconds since 1970-01-01T00:00:00+00:00") == "2021-07-01T00:00:00Z");
    CHECK(first(1625097600000.0, "milliseconds since 1970-01-01 00:00:00 UTC") == "2021-07-01T00:00:00Z");
    CHECK(first(44376.5, "days since 1900-1-1") == "2021-07-01T12:00:00Z");
    CHECK(first(90, "minutes since 2021-07-01 06:30") == "2021-07-01T08:00:00Z");
    CHECK(first(3, "hours since 2021-06-30T15:00:00") == "2021-06-30T18:00:00Z");
    CHECK(first(0, "hours since 2021-07-01 00:00:00 +09:00") == "2021-06-30T15:00:00Z");
    CHECK(first(0, "hours since 2021-07-01 00:00:00 -6") == "2021-07-01T06:00:00Z");
    CHECK(first(0, "hours since 2021-07-01 00:00 +0530") == "2021-06-30T18:30:00Z");
    CHECK(first(-0.5, "h since 2021-07-01T00:00:00.5Z").find("whole seconds") != std::string::npos);
    CHECK(first(0.5, "s since 2021-07-01T00:00:00.5Z") == "2021-07-01T00:00:01Z");
    for (const char* units :
         {"months since 2000-01-01", "hours", "hours since yesterday", "hours since 2021-07-01 25:00",
          "hours since 2021-07-01 00:00:00 CEST", "hours since 2021-07", "K", "", " since 2000-01-01"})
        CHECK_MESSAGE(refuses(first(1, units), "days, hours, minutes or seconds since a date"), units);
    CHECK(refuses(first(1, "hours since 2021-02-29"), "a date that the calendar has"));
    CHECK(refuses(first(std::numeric_limits<double>::quiet_NaN(), "hours since 2000-01-01"), "a time without a value"));
    CHECK(refuses(first(-4e6, "hours since 1900-01-01"), "a date before 1582-10-15 at place 1"));
    CHECK(refuses(first(730000, "days since 0001-01-01"), "1582-10-15"));
    CHECK(first(737606, "days since 0001-01-01", "proleptic_gregorian") == "2020-07-01T00:00:00Z");
}

TEST_CASE("Calendars: the same date where there is one, the same day of the Julian calendar, or refused by name") {
    // 121 years of 365 days and 181 days to 1 July of a year without a leap day: 121 · 365 + 181 = 44,346.
    CHECK(first(44346, "days since 1900-01-01", "365_day") == "2021-07-01T00:00:00Z");
    CHECK(first(44346 * 24 + 5, "hours since 1900-01-01", "noleap") == "2021-07-01T05:00:00Z");
    CHECK(first(58, "days since 2020-01-01", "NoLeap") == "2020-02-28T00:00:00Z");
    CHECK(first(59, "days since 2020-01-01", "noleap") == "2020-03-01T00:00:00Z");
    CHECK(first(-1, "days since 2021-01-01", "noleap") == "2020-12-31T00:00:00Z");
    CHECK(first(60, "days since 2021-01-01", "366_day") == "2021-03-01T00:00:00Z");
    CHECK(
        refuses(first(59, "days since 2021-01-01", "all_leap"), "2021-02-29, a date of the calendar with a leap day"));
    // 1 January 1900 of the Julian calendar is 13 January of ours.
    CHECK(first(0, "days since 1900-01-01", "julian") == "1900-01-13T00:00:00Z");
    CHECK(first(59, "days since 1900-01-01", "julian") == "1900-03-13T00:00:00Z");  // its 29 February
    CHECK(first(0, "days since 1899-12-20", "julian") == "1900-01-01T00:00:00Z");
    for (const char* same : {"standard", "gregorian", "proleptic_gregorian", "Gregorian", ""})
        CHECK(first(1065024, "hours since 1900-01-01", same) == "2021-07-01T00:00:00Z");
    CHECK(refuses(first(1, "days since 1900-01-01", "360_day"),
                  "found calendar = \"360_day\", expected one whose dates "
                  "exist (360_day has a 30 February): standard"));
    CHECK(refuses(first(1, "days since 1900-01-01", "none"), "calendar = \"none\""));
    const auto before_march = io::decode_times(std::vector<double>{59.0}, "days since 2020-01-01", "noleap", -3600);
    CHECK(base::format_utc(before_march.instants.at(0)) == "2020-02-28T23:00:00Z");
    const auto noted = io::decode_times(std::vector<double>{1.0}, "days since 2021-01-01", "365_day");
    REQUIRE(noted.notes.size() == 1);
    CHECK(noted.notes[0] ==
          "times are those of the calendar 365_day, taken as the same dates of the Gregorian "
          "calendar");
}
