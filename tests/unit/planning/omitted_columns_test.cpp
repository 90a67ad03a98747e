// What cannot be used has no column and no row, and leaves the figures as they are.
#include "flexible_cases.hpp"

using namespace decawatt::tests::flexible_cases;

namespace {

std::size_t matching(const std::vector<std::string>& names, const std::string& begin) {
    return static_cast<std::size_t>(
        std::ranges::count_if(names, [&](const std::string& name) { return name.starts_with(begin); }));
}

lp::Chain chain_of(const SmallStudy& small) {
    return planning::build_program(small.study, small.profiles()).staircase.chains[0];
}

}  // namespace

TEST_CASE("a plant that is never available has no output") {
    SmallStudy small;
    small.region("a", {10.0, 10.0});
    small.plant({.name = "gas", .capacity_mw = 20.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "wind",
                 .technology = model::Technology::onshore,
                 .resource_frac = {0.0, 0.0},
                 .build = may_build(100.0, 1.0)});
    CHECK(matching(chain_of(small).column_names, "output wind") == 0);
    small.resource_factor = {1.0};
    SmallStudy windy = small;
    windy.plant({.name = "breeze",
                 .technology = model::Technology::onshore,
                 .resource_frac = {0.0, 0.1},
                 .build = may_build(100.0, 2.0)});
    CHECK(matching(chain_of(windy).column_names, "output breeze") == 1);
}

TEST_CASE("a cap on power that covers no load, or lasts no time, has no columns") {
    const model::PowerCap cap = {
        .frac = 0.25, .event_h = 2.0, .recovery_h = 1.0, .h_per_year = 2.0, .cost_per_mwh = 60.0};
    SmallStudy small = hub_at({200.0, 10.0, 10.0, 10.0});
    small.study.flexible.cap = {cap};
    CHECK(matching(chain_of(small).column_names, "event hub") == 1);
    for (double model::PowerCap::*term :
         {&model::PowerCap::frac, &model::PowerCap::event_h, &model::PowerCap::h_per_year}) {
        small.study.flexible.cap = {cap};
        small.study.flexible.cap[0].*term = 0.0;
        CHECK(matching(chain_of(small).column_names, "event hub") == 0);
        CHECK(matching(chain_of(small).row_names, "event hub") == 0);
    }
}

TEST_CASE("a campus without load in a year has figures next to one with deferrable load") {
    SmallStudy small = campuses({{"hub", {100.0, 100.0, 100.0, 100.0}, {50.0, 10.0, 50.0, 10.0}},
                                 {"later", {0.0, 0.0, 0.0, 0.0}, {10.0, 10.0, 10.0, 10.0}}});
    defer(small, {.frac = 0.2, .deadline_h = 1.0, .catch_up_frac = 0.5});
    const Solved solved = solved_of(small);
    const planning::YearDispatch& d = solved.plan.dispatch[0];
    CHECK(values(d.data_center_it_mw, 1) == std::vector<double>(4, 0.0));
    CHECK(values(d.data_center_load_mw, 1) == std::vector<double>(4, 0.0));
    const auto it_mw = values(d.data_center_it_mw, 0), load_mw = values(d.data_center_load_mw, 0);
    for (std::size_t t = 0; t < it_mw.size(); ++t) CHECK(it_mw[t] == Approx(0.8 * load_mw[t]));  // at the mean PUE
    CHECK(load_mw[1] > 100.0);
}
