// What the tests of flexible work share: campuses on markets of their own.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "operation_cases.hpp"

namespace decawatt::tests::flexible_cases {

using namespace operation_cases;

struct Site {
    std::string name;
    std::vector<double> load_mw, price_per_mwh;
    double connection_mw = 1000.0;
    int contract = -1;
};

// Each site in a region of its own, without other demand, that buys at prices and sells nothing. No work is flexible.
inline SmallStudy campuses(const std::vector<Site>& sites, int step_h = 1) {
    SmallStudy small;
    small.study.horizon.step_s = step_h * base::kSecondsPerHour;
    for (const Site& site : sites) {
        const int region = small.region("grid of " + site.name, std::vector<double>(site.load_mw.size(), 0.0));
        small.market({.region = region, .buy_price_per_mwh = site.price_per_mwh, .sell_limit_mw = 0.0});
        small.data_center({.name = site.name,
                           .draw_mw = site.load_mw,
                           .connection_mw = site.connection_mw,
                           .region = region,
                           .contract = site.contract});
        auto& all = small.study.reliability;
        for (auto* column : {&all.deferrable_frac, &all.deadline_h, &all.movable_frac, &all.hosting_mw})
            column->push_back(0.0);
        small.study.flexible.catch_up_frac.push_back(std::numeric_limits<double>::infinity());
    }
    return small;
}

struct Deferral {
    double frac = 0.0, deadline_h = 0.0, catch_up_frac = 0.0;
};

inline void defer(SmallStudy& small, const Deferral& deferral, std::size_t site = 0) {
    small.study.reliability.deferrable_frac[site] = deferral.frac;
    small.study.reliability.deadline_h[site] = deferral.deadline_h;
    small.study.flexible.catch_up_frac[site] = deferral.catch_up_frac;
}

// A hub of 100 MW, hour by hour at prices.
inline SmallStudy hub_at(const std::vector<double>& prices, int step_h = 1) {
    return campuses({{"hub", std::vector<double>(prices.size(), 100.0), prices}}, step_h);
}

inline std::vector<double> values(const base::Series& series, std::size_t entity = 0) {
    const auto of = series.of(entity);
    return {of.begin(), of.end()};
}

inline void check_series(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t t = 0; t < found.size(); ++t) {
        CAPTURE(t);
        CHECK(std::abs(found[t] - expected[t]) <= 1e-5);  // MW, of hundreds
    }
}

inline double cost_of(const SmallStudy& small) {
    const Solved solved = solved_of(small);
    return solved.plan.objective;
}

}  // namespace decawatt::tests::flexible_cases
