// Studies as editors, spreadsheets and other programs leave them: read right, or refused by what is wrong.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "io/study/profile_config.hpp"
#include "io/study/sweep_file.hpp"
#include "study_copy.hpp"

using namespace std::string_literals;
using decawatt::io::StudyRequest;
using decawatt::io::test::StudyCopy;
namespace fs = std::filesystem;

namespace {
std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto place = text.find(from); place != std::string::npos; place = text.find(from, place + to.size()))
        text.replace(place, from.size(), to);
    return text;
}

bool has_note(const StudyCopy& copy, const std::string& note) {
    const auto notes = copy.read().notes;
    return std::ranges::find(notes, note) != notes.end();
}

StudyRequest setting(const std::string& path, const std::string& value) {
    return {.path = {}, .variant = {}, .overrides = {{path, value}}};
}
}  // namespace

TEST_CASE("a file in another encoding is one fault, with nothing that follows from it") {
    const StudyCopy copy;
    const std::string utf8 = ", expected text in UTF-8: save the file as UTF-8 (in Excel: \"CSV UTF-8\")";
    SUBCASE("CP949 in a table that others refer to") {
        copy.write("regions.csv",
                   replaced(copy.text("regions.csv"), "north", "\xC8\xA3\xB3\xB2"));  // C8 A3 is a character of UTF-8
        CHECK(copy.faults() == "regions.csv: byte 3 (row 2): found 0xB3, which is not UTF-8 (CP949? Latin-1?)" + utf8);
    }
    SUBCASE("Latin-1 in the settings") {
        copy.replace("study.toml", "Minimal hub", "M\xFCnchen");
        const std::string faults = copy.faults();
        CHECK(faults == "study.toml: byte 10 (row 3): found 0xFC, which is not UTF-8 (CP949? Latin-1?)" + utf8);
    }
    SUBCASE("two files at once") {
        copy.append("plants.csv", "# \xBC\xAE\xC5\xBA\n");
        copy.append("fuels.csv", "# \xBC\xAE\xC5\xBA\n");
        CHECK(copy.faults() == "fuels.csv: byte 3 (row 5): found 0xBC, which is not UTF-8 (CP949? Latin-1?)" + utf8 +
                                   "\nplants.csv: byte 3 (row 16): found 0xBC, which is not UTF-8 (CP949? Latin-1?)" +
                                   utf8);
    }
    SUBCASE("a workbook") {
        copy.write("plants.csv", "PK\x03\x04\x14\0\6\0"s);
        CHECK(copy.faults() == "plants.csv: text (row 1): found a zip archive" + utf8);
    }
    SUBCASE("semicolons and decimal commas") {
        copy.write("regions.csv", replaced(replaced(copy.text("regions.csv"), ",", ";"), ".", ","));
        CHECK(copy.faults() ==
              "regions.csv: header (row 1): found fields separated by semicolons, expected CSV with commas: save the "
              "file as such");
    }
}

TEST_CASE("every file that is read is text in UTF-8: sweeps, configurations, curve files and series") {
    const StudyCopy copy;
    const auto fault = [](const auto& read) -> std::string {
        try {
            read();
        } catch (const decawatt::base::InputError& error) {
            return error.what();
        }
        return {};
    };
    const auto sweep = [&] { decawatt::io::read_sweep(copy.folder() / "sweep.toml"); };
    const auto config = [&] {
        decawatt::io::read_profile_config(copy.folder() / "hall.toml", decawatt::io::ProfileModel::load, {});
    };
    const std::string latin1 = "byte 3 (row 1): found 0xFC, which is not UTF-8";
    for (const char* file : {"sweep.toml", "hall.toml", "curve.txt", "weather_files.csv"}) copy.write(file, "# \xFC\n");
    CHECK(fault(sweep).starts_with("sweep.toml: " + latin1));
    CHECK(fault(config).starts_with("hall.toml: " + latin1));
    CHECK(copy.faults().starts_with("weather_files.csv: " + latin1));
    copy.remove("weather_files.csv");
    copy.write("given.csv", "# \xFC\n");
    copy.write("hourly.csv", "quantity,name,file,column\ndemand_mw,north,given.csv,north\n");
    copy.replace("turbines.csv", "name,curve,", "name,curve_file,");
    copy.replace("turbines.csv", "onshore class,generic,", "onshore class,curve.txt,");
    const std::string faults = copy.faults();
    CHECK(faults.find("curve.txt: " + latin1) != std::string::npos);
    CHECK(faults.find("given.csv: " + latin1) != std::string::npos);
    CHECK(std::ranges::count(faults, '\n') == 1);
    copy.write("sweep.toml", "study = = \".\"\n");
    CHECK(fault(sweep).starts_with("sweep.toml: syntax at column 9 (row 1): found "));
    copy.write("hall.toml", "[hall]\nname = \"a\\u0007b\"\n");
    CHECK(fault(config).find("hall.toml: hall.name (row 2): found the control character U+0007") != std::string::npos);
}

TEST_CASE("a byte-order mark and CRLF change nothing, in tables and settings") {
    const StudyCopy copy;
    const auto before = copy.read().study;
    for (const auto& entry : fs::directory_iterator(copy.folder()))
        if (entry.is_regular_file()) {
            const std::string name = entry.path().filename().string();
            copy.write(name, "\xEF\xBB\xBF" + replaced(copy.text(name), "\n", "\r\n"));
        }
    const auto after = copy.read().study;
    CHECK(after.name == before.name);
    CHECK(after.plants.name == before.plants.name);
    CHECK(after.plants.capacity_mw == before.plants.capacity_mw);
    CHECK(after.contracts.annual_target_frac == before.contracts.annual_target_frac);
}

TEST_CASE("a table of another case, or with a second ending, is an error that gives the right name") {
    const StudyCopy copy;
    for (const char* name : {"policy.CSV", "Policy.csv", "POLICY.CSV", "policy .csv", " policy.csv", "policy.csv "}) {
        CAPTURE(std::string(name));
        fs::rename(copy.folder() / "policy.csv", copy.folder() / name);
        CHECK(copy.faults() == std::string(name) +
                                   ": name: found a table of another case, or with blanks in its name, expected "
                                   "policy.csv");
        fs::rename(copy.folder() / name, copy.folder() / "policy.csv");
    }
    fs::rename(copy.folder() / "policy.csv", copy.folder() / "policy.csv.txt");
    CHECK(copy.faults() == "policy.csv.txt: name: found a table with a second ending, expected policy.csv");
}

TEST_CASE("a required table of another case is not reported as missing too") {
    const StudyCopy copy;
    fs::rename(copy.folder() / "regions.csv", copy.folder() / "Regions.csv");
    CHECK(copy.faults() ==
          "Regions.csv: name: found a table of another case, or with blanks in its name, expected regions.csv");
}

TEST_CASE("copies and backups") {
    const StudyCopy copy;
    copy.write("policy.csv.bak", "old");
    copy.write("policy.csv~", "old");
    copy.write("policy.xlsx", "PK");
    copy.write("._policy.csv", "macOS");
    copy.write("README.md", "text");
    CHECK(copy.faults().empty());  // beside the table they are no tables
    copy.remove("policy.csv");
    CHECK(has_note(copy, "policy.csv.bak is not read: there is no policy.csv"));
    CHECK(has_note(copy, "policy.xlsx is not read: there is no policy.csv"));
    copy.write("policy (1).csv", "year,emission_cap_t\n");
    CHECK(copy.faults() ==
          "policy (1).csv: table: found a table that no study has, expected one of the tables of the study format (did "
          "you mean policy.csv?)");
}

TEST_CASE("settings of another case") {
    const StudyCopy copy;
    fs::copy(copy.folder() / "study.toml", copy.folder() / "Study.toml");
    CHECK(copy.faults() == "Study.toml: name: found settings beside study.toml, expected one file of settings");
    copy.remove("study.toml");
    CHECK_THROWS_WITH_AS(
        copy.read(),
        ((copy.folder() / "study.toml").string() + ": no such study file; Study.toml is there: rename it").c_str(),
        decawatt::base::ResourceError);
}

TEST_CASE("a curve file may stand beside study.toml, and one that only a variant names") {
    const StudyCopy copy;
    const std::string curve = "Wind Speed [m/s],Power [kW]\n3,0\n12,3000\n25,3000\n";
    copy.write("IEA.csv", curve);
    CHECK(copy.faults() ==
          "IEA.csv: table: found a table that no study has, expected one of the tables of the study format, or in a "
          "folder of its own where it is none");
    copy.append("study.toml",
                "\n[variant.other_curve]\n\"turbines.onshore class.curve\" = \"\"\n"
                "\"turbines.onshore class.curve_file\" = \"IEA.csv\"\n");
    CHECK(copy.faults().empty());
    copy.write("Other.csv", curve);
    StudyRequest other = setting("turbines.onshore class.curve_file", "./Other.csv");
    other.overrides.push_back({"turbines.onshore class.curve", ""});
    CHECK(copy.faults(other).empty());
    copy.remove("Other.csv");
    copy.replace("turbines.csv", "name,curve,", "name,curve_file,");
    copy.replace("turbines.csv", "onshore class,generic,", "onshore class,IEA.csv,");
    CHECK(copy.faults().empty());
}

TEST_CASE("a name in quotes may begin with #, and comments are noted") {
    const StudyCopy copy;
    const std::string row = copy.text("plants.csv").substr(copy.text("plants.csv").find("north coal,"));
    const std::string rest = row.substr(10, row.find('\n') - 10);
    const auto plants = copy.read().study.plants.name.size();
    copy.append("plants.csv", "\"#1 coal\"" + rest + "\n#2 coal" + rest + "\n# closed since 2020\n");
    const auto loaded = copy.read();
    CHECK(loaded.study.plants.name.size() == plants + 1);
    CHECK(loaded.study.plants.name.back() == "#1 coal");
    CHECK(loaded.study.plants.capacity_mw.back() == 1500.0);
    CHECK(has_note(copy, "plants.csv: 2 comment lines"));
    CHECK(has_note(copy, "plants.csv row 17 is a comment with as many fields as a row: quote its name if it is one"));
}

TEST_CASE("years that no row states are noted, with what holds there") {
    const StudyCopy copy;
    CHECK(has_note(copy, "prices.csv: coal, uranium end in 2028; their last values hold through 2029"));
    CHECK(has_note(copy, "policy.csv: emission_cap_t ends in 2028; its last value holds through 2029"));
    copy.replace("study.toml", "last_year = 2029", "last_year = 2035");
    CHECK(has_note(copy, "prices.csv: gas, carbon end in 2030; their last values hold through 2035"));
    CHECK(has_note(copy, "demand.csv: north, south end in 2030; their last values hold through 2035"));
    CHECK(has_note(copy, "holidays.csv: no holidays in 2030, 2031, 2032, 2033, 2034, 2035: only Sundays are"));
    copy.replace("policy.csv", "2028,", "2031,");
    CHECK(has_note(copy, "policy.csv: emission_cap_t begins in 2031; nothing holds from 2028 to 2030"));
    copy.replace("prices.csv", "uranium,2028", "uranium,2030");
    CHECK(has_note(copy, "prices.csv: uranium begins in 2030; its first value holds from 2028 to 2029"));
}

TEST_CASE("numbers and words as spreadsheets and pandas write them") {
    const StudyCopy copy;
    const auto first_build = [&] { return copy.read().study.plants.build[12].first_year; };
    copy.replace("plants.csv", "1500,1000,2028,850", "1.5e3,1000,2028.0,850");
    CHECK(first_build() == 2028);
    CHECK(copy.read().study.plants.build[12].limit_mw == 1500.0);
    copy.replace("demand.csv", "north,2030,", "north,2028.0,");
    CHECK(copy.faults() ==
          "demand.csv: region/year (row 3): found north/2028.0, expected no second row of that name (the first is row "
          "2)");
    const StudyCopy other;
    for (const auto& [word, is_clean] : {std::pair{"True", true}, {"TRUE", true}, {"False", false}, {"false", false}}) {
        other.write("plants.csv", replaced(replaced(copy.text("plants.csv"), "2028.0", "2028"), "\n", ",\n"));
        other.replace("plants.csv", "delay,\n", "delay,clean\n");
        other.replace("plants.csv", "gas,9,,\n", fmt::format("gas,9,,{}\n", word));
        CHECK(other.read().study.plants.clean[0] == is_clean);
    }
    other.replace("plants.csv", "gas,9,,false", "gas,9,,yes");
    CHECK(other.faults() == "plants.csv: clean (row 2): found yes, expected true or false");
}

TEST_CASE("a row of another width is one fault, not one for each that refers to it") {
    const StudyCopy copy;
    copy.replace("regions.csv", "north,37.5,", "north,37,5,");
    CHECK(copy.faults() ==
          "regions.csv: line (row 2): found 10 fields, expected 9 fields, as in the header: a decimal point in place "
          "of a "
          "comma (0.5, not 0,5), no commas within numbers, and quotes around a text with a comma");
}

TEST_CASE("a slip that a whole column has in common is reported once") {
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

TEST_CASE("a text without the blanks that are not seen") {
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
    CHECK_FALSE(has_note(copy, "sites.csv: the last line has no end: was the file cut there?"));
    copy.write("sites.csv", text.substr(0, text.size() - 2));
    CHECK(has_note(copy, "sites.csv: the last line has no end: was the file cut there?"));
}

TEST_CASE("what follows from settings that are none, or from a missing hourly.csv, is not reported") {
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
