// Data centres: part of the node of their region, or separate nodes; connections; load that may not be shed.
#include <doctest/doctest.h>

#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

SmallStudy hub(double connection_mw, bool may_shed = true) {
    SmallStudy small;
    small.region("a", {50.0, 120.0, 90.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    small.data_center(
        {.name = "hub", .draw_mw = {30.0, 60.0, 45.0}, .connection_mw = connection_mw, .may_shed = may_shed});
    return small;
}

}  // namespace

TEST_CASE("a data centre costs the same with and without a node of its own") {
    // 40 MW of connection: 20 and 5 MW are unserved; total load of the second hour is 160, exactly the available power.
    SmallStudy folded = hub(40.0);
    SmallStudy node = hub(40.0);
    node.store({.name = "too small to matter", .power_mw = 1e-9, .energy_mwh = 1e-9, .behind = 0});
    const Solved one = folded.solve(), other = node.solve();
    REQUIRE(one.flat.optimal);
    REQUIRE(other.flat.optimal);
    CHECK(one.program.staircase.chains[0].rows() == 1);
    CHECK(other.program.staircase.chains[0].rows() == 3);
    const double by_hand =
        (80.0 * 20.0) + (100.0 * 20.0 + 60.0 * 70.0 + 20.0 * 1000.0) + (100.0 * 20.0 + 30.0 * 70.0 + 5.0 * 1000.0);
    CHECK(one.plan.objective == Approx(by_hand));
    CHECK(other.plan.objective == Approx(by_hand).epsilon(1e-7));
    for (const Solved* solved : {&one, &other}) {
        const auto& d = solved->plan.dispatch[0];
        CHECK(d.data_center_import_mw(0, 0) == Approx(30.0));
        CHECK(d.data_center_unserved_mw(2, 0) == Approx(5.0));
        CHECK(d.data_center_import_mw(2, 0) == Approx(40.0));
        CHECK(solved->plan.summary[0].data_center_pue[0] == Approx(1.25));
        CHECK(solved->plan.summary[0].unserved_cost == Approx(25000.0));
    }
    CHECK(worst_imbalance(folded.study, one.plan) <= 1e-6);
    CHECK(worst_imbalance(node.study, other.plan) <= 1e-6);
}

TEST_CASE("a data centre without a node bears its region's shortage in proportion to load") {
    SmallStudy small = hub(60.0);  // load of the second hour is 180, 160 are available
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.unserved_mw(1, 0) == Approx(20.0 * 120.0 / 180.0));
    CHECK(d.data_center_unserved_mw(1, 0) == Approx(20.0 * 60.0 / 180.0));
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective));
}

TEST_CASE("load that must be served has priority over the region's, or the program is infeasible") {
    const Solved served = hub(60.0, false).solve();
    REQUIRE(served.flat.optimal);
    CHECK(served.plan.dispatch[0].data_center_unserved_mw(1, 0) == 0.0);
    CHECK(served.plan.dispatch[0].unserved_mw(1, 0) == Approx(20.0));
    const Solved behind_a_thin_line = hub(59.0, false).solve();
    CHECK(behind_a_thin_line.flat.infeasible);
    CHECK(behind_a_thin_line.plan.status == lp::Status::infeasible);
}

TEST_CASE("a plant behind the connection serves the data centre and exports the rest through it") {
    SmallStudy small = hub(25.0);
    small.plant({.name = "own", .capacity_mw = 80.0, .variable_cost_per_mwh = 1.0, .behind = 0});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(0, 2) == Approx(55.0));  // 30 + 25 exported
    CHECK(d.data_center_import_mw(0, 0) == Approx(-25.0));
    CHECK(d.data_center_import_mw(1, 0) == Approx(-20.0));
    CHECK(d.generation_mw(1, 2) == Approx(80.0));
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective));
}

TEST_CASE("must-run output above the connection's capacity is spilled at the node") {
    SmallStudy small = hub(10.0);
    small.plant({.name = "own", .capacity_mw = 80.0, .variable_cost_per_mwh = 1.0, .behind = 0, .must_run_frac = 1.0});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.dispatch[0].data_center_spill_mw(0, 0) == Approx(40.0));  // 80 - 30 - 10
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
}

TEST_CASE("a connection is expanded as far as it pays") {
    // 40 MW exist. Each of the 5 MW that the third hour lacks is worth 1000 - 70; the next 15 MW serve the second hour
    // alone, where the region has a shortage too: worth nothing. Capital of 500 per MW and one year: 5 MW more.
    SmallStudy small = hub(40.0);
    small.study.data_centers.build_connection[0] = may_build(100.0, 500.0);
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.capacity.connection_built_mw(0, 0) == Approx(5.0));
    CHECK(solved.plan.capacity.connection_mw(0, 0) == Approx(45.0));
    CHECK(solved.plan.summary[0].capacity_cost == Approx(2500.0));
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective));
}
