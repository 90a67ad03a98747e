#include "base/nearest_name.hpp"

#include <doctest/doctest.h>

using decawatt::base::nearest_name;

TEST_CASE("the nearest name is one edit away: left out, added, replaced, swapped, or of another case") {
    const std::vector<std::string> tables = {"plants", "prices", "policy", "stores"};
    for (const char* name : {"policy", "Policy", "POLICY", "polcy", "policiy", "polisy", "poilcy"}) {
        CAPTURE(name);
        CHECK(nearest_name(name, tables) == "policy");
    }
    CHECK(nearest_name("plant", tables) == "plants");
}

TEST_CASE("a third of the characters may differ, at least one and at most three") {
    CHECK(nearest_name("polizei", {"policy"}) == std::nullopt);  // 3 edits of 7 characters
    CHECK(nearest_name("pricesx", {"prices"}) == "prices");      // 1
    CHECK(nearest_name("stroer", {"stores"}) == "stores");       // 2 of 6: a swap and a letter
    CHECK(!nearest_name("a", {"b"}));                            // all single letters are equally near
    CHECK(!nearest_name("2031", {"2030"}));  // nor is a number a slip for another                      // 1 of 1
    CHECK(nearest_name("ab", {"cd"}) == std::nullopt);  // 2 of 2
    CHECK(nearest_name("fixed_cost_per_kw_yr", {"fixed_cost_per_kw_year"}) == "fixed_cost_per_kw_year");
    CHECK(nearest_name("fixed_costs_by_kw", {"fixed_cost_per_kw_year"}) == std::nullopt);  // 8 edits
    CHECK(nearest_name("wxyzstores", {"stores"}) == std::nullopt);                         // 4 edits of 10
    CHECK(nearest_name("storeswxyz", {"stores"}) == std::nullopt);
    CHECK(nearest_name("", {"policy"}) == std::nullopt);
    CHECK(nearest_name("policy", {}) == std::nullopt);
}

TEST_CASE("of several the nearest is given, and of equally near ones the first") {
    CHECK(nearest_name("halls", {"walls", "Halls"}) == "Halls");
    CHECK(nearest_name("balls", {"halls", "walls"}) == "halls");
    CHECK(nearest_name("balls", {"walls", "halls"}) == "walls");
}

TEST_CASE("a character outside ASCII is one character") {
    CHECK(nearest_name("호남", {"호난", "영남"}) == "호난");  // three bytes differ, one character
    CHECK(nearest_name("Honnam", {"Honam"}) == "Honam");
}

TEST_CASE("the beginning of a single name suggests that name") {
    const std::vector<std::string> columns = {"capacity_mw", "ramp_up_frac_per_h", "ramp_down_frac_per_h"};
    CHECK(nearest_name("ramp_up_frac", columns) == "ramp_up_frac_per_h");
    CHECK_FALSE(nearest_name("ramp", columns));  // two names begin with it
    CHECK_FALSE(nearest_name("cap", columns));   // too short to suggest a name
}
