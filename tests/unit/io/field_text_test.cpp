#include "io/study/field_text.hpp"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace io = decawatt::io;

TEST_CASE("numbers are digits with a point and an exponent, and nothing else") {
    CHECK(io::parsed_number("1e3") == 1000.0);
    CHECK(io::parsed_number("-0.5") == -0.5);
    for (const char* text :
         {"", "inf", "nan", "1e999", "0x10", "+1", "1 ", " 1", "1,0", "1_000", "45%", "12 MW", "1.2.3"}) {
        CAPTURE(text);
        CHECK_FALSE(io::parsed_number(text).has_value());
    }
    CHECK(io::parsed_integer("2030") == 2030);
    CHECK(io::parsed_integer("2030.0") == 2030);  // pandas, of a column with empty fields
    CHECK(io::parsed_integer("2.03e3") == 2030);
    CHECK_FALSE(io::parsed_integer("2030.5").has_value());
    CHECK_FALSE(io::parsed_integer("3e9").has_value());
}

TEST_CASE("a text that is not a number is explained") {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"0,5", "a decimal point in place of the comma: 0.5"},
        {"-12,25", "a decimal point in place of the comma: -12.25"},
        {"1,000", "without a comma: 1000, or 1.000 if it is a decimal comma"},
        {"1,000,000", "without separators of thousands: 1000000"},
        {"1,000.5", "without separators of thousands: 1000.5"},
        {"1.000,5", "a decimal point, without separators of thousands: 1000.5"},
        {"1_000", "without separators of thousands: 1000"},
        {"1 000", "without separators of thousands: 1000"},
        {"1'000", "without separators of thousands: 1000"},
        {"45%", "no percent: 0.45 for 45 %"},
        {"45 %", "no percent: 0.45 for 45 %"},
        {"12 MW", "the number alone, 12: the unit is part of the column's name"},
        {"USD 5", "the number alone, 5: the unit is part of the column's name"},
        {"0x1F", "a decimal number"},
        {"inf", ""},
        {"NaN", "a number, or where the column is optional an empty field"},
        {"#N/A", "a number, or where the column is optional an empty field"},
        {"#DIV/0!", "a number, not an error of a spreadsheet"},
        {"+5", "no plus sign: 5"},
        {"\u2212 5", ""},
        {"\u22125", "digits, points and minus signs of ASCII: -5"},
        {"\uFF11\uFF12\uFF0E\uFF15", "digits, points and minus signs of ASCII: 12.5"},
        {"5\u00A0", "digits, points and minus signs of ASCII: 5"},
        {"much", ""},
        {"", ""},
    };
    for (const auto& written : cases) {
        CAPTURE(std::string(written.first));
        CHECK(io::number_hint(written.first) == written.second);
    }
}

TEST_CASE("a text that is not a date is explained") {
    CHECK(io::date_hint("2027/11/15") == "year, month and day in this order with dashes between them");
    CHECK(io::date_hint("15.11.2027") == "year, month and day in this order with dashes between them");
    CHECK(io::date_hint("11/15/2027") == "year, month and day in this order with dashes between them");
    CHECK(io::date_hint("46706") == "not the serial number of a spreadsheet: format the column as text");
    CHECK(io::date_hint("20271115") == "with dashes");
    CHECK(io::date_hint("2027-11-15 00:00:00") == "without a time of day");
    CHECK(io::date_hint("Nov-27") == "months by their number, with all four digits of the year");
    CHECK(io::date_hint("soon") == "");
}

TEST_CASE("a time is read in the forms of ISO 8601 that programs write") {
    constexpr decawatt::base::UtcSeconds kNewYear = 1767225600;  // 2026-01-01T00:00:00Z, by `date -u -d ... +%s`
    for (const char* text :
         {"2026-01-01T00:00:00Z", "2026-01-01 00:00:00", "2026-01-01 00:00:00+00:00", "2026-01-01T00:00:00+00:00",
          "2026-01-01 00:00:00.000000000", "2026-01-01T00:00", "2026-01-01T00:00:00.000Z", "2026-01-01"}) {
        CAPTURE(text);
        const auto time = io::parsed_utc_time(text);
        REQUIRE(time.has_value());
        CHECK(time->instant == kNewYear);
        CHECK_FALSE(time->is_converted);
    }
    for (const char* text : {"2026-01-01T09:00:00+09:00", "2026-01-01 09:00:00+0900", "2026-01-01T09:00+09",
                             "2025-12-31T18:30:00-05:30"}) {
        CAPTURE(text);
        const auto time = io::parsed_utc_time(text);
        REQUIRE(time.has_value());
        CHECK(time->instant == kNewYear);
        CHECK(time->is_converted);
    }
    for (const char* text :
         {"", "2026", "2026-01", "2026-13-01 00:00", "2026-02-29 00:00", "2026-01-01 24:00:00", "2026-01-01 00:60",
          "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00KST", "01/01/2026 00:00", "2026-01-01T00:00:00+15:00",
          "2026-01-01T00", "2026-01-01T", "2026-01-01 00:00:00 ", "2026-01-01T00:00:00.", "2026-01-01X00:00"}) {
        CAPTURE(text);
        CHECK_FALSE(io::parsed_utc_time(text).has_value());
    }
}
