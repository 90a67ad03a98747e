// Reading sweeps: the cases of a grid and of a list, and all faults of a file at once.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "io/study/sweep_file.hpp"
#include "tests/unit/io/study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;

namespace {

// In the folder of a study, so that `study = "."`.
io::Sweep read(const StudyCopy& copy, const std::string& text) {
    copy.write("sweep.toml", text);
    return io::read_sweep(copy.folder() / "sweep.toml");
}

std::string faults(const StudyCopy& copy, const std::string& text) {
    try {
        read(copy, text);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}

std::vector<std::string> names(const io::Sweep& sweep) {
    std::vector<std::string> all;
    for (const io::SweepCase& one : sweep.cases) all.push_back(one.name);
    return all;
}

std::string overrides(const io::SweepCase& one) {
    std::string all;
    for (const io::Override& change : one.overrides) all += change.path + "=" + change.value + ";";
    return all;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a grid spans its axes in the order of the file, the last fastest") {
    const StudyCopy copy;
    const io::Sweep sweep = read(copy,
                                 "study = \".\"\nyears = \"2028:2029\"\n[grid]\nvariant = [\"\", \"large_hub\"]\n"
                                 "\"stores.hub battery.capex_per_kwh\" = [150, 0.5, 2.0]\n");
    CHECK(io::test::fs::equivalent(sweep.study, copy.folder()));
    CHECK(sweep.first_year == 2028);
    CHECK(sweep.last_year == 2029);
    CHECK(names(sweep) ==
          std::vector<std::string>{"variant-none_capex_per_kwh-150", "variant-none_capex_per_kwh-0.5",
                                   "variant-none_capex_per_kwh-2", "variant-large_hub_capex_per_kwh-150",
                                   "variant-large_hub_capex_per_kwh-0.5", "variant-large_hub_capex_per_kwh-2"});
    CHECK(sweep.cases[0].variant.empty());
    CHECK(sweep.cases[4].variant == "large_hub");
    CHECK(sweep.cases[0].choices.front() == io::SweepChoice{"variant", "none"});
    CHECK(overrides(sweep.cases[4]) == "stores.hub battery.capex_per_kwh=0.5;");
    CHECK(sweep.cases[4].choices ==
          std::vector<io::SweepChoice>{{"variant", "large_hub"}, {"stores.hub battery.capex_per_kwh", "0.5"}});
    const io::StudyRequest request = sweep.request(sweep.cases[4]);
    CHECK(request.variant == "large_hub");
    CHECK(request.first_year == 2028);
    CHECK(io::read_study(request).applied.size() == 2);  // the variant's and the axis'
}

TEST_CASE("cases start from their neighbours along one axis, in the order of the file") {
    const StudyCopy copy;
    const std::string grid =
        "[grid]\n\"stores.hub battery.capex_per_kwh\" = [150, 200]\n\"prices.gas/2028.price\" = [1, 2, 3]\n"
        "variant = [\"\", \"large_hub\"]\n[[case]]\nname = \"alone\"\nvariant = \"large_hub\"\n";
    for (const io::SweepCase& one : read(copy, "study = \".\"\n" + grid).cases) CHECK(one.start_from.empty());
    const io::Sweep sweep = read(copy, "study = \".\"\nstart_along = \"prices.gas/2028.price\"\n" + grid);
    REQUIRE(sweep.cases.size() == 13);
    const auto from = [&](std::size_t i) { return sweep.cases[i].start_from; };
    for (const std::size_t first : std::vector<std::size_t>{0, 1, 6, 7, 12}) CHECK(from(first).empty());
    for (const std::size_t i : std::vector<std::size_t>{2, 3, 4, 5, 8, 9, 10, 11})
        CHECK(from(i) == sweep.cases[i - 2].name);
    CHECK(has(faults(copy, "study = \".\"\nstart_along = \"prices.gas/2028\"\n" + grid),
              "start_along (row 2): found prices.gas/2028, expected one of "));
    CHECK(has(faults(copy, "study = \".\"\nstart_along = \"variant\"\n[[case]]\nname = \"a\"\n"),
              "start_along (row 2): found variant, expected an axis of [grid]"));
}

TEST_CASE("weather years are an axis of lists with equal weights") {
    const StudyCopy copy;
    const io::Sweep sweep = read(copy, "study = \".\"\n[grid]\nweather_years = [[4], [1, 3], [2, 3, 4, 5]]\n");
    CHECK(names(sweep) == std::vector<std::string>{"weather_years-4", "weather_years-1-3", "weather_years-2to5"});
    const model::Weather weather = io::read_study(sweep.request(sweep.cases[1])).study.weather;
    CHECK(weather.years == std::vector<int>{1, 3});
    CHECK(weather.weights == std::vector<double>{0.5, 0.5});
}

TEST_CASE("options with names set several things; a list of cases stands beside the grid") {
    const StudyCopy copy;
    const io::Sweep sweep = read(copy, R"(study = "."
variant = "cheap_batteries"
[set]
"planning.tolerance" = 1e-5
[[grid.target]]
name = "strict"
set = { "contract_targets.hub supply/2028.hourly_frac" = 0.8, "contract_targets.hub supply/2029.hourly_frac" = 0.9 }
[[grid.target]]
name = "none"
set = { "contract_targets.hub supply/2028.hourly_frac" = "" }
[[case]]
name = "alone"
variant = ""
weather_years = [2]
set = { "data_centers.hub.it_scale" = 3 }
)");
    CHECK(names(sweep) == std::vector<std::string>{"target-strict", "target-none", "alone"});
    CHECK(sweep.cases[0].variant == "cheap_batteries");
    CHECK(overrides(sweep.cases[0]) ==
          "planning.tolerance=1e-05;contract_targets.hub supply/2028.hourly_frac=0.8;"
          "contract_targets.hub supply/2029.hourly_frac=0.9;");
    CHECK(overrides(sweep.cases[1]) == "planning.tolerance=1e-05;contract_targets.hub supply/2028.hourly_frac=;");
    CHECK(sweep.cases[2].variant.empty());
    CHECK(has(overrides(sweep.cases[2]), "data_centers.hub.it_scale=3;weather.years=[2];"));
    CHECK(sweep.cases[2].choices == std::vector<io::SweepChoice>{{"variant", "none"},
                                                                 {"data_centers.hub.it_scale", "3"},
                                                                 {"weather_years", "2"}});
}

TEST_CASE("names are unique and safe whatever the values and paths are") {
    const StudyCopy copy;
    const io::Sweep sweep = read(copy,
                                 "study = \".\"\n[grid]\n\"stores.hub battery.capex_per_kw\" = [1, 2]\n"
                                 "\"plants.hub solar.capex_per_kw\" = [\"a/b\", \"a b\", \"../x\", \"\"]\n");
    const std::vector<std::string> all = names(sweep);
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == 8);
    CHECK(all.front() == "stores.hub-battery.capex_per_kw-1_plants.hub-solar.capex_per_kw-a-b");
    CHECK(all[1] == "stores.hub-battery.capex_per_kw-1_plants.hub-solar.capex_per_kw-a-b.2");
    for (const std::string& name : all)
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
              std::string::npos);
}

TEST_CASE("all faults of a sweep are reported together, with lines") {
    const StudyCopy copy;
    const std::string told = faults(copy, R"(study = "nowhere"
years = "2029:2028"
varaint = "x"
[grid]
variant = ["low", 3]
weather_years = [[1, 1], 4, []]
"plants.hub solar.capex_per_kw" = 850
size = [1, 2]
"stores.hub battery.capex_per_kw" = [5, 5]
[[case]]
name = "a/b"
[[case]]
name = "good"
sets = 1
[[case]]
name = "good"
weather_years = [0]
set = { "it_scale" = 2 }
[[case]]
name = "compare"
)");
    for (const char* expected :
         {"sweep.toml: study (row 1): found nowhere, expected a folder with study.toml",
          "sweep.toml: years (row 2): found 2029:2028, expected a year",
          "sweep.toml: varaint (row 3): found an unknown key, expected one of study, years, variant, start_along, set, "
          "grid, case",
          "sweep.toml: grid.variant (row 5): found 3, expected a text",
          "sweep.toml: grid.weather_years (row 6): found [1, 1], expected a list of different whole numbers >= 1",
          "sweep.toml: grid.plants.hub solar.capex_per_kw (row 7): found 850, expected a list of values",
          "sweep.toml: grid.size (row 8): found 1, expected table.row.column",
          "sweep.toml: grid.stores.hub battery.capex_per_kw: found 5, expected distinct values",
          "sweep.toml: case 1.name (row 10): found a/b, expected a name of at most 180 letters",
          "sweep.toml: case 2.sets (row 14): found an unknown key", "sweep.toml: case (row 15): found good",
          "sweep.toml: case 3.weather_years (row 17): found [0]",
          "sweep.toml: case 3.set.it_scale (row 18): found no such table, section or column in a study",
          "sweep.toml: case (row 19): found compare, expected another name"}) {
        CAPTURE(told);
        CHECK_MESSAGE(has(told, expected), expected);
    }
}

TEST_CASE("files that are not sweeps") {
    const StudyCopy copy;
    CHECK(has(faults(copy, "study = "), "sweep.toml: syntax"));
    CHECK(has(faults(copy, "study = \".\"\n"), "found neither grid nor cases"));
    CHECK(has(faults(copy, "study = \".\"\n[grid]\n"), "found no axis"));
    CHECK(has(faults(copy, "[grid]\nvariant = [\"\"]\n"), "sweep.toml: study: found no such key"));
    CHECK(has(faults(copy, "study = \".\"\ncase = 3\n"), "sweep.toml: case (row 2): found no list of tables"));
    CHECK_THROWS_AS(io::read_sweep(copy.folder() / "absent.toml"), base::ResourceError);
}

TEST_CASE("axes that set the same value, and too large grids, are rejected") {
    const StudyCopy copy;
    CHECK(has(faults(copy, "study = \".\"\n[grid]\nweather_years = [[1], [2]]\n\"weather.years\" = [[3], [4]]\n"),
              "grid.weather.years (row 4): found sets weather.years, expected axes that set different things: "
              "weather_years sets it too"));
    std::string hundred = "[";
    for (int i = 0; i < 101; ++i) hundred += std::to_string(i) + ",";
    CHECK(has(faults(copy, "study = \".\"\n[grid]\n\"a.b.c\" = " + hundred + "]\n\"a.b.d\" = " + hundred + "]\n"),
              "found more than 10000 cases"));
    CHECK(has(faults(copy, "study = \".\"\n[grid]\n\"a.b.c\" = [\"" + std::string(200, 'x') + "\", 1]\n"),
              "names of 180 letters at most"));
}
