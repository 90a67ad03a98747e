// Notes on values that a study leaves out, and the causes that faults name.
#include <doctest/doctest.h>

#include <algorithm>

#include "study_copy.hpp"

using decawatt::io::test::StudyCopy;

namespace {
bool has_note(const StudyCopy& copy, const std::string& note) {
    const auto notes = copy.read().notes;
    return std::ranges::find(notes, note) != notes.end();
}
}  // namespace

TEST_CASE("empty tables, and assets outside the horizon, have notes") {
    StudyCopy copy;
    copy.write("policy.csv", "year,emission_cap_t\n");
    copy.write("contract_targets.csv", "contract,year,hourly_frac\nhub supply,2028,\n");
    copy.write("study.toml", copy.text("study.toml").substr(0, copy.text("study.toml").find("[variant")));
    copy.replace("study.toml", "currency = \"USD\"", "currency = \"EURO\"");
    copy.replace("halls.csv", "hub,hall 2,2029", "hub,hall 2,2208");
    copy.replace("plants.csv", "south hydro,south,hydro,200,,,", "south hydro,south,hydro,200,,,2018");
    CHECK(has_note(copy, "policy.csv: no rows"));
    CHECK(has_note(copy, "contract_targets.csv: no target for hub supply"));
    CHECK(has_note(copy, "study.toml: the exchange rate of EURO is not known: costs are not compared with usual ones"));
    CHECK(has_note(copy, "halls.csv: never in service from 2028 to 2029: hall 2"));
    CHECK(has_note(copy, "plants.csv: never in service from 2028 to 2029: south hydro"));
}

TEST_CASE("overrides of an unreadable table give no further faults") {
    StudyCopy copy;
    copy.replace("stores.csv", "name,region", "name;region");
    std::string text = copy.text("stores.csv");
    std::ranges::replace(text, ',', ';');
    copy.write("stores.csv", text);
    CHECK(copy.faults().find("variant.cheap_batteries") == std::string::npos);
    CHECK(copy.faults().find("semicolons") != std::string::npos);
}
