// Machine sizes of build options: reading, notes, descriptions, and plans in whole machines in result files.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/hdf5/write_results.hpp"
#include "study_copy.hpp"
#include "tests/unit/io/balanced_plan.hpp"

using namespace decawatt;
using io::test::StudyCopy;
namespace fs = std::filesystem;

namespace {

io::StudyRequest set(std::vector<io::Override> overrides) {
    io::StudyRequest request;
    request.overrides = std::move(overrides);
    return request;
}

bool has_note(const io::LoadedStudy& loaded, const std::string& note) {
    return std::ranges::find(loaded.notes, note) != loaded.notes.end();
}

}  // namespace

TEST_CASE("unit_mw of plants and stores is read; empty: not stated") {
    const StudyCopy copy;
    const io::LoadedStudy loaded =
        copy.read(set({{"plants.hub solar.unit_mw", "2.5"}, {"stores.hub battery.unit_mw", "4"}}));
    const model::Study& study = loaded.study;
    const auto place = [](const std::vector<std::string>& names, const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
    };
    const std::size_t solar = place(study.plants.name, "hub solar"), battery = place(study.stores.name, "hub battery");
    CHECK(study.plants.build[solar].unit_mw == 2.5);
    CHECK(study.plants.build[0].unit_mw == 0.0);
    CHECK(study.stores.build_power[battery].unit_mw == 4.0);
    CHECK(study.stores.build_energy[battery].unit_mw == 0.0);
    const std::string text = io::describe(study);
    CHECK(text.find("in units of") != std::string::npos);
    CHECK(text.find("2.5 MW machines") != std::string::npos);
    CHECK(text.find("4 MW machines") != std::string::npos);
    CHECK(io::describe(copy.read().study).find("in units of") == std::string::npos);
    CHECK(copy.read().study == StudyCopy().read().study);
}

TEST_CASE("faults of unit_mw name row and value") {
    const StudyCopy copy;
    for (const char* wrong : {"0", "-50", "80 MW", "inf", "nan"}) {
        CAPTURE(std::string(wrong));
        const std::string faults = copy.faults(set({{"plants.hub solar.unit_mw", wrong}}));
        CHECK(faults.find("unit_mw") != std::string::npos);
        CHECK(faults.find(wrong) != std::string::npos);
        CHECK(faults.find("a finite number > 0") != std::string::npos);
    }
    CHECK(copy.faults(set({{"plants.hub solar.units_mw", "3"}})).find("did you mean 'unit_mw'") != std::string::npos);
    CHECK_FALSE(copy.faults(set({{"lines.south-north.unit_mw", "3"}})).empty());
}

TEST_CASE("machine sizes without option or above the limit, and assets that fail as one unit, are noted") {
    const StudyCopy copy;
    const io::LoadedStudy loaded = copy.read(set({{"plants.north gas.unit_mw", "500"},
                                                  {"plants.hub solar.unit_mw", "1000000"},
                                                  {"stores.hub battery.outage", "pumped storage"}}));
    CHECK(has_note(loaded, "plants.csv: unit_mw has no effect without build_limit_mw above 0: north gas"));
    CHECK(has_note(loaded,
                   "plants.csv: unit_mw is more than build_limit_mw, so that no machine can be built: hub solar"));
    CHECK(has_note(loaded,
                   "stores.csv: the capacity built in a year fails as one unit, because they have an outage class and "
                   "no unit_mw: hub battery"));
    const io::LoadedStudy stated =
        copy.read(set({{"stores.hub battery.outage", "pumped storage"}, {"stores.hub battery.unit_mw", "4"}}));
    CHECK(std::ranges::none_of(stated.notes, [](const std::string& note) { return note.find("unit") != note.npos; }));
}

TEST_CASE("a plant without capacity whose costs are stated, and no limit, is noted: it cannot be built") {
    const StudyCopy copy;
    const char* text =
        "plants.csv: there is no capacity, and none can be built without build_limit_mw above 0: hub solar";
    CHECK_FALSE(has_note(copy.read({}), text));
    CHECK(has_note(
        copy.read(set({{"plants.hub solar.build_limit_mw", ""}, {"plants.hub solar.build_limit_mw_per_year", ""}})),
        text));
    CHECK_FALSE(has_note(copy.read(set({{"plants.hub solar.build_limit_mw", ""},
                                        {"plants.hub solar.build_limit_mw_per_year", ""},
                                        {"plants.hub solar.capacity_mw", "10"}})),
                         text));
}

namespace {

// A plan of two builds in a file, the plant's in machines of 50 MW.
struct Stored {
    fs::path path;
    test::BalancedPlan made = test::make_balanced_plan(1);
    io::LoadedStudy loaded;
    std::string plant;

    explicit Stored(bool with_group)
        : path(fs::temp_directory_path() /
               ("decawatt_machines_" + std::to_string(::getpid()) + (with_group ? "_whole.h5" : ".h5"))) {
        planning::Plan& plan = made.plan;
        model::ExpansionOption& option = made.study.plants.build[0];
        option = {1000.0, 1000.0, 2000, 2100, 1.0, 0.0, 30.0};
        option.unit_mw = 50.0;
        plant = made.study.plants.name[0];
        plan.builds = {{assets::CapacityKind::plant, plant, plan.years.front(), 120.0},
                       {assets::CapacityKind::line, "any", plan.years.front(), 33.0}};
        const std::size_t years = plan.years.size(), contracts = made.study.contracts.name.size();
        plan.target_prices = {base::Series(years, contracts), base::Series(years, contracts),
                              base::Series(years, contracts), std::vector<double>(years, 0.0)};
        plan.objective = 1000.0;
        if (with_group) add_group();
        loaded.study = made.study;
        loaded.files = {{"plants.csv", "name\n", 2}};
        io::write_results(path, made.study, plan, {loaded.files, {}, "0.1.0", "gcc", "decawatt run", 7, 2, ""}, {});
    }
    ~Stored() { fs::remove(path); }

    // Five machines: more than rounding here would give, so that they must come from the file.
    void add_group() {
        planning::WholeUnits whole;
        whole.built = {made.plan.builds, {5, planning::kNotInUnits}, {50.0, 0.0}, {"a limit"}};
        whole.built.builds[0].amount = 250.0;
        whole.status = lp::Status::optimal;
        whole.objective = 1100.0;
        whole.certificate.relative_gap = 0.25;
        whole.shortfalls = {{planning::TargetKind::hourly, 0, made.plan.years.front(), 1, 12.0, 0.5},
                            {planning::TargetKind::emission, 0, made.plan.years.front(), 1, 0.0, 0.0}};
        made.plan.whole = whole;
    }
};

}  // namespace

TEST_CASE("a result file has the plan and the plan in whole machines") {
    const Stored stored(true);
    const io::ResultReader file(stored.path);
    CHECK(file.numbers("/plan/build_amount").values == std::vector<double>{120.0, 33.0});
    CHECK(file.numbers("/plan/whole_units/build_amount").values == std::vector<double>{250.0, 33.0});
    CHECK(file.numbers("/plan/whole_units/build_units").values == std::vector<double>{5.0, -1.0});
    CHECK(file.numbers("/plan/whole_units/build_unit_mw").values == std::vector<double>{50.0, 0.0});
    CHECK(file.numbers("/plan/whole_units/objective").values == std::vector<double>{1100.0});
    CHECK(file.numbers("/plan/whole_units/rounding_cost").values == std::vector<double>{100.0});
    CHECK(file.numbers("/plan/whole_units/certificate/relative_gap").values == std::vector<double>{0.25});
    CHECK(file.numbers("/plan/whole_units/missed_amount").values == std::vector<double>{12.0});
    CHECK(file.texts("/plan/whole_units/limit_note") == std::vector<std::string>{"a limit"});
    CHECK(file.text_attribute("/plan/whole_units", "status") == "optimal");
    const Stored without(false);
    CHECK_FALSE(io::ResultReader(without.path).has("/plan/whole_units"));
}

TEST_CASE("a plan is read in whole machines: those of the file, or rounded") {
    const auto amount = [](const io::StoredPlan& read) { return read.plan.builds[0].amount; };
    Stored stored(true);
    const io::StoredPlan read = io::read_fixed_plan(stored.path, stored.loaded);
    CHECK(amount(read) == 250.0);
    CHECK(read.plan.builds[1].amount == 33.0);
    REQUIRE(read.machines.size() == 1);
    CHECK(read.machines[0].units == 5);
    CHECK(read.machines[0].sized_mw == 120.0);
    CHECK(read.machines[0].whole_mw == 250.0);
    CHECK(read.limits == std::vector<std::string>{"a limit"});
    stored.loaded.study.plants.build[0].unit_mw = 80.0;  // other machines than the file's
    CHECK(amount(io::read_fixed_plan(stored.path, stored.loaded)) == 160.0);
    stored.loaded.study.plants.build[0].unit_mw = 0.0;  // none: the plan as it was sized
    CHECK(amount(io::read_fixed_plan(stored.path, stored.loaded)) == 120.0);
    CHECK(io::read_fixed_plan(stored.path, stored.loaded).machines.empty());
    const Stored without(false);
    const io::StoredPlan rounded = io::read_fixed_plan(without.path, without.loaded);
    CHECK(amount(rounded) == 150.0);
    CHECK(rounded.machines[0].units == 3);
    CHECK(rounded.limits.empty());
}
