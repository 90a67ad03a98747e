#include "parallel/part.hpp"

#include <doctest/doctest.h>

using namespace decawatt;

TEST_CASE("parts are I/N with I from 1 to N") {
    const auto part = parallel::part_of("2/8");
    REQUIRE(part);
    CHECK(part->number == 2);
    CHECK(part->of == 8);
    CHECK(parallel::text(*part) == "2/8");
    for (const char* wrong : {"", "2", "/", "2/", "/8", "0/8", "9/8", "-1/8", "2/8 ", " 2/8", "2/8/1", "2 of 8", "x/8"})
        CHECK_FALSE(parallel::part_of(wrong));
}
