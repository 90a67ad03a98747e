// Slips that editors and spreadsheets leave in a study, reported once and where they are; targets by year.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "io/study/profile_config.hpp"
#include "io/study/sweep_file.hpp"
#include "study_copy.hpp"
#include "study_text.hpp"

using namespace std::string_literals;
using decawatt::io::StudyRequest;
using decawatt::io::test::StudyCopy;
namespace fs = std::filesystem;
using namespace decawatt::tests::study_text;

TEST_CASE("a row of another width is one fault, not one for each that refers to it") {
    const StudyCopy copy;
    copy.replace("regions.csv", "north,37.5,", "north,37,5,");
    CHECK(copy.faults() ==
          "regions.csv: line (row 2): found 10 fields, expected 9 fields, as in the header: a decimal point in place "
          "of a "
          "comma (0.5, not 0,5), no commas within numbers, and quotes around a text with a comma");
}

TEST_CASE("a mistake in a whole column is reported once") {
    const StudyCopy copy;
    copy.write("sites.csv", replaced(replaced(copy.text("sites.csv"), "37.5", "\"37,5\""), "35.2", "\"35,2\""));
    const std::string faults = copy.faults();
    CHECK(std::ranges::count(faults, '\n') <= 1);
    copy.write("month_profiles.csv", replaced(copy.text("month_profiles.csv"), ",0.", ",\"0,"));
    copy.write("month_profiles.csv", "profile,month,frac\nriver,1,\"0,12\"\nriver,2,\"0,13\"\nriver,3,45%\n");
    const std::string all = copy.faults();
    CHECK(
        all.find("month_profiles.csv: frac (row 2): found 0,12 (and 1 more row), expected a fraction from 0 to 1 (0.4, "
                 "not 40); a decimal point in place of the comma: 0.12\n") != std::string::npos);
    CHECK(all.find("found 45%, expected a fraction from 0 to 1 (0.4, not 40); no percent: 0.45 for 45 %") !=
          std::string::npos);
}

TEST_CASE("dates of spreadsheets") {
    const StudyCopy copy;
    const std::string expected = ", expected a date: 2027, 2027-11 or 2027-11-15; ";
    const std::string order = "year, month and day in this order with dashes between them";
    for (const auto& [date, hint] : {std::pair{"2029/07/01", order}, {"01.07.2029", order}, {"07/2029", order}}) {
        CHECK(copy.faults(setting("plants.north gas old.closed", date)) ==
              fmt::format("plants.csv: closed (row 3): found {} (by an override){}{}", date, expected, hint));
    }
    CHECK(copy.read(setting("plants.north gas old.closed", "2029.0")).study.plants.closed[1] ==
          decawatt::base::utc_of_date(2029, 1, 1, 9 * 3600));
    CHECK(copy.faults(setting("plants.north gas old.closed", "0202")).starts_with("plants.csv: closed (row 3)"));
}

TEST_CASE("changes by the command line and by variants are text too") {
    const StudyCopy copy;
    CHECK(copy.faults(setting("plants.north gas.region", "n\xFCrd")) ==
          "--set: plants.north gas.region: found 0xFC, which is not UTF-8 (CP949? Latin-1?) at byte 2 of n<0xFC>rd, "
          "expected a text of one line in UTF-8");
    CHECK(copy.faults(setting("study.name", "two\nlines")) ==
          "--set: study.name: found a line break at byte 4 of two<U+000A>lines, expected a text of one line in UTF-8");
    CHECK(
        copy.faults(setting("plants.north gas.region", "north\u00A0")) ==
        "--set: plants.north gas.region: found north<U+00A0>, with a no-break space (U+00A0), expected a value without "
        "hidden characters");
    CHECK(
        copy.faults({.path = {}, .variant = "\xBC", .overrides = {}}).starts_with("study.toml: variant: found <0xBC>"));
    copy.replace("study.toml", "name = \"Minimal hub\"", "name = \"Minimal\\u0000hub\"");
    CHECK(copy.faults() ==
          "study.toml: study.name (row 3): found a zero byte at byte 8 of Minimal<U+0000>hub, expected a "
          "text of one line without control characters");
}

TEST_CASE("settings of another type, or twice") {
    const StudyCopy copy;
    const std::string settings = copy.text("study.toml");
    const auto fault = [&](const std::string& from, const std::string& to) {
        copy.write("study.toml", settings);
        copy.replace("study.toml", from, to);
        return copy.faults();
    };
    CHECK(fault("years = [1]", "years = [true]") ==
          "study.toml: weather.years (row 17): found [true], expected a list of different whole numbers >= 1");
    CHECK(fault("years = [1]", "years = [1.0]") ==
          "study.toml: weather.years (row 17): found [1], expected a list of different whole numbers >= 1");
    CHECK(fault("years = [1]", "years = [1]\nweights = [true]") ==
          "study.toml: weather.weights (row 18): found [true], expected a list of numbers");
    CHECK(fault("[weather]", "variant = 3\n[weather]").find("study.toml: horizon.variant") == 0);
    copy.write("study.toml", "variant = \"wet\"\n" + settings.substr(0, settings.find("[variant.")));
    CHECK(copy.faults() == "study.toml: variant (row 1): found wet, expected sections [variant.NAME]");
    const std::string twice = fault("seed = 1", "seed = 1\nseed = 2");
    CHECK(twice.starts_with("study.toml: syntax at column "));
    CHECK(twice.find("(row 17): found ") != std::string::npos);
}

TEST_CASE("a text without invisible blanks") {
    const StudyCopy copy;
    copy.replace("plants.csv", ",capacity_mw,", ",capacity_mw\u00A0,");
    CHECK(copy.faults() ==
          "plants.csv: column 4 (row 1): found capacity_mw<U+00A0>, with a no-break space (U+00A0), expected fields "
          "without blanks around them other than spaces");
    const StudyCopy inside;
    inside.replace("plants.csv", "north gas,north,", "north gas,no\u00A0rth,");
    CHECK(inside.faults() ==
          "plants.csv: region (row 2): found no<U+00A0>rth, expected a name in regions.csv (did you mean 'north'?)");
}

TEST_CASE("a column whose name only looks right is given with the character") {
    const StudyCopy copy;
    copy.replace("plants.csv", ",capacity_mw,", ",capacity\u00A0_mw,");
    CHECK(
        copy.faults().starts_with("plants.csv: capacity<U+00A0>_mw (row 1): found an unknown column, with the "
                                  "character U+00A0, expected one of "));
    copy.replace("plants.csv", "capacity\u00A0_mw", "c\u0430pacity_mw");  // Cyrillic
    CHECK(copy.faults().find("found an unknown column, with the character U+0430,") != std::string::npos);
}

TEST_CASE("a last line without an end is noted: its last number may be cut") {
    const StudyCopy copy;
    const std::string text = copy.text("sites.csv");
    CHECK_FALSE(has_note(copy, "sites.csv: the last line has no end: was the file truncated there?"));
    copy.write("sites.csv", text.substr(0, text.size() - 2));
    CHECK(has_note(copy, "sites.csv: the last line has no end: was the file truncated there?"));
}

TEST_CASE("consequences of invalid settings, or of a missing hourly.csv, are not reported") {
    const StudyCopy copy;
    copy.write("given.csv", "utc,north\n2028-01-01,4000\n");
    copy.write("hourly.csv", "quantity,name,file,column\ndemand_mw,north,given.csv,north\n");
    copy.remove("sites.csv");
    fs::rename(copy.folder() / "hourly.csv", copy.folder() / "Hourly.csv");
    CHECK(copy.faults() ==
          "Hourly.csv: name: found a table of another case, or with blanks in its name, expected hourly.csv");
    fs::rename(copy.folder() / "Hourly.csv", copy.folder() / "hourly.csv");
    copy.write("study.toml", "[study]\nname = \"\xFC\"\n");
    CHECK(copy.faults().starts_with("study.toml: byte 9 (row 2): found 0xFC"));
    CHECK(copy.faults().find('\n') == std::string::npos);
}

TEST_CASE("an annual target may lie above the load, an hourly one not") {
    const StudyCopy copy;
    CHECK(copy.read(setting("contract_targets.hub supply/2029.annual_frac", "1.31"))
              .study.contracts.annual_target_frac[0]
              .at(2029) == 1.31);
    CHECK(copy.faults(setting("contract_targets.hub supply/2029.annual_frac", "131")) ==
          "contract_targets.csv: annual_frac (row 3): found 131 (by an override), expected a fraction from 0 to 3 (1.2 "
          "for 120 %, not 120)");
    CHECK(
        copy.faults(setting("contract_targets.hub supply/2029.hourly_frac", "1.2")) ==
        "contract_targets.csv: hourly_frac (row 3): found 1.2 (by an override), expected a fraction from 0 to 1 (0.4, "
        "not 40)");
}

TEST_CASE("an empty field keeps the target of an earlier year, and `none` ends it") {
    const StudyCopy copy;
    copy.write(
        "contract_targets.csv",
        "contract,year,hourly_frac,annual_frac,excess_cap_frac,grid_clean_frac\nhub supply,2028,0.55,0.7,0.5,0.35\n"
        "hub supply,2029,,none,none,none\n");
    const auto contracts = copy.read().study.contracts;
    using decawatt::model::stepwise;
    CHECK(stepwise(contracts.hourly_target_frac[0], 2029, -1.0) == 0.55);
    CHECK(stepwise(contracts.annual_target_frac[0], 2028, -1.0) == 0.7);
    CHECK(std::isnan(decawatt::model::target_in(contracts.annual_target_frac[0], 2029)));
    CHECK(std::isnan(decawatt::model::target_in(contracts.excess_cap_frac[0], 2029)));
    CHECK(stepwise(contracts.grid_clean_frac[0], 2029, -1.0) == 0.0);
    CHECK(decawatt::io::describe(copy.read().study).find("excess cap   0.5     -\n") != std::string::npos);
}
