// What holds for the plan of any study, through our own solver: the same cost as an independent one, and the laws of
// sizing.
#include "planning_proof.hpp"

#include <algorithm>

#include "lp/certificate.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using namespace decawatt::tests::planning_proof;

namespace {

constexpr unsigned kStudies = 6;

SmallStudy study_of(unsigned seed, const Sizes& sizes = {}, bool reversed = false) {
    Draws draws(seed);
    auto plants = draw_plants(draws);
    if (reversed) std::reverse(plants.begin(), plants.end());
    return draw_study(draws, plants, sizes);
}

// Both stores of the study: 2 % a year and 1 % a cycle, in years of few hours.
SmallStudy with_ageing(SmallStudy small, double life_years) {
    model::StoreAgeing ageing;
    ageing.chemistry = model::Chemistry::lfp;
    ageing.fade_frac_per_year = 0.02;
    ageing.fade_frac_per_full_cycle = 0.01;
    small.study.stores.ageing.assign(small.study.stores.name.size(), ageing);
    for (model::ExpansionOption& option : small.study.stores.build_energy) option.lifetime_years = life_years;
    return small;
}

}  // namespace

TEST_CASE("Decawatt's solver and Clp agree on the cost of random studies, and the certificate holds") {
    for (unsigned seed = 11; seed < 11 + kStudies; ++seed) {
        CAPTURE(seed);
        prove_against_clp(study_of(seed));
    }
}

TEST_CASE("the same with ageing stores: existing and new ones, with long and short lifetimes") {
    for (unsigned seed = 11; seed < 11 + kStudies; ++seed) {
        CAPTURE(seed);
        const SmallStudy small = with_ageing(study_of(seed), seed % 2 == 0 ? 1.0 : 15.0);
        SmallStudy unaged = small;
        unaged.study.stores.ageing.clear();
        const Ours ours = prove_against_clp(small);
        CHECK(ours.cost() > solve(unaged).cost() * (1.0 + kSameCost));
        const planning::YearCapacity& c = ours.plan.capacity;
        REQUIRE(c.store_usable_mwh.entities() == 2);
        double worn = 0.0;
        for (std::size_t y = 0; y < ours.plan.years.size(); ++y)
            for (const std::size_t s : {0u, 1u}) worn += c.store_energy_mwh(y, s) - c.store_usable_mwh(y, s);
        CHECK(worn > 1.0);
        for (const planning::YearDispatch& d : ours.plan.dispatch)
            for (std::size_t t = 0; t < d.content_mwh.times(); ++t)
                for (const std::size_t s : {0u, 1u})
                    CHECK(d.content_mwh(t, s) <=
                          c.store_usable_mwh(static_cast<std::size_t>(d.year - ours.plan.years.front()), s) + 1e-3);
    }
}

// Ramp limits of plants that burn fuel or must run, as fractions that bind in some hours of most studies.
SmallStudy with_ramps(SmallStudy small, Draws& draws) {
    model::Plants& plants = small.study.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        if (!model::is_weather_driven(plants.technology[p]))
            plants.ramp[p] = {draws.between(0.05, 0.5), draws.between(0.05, 0.5)};
    return small;
}

// Hours in which a group runs at its limit; the limit is kept in all but the first of a year.
int hours_at_limit(const SmallStudy& small, const planning::Plan& plan) {
    constexpr double kSlackMw = 1e-2;
    int count = 0;
    for (const planning::YearDispatch& d : plan.dispatch)
        for (std::size_t f = 0; f < plan.plants.members.size(); ++f) {
            const model::RampLimits limits = small.study.plants.ramp_limits(base::at(plan.plants.members[f].front()));
            const double mw = plan.capacity.fleet_mw(static_cast<std::size_t>(d.year - plan.years.front()), f);
            for (std::size_t t = 1; t < d.generation_mw.times(); ++t) {
                const double change_mw = d.generation_mw(t, f) - d.generation_mw(t - 1, f);
                CHECK(change_mw <= limits.up_frac_per_h * mw + kSlackMw);
                CHECK(-change_mw <= limits.down_frac_per_h * mw + kSlackMw);
                if (std::isfinite(limits.up_frac_per_h) && mw > 1.0)
                    count += change_mw > limits.up_frac_per_h * mw - kSlackMw ||
                             -change_mw > limits.down_frac_per_h * mw - kSlackMw;
            }
        }
    return count;
}

TEST_CASE("the same with ramp limits of plants, which bind in most studies") {
    constexpr unsigned kMany = 200;
    int binding = 0;
    for (unsigned seed = 1000; seed < 1000 + kMany; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        const SmallStudy small = with_ramps(draw_study(draws, draw_plants(draws)), draws);
        binding += hours_at_limit(small, prove_against_clp(small).plan) > 0;
    }
    CHECK(binding >= 50);
}

TEST_CASE("the same with production credits, with negative prices in many studies") {
    constexpr unsigned kMany = 100;
    int negative = 0, burning = 0;
    for (unsigned seed = 3000; seed < 3000 + kMany; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        SmallStudy small = draw_study(draws, draw_plants(draws));
        std::vector<double>& credits = small.study.plants.production_credit_per_mwh;
        for (std::size_t p = 0; p < small.study.plants.name.size(); ++p) {
            const bool has_none =
                small.study.plants.must_run[p] != base::none<model::MonthProfileIndex> || draws.between(0.0, 1.0) < 0.4;
            credits.push_back(has_none ? 0.0 : draws.between(1.0, 120.0));
        }
        const planning::Plan plan = prove_against_clp(small).plan;
        bool is_negative = false;
        double burnt_mwh = 0.0;
        for (const planning::YearDispatch& d : plan.dispatch)
            for (const double price : d.price_per_mwh.all()) is_negative = is_negative || price < -1.0;
        for (const planning::YearSummary& s : plan.summary) burnt_mwh += s.overlap_mwh + s.line_overlap_mwh;
        negative += is_negative;
        burning += burnt_mwh > 1.0;
    }
    CHECK(negative >= 20);
    CHECK(burning >= 10);
    MESSAGE("negative prices: ", negative, ", burning: ", burning);
}

TEST_CASE("the certificate notices a point that is not optimal, and one that is not feasible") {
    const Ours ours = solve(study_of(31));
    const auto judged = [&](const auto& change) {
        lp::Solution changed = ours.solution;
        change(changed);
        return lp::certify(ours.program.staircase, changed);
    };
    const lp::Certificate sound = judged([](lp::Solution&) {});
    CHECK(sound.relative_gap <= kTolerance);
    CHECK(judged([](lp::Solution& s) { s.x[0] *= 1.001; }).primal_residual_relative > 1e-5);
    CHECK(judged([](lp::Solution& s) { s.y[0] *= -1.0; }).relative_gap > 1e-2);
    CHECK(judged([](lp::Solution& s) { s.y[0] *= 1.001; }).dual_objective < sound.dual_objective);
    CHECK(judged([](lp::Solution& s) { s.y[0] *= 0.999; }).dual_objective < sound.dual_objective);
    CHECK(judged([](lp::Solution& s) { s.k *= 1.01; }).primal_objective > sound.primal_objective);
}

TEST_CASE("higher build limits never increase the cost") {
    double most_gain = 0.0;
    for (unsigned seed = 11; seed < 11 + kStudies; ++seed) {
        CAPTURE(seed);
        const double some = solve(study_of(seed)).cost(), more = solve(study_of(seed, {.build_limits = 1.5})).cost();
        CHECK(more <= some * (1.0 + kSameCost));
        most_gain = std::max(most_gain, (some - more) / some);
    }
    CHECK(most_gain > 1e-3);  // some limit binds: otherwise the check above is empty
}

TEST_CASE("a study of twice the size costs twice as much and builds twice as much") {
    for (unsigned seed = 21; seed < 24; ++seed) {
        CAPTURE(seed);
        const Ours once = solve(study_of(seed)), twice = solve(study_of(seed, {.all = 2.0}));
        CHECK(same_cost(twice.cost(), 2.0 * once.cost()));
        for (std::size_t y = 0; y < once.plan.years.size(); ++y)
            CHECK(same_cost(twice.plan.summary[y].capacity_cost + twice.plan.summary[y].operation_cost +
                                twice.plan.summary[y].unserved_cost,
                            2.0 * (once.plan.summary[y].capacity_cost + once.plan.summary[y].operation_cost +
                                   once.plan.summary[y].unserved_cost)));
    }
}

TEST_CASE("the order of plants changes nothing") {
    for (unsigned seed = 21; seed < 24; ++seed) {
        CAPTURE(seed);
        CHECK(same_cost(solve(study_of(seed, {}, true)).cost(), solve(study_of(seed)).cost()));
    }
}
