// What the grid offers a data centre, on paper. Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include "connection_cases.hpp"

using namespace decawatt::tests::connection_cases;

TEST_CASE("a file curtails the non-firm part, and what stands behind the meter takes over") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0});
    terms_of(small).nonfirm.curtailment = Curtailment::series;
    small.study.fixed.nonfirm = {{model::DataCenterIndex{0}, {1.0, 0.5, 0.0, 1.0}}};
    const Solved solved = solved_of(small);
    check_series(imported(solved.plan), {100.0, 70.0, 40.0, 100.0});
    check_series(available(solved.plan), {60.0, 30.0, 0.0, 60.0});
    CHECK(solved.plan.objective == Approx(20.0 * (400.0 + 310.0) + 90.0 * 90.0));
    const planning::YearSummary& s = solved.plan.summary[0];
    CHECK(s.data_center_nonfirm_mwh[0] == Approx(60.0 + 30.0 + 60.0));
    CHECK(s.data_center_curtailed_h[0] == Approx(1.5));
    CHECK(s.data_center_curtailment_events[0] == 1.0);
    CHECK(solved.plan.capacity.connection_mw(0, 0) == 100.0);
    CHECK(solved.plan.capacity.nonfirm_mw(0, 0) == 60.0);
}

TEST_CASE("stress hours are those of highest demand less sun and wind in front of meters") {
    SmallStudy small = campus({100.0, 130.0, 140.0, 90.0});
    small.plant({.name = "sun",
                 .capacity_mw = 60.0,
                 .technology = model::Technology::solar,
                 .resource_frac = {0.0, 0.0, 1.0, 0.0}});  // hour 2 is left with 80
    NonfirmTerms& nonfirm = terms_of(small).nonfirm;
    nonfirm.curtailment = Curtailment::stress_hours;
    nonfirm.hours_per_year = 2.0;
    check_series(imported(solved_of(small).plan), {40.0, 40.0, 100.0, 100.0});
    nonfirm.hours_per_event = 1.0;
    check_series(imported(solved_of(small).plan), {100.0, 40.0, 100.0, 40.0});
    nonfirm.events_per_year = 1.0;
    const Solved solved = solved_of(small);
    check_series(imported(solved.plan), {100.0, 40.0, 100.0, 100.0});
    CHECK(solved.plan.summary[0].data_center_curtailed_h[0] == Approx(1.0));
}

TEST_CASE("a budget is placed where it costs least, and has a price") {
    // Hour 1 is dear (260): the hub exports 50 MW then, which gives 60 MWh of import. Another 60 MWh cost 90 - 20 each.
    SmallStudy small = campus({100.0, 300.0, 100.0, 100.0});
    const double free_cost = solved_of(small).plan.objective;
    NonfirmTerms& nonfirm = terms_of(small).nonfirm;
    nonfirm.curtailment = Curtailment::budget;
    nonfirm.hours_per_year = 2.0;
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(free_cost + 60.0 * 70.0));
    CHECK(solved.plan.target_prices.curtailment_per_mwh(0, 0) == Approx(70.0));
    CHECK(solved.plan.summary[0].data_center_curtailed_h[0] == Approx(2.0));
    nonfirm.hours_per_year = 1.0;
    CHECK(solved_of(small).plan.objective == Approx(free_cost));
    nonfirm.hours_per_year = 2.0;
    nonfirm.candidate_hours = 2.0;  // hours 1 and 0 are the highest: all of both
    const Solved among = solved_of(small);
    check_series(imported(among.plan), {40.0, -50.0, 100.0, 100.0});
}

TEST_CASE("a budget of what is built grows with it") {
    for (const double hours : {1.0, 2.0, 4.0}) {
        CAPTURE(hours);
        SmallStudy small = campus({100.0, 100.0, 100.0, 100.0}, 40.0, 0.0);
        NonfirmTerms& nonfirm = terms_of(small).nonfirm;
        nonfirm.curtailment = Curtailment::budget;
        nonfirm.hours_per_year = hours;
        nonfirm.build = may_build(200.0, 100.0);
        // A MW saves 70 in each of 4 - H hours beyond the firm 40 MW; it could be built larger, to be given up unused.
        // N MW that carry 60 in u hours: 60 u <= N (4 - H), cost 100 N, saving 70 * 60 u: u = 4 costs 60 * 4 / (4 - H)
        // * 100 = 8,000 at H = 1, saves 16,800.
        const double built_mw = hours >= 4.0 ? 0.0 : 60.0 * 4.0 / (4.0 - hours);
        const Solved solved = solved_of(small);
        CHECK(solved.plan.capacity.nonfirm_built_mw(0, 0) == Approx(built_mw).epsilon(1e-6));
        const double kwh_saved = hours >= 4.0 ? 0.0 : 70.0 * 240.0 - 100.0 * built_mw;
        CHECK(solved.plan.objective == Approx(20.0 * 560.0 + 90.0 * 240.0 - kwh_saved));
    }
}

TEST_CASE("firm or non-firm: what is built follows price and hours") {
    for (const double firm_capex : {100.0, 150.0}) {
        CAPTURE(firm_capex);
        SmallStudy small = campus({100.0, 130.0, 100.0, 100.0}, 0.0, 0.0);
        small.study.data_centers.build_connection[0] = may_build(300.0, firm_capex);
        NonfirmTerms& nonfirm = terms_of(small).nonfirm;
        nonfirm.curtailment = Curtailment::stress_hours;
        nonfirm.hours_per_year = 1.0;
        nonfirm.build = may_build(300.0, 30.0, 1.0, 10.0);
        // Firm: 4 hours of 70, less its cost: 180 or 130. Non-firm: 3 hours of 70 less 40: 170.
        const bool firm = firm_capex < 110.0;
        const Solved solved = solved_of(small);
        CHECK(solved.plan.capacity.connection_built_mw(0, 0) == Approx(firm ? 100.0 : 0.0).epsilon(1e-6));
        CHECK(solved.plan.capacity.nonfirm_built_mw(0, 0) == Approx(firm ? 0.0 : 100.0).epsilon(1e-6));
        check_series(imported(solved.plan), {100.0, firm ? 100.0 : 0.0, 100.0, 100.0});
        const double offered_mw = firm ? 0.0 : 100.0;  // of what is built, but in the stress hour
        check_series(available(solved.plan), {offered_mw, 0.0, offered_mw, offered_mw});
        CHECK(solved.plan.summary[0].connection_annuity_cost[0] == Approx(firm ? 10000.0 : 3000.0));
        CHECK(solved.plan.summary[0].connection_fixed_cost[0] == Approx(firm ? 0.0 : 1000.0).epsilon(1e-6));
    }
}

TEST_CASE("yearly charges for what exists are constants of the objective, of the summary and of the supply") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0});
    const Solved free = solved_of(small);
    terms_of(small).charge_per_mw_year = 10.0;
    terms_of(small).nonfirm.charge_per_mw_year = 5.0;
    const Solved solved = solved_of(small);
    const double charges = 40.0 * 10.0 + 60.0 * 5.0;
    CHECK(solved.plan.objective == Approx(free.plan.objective + charges));
    CHECK(solved.plan.summary[0].connection_fixed_cost[0] == Approx(charges));
    CHECK(solved.plan.summary[0].capacity_cost == Approx(charges));
    CHECK(solved.plan.data_center_supply[0][0].fixed_cost == Approx(charges));
    CHECK(solved.plan.data_center_supply_cost_per_mwh[0] ==
          Approx(free.plan.data_center_supply_cost_per_mwh[0] + charges / 400.0));
}

TEST_CASE("a connection that comes later, its non-firm part before its firm one") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0}, 100.0, 60.0, 3);
    ConnectionTerms& terms = terms_of(small);
    terms.charge_per_mw_year = 10.0;
    terms.first_year = 2032;
    terms.nonfirm.first_year = 2031;
    const Solved solved = solved_of(small);
    for (std::size_t y = 0; y < 3; ++y) {
        const double there_mw = std::array{0.0, 60.0, 100.0}[y];
        CHECK(solved.plan.capacity.connection_mw(y, 0) == there_mw);
        check_series(imported(solved.plan, y), std::vector<double>(4, there_mw));
        CHECK(solved.plan.summary[y].connection_fixed_cost[0] == Approx(y == 2 ? 400.0 : 0.0));
    }
    // Inside its region's load it is the same, but for what stands behind it.
    small.study.plants.capacity_mw[2] = 0.0;
    const Solved folded = solved_of(small);
    for (std::size_t y = 0; y < 3; ++y)
        CHECK(folded.plan.summary[y].data_center_unserved_mwh[0] == Approx(std::array{400.0, 160.0, 0.0}[y]));
}

TEST_CASE("export keeps its limit, of what exists and of what is built") {
    const auto sunny = [](double connection_mw) {
        SmallStudy small = campus({300.0, 300.0, 300.0, 300.0}, connection_mw, 0.0);
        small.plant({.name = "own sun",
                     .capacity_mw = 300.0,
                     .technology = model::Technology::solar,
                     .behind = 0,
                     .resource_frac = {1.0, 1.0, 1.0, 1.0}});
        return small;
    };
    SmallStudy small = sunny(150.0);
    check_series(imported(solved_of(small).plan), std::vector<double>(4, -150.0));
    terms_of(small).export_limit_mw = 50.0;
    check_series(imported(solved_of(small).plan), std::vector<double>(4, -50.0));
    terms_of(small).export_limit_mw = 0.0;
    check_series(imported(solved_of(small).plan), std::vector<double>(4, 0.0));

    SmallStudy grows = sunny(0.0);
    grows.study.data_centers.build_connection[0] = may_build(120.0, 10.0);
    CHECK(solved_of(grows).plan.capacity.connection_built_mw(0, 0) == Approx(120.0).epsilon(1e-6));
    terms_of(grows).export_limit_mw = 50.0;
    const Solved limited = solved_of(grows);
    CHECK(limited.plan.capacity.connection_built_mw(0, 0) == Approx(50.0).epsilon(1e-6));
    check_series(imported(limited.plan), std::vector<double>(4, -50.0));
    // Curtailment is of import: a cheaper non-firm connection exports as well.
    NonfirmTerms& nonfirm = terms_of(grows).nonfirm;
    nonfirm.curtailment = Curtailment::stress_hours;
    nonfirm.hours_per_year = 4.0;
    nonfirm.build = may_build(120.0, 5.0);
    const Solved cheaper = solved_of(grows);
    CHECK(cheaper.plan.capacity.nonfirm_built_mw(0, 0) == Approx(50.0).epsilon(1e-6));
    CHECK(cheaper.plan.capacity.connection_built_mw(0, 0) == Approx(0.0));
    check_series(imported(cheaper.plan), std::vector<double>(4, -50.0));
}

TEST_CASE("import rises and falls by no more than its limit, and the year's last hour does not bind the first") {
    // A MWh imported saves 70 in cheap hours and costs 170 in hour 1. With a there: 2 (a + 30) and min(100, a + 60).
    SmallStudy small = campus({100.0, 300.0, 100.0, 100.0}, 100.0, 0.0);
    check_series(imported(solved_of(small).plan), {100.0, -50.0, 100.0, 100.0});
    terms_of(small).import_ramp_mw_per_h = 30.0;
    check_series(imported(solved_of(small).plan), {70.0, 40.0, 70.0, 100.0});
    terms_of(small).import_ramp_mw_per_h = 200.0;
    const Solved wide = solved_of(small);
    check_series(imported(wide.plan), {100.0, -50.0, 100.0, 100.0});
    for (const std::string& row : wide.program.staircase.chains[0].row_names) CHECK(row.find("ramp") == row.npos);
}

TEST_CASE("import may fall further by what is curtailed, and rises no faster after it") {
    for (const bool built : {false, true}) {
        CAPTURE(built);
        SmallStudy small = campus({100.0, 100.0, 130.0, 100.0, 100.0}, 100.0, built ? 0.0 : 100.0);
        if (built) {
            small.study.data_centers.connection_mw[0] = 0.0;
            terms_of(small).nonfirm.build = may_build(100.0, 1.0);
        }
        NonfirmTerms& nonfirm = terms_of(small).nonfirm;
        nonfirm.curtailment = Curtailment::stress_hours;
        nonfirm.hours_per_year = 1.0;
        terms_of(small).import_ramp_mw_per_h = 30.0;
        check_series(imported(solved_of(small).plan), {100.0, 100.0, 0.0, 30.0, 60.0});
    }
}

TEST_CASE("a non-firm part without a rule leaves the program as it is") {
    const SmallStudy small = campus({100.0, 130.0, 100.0, 100.0});
    SmallStudy without = small;
    without.study.reliability.nonfirm_mw.clear();
    without.study.data_centers.terms.clear();
    const lp::Chain with_terms = planning::build_program(small.study, small.profiles()).staircase.chains[0],
                    none = planning::build_program(without.study, without.profiles()).staircase.chains[0];
    CHECK(with_terms.column_names == none.column_names);
    CHECK(with_terms.row_names == none.row_names);
    CHECK(lp::Matrix(with_terms.upper) == lp::Matrix(none.upper));
    CHECK(lp::Matrix(with_terms.A) == lp::Matrix(none.A));
    CHECK(lp::Matrix(with_terms.rhs) == lp::Matrix(none.rhs));
}

TEST_CASE("every import column of a data centre is listed") {
    SmallStudy small = campus({100.0, 130.0, 100.0, 100.0});
    NonfirmTerms& nonfirm = terms_of(small).nonfirm;
    nonfirm.curtailment = Curtailment::budget;
    nonfirm.hours_per_year = 1.0;
    nonfirm.candidate_hours = 2.0;
    const planning::Program program = planning::build_program(small.study, small.profiles());
    const lp::Chain& chain = program.staircase.chains[0];
    std::vector<std::string> names;
    for (const planning::Column column : program.layout->chains[0].connections.imports(0))
        names.push_back(chain.column_names[static_cast<std::size_t>(column)]);
    CHECK(names == std::vector<std::string>{"connection hub", "non-firm connection hub",
                                            "non-firm connection hub in candidate hours"});
}
