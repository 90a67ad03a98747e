// What a plan has built, in machines that fail one by one.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "../planning/small_study.hpp"
#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/hour/store_fleet.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/simulate.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "made.hpp"
#include "parallel/blocks.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::tests::SmallStudy;
using doctest::Approx;

namespace {

constexpr int kYearHours = 8760;

model::BuildOption machines(double unit_mw) {
    model::BuildOption build = tests::may_build(1e6, 100.0, 30.0);
    build.unit_mw = unit_mw;
    return build;
}

model::OutageClassIndex add_class(model::Study& study, double mttf_h, double mttr_h) {
    model::OutageClasses& classes = study.reliability.outages;
    classes.name.push_back("class " + std::to_string(classes.name.size()));
    classes.states.push_back({{0.0, mttf_h, mttr_h}});
    classes.temperature_deg_c.emplace_back();
    classes.failure_factor.emplace_back();
    return static_cast<model::OutageClassIndex>(classes.name.size() - 1);
}

// A constant demand, a plant that exists and one that may be built in machines of 50 MW.
SmallStudy study_of(double demand_mw) {
    SmallStudy small;
    small.study.horizon.hours_per_year = kYearHours;
    small.region("A", {});
    small.study.fixed.demand.push_back({model::RegionIndex{0}, std::vector<double>(kYearHours, demand_mw)});
    const auto outage = add_class(small.study, 450.0, 50.0);  // out a tenth of the time
    small.plant({.name = "gas"});
    small.plant({.name = "other", .capacity_mw = 30.0});
    small.study.reliability.plant_outage = {outage, outage};
    small.study.reliability.plant_units = {1, 1};
    return small;
}

Assembly built(SmallStudy small, double built_mw, double unit_mw) {
    small.study.plants.build[0] = machines(unit_mw);
    planning::FixedPlan plan;
    plan.years = {2030};
    plan.builds = {{assets::CapacityKind::plant, "gas", 2030, built_mw}};
    return assemble(small.study, &plan, {}, nullptr);
}

Assembly existing(SmallStudy small, double mw, int units) {
    small.study.plants.capacity_mw[0] = mw;
    small.study.reliability.plant_units[0] = units;
    return assemble(small.study, nullptr, {}, nullptr);
}

Words sampled(const Assembly& made, std::uint64_t samples) {
    const SamplingSettings settings{.samples = samples, .batch = samples, .worst_events = 5};
    const System system = fold_firm(made.system);
    Sampling state = start_sampling(system, made.library, settings);
    while (!state.done) run_batch(system, made.library, made.chance, settings, parallel::Communicator::alone(), state);
    return words_of(state);
}

Estimate sampled_lole(const Assembly& made, std::uint64_t samples) {
    const SamplingSettings settings{.samples = samples, .batch = samples, .worst_events = 5};
    Sampling state = start_sampling(made.system, made.library, settings);
    while (!state.done)
        run_batch(made.system, made.library, made.chance, settings, parallel::Communicator::alone(), state);
    return state.tally.per_year(Metric::hours, 0);
}

double binomial(int n, int k, double p) {
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                    (n - k) * std::log(1.0 - p));
}

// Hours a year in which ten machines of 50 MW and one of 30 MW, each there nine tenths of the time, give less.
double lole_by_hand(double demand_mw) {
    double probability = 0.0;
    for (int there = 0; there <= 10; ++there)
        for (const double other_mw : {0.0, 30.0})
            if (50.0 * there + other_mw < demand_mw)
                probability += binomial(10, there, 0.9) * (other_mw > 0 ? 0.9 : 0.1);
    return kYearHours * probability;
}

// A store of so many machines and what is stored in it, hour after hour.
struct Machines {
    System system = made::nodes(1);

    Machines(std::size_t count, double mw, double mwh, double mttf_h = 450.0, double mttr_h = 50.0) {
        system.outages = {made::two_states(mttf_h, mttr_h)};
        made::add_store(system, 0, {.mw = 0.0, .mwh = mwh, .initial_frac = 1.0}, {});
        Exposure exposure;
        for (std::size_t m = 0; m < count; ++m) exposure.machines.push_back(made::add_cause(system, 0));
        system.machines.store = {0};
        system.machines.power = {made::always(mw)};
        system.machines.exposure = {exposure};
    }
};

double offered_mw(StoreFleet& stores) {
    std::vector<HourBalance::Resource> resources;
    stores.sort();
    stores.offer(resources);
    return resources.empty() ? 0.0 : resources[0].at_most_mw;
}

}  // namespace

TEST_CASE("ten machines of 50 MW that a plan has built: by hand, by convolution, by sampling") {
    for (const double demand_mw : {360.0, 420.0, 470.0}) {
        CAPTURE(demand_mw);
        const Assembly made = built(study_of(demand_mw), 500.0, 50.0);
        REQUIRE(made.system.units.count() == 11);
        CHECK(made.system.units.name[0] == "gas built in 2030 unit 1");
        const double by_hand = lole_by_hand(demand_mw);
        CHECK(exact_years(made.system, made.library, made.chance).of_year[0].lole_h == Approx(by_hand).epsilon(1e-9));
        const Estimate lole = sampled_lole(made, 3000);
        CHECK(std::abs(lole.mean - by_hand) <= 4.0 * lole.error);
        CHECK(lole.error <= 0.02 * by_hand);
    }
    // As one unit: a tenth of the time there is nothing of it.
    const Assembly one = built(study_of(360.0), 500.0, 0.0);
    CHECK(exact_years(one.system, one.library, one.chance).of_year[0].lole_h == Approx(0.1 * kYearHours).epsilon(1e-9));
    REQUIRE(one.notes.size() == 1);
    CHECK(one.notes[0] == "plants.csv states no unit_mw: what is built in a year fails as one unit: gas");
    CHECK(built(study_of(360.0), 500.0, 50.0).notes.empty());
}

TEST_CASE("machines that are built are as reliable as units that exist, sample by sample") {
    CHECK(sampled(built(study_of(420.0), 500.0, 50.0), 50) == sampled(existing(study_of(420.0), 500.0, 10), 50));
    CHECK(sampled(built(study_of(420.0), 500.0, 50.0), 50) != sampled(built(study_of(420.0), 500.0, 100.0), 50));
}

TEST_CASE("machines of one asset leave the random numbers of others alone") {
    const auto streams = [](const Assembly& made) {
        std::map<std::string, std::uint32_t> all;
        for (std::size_t u = 0; u < made.system.units.count(); ++u)
            for (const std::size_t cause : made.system.units.exposure[u].causes)
                all[made.system.units.name[u]] = made.system.causes[cause].stream;
        return all;
    };
    const auto few = streams(built(study_of(420.0), 100.0, 50.0)), many = streams(built(study_of(420.0), 500.0, 50.0));
    CHECK(many.size() == 11);
    for (const auto& [name, stream] : few) CHECK(many.at(name) == stream);
}

TEST_CASE("a plan that is not whole has smaller machines; too many are refused") {
    const System system = built(study_of(420.0), 120.0, 50.0).system;
    REQUIRE(system.units.count() == 4);
    CHECK(system.units.capacity[0][0].mw == Approx(40.0));
    CHECK_THROWS_AS(built(study_of(420.0), 500.0, 0.01), base::InputError);
}

TEST_CASE("a capacity credit is of all machines of an asset, whenever they are built") {
    const Assembly made = built(study_of(420.0), 500.0, 50.0);
    const CapacityCredit credit = capacity_credit(made.system, "gas", made.library, made.chance, {.samples = 40},
                                                  parallel::Communicator::alone(), {});
    CHECK(credit.capacity_mw == Approx(500.0));
}

TEST_CASE("machines of a store: power and energy of those that stand") {
    const Machines two(2, 20.0, 80.0);
    const WeatherLibrary library = made::library_of(two.system, {kYearHours});
    const ChanceTables tables(two.system, library);
    StoreFleet stores(two.system, tables);
    bool half = false, none = false;
    for (std::uint32_t sample = 0; sample < 200; ++sample) {
        const Future future{.sample = sample, .weather = {0}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        CHECK(stores.content_mwh(0) == Approx(80.0));  // with what is in machines that are out
        for (std::int64_t hour = stores.next_change(); hour < 500; hour = stores.next_change()) {
            stores.move_to(hour);
            const double mw = offered_mw(stores);
            CHECK((mw == 0.0 || mw == 10.0 || mw == 20.0));
            half = half || mw == 10.0;
            none = none || mw == 0.0;
            CHECK(stores.content_mwh(0) == Approx(80.0));
            std::vector<double> surplus = {100.0};
            stores.subtract_wanted(surplus);
            CHECK(surplus[0] == Approx(100.0));  // full is full, whatever is out
            stores.charge_all();
            CHECK(stores.at_rest());
        }
    }
    CHECK(half);
    CHECK(none);
}

// One machine fails full while the other one is emptied; it comes back with what it held.
TEST_CASE("what is in a machine that fails stays there and comes back with it") {
    Machines two(2, 20.0, 80.0, 1e6, 1e6);
    two.system.outages[0].states[0] = {.available_frac = 0.0, .mttf_h = 20.0, .mttr_h = 20.0};
    two.system.causes[1].outage = 1;
    two.system.outages.push_back({"never", {}, {}, {}});
    const WeatherLibrary library = made::library_of(two.system, {kYearHours});
    const ChanceTables tables(two.system, library);
    StoreFleet stores(two.system, tables);
    int returned = 0;
    for (std::uint32_t sample = 0; sample < 20; ++sample) {
        const Future future{.sample = sample, .weather = {0}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        if (offered_mw(stores) < 20.0) continue;  // out at the start
        stores.move_to(stores.next_change());
        REQUIRE(offered_mw(stores) == 10.0);
        std::vector<HourBalance::Resource> resources;
        for (int hour = 0; hour < 4; ++hour) {  // 40 MWh of the one that stands
            resources.clear();
            stores.sort();
            stores.offer(resources);
            REQUIRE(resources.size() == 1);
            CHECK(resources[0].at_most_mw == Approx(10.0));
            stores.note(resources);
        }
        resources.clear();
        stores.offer(resources);
        CHECK((resources.empty() || resources[0].at_most_mw < 1e-9));
        CHECK(stores.content_mwh(0) == Approx(40.0));
        stores.move_to(stores.next_change());
        CHECK(offered_mw(stores) == Approx(20.0));
        CHECK(stores.content_mwh(0) == Approx(40.0));
        ++returned;
    }
    CHECK(returned > 5);
}

TEST_CASE("a store of one machine is a store that fails") {
    Machines one(1, 20.0, 80.0);
    System whole = made::nodes(1);
    whole.outages = one.system.outages;
    made::add_store(whole, 0, {.mw = 20.0, .mwh = 80.0, .initial_frac = 1.0}, {.causes = {made::add_cause(whole, 0)}});
    const WeatherLibrary library = made::library_of(whole, {kYearHours});
    const ChanceTables tables(one.system, library), of_whole(whole, library);
    StoreFleet a(one.system, tables), b(whole, of_whole);
    const Future future{.sample = 3, .weather = {0}, .load_factor = {1.0}, .center_factor = {1.0}};
    a.start(1, future);
    b.start(1, future);
    for (std::int64_t hour = 0; hour < kYearHours; hour += 7) {
        a.move_to(hour);
        b.move_to(hour);
        REQUIRE(offered_mw(a) == Approx(offered_mw(b)));
        REQUIRE(a.content_mwh(0) == Approx(b.content_mwh(0)));
    }
}

TEST_CASE("many machines give in the mean what they are there for, with little spread") {
    constexpr std::size_t kCount = 200;
    const Machines many(kCount, 1000.0, 4000.0);
    const WeatherLibrary library = made::library_of(many.system, {kYearHours});
    const ChanceTables tables(many.system, library);
    StoreFleet stores(many.system, tables);
    double sum = 0.0, square = 0.0;
    constexpr int kFutures = 400;
    for (std::uint32_t sample = 0; sample < kFutures; ++sample) {
        const Future future{.sample = sample, .weather = {0}, .load_factor = {1.0}, .center_factor = {1.0}};
        stores.start(1, future);
        stores.move_to(5000);
        const double mw = offered_mw(stores);
        sum += mw / kFutures;
        square += mw * mw / kFutures;
    }
    const double spread = std::sqrt(square - sum * sum), by_hand = 1000.0 * std::sqrt(0.9 * 0.1 / kCount);
    CHECK(std::abs(sum - 900.0) <= 4.0 * by_hand / std::sqrt(kFutures));
    CHECK(spread == Approx(by_hand).epsilon(0.15));  // four standard errors of a spread of 400 futures
}

TEST_CASE("a store that is built comes in machines where it has an outage class") {
    SmallStudy small = study_of(10.0);
    model::Study& study = small.study;
    small.store({.name = "battery", .build_power = machines(20.0), .build_energy = machines(0.0)});
    study.reliability.store_outage = {model::OutageClassIndex{0}};
    planning::FixedPlan plan;
    plan.years = {2030};
    plan.builds = {{assets::CapacityKind::store_power, "battery", 2030, 60.0},
                   {assets::CapacityKind::store_energy, "battery", 2030, 240.0}};
    const System system = assemble(study, &plan, {}, nullptr).system;
    REQUIRE(system.stores.count() == 1);
    REQUIRE(system.machines.count() == 1);
    CHECK(system.machines.exposure[0].machines.size() == 3);
    CHECK(system.machines.power[0][0].mw == 60.0);
    CHECK(system.stores.energy[0][0].mw == 240.0);
    study.reliability.store_outage = {};
    const System firm = assemble(study, &plan, {}, nullptr).system;
    CHECK(firm.machines.count() == 0);
    CHECK(firm.stores.discharge[0][0].mw == 60.0);
}
