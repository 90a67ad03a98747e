// Work that waits: by hand, against all schedules of small integer work, and properties.
#include <algorithm>
#include <numeric>

#include "assets/backlog.hpp"
#include "flexible_cases.hpp"

using namespace decawatt::tests::flexible_cases;
using assets::backlog_limit_mwh;
using assets::Hours;

TEST_CASE("a backlog holds what arrived within the deadline, over the turn of the year") {
    const Hours arrived = {1.0, 2.0, 3.0, 4.0}, plenty(4, 100.0);
    CHECK(backlog_limit_mwh(arrived, 0, plenty) == Hours(4, 0.0));
    CHECK(backlog_limit_mwh(arrived, 1, plenty) == arrived);
    CHECK(backlog_limit_mwh(arrived, 2, plenty) == Hours{5.0, 3.0, 5.0, 7.0});
    CHECK(backlog_limit_mwh(arrived, 4, plenty) == Hours(4, 10.0));
    CHECK(backlog_limit_mwh(arrived, 9, plenty) == Hours(4, 10.0));
}

TEST_CASE("a backlog is never more than can still be done in time") {
    // 5, 3, 5, 7 without a limit: after the first step 3 + 1 at the most, after the last 4 + 1.
    CHECK(backlog_limit_mwh({1.0, 2.0, 3.0, 4.0}, 2, Hours(4, 1.0)) == Hours{4.0, 3.0, 5.0, 5.0});
    // Halls that close before the third step: nothing may wait over their closing.
    CHECK(backlog_limit_mwh({2.0, 2.0, 0.0, 0.0}, 1, {1.0, 1.0, 0.0, 0.0}) == Hours{1.0, 0.0, 0.0, 0.0});
    CHECK(backlog_limit_mwh({1.0, 1.0, 1.0, 1.0}, 3, Hours(4, 0.0)) == Hours(4, 3.0));
}

TEST_CASE("work waits for a cheap hour within its deadline and the halls' capacity") {
    SmallStudy small = hub_at({50.0, 10.0, 50.0, 60.0});
    defer(small, {.frac = 0.2, .deadline_h = 1.0, .catch_up_frac = 0.5});
    const Solved solved = solved_of(small);
    const planning::YearDispatch& d = solved.plan.dispatch[0];
    // That of the first hour waits for the second; that of the last waits for the first: 50 is less than 60.
    check_series(values(d.data_center_load_mw), {100.0, 120.0, 100.0, 80.0});
    check_series(values(d.work_arrived_mw), {20.0, 20.0, 20.0, 20.0});
    check_series(values(d.work_done_mw), {20.0, 40.0, 20.0, 0.0});
    check_series(values(d.work_waiting_mwh), {20.0, 0.0, 0.0, 20.0});
    CHECK(solved.plan.objective == Approx(100.0 * 50.0 + 120.0 * 10.0 + 100.0 * 50.0 + 80.0 * 60.0));
    const planning::YearSummary& year = solved.plan.summary[0];
    CHECK(year.work_arrived_mwh[0] == Approx(80.0));
    CHECK(year.work_deferred_mwh[0] == Approx(20.0));
    CHECK(year.work_mean_wait_h[0] == Approx(0.5));  // 40 MWh for an hour
    CHECK(year.data_center_pue[0] == Approx(1.25));
    // A MWh more that waits after the first hour would be bought at 10 in the second.
    REQUIRE(solved.plan.state_values.name.back() == "waiting hub");
}

TEST_CASE("the spare capacity of the halls limits what is done beyond what arrives") {
    SmallStudy small = hub_at({50.0, 10.0, 50.0, 60.0});
    defer(small, {.frac = 0.2, .deadline_h = 1.0, .catch_up_frac = 0.15});
    check_series(values(solved_of(small).plan.dispatch[0].data_center_load_mw), {105.0, 115.0, 100.0, 80.0});
    small.study.data_centers.connection_mw = {110.0};
    CHECK(cost_of(small) == Approx(110.0 * 50.0 + 110.0 * 10.0 + 100.0 * 50.0 + 80.0 * 60.0));
}

TEST_CASE("without a deadline, without catch-up capacity, or without stating it the program is that of firm load") {
    const SmallStudy firm = hub_at({50.0, 10.0, 50.0, 60.0});
    const planning::Program program = planning::build_program(firm.study, firm.profiles());
    for (const Deferral& none : {Deferral{0.2, 0.0, 0.5}, Deferral{0.0, 4.0, 0.5}, Deferral{0.2, 4.0, 0.0},
                                 Deferral{0.2, 4.0, std::numeric_limits<double>::infinity()}}) {
        CAPTURE(none.deadline_h);
        SmallStudy small = firm;
        defer(small, none);
        const planning::Program same = planning::build_program(small.study, small.profiles());
        const lp::Chain &found = same.staircase.chains[0], &expected = program.staircase.chains[0];
        CHECK(found.row_names == expected.row_names);
        CHECK(found.column_names == expected.column_names);
        CHECK(found.rhs == expected.rhs);
        CHECK(found.upper == expected.upper);
        CHECK((found.A - expected.A).norm() == 0.0);
        CHECK(same.staircase.objective_offset == program.staircase.objective_offset);
    }
    SmallStudy small = firm;
    defer(small, {.frac = 0.2, .deadline_h = 1.0, .catch_up_frac = 0.5});
    CHECK(planning::build_program(small.study, small.profiles()).staircase.chains[0].rows() ==
          program.staircase.chains[0].rows() + 1);
}

TEST_CASE("work with a deadline of the whole year is done in the cheapest hours") {
    const std::vector<double> prices = {50.0, 10.0, 55.0, 60.0, 20.0, 30.0};
    SmallStudy small = hub_at(prices);
    defer(small, {.frac = 0.3, .deadline_h = 6.0, .catch_up_frac = 0.4});
    // 180 MWh in hours of 70 MW each: 10, 20, and 40 of them at 30.
    CHECK(cost_of(small) == Approx(70.0 * 225.0 + 70.0 * 10.0 + 70.0 * 20.0 + 40.0 * 30.0));
    defer(small, {.frac = 0.3, .deadline_h = 8760.0, .catch_up_frac = 0.4});
    CHECK(cost_of(small) == Approx(70.0 * 225.0 + 70.0 * 10.0 + 70.0 * 20.0 + 40.0 * 30.0));
}

namespace {

struct Unit {
    int arrives, deadline;
    std::size_t of_class;
};

// Lowest cost of all schedules of units of work of 1 MWh, by trying them all. `most`: units by class and hour.
double cheapest(const std::vector<Unit>& units, const std::vector<double>& prices,
                const std::vector<std::vector<int>>& most) {
    const auto hours = prices.size();
    std::vector<int> delay(units.size(), 0);
    double best = std::numeric_limits<double>::infinity();
    for (;;) {
        std::vector<std::vector<int>> done(most.size(), std::vector<int>(hours, 0));
        double cost = 0.0;
        bool fits = true;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto t = static_cast<std::size_t>(units[i].arrives + delay[i]) % hours;
            cost += prices[t];
            fits = fits && ++done[units[i].of_class][t] <= most[units[i].of_class][t];
        }
        if (fits) best = std::min(best, cost);
        std::size_t i = 0;
        while (i < units.size() && ++delay[i] > units[i].deadline) delay[i++] = 0;
        if (i == units.size()) return best;
    }
}

}  // namespace

TEST_CASE("deadlines are exact: no schedule of small whole units of work is cheaper") {
    constexpr int kHours = 6, kCases = 60;
    int waited = 0;
    for (unsigned seed = 1; seed <= kCases; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kHours);
        const auto whole = [&](int low, int high) { return static_cast<int>(draws.between(low, high + 0.999)); };
        std::vector<double> prices, load;
        std::vector<Unit> units;
        std::vector<std::vector<int>> most(2, std::vector<int>(kHours, 0));
        const int deadline[] = {whole(1, 3), whole(0, 2)};
        for (int t = 0; t < kHours; ++t) {
            prices.push_back(whole(1, 99));
            // Of a load of 4 a quarter waits in each class, and the halls can do as much again of each: 8 or 4 or 0 MW.
            const int scale = units.size() < 8 ? whole(0, 2) / 2 + whole(0, 1) : 0;
            load.push_back(4.0 * std::min(scale, 1));
            for (std::size_t c = 0; c < 2; ++c) {
                most[c][static_cast<std::size_t>(t)] = 2 * std::min(scale, 1);
                if (scale > 0) units.push_back({t, deadline[c], c});
            }
        }
        SmallStudy small = campuses({{"hub", load, prices}});
        defer(small, {.frac = 0.25, .deadline_h = static_cast<double>(deadline[0]), .catch_up_frac = 0.5});
        small.study.flexible.classes = {{"second", model::DataCenterIndex{0}, 0.25, static_cast<double>(deadline[1])}};
        if (deadline[1] == 0) {  // its work is done as it arrives, and all of the spare capacity is the first's
            std::erase_if(units, [](const Unit& unit) { return unit.of_class == 1; });
            for (int& units_of_hour : most[0]) units_of_hour = units_of_hour / 2 * 3;
        }
        double firm = 0.0;
        for (std::size_t t = 0; t < load.size(); ++t) firm += (deadline[1] == 0 ? 0.75 : 0.5) * load[t] * prices[t];
        const double expected = firm + cheapest(units, prices, most);
        CHECK(cost_of(small) == Approx(expected).epsilon(1e-9));
        double now = 0.0;
        for (std::size_t t = 0; t < load.size(); ++t) now += load[t] * prices[t];
        waited += expected < now - 0.5;
    }
    CHECK(waited >= kCases / 2);
}

TEST_CASE("more flexibility never costs more") {
    for (unsigned seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, 24);
        SmallStudy small = campuses({{"hub", draws.series(60.0, 100.0), draws.series(5.0, 100.0)}});
        double before = std::numeric_limits<double>::infinity();
        for (const Deferral& more : {Deferral{0.0, 3.0, 0.1}, Deferral{0.1, 3.0, 0.1}, Deferral{0.2, 3.0, 0.1},
                                     Deferral{0.2, 8.0, 0.1}, Deferral{0.2, 8.0, 0.5}, Deferral{0.2, 24.0, 2.0}}) {
            defer(small, more);
            const double cost = cost_of(small);
            CHECK(cost <= before * (1.0 + 1e-9));
            before = cost;
        }
    }
}

TEST_CASE("a step of three hours counts deadlines in whole steps") {
    SmallStudy small = hub_at({50.0, 10.0, 50.0, 60.0}, 3);
    const std::pair<double, double> cost_of_deadline[] = {{2.0, 51000.0}, {3.0, 48000.0}, {5.0, 48000.0}};
    for (const auto& one : cost_of_deadline) {
        CAPTURE(one.first);
        defer(small, {.frac = 0.2, .deadline_h = one.first, .catch_up_frac = 0.5});
        CHECK(cost_of(small) == Approx(one.second));
    }
}

TEST_CASE("in windows no work is lost, late or early, and perfect foresight is not dearer") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, 72);
        SmallStudy small = campuses({{"hub", draws.series(60.0, 100.0), draws.series(5.0, 100.0)}});
        constexpr int kDeadline = 5;
        defer(small, {.frac = 0.25, .deadline_h = kDeadline, .catch_up_frac = 0.1});
        const Solved solved = solved_of(small);
        const auto fixed = planning::fixed_plan(small.study, solved.plan);
        const auto whole = operated(small, fixed);
        CHECK(whole.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
        for (const bool values_content : {false, true}) {
            const auto rolling = operated(small, fixed, windows(12, 6, values_content));
            CHECK(rolling.plan.objective >= solved.plan.objective * (1.0 - 1e-6));
            CHECK(rolling.plan.objective <= solved.plan.objective * 1.15);  // of firm load: 1.2 and more
            const planning::YearDispatch& d = rolling.plan.dispatch[0];
            CHECK(worst_imbalance(small.study, rolling.plan) <= 1e-5);
            double waiting = d.initial_waiting_mwh.at(0);
            for (std::size_t t = 0; t < 72; ++t) {
                waiting += d.work_arrived_mw(t, 0) - d.work_done_mw(t, 0);
                CHECK(d.work_waiting_mwh(t, 0) == Approx(waiting).epsilon(1e-6));
                double arrived = 0.0;
                for (std::size_t k = 0; k < kDeadline; ++k) arrived += d.work_arrived_mw((t + 72 - k) % 72, 0);
                CHECK(d.work_waiting_mwh(t, 0) <= arrived + 1e-4);
                CHECK(d.work_waiting_mwh(t, 0) >= -1e-4);
            }
            CHECK(d.work_waiting_mwh(71, 0) <= d.initial_waiting_mwh[0] + 1e-4);
        }
    }
}

TEST_CASE("a plan that does not know the work leaves none of it to the time after a window") {
    SmallStudy small = hub_at({50.0, 10.0, 50.0, 60.0, 50.0, 10.0, 50.0, 60.0});
    const auto firm = planning::fixed_plan(small.study, solved_of(small).plan);
    defer(small, {.frac = 0.2, .deadline_h = 2.0, .catch_up_frac = 0.5});
    const auto rolling = operated(small, firm, windows(4, 4));
    const planning::YearDispatch& d = rolling.plan.dispatch[0];
    CHECK(d.work_waiting_mwh(3, 0) <= 1e-4);
    CHECK(d.work_waiting_mwh(0, 0) == Approx(40.0).epsilon(1e-5));  // for the hour at 10; half came before the year
}

TEST_CASE("hours of a cap that are left at the end of the year are worth nothing") {
    // In the plan an hour of cutting is worth 150 - 60 at least. Then prices fall, and the last window can use it at
    // 140.
    SmallStudy small = hub_at({200.0, 10.0, 10.0, 10.0, 150.0, 10.0});
    small.study.flexible.cap = {
        {.frac = 0.25, .event_h = 10.0, .recovery_h = 1.0, .h_per_year = 1.0, .cost_per_mwh = 60.0}};
    const planning::FixedPlan fixed = plan_of(small);
    small.study.markets.buy_price_per_mwh = {{10.0, 10.0, 10.0, 10.0, 140.0, 10.0}};
    const auto operation = operated(small, fixed, windows(3, 3, true));
    CHECK(operation.plan.dispatch[0].data_center_cut_mw(4, 0) == Approx(25.0).epsilon(1e-4));
}
