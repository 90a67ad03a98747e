// Tariffs of data centres, on paper. Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include "tariff_cases.hpp"

using namespace decawatt::tests::tariff_cases;

TEST_CASE("energy is bought in the hour of the low price, and the bill says what for") {
    SmallStudy small = campus({10.0, 10.0});
    const int tariff = small.tariff("by time of use", 0);
    small.energy_price(tariff, 10.0, 0, 0);
    small.energy_price(tariff, 50.0, 1, 23);
    auto& t = small.study.tariffs;
    t.network_cost_per_mwh = {1.0};
    t.levy_cost_per_mwh = {2.0};
    t.losses_cost_per_mwh = {3.0};
    t.carbon_cost_per_mwh = {4.0};
    t.fixed_cost_per_month = {7.0};
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].data_center_import_mw(0, 0) == Approx(20.0));
    CHECK(solved.plan.objective == Approx(20.0 * (5.0 + 10.0 + 10.0) + 7.0));
    CHECK(bill_of(solved, BillComponent::energy) == Approx(20.0 * 15.0));
    CHECK(bill_of(solved, BillComponent::network) == Approx(20.0));
    CHECK(bill_of(solved, BillComponent::levy) == Approx(40.0));
    CHECK(bill_of(solved, BillComponent::losses) == Approx(60.0));
    CHECK(bill_of(solved, BillComponent::carbon) == Approx(80.0));
    CHECK(bill_of(solved, BillComponent::fixed) == Approx(7.0));
    CHECK(solved.plan.summary[0].bills[0][0].total() == Approx(solved.plan.objective));
    CHECK(solved.plan.data_center_supply[0][0].tariff_cost == Approx(20.0 * 20.0 + 7.0));
    CHECK(solved.plan.data_center_supply_cost_per_mwh[0] == Approx(507.0 / 20.0));
}

TEST_CASE("a bundled service pays its own price in place of the market's") {
    SmallStudy small = campus({10.0, 10.0});
    const int tariff = small.tariff("flat", 0);
    small.study.tariffs.bundled[0] = true;
    small.energy_price(tariff, 60.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(20.0 * 60.0));
    CHECK(bill_of(solved, BillComponent::energy) == Approx(20.0 * 60.0));
    CHECK(solved.plan.data_center_supply_cost_per_mwh[0] == Approx(60.0));
}

TEST_CASE("beside a modelled grid network and losses are costs of the system, the rest is a payment within it") {
    SmallStudy small;
    small.region("grid", {0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 30.0});
    small.data_center({.name = "campus", .draw_mw = {10.0, 10.0}, .connection_mw = 20.0});
    const int tariff = small.tariff("bundled", 0);
    small.study.tariffs.bundled[0] = true;
    small.energy_price(tariff, 60.0);
    small.study.tariffs.network_cost_per_mwh = {4.0};
    small.study.tariffs.losses_cost_per_mwh = {1.0};
    small.study.tariffs.levy_cost_per_mwh = {8.0};
    small.study.tariffs.fixed_cost_per_month = {100.0};
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(20.0 * (30.0 + 5.0)));
    CHECK(solved.plan.summary[0].bills[0][0].total() == Approx(20.0 * (60.0 + 13.0) + 100.0));
    CHECK(solved.plan.data_center_supply_cost_per_mwh[0] == Approx((20.0 * 73.0 + 100.0) / 20.0));
}

TEST_CASE("a demand charge is paid on the highest import, and a battery levels it") {
    SmallStudy small = campus({0.0, 12.0, 0.0});
    small.demand_charge(small.tariff("peaks", 0), 100.0);
    const Solved solved = solved_of(small);
    for (std::size_t t = 0; t < 3; ++t) CHECK(solved.plan.dispatch[0].data_center_import_mw(t, 0) == Approx(4.0));
    CHECK(solved.plan.objective == Approx(12.0 * 5.0 + 4.0 * 100.0));
    CHECK(bill_of(solved, BillComponent::demand) == Approx(400.0));
    CHECK(solved.plan.summary[0].bills[0][0].peak_mw == Approx(4.0));
    CHECK(objective_of_operation(small, solved) == Approx(solved.plan.objective).epsilon(1e-6));
}

TEST_CASE("on a load that cannot move the charge is the charge times its peak") {
    // GridPath's cases test_w_lf and test_w_lf_w_demand_charges differ by 50: 10 per MW on a peak of 5 MW.
    SmallStudy small = campus({3.0, 5.0, 4.0}, 0.0, 0.0);
    const double without = solved_of(small).plan.objective;
    small.demand_charge(small.tariff("peaks", 0), 10.0);
    CHECK(solved_of(small).plan.objective == Approx(without + 50.0).epsilon(1e-9));
}

TEST_CASE("a demand charge looks at the hours of its period alone") {
    SmallStudy small = campus({6.0, 6.0, 6.0});
    const int tariff = small.tariff("on-peak", 0);
    small.demand_charge(tariff, 100.0, 1, 1);
    const Solved peak = solved_of(small);
    CHECK(peak.plan.dispatch[0].data_center_import_mw(1, 0) == Approx(0.0));
    CHECK(peak.plan.objective == Approx(18.0 * 5.0));
    // With 10 on all hours: from 6 everywhere, a MW less on peak is half a MW more in each of the others: -100 + 5.
    small.demand_charge(tariff, 10.0);
    const Solved both = solved_of(small);
    CHECK(both.plan.dispatch[0].data_center_import_mw(1, 0) == Approx(0.0));
    CHECK(both.plan.objective == Approx(18.0 * 5.0 + 9.0 * 10.0));
    CHECK(objective_of_operation(small, both) == Approx(both.plan.objective).epsilon(1e-6));
    small.study.tariffs.blocks[0][0].demand_charge_per_mw_month = 4.0;  // now levelling everything is best: -4 + 5 > 0
    const Solved level = solved_of(small);
    CHECK(level.plan.dispatch[0].data_center_import_mw(1, 0) == Approx(6.0));
    CHECK(level.plan.objective == Approx(18.0 * 5.0 + 6.0 * 14.0));
    CHECK(objective_of_operation(small, level) == Approx(level.plan.objective).epsilon(1e-6));
}

TEST_CASE("each month has its peak") {
    const SmallStudy small = [] {
        SmallStudy study = two_months(10.0, 6.0, 4.0);
        study.demand_charge(study.tariff("peaks", 0), 100.0);
        return study;
    }();
    const Solved solved = solved_of(small);
    CHECK(solved.plan.summary[0].bills[0][0].peak_mw == Approx(6.0));
    CHECK(solved.plan.summary[0].bills[0][1].peak_mw == Approx(2.0));
    CHECK(solved.plan.objective == Approx(16.0 * 5.0 + 8.0 * 100.0));
    CHECK(objective_of_operation(small, solved) == Approx(solved.plan.objective).epsilon(1e-6));
}

TEST_CASE("a ratchet bills a share of the year's peak in every month, so that it pays to lower that") {
    SmallStudy small = two_months(10.0, 6.0, 4.0);
    small.demand_charge(small.tariff("ratchet", 0), 100.0, 0, 23, 0.8);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.summary[0].bills[0][0].peak_mw == Approx(6.0));
    CHECK(solved.plan.objective == Approx(16.0 * 5.0 + (6.0 + 4.8) * 100.0));
    double minimum = 0.0, demand = 0.0;
    for (const auto& month : solved.plan.summary[0].bills[0]) {
        minimum += cost_of(month, BillComponent::minimum);
        demand += cost_of(month, BillComponent::demand);
    }
    CHECK(minimum + demand == Approx(1080.0));
}

TEST_CASE("a minimum take bills a share of the connection, and half of it never costs more") {
    double before = 0.0;
    for (const double share : {0.8, 0.4, 0.2, 0.1, 0.0}) {
        CAPTURE(share);
        SmallStudy small = two_months(10.0, 6.0, 4.0);
        small.demand_charge(small.tariff("minimum", 0), 100.0, 0, 23, 0.0, share);
        const Solved solved = solved_of(small);
        // 20 MW of connection; peaks can fall to 6 and 2 MW.
        CHECK(solved.plan.objective ==
              Approx(16.0 * 5.0 + 100.0 * (std::max(6.0, 20.0 * share) + std::max(2.0, 20.0 * share))));
        if (share < 0.8) CHECK(solved.plan.objective <= before * (1.0 + 1e-9));
        before = solved.plan.objective;
        CHECK(objective_of_operation(small, solved) == Approx(solved.plan.objective).epsilon(1e-6));
    }
}

TEST_CASE("a minimum take of a connection that may be built grows with it") {
    SmallStudy small;
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {5.0, 5.0}});
    small.data_center({.name = "campus", .draw_mw = {8.0, 2.0}, .connection_mw = 2.0, .build = may_build(10.0, 10.0)});
    small.study.planning.perspective = model::Perspective::campus;
    small.demand_charge(small.tariff("minimum", 0), 100.0, 0, 23, 0.0, 1.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.connection_mw(0, 0) == Approx(8.0));
    CHECK(solved.plan.objective == Approx(10.0 * 5.0 + 6.0 * 10.0 + 8.0 * 100.0));
}

TEST_CASE("a demand charge of zero changes nothing") {
    SmallStudy with = campus({0.0, 12.0, 3.0}, 5.0, 5.0), without = with;
    const int charged = with.tariff("zero", 0);
    without.tariff("zero", 0);
    with.demand_charge(charged, 0.0, 0, 23, 0.5, 0.5);
    with.energy_price(charged, 3.0);
    without.energy_price(0, 3.0);
    const planning::Program a = planning::build_program(with.study, with.profiles());
    const planning::Program b = planning::build_program(without.study, without.profiles());
    CHECK(a.staircase.border.size() == b.staircase.border.size());
    CHECK(a.staircase.chains[0].row_names == b.staircase.chains[0].row_names);
    CHECK(solved_of(with).plan.objective == solved_of(without).plan.objective);
}

TEST_CASE("import and export through one connection: what is exported saves no charge") {
    SmallStudy small = campus({6.0, 0.0, 6.0});
    small.study.markets.sell_limit_mw = {100.0};
    small.study.markets.sell_price_per_mwh = {{5.0, 5.0, 5.0}};
    small.plant({.name = "sun",
                 .capacity_mw = 30.0,
                 .technology = model::Technology::solar,
                 .behind = 0,
                 .resource_frac = {0.0, 1.0, 0.0}});
    small.study.stores.charge_mw = {2.0};
    small.study.stores.discharge_mw = {2.0};
    small.study.stores.energy_mwh = {2.0};
    const int tariff = small.tariff("peaks", 0);
    small.demand_charge(tariff, 100.0);
    // The battery gives 1 MW in each hour of load; 20 MW of sun pass the connection.
    const Solved net = solved_of(small);
    CHECK(net.plan.dispatch[0].data_center_import_mw(0, 0) == Approx(5.0));
    CHECK(net.plan.dispatch[0].data_center_import_mw(1, 0) == Approx(-20.0));
    CHECK(net.plan.objective == Approx(10.0 * 5.0 - 20.0 * 5.0 + 5.0 * 100.0));
    CHECK(objective_of_operation(small, net) == Approx(net.plan.objective).epsilon(1e-6));
    small.study.tariffs.network_cost_per_mwh = {2.0};  // import and export now have a column each
    const Solved two = solved_of(small);
    CHECK(two.plan.objective == Approx(10.0 * 7.0 - 20.0 * 5.0 + 5.0 * 100.0));
    CHECK(objective_of_operation(small, two) == Approx(two.plan.objective).epsilon(1e-6));
}

TEST_CASE("a minimum take of the whole connection leaves nothing to decide, and the solver copes") {
    SmallStudy small = campus({0.0, 12.0, 0.0});
    small.demand_charge(small.tariff("contract", 0), 100.0, 0, 23, 0.0, 1.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(12.0 * 5.0 + 20.0 * 100.0));
    const lp::Solution own = lp::solve(solved.program.staircase, tight(), {});
    REQUIRE(own.status == lp::Status::optimal);
    CHECK(own.certificate.primal_objective == Approx(solved.flat.objective).epsilon(1e-6));
}

TEST_CASE("with a ratchet of 1 every month bills the highest import of the year") {
    SmallStudy small = two_months(10.0, 6.0, 4.0);
    small.demand_charge(small.tariff("ratchet", 0), 100.0, 0, 23, 1.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(16.0 * 5.0 + 2.0 * 6.0 * 100.0));
    CHECK(solved.program.staircase.border.size() == 1);  // of the year, and no state of a month
    CHECK(objective_of_operation(small, solved) == Approx(solved.plan.objective).epsilon(1e-6));
}

TEST_CASE("a shortage is not moved to a data centre whose import is charged") {
    // The market gives 12 of 20 MW; a MW of the campus's import costs 100 more.
    SmallStudy small;
    small.region("grid", {10.0});
    small.market({.buy_price_per_mwh = {5.0}, .buy_limit_mw = 12.0});
    small.data_center({.name = "campus", .draw_mw = {10.0}, .connection_mw = 20.0});
    small.study.planning.perspective = model::Perspective::campus;
    small.demand_charge(small.tariff("peaks", 0), 100.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(12.0 * 5.0 + 2.0 * 100.0 + 8.0 * 1000.0));
    CHECK(solved.plan.dispatch[0].data_center_unserved_mw(0, 0) == Approx(8.0));
}

TEST_CASE("a minimum take is the same where the connection may be built") {
    // At a price at which nothing is built; the floor is then a variable of the border.
    SmallStudy states = two_months(10.0, 6.0, 4.0);
    const int tariff = states.tariff("peaks", 0);
    states.demand_charge(tariff, 100.0, 0, 23, 0.0, 0.2);
    states.demand_charge(tariff, 30.0, 3, 8);
    SmallStudy border = states;
    border.study.data_centers.build_connection = {may_build(1.0, 1e6)};
    const Solved a = solved_of(states), b = solved_of(border);
    CHECK(a.program.staircase.border.size() == 0);
    CHECK(b.program.staircase.border.size() == 2);
    CHECK(a.plan.objective == Approx(b.plan.objective).epsilon(1e-8));
    for (std::size_t m = 0; m < 2; ++m)
        CHECK(a.plan.summary[0].bills[0][m].total() == Approx(b.plan.summary[0].bills[0][m].total()).epsilon(1e-6));
}
