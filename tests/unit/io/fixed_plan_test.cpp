// Plans read from result files.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "base/error.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/hdf5/write_results.hpp"
#include "tests/unit/io/balanced_plan.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {

struct Stored {
    fs::path path = fs::temp_directory_path() / ("decawatt_plan_" + std::to_string(::getpid()) + ".h5");
    test::BalancedPlan made = test::make_balanced_plan(2);
    io::LoadedStudy loaded;

    Stored() {
        planning::Plan& plan = made.plan;
        plan.builds = {{assets::CapacityKind::plant, "sun", 2028, 120.0},
                       {assets::CapacityKind::store_energy, "battery", 2029, 0.5}};
        const std::size_t years = plan.years.size(), contracts = made.study.contracts.name.size();
        plan.target_prices = {base::Series(years, contracts, 11.0), base::Series(years, contracts, 12.0),
                              base::Series(years, contracts, 13.0), std::vector<double>(years, 14.0)};
        plan.state_values = {{"content a", "content b"}, base::Series(years * 12, 2, 1.0)};
        plan.state_values.per_mwh(13, 1) = 42.0;  // February of the second year
        loaded.study = made.study;
        loaded.files = {{"study.toml", "[study]\nname = \"x\"\n[weather]\nyears = [1]\n", 1},
                        {"plants.csv", "name\n", 2},
                        {"climate.csv", "site\n", 3}};
        loaded.applied = {{"study.discount_rate", "0.05"}, {"weather.years", "[1]"}};
        io::write_results(path, made.study, plan,
                          {loaded.files, loaded.applied, "0.1.0", "gcc", "decawatt run", 7, 2, ""}, {});
    }
    ~Stored() { fs::remove(path); }

    std::string refusal() const {
        try {
            io::read_fixed_plan(path, loaded);
        } catch (const base::InputError& error) {
            return error.what();
        }
        return {};
    }
};

}  // namespace

TEST_CASE("the data of a plan for its dispatch are read back from its file") {
    const Stored stored;
    const io::StoredPlan read = io::read_fixed_plan(stored.path, stored.loaded);
    CHECK(read.differences.empty());
    CHECK(read.plan.years == stored.made.plan.years);
    REQUIRE(read.plan.builds.size() == 2);
    CHECK(read.plan.builds[1].kind == assets::CapacityKind::store_energy);
    CHECK(read.plan.builds[1].asset == "battery");
    CHECK(read.plan.builds[1].year == 2029);
    CHECK(read.plan.builds[1].amount == 0.5);
    CHECK(read.plan.contracts == stored.made.study.contracts.name);
    CHECK(read.plan.prices.hourly_per_mwh(1, 0) == 11.0);
    CHECK(read.plan.prices.annual_per_mwh(0, 0) == 12.0);
    CHECK(read.plan.prices.excess_per_mwh(0, 0) == 13.0);
    CHECK(read.plan.prices.emission_per_t[1] == 14.0);
    CHECK(read.plan.state_values.name == std::vector<std::string>{"content a", "content b"});
    CHECK(read.plan.state_values.per_mwh(13, 1) == 42.0);
    CHECK(read.plan.state_values.per_mwh(13, 0) == 1.0);
}

TEST_CASE("weather and overrides may differ, and are reported") {
    Stored stored;
    stored.loaded.files[0] = {"study.toml", "[study]\nname = \"x\"\n[weather]\nyears = [2, 3]\n", 11};
    stored.loaded.files[2] = {"climate.csv", "site,month\n", 13};
    stored.loaded.applied = {{"weather.years", "[4]"}, {"plants.gas.capacity_mw", "7"}};
    const auto differences = io::read_fixed_plan(stored.path, stored.loaded).differences;
    REQUIRE(differences.size() == 5);
    CHECK(differences[0] == "study.toml has changed since the plan");
    CHECK(differences[1] == "climate.csv has changed since the plan");
    CHECK(differences[2] == "study.discount_rate: 0.05 in the plan, as in the study here");
    CHECK(differences[3] == "weather.years: [1] in the plan, [4] here");
    CHECK(differences[4] == "plants.gas.capacity_mw: as in the study in the plan, 7 here");
}

TEST_CASE("the plan of another study is rejected, naming every file that differs") {
    Stored stored;
    CHECK(stored.refusal().empty());
    stored.loaded.files[0] = {"study.toml", "[study]\nname = \"x\"\ndiscount_rate = 0.1\n", 11};
    stored.loaded.files[1] = {"plants.csv", "other\n", 12};
    stored.loaded.files.push_back({"stores.csv", "name\n", 14});
    const std::string refusal = stored.refusal();
    for (const char* part :
         {"study.toml", "plants.csv", "a text other than the plan's", "stores.csv", "no such file in the plan's study"})
        CHECK_MESSAGE(refusal.find(part) != std::string::npos, refusal);
    stored.loaded.study.name = "another";
    CHECK(stored.refusal().find("a plan of another") != std::string::npos);
}
