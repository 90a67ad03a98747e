// Production credits, on paper. Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include "model/validate_credits.hpp"
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {
constexpr double kWindCost = 5.0, kCredit = 20.0, kWindMw = 60.0;

// Wind with a credit, sun without, gas at 50.
SmallStudy wind_beside_sun(const std::vector<double>& demand) {
    SmallStudy small;
    small.region("grid", demand);
    const std::vector<double> always(demand.size(), 1.0);
    small.plant({.name = "wind",
                 .capacity_mw = kWindMw,
                 .variable_cost_per_mwh = kWindCost,
                 .technology = model::Technology::onshore,
                 .resource_frac = always});
    small.plant({.name = "sun", .capacity_mw = 30.0, .technology = model::Technology::solar, .resource_frac = always});
    small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 50.0});
    small.study.plants.production_credit_per_mwh = {kCredit, 0.0, 0.0};
    return small;
}

void add_battery(SmallStudy& small, double cycling_cost) {
    small.store({.name = "battery",
                 .power_mw = 10.0,
                 .energy_mwh = 9.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.9,
                 .cycling_cost_per_mwh = cycling_cost});
}
}  // namespace

TEST_CASE("a plant with a credit runs before one without, and sets a negative price where it is curtailed") {
    const Solved solved = solved_of(wind_beside_sun({100.0, 70.0, 40.0}));
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(1, 0) == Approx(60.0));
    CHECK(d.generation_mw(1, 1) == Approx(10.0));
    CHECK(d.generation_mw(2, 0) == Approx(40.0));
    CHECK(d.generation_mw(2, 1) == Approx(0.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(50.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(0.0));
    CHECK(d.price_per_mwh(2, 0) == Approx(kWindCost - kCredit));
    const double wind_mwh = 160.0, gas_mwh = 10.0;
    CHECK(solved.plan.objective == Approx(wind_mwh * (kWindCost - kCredit) + gas_mwh * 50.0));
    const auto& year = solved.plan.summary[0];
    CHECK(year.fleet_production_credit[0] == Approx(wind_mwh * kCredit));
    CHECK(year.fleet_production_credit[2] == 0.0);
    CHECK(year.fleet_variable_cost[0] == Approx(wind_mwh * (kWindCost - kCredit)));
}

TEST_CASE("a credit of zero leaves the program as it is") {
    SmallStudy plain = wind_beside_sun({100.0, 40.0});
    plain.study.plants.production_credit_per_mwh.clear();
    SmallStudy zero = wind_beside_sun({100.0, 40.0});
    zero.study.plants.production_credit_per_mwh = {0.0, 0.0, 0.0};
    const planning::Program a = planning::build_program(plain.study, plain.profiles());
    const planning::Program b = planning::build_program(zero.study, zero.profiles());
    CHECK(a.staircase.chains[0].column_names == b.staircase.chains[0].column_names);
    CHECK(a.staircase.chains[0].cost == b.staircase.chains[0].cost);
}

TEST_CASE("equal plants with different credits are dispatched separately") {
    SmallStudy small;
    small.region("grid", {50.0, 20.0});
    for (const char* name : {"old", "new", "newer"})
        small.plant({.name = name, .capacity_mw = 30.0, .technology = model::Technology::hydro});
    small.study.plants.production_credit_per_mwh = {0.0, kCredit, kCredit};
    const Solved solved = solved_of(small);
    REQUIRE(solved.plan.plants.members.size() == 2);
    CHECK(solved.plan.dispatch[0].generation_mw(0, 1) == Approx(50.0));
    CHECK(solved.plan.dispatch[0].generation_mw(0, 0) == Approx(0.0));
}

TEST_CASE("a battery wastes energy to earn credits, which is reported, and a cycling cost prevents it") {
    // Each hour 10 MW go in and 8.1 come out again; the 1.9 MWh lost earn 15 each more.
    for (const double cycling_cost : {0.0, 3.4, 3.6}) {
        CAPTURE(cycling_cost);
        SmallStudy small = wind_beside_sun({40.0, 40.0});
        add_battery(small, cycling_cost);
        const Solved solved = solved_of(small);
        const bool burns = 1.9 * (kCredit - kWindCost) > 8.1 * cycling_cost;
        CHECK(solved.plan.summary[0].overlap_mwh == Approx(burns ? 2.0 * 8.1 : 0.0));
        const double wind_mwh = 80.0 + (burns ? 2.0 * 1.9 : 0.0);
        CHECK(solved.plan.summary[0].fleet_generation_mwh[0] == Approx(wind_mwh));
        CHECK(solved.plan.objective ==
              Approx(-wind_mwh * (kCredit - kWindCost) + (burns ? 2.0 * 8.1 * cycling_cost : 0.0)));
    }
}

TEST_CASE("a lossy line with flow in both directions wastes energy too, and this loss is reported") {
    SmallStudy small;
    const int from = small.region("valley", {20.0}), to = small.region("town", {40.0});
    small.plant({.name = "dam", .capacity_mw = 200.0, .technology = model::Technology::hydro, .region = from});
    small.line(from, to, 100.0, 0.1);
    small.study.plants.production_credit_per_mwh = {kCredit};
    const Solved solved = solved_of(small);
    // 100 MW sent, 90 arrive, 50 go back, 45 arrive: 75 MW generated, 10.56 more than without the loop (20 + 40 / 0.9).
    CHECK(solved.plan.dispatch[0].generation_mw(0, 0) == Approx(75.0));
    CHECK(solved.plan.summary[0].line_overlap_mwh == Approx(75.0 - 20.0 - 40.0 / 0.9));
    CHECK(solved.plan.summary[0].overlap_mwh == 0.0);
}

TEST_CASE("a credit is bounded, and neither must-run plants nor those under agreements have one") {
    const auto faults_of = [](const SmallStudy& small) {
        std::vector<model::Violation> found;
        model::validate_credits(small.study, found);
        return found;
    };
    SmallStudy small = wind_beside_sun({100.0});
    CHECK(faults_of(small).empty());
    CHECK(model::has_credits(small.study));
    small.study.plants.production_credit_per_mwh[0] = 1000.5;  // unserved energy costs 1,000
    REQUIRE(faults_of(small).size() == 1);
    CHECK(faults_of(small)[0].column == "production_credit_per_mwh");
    small = wind_beside_sun({100.0});
    small.study.month_profiles.frac.emplace_back().fill(0.5);
    small.study.plants.must_run[0] = static_cast<model::MonthProfileIndex>(0);
    REQUIRE(faults_of(small).size() == 1);
    CHECK(faults_of(small)[0].found == "20 of a must-run plant");
    small = wind_beside_sun({100.0});
    small.study.agreements = {{.plant = static_cast<model::PlantIndex>(0)}};
    REQUIRE(faults_of(small).size() == 1);
    small = wind_beside_sun({100.0});
    small.study.plants.production_credit_per_mwh.clear();
    CHECK_FALSE(model::has_credits(small.study));
    small.study.plants.tax_credit_per_mwh = {20.0, 0.0, 0.0};  // of what is built, and 60 MW exist
    REQUIRE(faults_of(small).size() == 1);
    CHECK(faults_of(small)[0].column == "capacity_mw");
}
