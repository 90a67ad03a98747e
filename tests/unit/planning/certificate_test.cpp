// Certificates without power, on paper.
#include "agreement_cases.hpp"

using namespace decawatt::tests::agreement_cases;

namespace {
const std::vector<double> kPrice = {10.0, 30.0, 50.0, 20.0};  // a hub of 10 MW pays 1,100
}  // namespace

TEST_CASE("certificates of the year are bought until the annual target is met, the cheaper first") {
    SmallStudy small = hub_on_a_market(-1.0, 0.5, kPrice);
    add_certificate(small, {.name = "cheap", .price_per_mwh = 5.0, .limit_mwh_per_year = 15.0});
    add_certificate(small, {.name = "dear", .price_per_mwh = 8.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(1100.0 + 15.0 * 5.0 + 5.0 * 8.0));
    CHECK(solved.plan.target_prices.annual_per_mwh(0, 0) == Approx(8.0));
    const auto& year = solved.plan.summary[0];
    CHECK(year.certificate_mwh[0] == Approx(15.0));
    CHECK(year.certificate_mwh[1] == Approx(5.0));
    CHECK(year.certificate_cost[1] == Approx(40.0));
    const auto& contract = solved.plan.contracts[0][0];
    CHECK(contract.annual_matching_frac == Approx(0.5));
    CHECK(contract.hourly_score_frac == Approx(0.0));  // they match no hour
    CHECK(contract.certified_mwh == Approx(20.0));
    CHECK(contract.certificate_cost == Approx(115.0));
    CHECK(contract.supply_cost_per_mwh == Approx(1215.0 / 40.0));
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(operation.plan.objective == Approx(1215.0).epsilon(1e-5));
}

TEST_CASE("certificates of the hour count in their hour, within the profile") {
    SmallStudy small = hub_on_a_market(0.3, -1.0, kPrice);
    const int profile = sun(small);  // of no capacity: a profile alone
    add_certificate(small, {.name = "sun",
                            .matching = CertificateMatching::hourly,
                            .price_per_mwh = 6.0,
                            .limit_mw = 8.0,
                            .profile = static_cast<model::PlantIndex>(profile)});
    const Solved solved = solved_of(small);  // 12 of the 16 MWh on offer
    CHECK(solved.plan.objective == Approx(1100.0 + 12.0 * 6.0));
    CHECK(solved.plan.contracts[0][0].hourly_score_frac == Approx(0.3));
    CHECK(solved.plan.contracts[0][0].annual_matching_frac == Approx(0.3));
    const auto& d = solved.plan.dispatch[0];
    for (std::size_t t = 0; t < kSun.size(); ++t) {
        CHECK(d.certified_mw(t, 0) <= 8.0 * kSun[t] + 1e-6);
        CHECK(d.deficit_mw(t, 0) == Approx(10.0 - d.certified_mw(t, 0)));
    }
    CHECK(solved.plan.target_prices.hourly_per_mwh(0, 0) == Approx(6.0));
}

TEST_CASE("a flat offer binds in every hour, and certificates of the year match none") {
    SmallStudy flat = hub_on_a_market(0.2, -1.0, kPrice);
    add_certificate(flat,
                    {.name = "flat", .matching = CertificateMatching::hourly, .price_per_mwh = 6.0, .limit_mw = 2.0});
    const Solved solved = solved_of(flat);
    for (std::size_t t = 0; t < kPrice.size(); ++t) CHECK(solved.plan.dispatch[0].certified_mw(t, 0) == Approx(2.0));

    SmallStudy annual = hub_on_a_market(0.2, 0.2, kPrice);
    add_certificate(annual, {.name = "year", .price_per_mwh = 6.0});
    CHECK(annual.solve().flat.infeasible);
}

TEST_CASE("certificates have years of offer and a price that grows") {
    SmallStudy small(3);
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {10.0, 10.0}});
    small.contract("deal", -1.0, 0.5);
    small.data_center({.name = "hub", .draw_mw = {10.0, 10.0}, .connection_mw = 20.0, .contract = 0});
    add_certificate(small, {.name = "always", .price_per_mwh = 10.0});
    add_certificate(small, {.name = "late", .price_per_mwh = 4.0, .escalation_frac_per_year = 0.5});
    small.study.certificates[1].first_year = 2031;
    // 10 MWh a year at 10, 4 and 6.
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(3.0 * 200.0 + 100.0 + 40.0 + 60.0));
    CHECK(solved.plan.summary[0].certificate_mwh[1] == Approx(0.0));
}

TEST_CASE("a target in the mean of the weather years is met by certificates of either") {
    SmallStudy small = hub_on_a_market(-1.0, 0.5, kPrice);
    small.weather_years({0.25, 0.75});
    small.study.planning.target_scope = model::TargetScope::mean;
    add_certificate(small, {.name = "year", .price_per_mwh = 5.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(1100.0 + 20.0 * 5.0));
    CHECK(solved.plan.summary[0].certificate_mwh[0] == Approx(20.0));
    CHECK(solved.plan.contracts[0][0].annual_matching_frac == Approx(0.5));
}
