// Division of unserved load among loads of the same cost: in proportion to the load that each may shed, within
// connections.
#include <doctest/doctest.h>

#include "planning/components/shedding_shares.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// 990 MW of region and a campus of 10 MW behind a connection, with a plant of its own of `own_mw`; 900 MW in all.
SmallStudy campus_of_one_percent(double connection_mw, double own_mw) {
    SmallStudy small;
    small.region("a", {990.0});
    small.plant({.name = "grid", .capacity_mw = 900.0 - own_mw, .variable_cost_per_mwh = 20.0});
    small.data_center({.name = "campus", .draw_mw = {10.0}, .connection_mw = connection_mw});
    small.plant({.name = "own", .capacity_mw = own_mw, .variable_cost_per_mwh = 30.0, .behind = 0});
    return small;
}

}  // namespace

TEST_CASE("a data centre with 1 % of the load bears 1 % of a shortage") {
    for (const double own_mw : {4.0, 10.0, 12.0}) {  // also if its generation exceeds its load
        CAPTURE(own_mw);
        const SmallStudy small = campus_of_one_percent(20.0, own_mw);
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal);
        const auto& d = solved.plan.dispatch[0];
        CHECK(d.data_center_unserved_mw(0, 0) == Approx(1.0));
        CHECK(d.unserved_mw(0, 0) == Approx(99.0));
        CHECK(d.data_center_import_mw(0, 0) == Approx(10.0 - 1.0 - own_mw));
        CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
        CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective));
    }
}

TEST_CASE("a connection limits the share of a data centre in a shortage, from above and below") {
    // 2 MW of connection and 4 MW of own plant: 4 MW cannot be served in any case.
    const SmallStudy thin = campus_of_one_percent(2.0, 4.0);
    const Solved lacking = thin.solve();
    REQUIRE(lacking.flat.optimal);
    CHECK(lacking.plan.dispatch[0].data_center_unserved_mw(0, 0) == Approx(4.0));
    CHECK(worst_imbalance(thin.study, lacking.plan) <= 1e-6);
    // Its own 10.5 MW can leave by no more than the connection of 1 MW: half a MW of its load may be shed for the
    // region.
    const SmallStudy full = campus_of_one_percent(1.0, 10.5);
    const Solved giving = full.solve();
    REQUIRE(giving.flat.optimal);
    CHECK(giving.plan.dispatch[0].data_center_unserved_mw(0, 0) == Approx(0.5));
    CHECK(giving.plan.dispatch[0].data_center_import_mw(0, 0) == Approx(-1.0));
    CHECK(worst_imbalance(full.study, giving.plan) <= 1e-6);
    // Without a connection, the shortages of data centre and region are separate.
    const SmallStudy island = campus_of_one_percent(0.0, 7.0);
    const Solved alone = island.solve();
    REQUIRE(alone.flat.optimal);
    CHECK(alone.plan.dispatch[0].data_center_unserved_mw(0, 0) == Approx(3.0));
    CHECK(alone.plan.dispatch[0].unserved_mw(0, 0) == Approx(990.0 - 893.0));
}

TEST_CASE("data centres, with or without a node, and their region shed the same share") {
    SmallStudy small = campus_of_one_percent(20.0, 4.0);
    small.data_center({.name = "folded", .draw_mw = {200.0}, .connection_mw = 150.0});
    small.data_center({.name = "firm", .draw_mw = {50.0}, .connection_mw = 60.0, .may_shed = false});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto& d = solved.plan.dispatch[0];
    const double frac = (990.0 + 10.0 + 150.0 + 50.0 - 900.0) / (990.0 + 10.0 + 150.0);
    CHECK(d.unserved_mw(0, 0) == Approx(990.0 * frac));
    CHECK(d.data_center_unserved_mw(0, 0) == Approx(10.0 * frac));
    CHECK(d.data_center_unserved_mw(0, 1) == Approx(50.0 + 150.0 * frac));  // 50 beyond its connection
    CHECK(d.data_center_unserved_mw(0, 2) == 0.0);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
}

TEST_CASE("a data centre that must be served does not share in a shortage, nor does one with a node of its own") {
    SmallStudy small = campus_of_one_percent(20.0, 4.0);
    small.study.data_centers.may_shed[0] = false;
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.data_center_unserved_mw(0, 0) == 0.0);
    CHECK(d.data_center_import_mw(0, 0) == Approx(6.0));
    CHECK(d.unserved_mw(0, 0) == Approx(100.0));
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
}

TEST_CASE("shares are proportional within limits and add to the total") {
    using planning::shares_of_shedding;
    const std::vector<double> free = shares_of_shedding(10.0, {{60.0, 0.0, 60.0}, {40.0, 0.0, 40.0}});
    CHECK(free[0] == Approx(6.0));
    CHECK(free[1] == Approx(4.0));
    // The second sheds at least 7: 3 remain for the others, 2 to 1.
    const std::vector<double> bound =
        shares_of_shedding(10.0, {{60.0, 0.0, 60.0}, {40.0, 7.0, 40.0}, {30.0, 0.0, 30.0}});
    CHECK(bound[0] == Approx(2.0));
    CHECK(bound[1] == Approx(7.0));
    CHECK(bound[2] == Approx(1.0));
    const std::vector<double> all = shares_of_shedding(100.0, {{60.0, 0.0, 60.0}, {40.0, 0.0, 40.0}, {0.0, 0.0, 0.0}});
    CHECK(all[0] == Approx(60.0));
    CHECK(all[1] == Approx(40.0));
    CHECK(all[2] == 0.0);
}
