// What counts in a rule of firm capacity, on paper.
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

// 100 MW of load; three coal units of 20 MW each, a battery of 30 MW with half of it credited, and a plant to build at
// 70 a MW in machines of 25 MW.
SmallStudy region(int spare_units) {
    SmallStudy small;
    small.region("a", {100.0, 60.0});
    small.plant({.name = "coal", .capacity_mw = 60.0, .variable_cost_per_mwh = 10.0});
    model::ExpansionOption build = may_build(400.0, 70.0);
    build.unit_mw = 25.0;
    small.plant({.name = "new", .variable_cost_per_mwh = 50.0, .build = build});
    small.store({.name = "battery", .power_mw = 30.0, .energy_mwh = 60.0, .cycling_cost_per_mwh = 1.0});
    small.study.stores.firm_credit_frac = {0.5};
    small.study.reliability.plant_units = {3, 1};
    model::FirmCapacity rule;
    rule.place.region = model::RegionIndex{0};
    rule.first_year = 2030;
    rule.spare_units = spare_units;
    small.study.firm_capacity = {rule};
    return small;
}

planning::FirmCapacityYear year_of(const SmallStudy& small) {
    const Solved solved = solved_of(small);
    REQUIRE(solved.plan.firm_capacity.size() == 1);
    return solved.plan.firm_capacity[0];
}

}  // namespace

TEST_CASE("the largest unit is the largest of what exists or may be built, of plants and stores with credit") {
    CHECK(year_of(region(0)).required_mw == Approx(100.0));
    SmallStudy small = region(1);
    CHECK(year_of(small).required_mw == Approx(130.0));  // the battery; a coal unit has 20 MW, a new one 25
    CHECK(year_of(small).credited_mw == Approx(130.0));
    small.study.firm_capacity[0].spare_units = 2;
    CHECK(year_of(small).required_mw == Approx(160.0));
    small.study.firm_capacity[0].spare_units = 1;
    SUBCASE("a store without credit is none") {
        small.study.stores.firm_credit_frac = {0.0};
        CHECK(year_of(small).required_mw == Approx(125.0));
        small.study.plants.build[1].unit_mw = 10.0;
        CHECK(year_of(small).required_mw == Approx(120.0));
    }
    SUBCASE("a store that may be built is one") {
        small.store(
            {.name = "new battery", .build_power = may_build(100.0, 1e6), .build_energy = may_build(100.0, 1e6)});
        small.study.stores.build_power[1].unit_mw = 40.0;
        small.study.stores.firm_credit_frac = {0.5, 0.5};
        CHECK(year_of(small).required_mw == Approx(140.0));
        small.study.stores.firm_credit_frac = {0.5, 0.0};
        CHECK(year_of(small).required_mw == Approx(130.0));
    }
}

TEST_CASE("capacity in service for part of the year has no credit and is not a unit") {
    SmallStudy small = region(1);
    small.study.stores.closed[0] = base::utc_of_date(2030, 12, 31, 0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.firm_capacity[0].required_mw == Approx(125.0));
    CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(65.0));  // beside 60 MW of coal
    small.study.stores.closed[0] = base::utc_of_date(2031, 1, 1, 0);   // all year
    CHECK(year_of(small).required_mw == Approx(130.0));
    small.study.plants.commissioned[0] = base::utc_of_date(2030, 1, 1, 0);
    CHECK(solved_of(small).plan.capacity.fleet_built_mw(0, 1) == Approx(55.0));
    small.study.plants.commissioned[0] = base::utc_of_date(2030, 1, 1, 0) + 1;
    CHECK(solved_of(small).plan.capacity.fleet_built_mw(0, 1) == Approx(115.0));
}
