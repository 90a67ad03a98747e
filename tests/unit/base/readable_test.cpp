// Numbers formatted for readers.
#include <doctest/doctest.h>

#include <cmath>

#include "base/readable.hpp"

using namespace decawatt::base;

TEST_CASE("numbers have four digits, thousands apart, and no negative zero") {
    CHECK(readable(0.1) == "0.1");
    CHECK(readable(0.1 + 0.2) == "0.3");
    CHECK(readable(57.0634) == "57.06");
    CHECK(readable(999.96) == "1000");
    CHECK(readable(1234.5) == "1,234");
    CHECK(readable(-12345678.0) == "-12,345,678");
    CHECK(readable(-0.0) == "0");
    CHECK(readable(-1e-9) == "-1e-09");
    CHECK(readable(std::nan("")) == "-");
    CHECK(readable(HUGE_VAL) == "infinite");
}

TEST_CASE("numbers of a column have fixed decimals and the same rules") {
    CHECK(readable(-0.0004, 3) == "0.000");
    CHECK(readable(-0.0006, 3) == "-0.001");
    CHECK(readable(1234.56, 1) == "1,234.6");
    CHECK(readable(1e6, 0) == "1,000,000");
    CHECK(readable(999.0, 0) == "999");
    CHECK(readable(-1000.0, 0) == "-1,000");
    CHECK(readable(std::nan(""), 2) == "-");
}

TEST_CASE("large amounts have words and prefixes") {
    CHECK(readable_money(2.04351e9, "USD") == "2.044 billion USD");
    CHECK(readable_money(-3.5e6, "EUR") == "-3.5 million EUR");
    CHECK(readable_money(12.0, "USD") == "12 USD");
    CHECK(readable_money(12e3, "USD") == "12 thousand USD");
    CHECK(readable_money(5e15, "KRW") == "5 quadrillion KRW");
    CHECK(readable_energy(12e3) == "12 GWh");
    CHECK(readable_energy(12e9) == "12 PWh");
    CHECK(readable_power(12e6) == "12 TW");
    CHECK(readable_money(7.1e14, "KRW") == "710 trillion KRW");
    CHECK(readable_money(999.96e6, "USD") == "1 billion USD");
    CHECK(readable_energy(6579123.0) == "6.579 TWh");
    CHECK(readable_energy(0.25) == "0.25 MWh");
    CHECK(readable_power(12000.0) == "12 GW");
    CHECK(readable_energy(std::nan("")) == "-");
}
