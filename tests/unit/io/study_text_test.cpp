// Studies as editors, spreadsheets and other programs leave them: read correctly, or refused with the cause.
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

TEST_CASE("a file in another encoding is one fault, without consequential faults") {
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
    CHECK(copy.faults().empty());  // files besides the table are not tables
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
          "IEA.csv: table: found a table that no study has, expected one of the tables of the study format, or in "
          "another folder if it is not a table");
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

TEST_CASE("years without rows are noted, with the values used") {
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
    CHECK(copy.read().study.plants.build[12].limit == 1500.0);
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
