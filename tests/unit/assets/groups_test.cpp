// Which fleets are dispatched as one group, which stay separate, and the names of groups.
#include <doctest/doctest.h>

#include "assets/groups.hpp"
#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;

namespace {

using Names = std::vector<std::string>;

StoreSpec dam(const std::string& name, double size, int region = 0) {
    return {.name = name, .power_mw = 10.0 * size, .energy_mwh = 60.0 * size, .region = region};
}

}  // namespace

TEST_CASE("a merged store is named after its region and technology, a single one after itself") {
    SmallStudy small;
    small.region("north", {1.0});
    small.region("south", {1.0});
    small.store(dam("lake 1", 1.0));
    small.store(dam("alone", 1.0, 1));
    small.store(dam("lake 2", 3.0));
    small.store({.name = "pond", .power_mw = 10.0, .energy_mwh = 20.0});
    small.store({.name = "pool", .power_mw = 5.0, .energy_mwh = 10.0});
    small.study.stores.build_power[2] = small.study.stores.build_energy[2] = may_build(5.0, 1.0);
    for (auto& technology : small.study.stores.technology) technology = model::StoreTechnology::pumped_storage;
    const assets::StoreGroups fleets = assets::group_stores(small.study);
    CHECK(fleets.name == Names{"north pumped_storage", "alone", "lake 2 (new)", "north pumped_storage 2"});
    CHECK(fleets.members[0].size() == 2);
}

TEST_CASE("a store has an existing part where it has both energy and power") {
    for (const auto& [power_mw, energy_mwh, groups] :
         {std::tuple{0.0, 0.0, 1}, {10.0, 0.0, 1}, {0.0, 60.0, 1}, {10.0, 60.0, 2}}) {
        SmallStudy small;
        small.region("a", {1.0});
        small.store({.name = "lake", .power_mw = power_mw, .energy_mwh = energy_mwh});
        small.study.stores.build_power[0] = small.study.stores.build_energy[0] = may_build(5.0, 1.0);
        const assets::StoreGroups found = assets::group_stores(small.study);
        CHECK(found.members.size() == static_cast<std::size_t>(groups));
        CHECK(found.name.back() == (groups == 2 ? "lake (new)" : "lake"));
        CHECK(found.buildable.back());
    }
}

TEST_CASE("plants and lines with different investment costs are separate; those without options join the first") {
    SmallStudy small(1);
    small.region("a", {200.0});
    small.region("b", {0.0});
    small.plant({.name = "old", .capacity_mw = 10.0, .variable_cost_per_mwh = 10.0});
    for (const double capex : {50.0, 80.0, 50.0})
        small.plant({.name = "new " + std::to_string(small.study.plants.name.size()),
                     .variable_cost_per_mwh = 10.0,
                     .build = may_build(20.0, capex)});
    small.plant({.name = "short", .variable_cost_per_mwh = 10.0, .build = may_build(20.0, 50.0, 2.0)});
    small.plant({.name = "kept", .variable_cost_per_mwh = 10.0, .build = may_build(20.0, 50.0, 1.0, 3.0)});
    small.line(0, 1, 10.0);
    small.line(0, 1, 0.0, 0.0, may_build(10.0, 30.0));
    small.line(1, 0, 0.0, 0.0, may_build(10.0, 40.0));
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const planning::Plan& plan = solved.plan;
    CHECK(plan.plants.name == Names{"a gas", "new 2", "short", "kept"});
    CHECK(plan.plants.members[0].size() == 3);  // old, new 1, new 3
    CHECK(plan.plants.buildable == std::vector<bool>(4, true));
    CHECK(plan.corridors.name == Names{"a - b", "line 2"});
    CHECK(plan.corridors.members[0].size() == 2);
    // Every fleet is cheaper than unserved energy at 1,000, and the cost of each fleet is its own capex times its
    // build.
    double cost = 0.0;
    for (std::size_t f = 0; f < plan.plants.members.size(); ++f)
        for (const model::PlantIndex member : plan.plants.members[f]) {
            const model::ExpansionOption& build = small.study.plants.build[base::at(member)];
            if (!build.possible()) continue;
            cost +=
                plan.capacity.fleet_built_mw(0, f) * (build.capex / build.lifetime_years + build.fixed_cost_per_year);
            break;
        }
    CHECK(plan.summary[0].capacity_cost == doctest::Approx(cost));
    CHECK(cost == doctest::Approx(20.0 * (50.0 + 80.0 + 50.0 + 25.0 + 53.0)));
}
