// Work that moves between sites, and power caps: by hand, in targets, and beside a program of another form.
#include <algorithm>

#include "flat_sites.hpp"
#include "flexible_cases.hpp"

using namespace decawatt::tests::flexible_cases;

namespace {

constexpr auto kHub = model::DataCenterIndex{0}, kAnnex = model::DataCenterIndex{1};

// A hub of 100 MW, a fifth of it movable, and an annex of 50 MW.
SmallStudy two_sites() {
    SmallStudy small = campuses({{"hub", {100.0, 100.0}, {50.0, 20.0}}, {"annex", {50.0, 50.0}, {30.0, 30.0}}});
    small.study.reliability.movable_frac = {0.2, 0.0};
    small.study.reliability.hosting_mw = {0.0, 30.0};
    return small;
}

}  // namespace

TEST_CASE("work moves over a link to where energy is cheaper, with what moving adds") {
    SmallStudy small = two_sites();
    small.study.flexible.links = {{kHub, kAnnex, 15.0, 0.1}};
    const Solved solved = solved_of(small);
    const planning::YearDispatch& d = solved.plan.dispatch[0];
    check_series(values(d.work_moved_mw), {15.0, 0.0});
    check_series(values(d.data_center_load_mw, 0), {85.0, 100.0});
    check_series(values(d.data_center_load_mw, 1), {66.5, 50.0});
    CHECK(solved.plan.objective == Approx(85.0 * 50.0 + 100.0 * 20.0 + 116.5 * 30.0));
    CHECK(solved.plan.summary[0].work_moved_mwh[0] == Approx(15.0));
    CHECK(solved.plan.summary[0].work_hosted_mwh[0] == Approx(16.5));
}

TEST_CASE("the halls of the host and the movable work limit what moves") {
    SmallStudy small = two_sites();
    small.study.flexible.links = {{kHub, kAnnex, 1000.0, 0.0}};
    check_series(values(solved_of(small).plan.dispatch[0].work_moved_mw), {20.0, 0.0});
    small.study.reliability.hosting_mw = {0.0, 8.0};
    check_series(values(solved_of(small).plan.dispatch[0].work_moved_mw), {8.0, 0.0});
}

TEST_CASE("energy at the host follows the ratio of the year's PUEs") {
    SmallStudy small = two_sites();
    small.study.flexible.links = {{kHub, kAnnex, 1000.0, 0.0}};
    profiles::Profiles profiles = small.profiles();
    for (const std::size_t t : {0U, 1U}) profiles.years[0].data_center_it_mw(t, 1) = 50.0 / 1.5;  // against 1.25
    const planning::Program program = planning::build_program(small.study, profiles);
    const FlatResult flat = solve_with_clp(program.staircase);
    REQUIRE(flat.optimal);
    const planning::Plan plan = planning::read_plan(small.study, profiles, program, flat.solution);
    check_series(values(plan.dispatch[0].work_moved_mw), {20.0, 0.0});
    check_series(values(plan.dispatch[0].data_center_load_mw, 1), {74.0, 50.0});
    check_series(values(plan.dispatch[0].data_center_it_mw, 1), {74.0 / 1.5, 50.0 / 1.5});
    CHECK(plan.summary[0].data_center_pue[1] == Approx(1.5));
}

TEST_CASE("a link of 0 MW is none, and so is one without movable work or without a host") {
    const SmallStudy none = two_sites();
    const planning::Program program = planning::build_program(none.study, none.profiles());
    for (int what = 0; what < 3; ++what) {
        SmallStudy small = two_sites();
        small.study.flexible.links = {{kHub, kAnnex, what == 0 ? 0.0 : 20.0, 0.0}};
        if (what == 1) small.study.reliability.movable_frac[0] = 0.0;
        if (what == 2) small.study.reliability.hosting_mw[1] = 0.0;
        const planning::Program same = planning::build_program(small.study, small.profiles());
        CHECK(same.staircase.chains[0].column_names == program.staircase.chains[0].column_names);
        CHECK(same.staircase.chains[0].row_names == program.staircase.chains[0].row_names);
        CHECK(same.staircase.chains[0].rhs == program.staircase.chains[0].rhs);
    }
}

TEST_CASE("in a target load counts where it is drawn") {
    // A plant of 60 MW at 5 serves the hub's contract, of which half must be matched: 50 of 100 MW. The annex is in no
    // contract and 10 cheaper than the hub. What moves there is no load of the contract.
    SmallStudy small = campuses({{"hub", {100.0}, {40.0}, 1000.0, 0}, {"annex", {50.0}, {30.0}}});
    small.contract("deal", -1.0, 0.5);
    small.plant({.name = "clean",
                 .capacity_mw = 60.0,
                 .variable_cost_per_mwh = 90.0,
                 .technology = model::Technology::nuclear,
                 .contract = 0});
    small.study.reliability.movable_frac = {0.2, 0.0};
    small.study.reliability.hosting_mw = {0.0, 50.0};
    small.study.flexible.links = {{kHub, kAnnex, 50.0, 0.0}};
    const Solved solved = solved_of(small);
    check_series(values(solved.plan.dispatch[0].work_moved_mw), {20.0});
    check_series(values(solved.plan.dispatch[0].generation_mw), {40.0});
    CHECK(solved.plan.contracts[0][0].load_mwh == Approx(80.0));
    CHECK(solved.plan.contracts[0][0].annual_matching_frac == Approx(0.5));
    // In a fixed plan targets have prices, which say the same.
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    check_series(values(operation.plan.dispatch[0].work_moved_mw), {20.0});
    const auto rolling = operated(small, planning::fixed_plan(small.study, solved.plan), windows(1, 1));
    check_series(values(rolling.plan.dispatch[0].work_moved_mw), {20.0});
}

TEST_CASE("a power cap is cut in dear hours, an event at a time, for what the computing is worth") {
    SmallStudy small = hub_at({50.0, 900.0, 900.0, 900.0, 50.0, 50.0});
    small.study.flexible.cap = {{.frac = 0.25, .event_h = 2.0, .recovery_h = 4.0, .cost_per_mwh = 500.0}};
    // Two hours of the whole cap, and half of it in each hour of recovery: of the three hours 25, 25 and 25 would need
    // 75 - 3 × 12.5 = 37.5 <= 50. All are cut; the rest of the day recovers.
    const Solved solved = solved_of(small);
    check_series(values(solved.plan.dispatch[0].data_center_cut_mw), {0.0, 25.0, 25.0, 25.0, 0.0, 0.0});
    CHECK(solved.plan.objective == Approx(3.0 * 5000.0 + 3.0 * 75.0 * 900.0 + 75.0 * 500.0));
    CHECK(solved.plan.summary[0].data_center_cut_mwh[0] == Approx(75.0));
    CHECK(solved.plan.summary[0].data_center_cut_cost[0] == Approx(37500.0));
    // Half the hours of an event: 6.25 recover in each of six.
    small.study.flexible.cap[0].event_h = 1.0;
    CHECK(cost_of(small) == Approx(3.0 * 5000.0 + 300.0 * 900.0 - 37.5 * 400.0));
    // An hour a year.
    small.study.flexible.cap[0].h_per_year = 1.0;
    CHECK(cost_of(small) == Approx(3.0 * 5000.0 + 300.0 * 900.0 - 25.0 * 400.0));
    const Solved limited = solved_of(small);
    const auto fixed = planning::fixed_plan(small.study, limited.plan);
    const auto rolling = operated(small, fixed, windows(2, 1));
    double cut = 0.0;
    for (const double mw : values(rolling.plan.dispatch[0].data_center_cut_mw)) cut += mw;
    CHECK(cut <= 25.0 + 1e-5);
    small.study.flexible.cap[0].cost_per_mwh = 1000.0;
    CHECK(cost_of(small) == Approx(3.0 * 5000.0 + 300.0 * 900.0));
}

namespace {

bool drawn(Draws& draws, double share) {
    return draws.between(0.0, 1.0) < share;
}

FlatSites draw_sites(Draws& draws, int steps) {
    FlatSites all;
    all.step_h = std::floor(draws.between(1.0, 3.999));
    for (std::size_t s = 0; s < 3; ++s) {
        FlatSite site{.load_mw = draws.series(20.0, 80.0), .price = draws.series(5.0, 120.0)};
        site.sun_frac = draws.series(0.0, 1.0);
        site.connection_mw = drawn(draws, 0.5) ? draws.between(70.0, 90.0) : 500.0;
        site.movable_frac = drawn(draws, 0.7) ? draws.between(0.1, 0.3) : 0.0;
        site.hosting_mw = drawn(draws, 0.8) ? draws.between(2.0, 25.0) : 0.0;
        site.catch_up_frac = draws.between(0.05, 0.6);
        if (s == 0) {
            site.sun_limit_mw = 200.0;
            site.sun_cost = draws.between(200.0, 1500.0);
        }
        if (s == 1 && drawn(draws, 0.7)) {
            site.cap_frac = draws.between(0.05, 0.2);
            site.cap_event_h = all.step_h * draws.between(0.7, 3.0);
            site.cap_recovery_h = all.step_h * draws.between(1.0, 8.0);
            site.cap_h_per_year = all.step_h * draws.between(1.0, 8.0);
            site.cap_cost = draws.between(0.0, 60.0);
        }
        all.sites.push_back(std::move(site));
    }
    for (const std::size_t s : {0U, 0U, 1U})
        if (drawn(draws, 0.8))
            all.classes.push_back({s, draws.between(0.05, 0.2), static_cast<int>(draws.between(0.0, steps * 0.4))});
    for (const auto& [from, to] : {std::pair{0U, 1U}, {0U, 2U}, {2U, 1U}, {1U, 0U}})
        if (drawn(draws, 0.7))
            all.links.push_back(
                {from, to, drawn(draws, 0.5) ? draws.between(1.0, 15.0) : 200.0, draws.between(0.0, 0.2)});
    if (drawn(draws, 0.5)) {
        all.hourly_target = draws.between(0.1, 0.25);
        all.grid_clean_frac = draws.between(0.0, 0.1);
    }
    if (drawn(draws, 0.5)) all.annual_target = draws.between(0.05, 0.2);
    return all;
}

// A class of no deadline is none: the flat program has it as work that is done as it arrives, without catch-up.
SmallStudy study_of(FlatSites& all) {
    std::erase_if(all.classes, [](const FlatClass& one) { return one.deadline_steps == 0; });
    std::vector<Site> sites;
    const char* const names[] = {"hub", "annex", "third"};
    for (std::size_t s = 0; s < 3; ++s)
        sites.push_back({names[s], all.sites[s].load_mw, all.sites[s].price, all.sites[s].connection_mw, 0});
    SmallStudy small = campuses(sites, static_cast<int>(all.step_h));
    small.contract("deal", all.hourly_target, all.annual_target, -1.0, all.grid_clean_frac);
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .behind = 0,
                 .contract = 0,
                 .resource_frac = all.sites[0].sun_frac,
                 .build = may_build(all.sites[0].sun_limit_mw, all.sites[0].sun_cost)});
    for (std::size_t s = 0; s < 3; ++s) {
        const FlatSite& site = all.sites[s];
        small.study.reliability.movable_frac[s] = site.movable_frac;
        small.study.reliability.hosting_mw[s] = site.hosting_mw;
        small.study.flexible.catch_up_frac[s] = site.catch_up_frac;
        small.study.flexible.cap.push_back({.frac = site.cap_frac,
                                            .event_h = site.cap_event_h,
                                            .recovery_h = site.cap_recovery_h,
                                            .h_per_year = site.cap_h_per_year,
                                            .cost_per_mwh = site.cap_cost});
    }
    for (std::size_t c = 0; c < all.classes.size(); ++c)
        small.study.flexible.classes.push_back({"class " + std::to_string(c),
                                                static_cast<model::DataCenterIndex>(all.classes[c].site),
                                                all.classes[c].frac, all.step_h * all.classes[c].deadline_steps});
    for (const FlatLink& link : all.links)
        small.study.flexible.links.push_back({static_cast<model::DataCenterIndex>(link.from),
                                              static_cast<model::DataCenterIndex>(link.to), link.limit_mw,
                                              link.overhead_frac});
    return small;
}

}  // namespace

TEST_CASE("random sites with flexible work cost as much as in a program of another form") {
    constexpr int kStudies = 200, kLeastBinding = 20, kSteps = 18, kRules = 11;
    std::map<std::string, int> binding;
    for (unsigned seed = 1; seed <= kStudies; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kSteps);
        FlatSites sites = draw_sites(draws, kSteps);
        const SmallStudy small = study_of(sites);
        const FlatSitesResult flat = solve_flat(sites);
        const Solved solved = small.solve();
        REQUIRE(flat.optimal);
        REQUIRE(solved.flat.optimal);
        CHECK(solved.plan.objective == Approx(flat.objective).epsilon(1e-7));
        CHECK(worst_imbalance(small.study, solved.plan) <= 1e-5);
        CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective).epsilon(1e-6));
        for (const auto& [rule, binds] : flat.binding) binding[rule] += binds;
        if (seed > 12) continue;
        const lp::Solution own = lp::solve(solved.program.staircase, tight(), {});
        REQUIRE(own.status == lp::Status::optimal);
        CHECK(own.certificate.primal_objective == Approx(solved.flat.objective).epsilon(1e-6));
    }
    for (const auto& rule : binding) {
        CAPTURE(rule.first);
        MESSAGE(rule.first, ": ", rule.second);
        CHECK(rule.second >= kLeastBinding);
    }
    CHECK(binding.size() == kRules);
}
