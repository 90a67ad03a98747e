// Tariffs of data centres whose connection has a firm and a non-firm part. Clp's tolerance is 1e-9, so 1e-7 relative is
// ample.
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

// A campus with a connection of 20 MW that buys at 5, pays 2 for energy and 3 for a MW of its highest import.
SmallStudy campus(const std::vector<double>& load_mw, double battery_mwh, double minimum_take_frac = 0.0) {
    SmallStudy small;
    small.region("grid", std::vector<double>(load_mw.size(), 0.0));
    small.market({.buy_price_per_mwh = std::vector<double>(load_mw.size(), 5.0)});
    small.data_center({.name = "campus", .draw_mw = load_mw, .connection_mw = 20.0});
    if (battery_mwh > 0.0)
        small.store({.name = "battery", .power_mw = battery_mwh, .energy_mwh = battery_mwh, .behind = 0});
    small.study.planning.perspective = model::Perspective::campus;
    const int tariff = small.tariff("large load", 0);
    small.demand_charge(tariff, 3.0, 0, 23, 0.0, minimum_take_frac);
    small.energy_price(tariff, 2.0);
    return small;
}

void make_nonfirm(SmallStudy& small, double nonfirm_mw, const std::vector<double>& available_frac) {
    small.study.data_centers.terms.resize(1);
    small.study.data_centers.terms[0].nonfirm.curtailment = model::Curtailment::series;
    small.study.reliability.nonfirm_mw = {nonfirm_mw};
    small.study.fixed.nonfirm = {{model::DataCenterIndex{0}, available_frac}};
}

}  // namespace

TEST_CASE("import over the non-firm part counts in the peak and pays the energy price") {
    // 30 MWh in two hours. Free: 15 in each. Where the second hour has the firm 10 MW alone, the battery takes 10 of
    // the first: a peak of 20.
    SmallStudy small = campus({10.0, 20.0}, 10.0);
    CHECK(solved_of(small).plan.objective == Approx(30.0 * 7.0 + 15.0 * 3.0));
    make_nonfirm(small, 10.0, {1.0, 1.0});
    CHECK(solved_of(small).plan.objective == Approx(30.0 * 7.0 + 15.0 * 3.0));
    make_nonfirm(small, 10.0, {1.0, 0.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(30.0 * 7.0 + 20.0 * 3.0));
    CHECK(solved.plan.dispatch[0].data_center_import_mw(0, 0) == Approx(20.0));
    CHECK(solved.plan.summary[0].bills[0][0].total() == Approx(solved.plan.objective));
    CHECK(operated(small, planning::fixed_plan(small.study, solved.plan), {}).plan.objective ==
          Approx(solved.plan.objective).epsilon(1e-6));
}

TEST_CASE("a minimum take is of both parts, existing and built") {
    SmallStudy small = campus({10.0, 35.0}, 0.0, 0.8);  // 15 MW are built; the peak is above 0.8 of 35 MW
    make_nonfirm(small, 8.0, {1.0, 1.0});
    small.study.data_centers.terms[0].nonfirm.build = may_build(100.0, 4.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(45.0 * 7.0 + 15.0 * 4.0 + 35.0 * 3.0));
    SmallStudy idle = campus({5.0, 5.0}, 0.0, 0.8);
    make_nonfirm(idle, 8.0, {1.0, 1.0});
    CHECK(solved_of(idle).plan.objective == Approx(10.0 * 7.0 + 0.8 * 20.0 * 3.0));
}

TEST_CASE("never curtailed, a non-firm part to be built costs what a firm one at its price does") {
    for (const double export_limit : {0.0, 4.0, 1000.0})
        for (const bool sells : {false, true}) {
            CAPTURE(export_limit);
            CAPTURE(sells);
            const auto study = [&](bool nonfirm) {
                SmallStudy small;
                small.region("grid", {0.0, 0.0, 0.0});
                MarketSpec market{.buy_price_per_mwh = {5.0, 9.0, 5.0}};
                if (sells) market.sell_price_per_mwh = {4.0, 8.0, 1.0};
                small.market(market);
                small.data_center({.name = "campus", .draw_mw = {10.0, 30.0, 20.0}, .connection_mw = 10.0});
                small.plant({.name = "sun",
                             .capacity_mw = 25.0,
                             .technology = model::Technology::solar,
                             .behind = 0,
                             .resource_frac = {1.0, 0.2, 0.0}});
                small.study.planning.perspective = model::Perspective::campus;
                const int tariff = small.tariff("large load", 0);
                small.demand_charge(tariff, 3.0);
                small.energy_price(tariff, 2.0);
                if (nonfirm) make_nonfirm(small, 4.0, {1.0, 1.0, 1.0});
                small.study.data_centers.terms.resize(1);
                small.study.data_centers.terms[0].export_limit_mw = export_limit;
                if (nonfirm)
                    small.study.data_centers.terms[0].nonfirm.build = may_build(100.0, 2.0);
                else
                    small.study.data_centers.build_connection[0] = may_build(100.0, 2.0);
                return small;
            };
            const Solved firm = solved_of(study(false)), nonfirm = solved_of(study(true));
            CHECK(firm.plan.objective == Approx(nonfirm.plan.objective).epsilon(1e-7));
            CHECK(firm.plan.capacity.connection_mw(0, 0) ==
                  Approx(nonfirm.plan.capacity.connection_mw(0, 0)).epsilon(1e-6));
        }
}
