// Plans in whole machines: rounding by hand, and what it costs.
#include "planning/analyses/whole_units.hpp"

#include <doctest/doctest.h>

#include "assets/capacity.hpp"
#include "planning/analyses/operate.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using assets::CapacityAddition;
using assets::CapacityKind;
using doctest::Approx;
using planning::WholeBuilds;

namespace {

model::ExpansionOption machines(double unit_mw, double limit_mw = 1e4, double lifetime_years = 30.0) {
    model::ExpansionOption build = may_build(limit_mw, 100.0, lifetime_years);
    build.unit_mw = unit_mw;
    return build;
}

// A plant of machines of 50 MW, one that states none, and a battery of machines of 20 MW.
SmallStudy three(double limit_mw = 1e4) {
    SmallStudy small(4);
    small.region("a", {100.0, 100.0});
    small.plant({.name = "engines", .build = machines(50.0, limit_mw)});
    small.plant({.name = "free", .build = machines(0.0)});
    small.store({.name = "battery", .build_power = machines(20.0), .build_energy = machines(0.0)});
    return small;
}

const std::vector<int> kYears = {2030, 2031, 2032, 2033};

WholeBuilds rounded(const SmallStudy& small, const std::vector<CapacityAddition>& builds) {
    return planning::whole_builds(small.study, kYears, builds);
}

std::vector<double> amounts(const std::vector<CapacityAddition>& builds) {
    std::vector<double> all;
    all.reserve(builds.size());
    for (const CapacityAddition& build : builds) all.push_back(build.amount);
    return all;
}

// Operated by our own solver, to a tolerance of its own.
lp::Settings tight() {
    lp::Settings settings;
    settings.tolerance = 1e-8;
    return settings;
}

}  // namespace

TEST_CASE("machines are counted up, less than the tolerance is none") {
    CHECK(assets::units_for(0.0, 50.0, 0.5) == 0);
    CHECK(assets::units_for(0.5, 50.0, 0.5) == 0);
    CHECK(assets::units_for(0.6, 50.0, 0.5) == 1);
    CHECK(assets::units_for(50.0, 50.0, 0.5) == 1);
    CHECK(assets::units_for(50.5, 50.0, 0.5) == 1);
    CHECK(assets::units_for(50.6, 50.0, 0.5) == 2);
    CHECK(assets::units_for(1e30, 1e-3, 1e-5) == 1'000'000'000);  // an int holds it
}

TEST_CASE("what is rounded is the capacity of all years, so that years do not round up one by one") {
    // 30, 60, 90 and 120 MW stand: 1, 2, 2 and 3 machines of 50 MW.
    const WholeBuilds whole = rounded(three(), {{CapacityKind::plant, "engines", 2030, 30.0},
                                                {CapacityKind::plant, "engines", 2031, 30.0},
                                                {CapacityKind::plant, "engines", 2032, 30.0},
                                                {CapacityKind::plant, "engines", 2033, 30.0},
                                                {CapacityKind::plant, "free", 2030, 33.3}});
    CHECK(whole.units == std::vector<int>{1, 1, 0, 1, planning::kNotInUnits});
    CHECK(amounts(whole.builds) == std::vector<double>{50.0, 50.0, 0.0, 50.0, 33.3});
    CHECK(whole.unit_mw == std::vector<double>{50.0, 50.0, 50.0, 50.0, 0.0});
    CHECK(whole.notes.empty());
}

TEST_CASE("a machine that comes to its end is built again") {
    SmallStudy small = three();
    small.study.plants.build[0] = machines(50.0, 1e4, 2.0);
    // 60 MW of 2030 and 30 MW of 2031: 60, 90, 30 and 0 MW stand, which 2, 2, 1 and 0 machines carry. The two of 2030
    // end with 2031, so that 2032 needs one.
    const WholeBuilds whole = rounded(small, {{CapacityKind::plant, "engines", 2030, 60.0},
                                              {CapacityKind::plant, "engines", 2031, 30.0},
                                              {CapacityKind::plant, "engines", 2032, 0.0},
                                              {CapacityKind::plant, "engines", 2033, 0.0}});
    CHECK(whole.units == std::vector<int>{2, 0, 1, 0});
}

TEST_CASE("the noise of a solver is no machine, beside a plan of gigawatts") {
    const std::vector<CapacityAddition> sized = {{CapacityKind::plant, "engines", 2030, 0.02},
                                                 {CapacityKind::plant, "engines", 2031, 100.3},
                                                 {CapacityKind::plant, "engines", 2032, 0.1}};
    CHECK(rounded(three(), sized).units == std::vector<int>{0, 2, 0});  // a hundredth of a machine is none
    const std::vector<CapacityAddition> large = {{CapacityKind::plant, "engines", 2030, 0.8},
                                                 {CapacityKind::plant, "free", 2030, 90e3}};
    CHECK(rounded(three(), large).units[0] == 0);
    CHECK(rounded(three(), {large[0]}).units[0] == 1);
}

TEST_CASE("a limit that forbids rounding up rounds down, and says so") {
    const WholeBuilds whole = rounded(
        three(130.0), {{CapacityKind::plant, "engines", 2030, 60.0}, {CapacityKind::plant, "engines", 2031, 69.0}});
    CHECK(whole.units == std::vector<int>{2, 0});  // 129 MW want three machines, 130 MW allow two
    REQUIRE(whole.notes.size() == 1);
    CHECK(whole.notes[0] == "engines 2031: a limit forbids rounding 129.0 MW up: 2 machines of 50 MW (100 MW)");
    CHECK(rounded(three(150.0), {{CapacityKind::plant, "engines", 2030, 129.0}}).units ==
          std::vector<int>{3});  // just allowed
    CHECK(rounded(three(40.0), {{CapacityKind::plant, "engines", 2030, 40.0}}).units == std::vector<int>{0});
}

TEST_CASE("a limit of a year puts a machine off to the next") {
    SmallStudy small = three();
    small.study.plants.build[0].limit_per_year = 60.0;
    const WholeBuilds whole = rounded(small, {{CapacityKind::plant, "engines", 2030, 60.0},
                                              {CapacityKind::plant, "engines", 2031, 30.0},
                                              {CapacityKind::plant, "engines", 2032, 0.0}});
    CHECK(whole.units == std::vector<int>{1, 1, 0});  // 60 and 90 MW want two machines
    CHECK(whole.notes.size() == 1);
}

TEST_CASE("energy of a store keeps the hours of each machine") {
    // 50 MW with 200 MWh: 3 machines of 20 MW, four hours each; next year 70 MW with 350 MWh: 4 machines, five hours.
    const WholeBuilds whole = rounded(three(), {{CapacityKind::store_power, "battery", 2030, 50.0},
                                                {CapacityKind::store_power, "battery", 2031, 20.0},
                                                {CapacityKind::store_energy, "battery", 2030, 200.0},
                                                {CapacityKind::store_energy, "battery", 2031, 150.0}});
    CHECK(whole.units == std::vector<int>{3, 1, planning::kNotInUnits, planning::kNotInUnits});
    CHECK(whole.builds[2].amount == Approx(3 * 20.0 * 4.0));
    CHECK(whole.builds[2].amount + whole.builds[3].amount == Approx(4 * 20.0 * 5.0));
    const auto all = planning::asset_units({{CapacityKind::store_power, "battery", 2030, 50.0},
                                            {CapacityKind::store_power, "battery", 2031, 20.0},
                                            {CapacityKind::store_energy, "battery", 2030, 200.0},
                                            {CapacityKind::store_energy, "battery", 2031, 150.0}},
                                           whole);
    REQUIRE(all.size() == 1);
    CHECK(all[0].kind == CapacityKind::store_power);
    CHECK(all[0].units == 4);
    CHECK(all[0].sized_mw == 70.0);
    CHECK(all[0].whole_mw == 80.0);
    CHECK(all[0].sized_mwh == 350.0);
    CHECK(all[0].whole_mwh == Approx(400.0));
}

TEST_CASE("energy of a store is never less than the plan's, but where a limit takes machines") {
    SmallStudy small = three();
    // 100.1 MW are five machines within the tolerance: all of the energy stays.
    CHECK(amounts(rounded(small, {{CapacityKind::store_power, "battery", 2030, 100.1},
                                  {CapacityKind::store_energy, "battery", 2030, 400.0}})
                      .builds) == std::vector<double>{100.0, 400.0});
    // More power later: the hours fall, the energy does not.
    const auto later = amounts(rounded(small, {{CapacityKind::store_power, "battery", 2030, 30.0},
                                               {CapacityKind::store_power, "battery", 2031, 70.0},
                                               {CapacityKind::store_energy, "battery", 2030, 120.0},
                                               {CapacityKind::store_energy, "battery", 2031, 0.0}})
                                   .builds);
    CHECK(later[2] == Approx(160.0));
    CHECK(later[3] == 0.0);
    // Energy alone is not counted in machines.
    CHECK(amounts(rounded(small, {{CapacityKind::store_energy, "battery", 2030, 123.0}}).builds) ==
          std::vector<double>{123.0});
    small.study.stores.build_power[0].limit = 50.0;
    const auto less = rounded(small, {{CapacityKind::store_power, "battery", 2030, 50.0},
                                      {CapacityKind::store_energy, "battery", 2030, 200.0}});
    CHECK(less.units[0] == 2);
    CHECK(less.builds[1].amount == Approx(2 * 20.0 * 4.0));
    // A limit of energy.
    small.study.stores.build_power[0].limit = 1e4;
    small.study.stores.build_energy[0].limit = 210.0;
    const auto full = rounded(small, {{CapacityKind::store_power, "battery", 2030, 50.0},
                                      {CapacityKind::store_energy, "battery", 2030, 200.0}});
    CHECK(full.units[0] == 3);
    CHECK(full.builds[1].amount == Approx(210.0));
    CHECK(full.notes.size() == 1);
}

TEST_CASE("usable energy of a store that ages follows its energy") {
    SmallStudy small = three();
    small.study.stores.ageing.assign(1, {});
    small.study.stores.ageing[0].chemistry = model::Chemistry::lfp;
    const std::vector<CapacityAddition> sized = {{CapacityKind::store_power, "battery", 2030, 50.0},
                                                 {CapacityKind::store_energy, "battery", 2030, 200.0},
                                                 {CapacityKind::usable_energy, "battery", 2030, 190.0},
                                                 {CapacityKind::usable_energy, "battery", 2031, 180.0}};
    const WholeBuilds whole = rounded(small, sized);
    CHECK(whole.builds[2].amount == Approx(190.0 * 1.2));
    CHECK(whole.builds[3].amount == Approx(180.0 * 1.2));
}

TEST_CASE("what is whole stays as it is, to the bit") {
    const std::vector<CapacityAddition> sized = {
        {CapacityKind::plant, "engines", 2030, 77.7},        {CapacityKind::plant, "engines", 2031, 0.1},
        {CapacityKind::plant, "engines", 2032, 33.3},        {CapacityKind::store_power, "battery", 2030, 50.1},
        {CapacityKind::store_power, "battery", 2032, 33.3},  {CapacityKind::store_energy, "battery", 2030, 177.7},
        {CapacityKind::store_energy, "battery", 2031, 33.1}, {CapacityKind::store_energy, "battery", 2032, 0.3}};
    const WholeBuilds once = rounded(three(), sized), twice = rounded(three(), once.builds);
    CHECK(amounts(once.builds) == amounts(twice.builds));
    CHECK(once.units == twice.units);
    const SmallStudy limited = three(90.0);
    const WholeBuilds down = rounded(limited, {{CapacityKind::plant, "engines", 2030, 77.7}});
    CHECK(down.units == std::vector<int>{1});
    const WholeBuilds again = rounded(limited, down.builds);
    CHECK(again.units == std::vector<int>{1});
    CHECK(again.notes.empty());
}

// 120 MW of load served at 10 by a plant that may be built at 100 per MW, or unserved at 1,000.
TEST_CASE("the cost of rounding by hand") {
    SmallStudy small;
    small.region("a", {120.0, 120.0});
    CHECK(!planning::states_units(small.study));
    small.plant({.name = "engines", .variable_cost_per_mwh = 10.0, .build = may_build(1e4, 100.0)});
    CHECK(!planning::states_units(small.study));
    small.study.plants.build[0].unit_mw = 50.0;
    CHECK(planning::states_units(small.study));
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.objective == Approx(120.0 * 100.0 + 240.0 * 10.0).epsilon(1e-6));
    const auto whole = planning::whole_units(small.study, small.profiles(), solved.plan, tight(), {});
    REQUIRE(whole.status == lp::Status::optimal);
    CHECK(whole.built.units == std::vector<int>{3});
    CHECK(whole.objective == Approx(150.0 * 100.0 + 240.0 * 10.0).epsilon(1e-6));  // 30 MW more
    CHECK(whole.unserved_mwh == Approx(0.0).scale(1.0));
    CHECK(whole.certificate.relative_gap < 1e-6);
    // A limit of 130 MW allows two machines: 20 MW stay unserved for two hours.
    small.study.plants.build[0].limit = small.study.plants.build[0].limit_per_year = 130.0;
    const auto less = planning::whole_units(small.study, small.profiles(), small.solve().plan, tight(), {});
    REQUIRE(less.status == lp::Status::optimal);
    CHECK(less.built.units == std::vector<int>{2});
    CHECK(less.unserved_mwh == Approx(40.0).epsilon(1e-6));
    CHECK(less.objective == Approx(100.0 * 100.0 + 200.0 * 10.0 + 40.0 * 1000.0).epsilon(1e-6));
}

TEST_CASE("targets that fewer machines miss are told") {
    SmallStudy small;
    small.region("a", {10.0, 10.0});
    small.contract("deal", 1.0);
    small.data_center({.name = "hub", .draw_mw = {60.0, 60.0}, .connection_mw = 100.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 200.0, .variable_cost_per_mwh = 50.0});
    model::ExpansionOption build = machines(50.0, 90.0);
    small.plant({.name = "wind",
                 .technology = model::Technology::onshore,
                 .contract = 0,
                 .resource_frac = {1.0, 1.0},
                 .build = build});
    const auto whole = planning::whole_units(small.study, small.profiles(), small.solve().plan, tight(), {});
    REQUIRE(whole.status == lp::Status::optimal);
    CHECK(whole.built.units == std::vector<int>{1});
    REQUIRE(whole.shortfalls.size() == 1);
    CHECK(whole.shortfalls[0].amount == Approx(20.0).epsilon(1e-6));  // 10 MW for two hours
    CHECK(whole.shortfalls[0].kind == planning::TargetKind::hourly);
}
