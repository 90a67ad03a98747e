// Stress hours against the definition, written out.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "assets/stress_hours.hpp"

using namespace decawatt::assets;

namespace {

std::vector<std::size_t> places(const std::vector<bool>& marked) {
    std::vector<std::size_t> found;
    for (std::size_t t = 0; t < marked.size(); ++t)
        if (marked[t]) found.push_back(t);
    return found;
}

// Lengths of the runs of marked hours.
std::vector<std::size_t> runs_of(const std::vector<bool>& marked) {
    std::vector<std::size_t> runs;
    for (std::size_t t = 0; t < marked.size(); ++t) {
        if (!marked[t]) continue;
        if (t == 0 || !marked[t - 1]) runs.push_back(0);
        ++runs.back();
    }
    return runs;
}

bool keeps(const std::vector<bool>& marked, const StressLimits& limits) {
    const std::vector<std::size_t> runs = runs_of(marked);
    const std::size_t hours = std::accumulate(runs.begin(), runs.end(), std::size_t{0});
    return hours <= limits.hours && runs.size() <= limits.events &&
           std::ranges::all_of(runs, [&](std::size_t run) { return run <= limits.hours_per_event; });
}

// Each time every hour is tried, and all limits are counted anew.
std::vector<bool> by_trial(const std::vector<double>& residual_mw, const StressLimits& limits) {
    std::vector<bool> marked(residual_mw.size(), false);
    for (;;) {
        std::size_t best = residual_mw.size();
        for (std::size_t t = 0; t < residual_mw.size(); ++t) {
            if (marked[t]) continue;
            std::vector<bool> with = marked;
            with[t] = true;
            if (keeps(with, limits) && (best == residual_mw.size() || residual_mw[t] > residual_mw[best])) best = t;
        }
        if (best == residual_mw.size()) return marked;
        marked[best] = true;
    }
}

double sum_over(const std::vector<bool>& marked, const std::vector<double>& values) {
    double sum = 0.0;
    for (std::size_t t = 0; t < values.size(); ++t) sum += marked[t] ? values[t] : 0.0;
    return sum;
}

}  // namespace

TEST_CASE("the highest hours, of equal ones the earliest") {
    const std::vector<double> residual = {3.0, 9.0, 5.0, 9.0, 5.0, -1.0};
    CHECK(places(stress_hours(residual, {.hours = 0})).empty());
    CHECK(places(stress_hours(residual, {.hours = 3})) == std::vector<std::size_t>{1, 2, 3});
    CHECK(places(stress_hours(residual, {.hours = 9})) == std::vector<std::size_t>{0, 1, 2, 3, 4, 5});
    CHECK(stress_hours({}, {.hours = 3}).empty());
}

TEST_CASE("limits on events, by hand") {
    const std::vector<double> residual = {1.0, 8.0, 9.0, 7.0, 2.0, 6.0, 5.0};
    CHECK(places(stress_hours(residual, {.hours = 4, .hours_per_event = 1})) == std::vector<std::size_t>{0, 2, 5});
    CHECK(places(stress_hours(residual, {.hours = 4, .hours_per_event = 2})) == std::vector<std::size_t>{1, 2, 5, 6});
    CHECK(places(stress_hours(residual, {.hours = 3, .events = 1})) == std::vector<std::size_t>{1, 2, 3});
    // 6 is refused with one event until 2 joins it: the run grows hour by hour to the right, and to the left at last.
    CHECK(places(stress_hours(residual, {.hours = 6, .events = 1})) == std::vector<std::size_t>{1, 2, 3, 4, 5, 6});
    CHECK(events_of(stress_hours(residual, {.hours = 4, .hours_per_event = 1})) == 3);
}

TEST_CASE("the same as trying every hour, within the limits, and as all subsets where only hours are limited") {
    std::mt19937 engine(7);
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(engine()) % count; };
    for (int study = 0; study < 300; ++study) {
        CAPTURE(study);
        std::vector<double> residual(4 + below(9));
        for (double& mw : residual) mw = static_cast<double>(below(8));  // ties among them
        const StressLimits limits{below(residual.size() + 2), 1 + below(4), 1 + below(4)};
        const std::vector<bool> found = stress_hours(residual, limits);
        CHECK(keeps(found, limits));
        CHECK(found == by_trial(residual, limits));
        const StressLimits hours{limits.hours};
        double best = 0.0;
        for (std::size_t subset = 0; subset < std::size_t{1} << residual.size(); ++subset) {
            std::vector<bool> marked(residual.size());
            for (std::size_t t = 0; t < marked.size(); ++t) marked[t] = (subset >> t & 1U) != 0;
            if (keeps(marked, hours)) best = std::max(best, sum_over(marked, residual));
        }
        CHECK(sum_over(stress_hours(residual, hours), residual) == best);
    }
}

TEST_CASE("steps of different lengths are marked as long as their lengths keep the limits") {
    const std::vector<double> residual = {5.0, 9.0, 8.0, 1.0, 7.0};
    const std::vector<std::size_t> lengths = {1, 3, 2, 1, 1};
    CHECK(places(stress_hours(residual, {.hours = 6}, lengths)) == std::vector<std::size_t>{1, 2, 4});
    CHECK(places(stress_hours(residual, {.hours = 4}, lengths)) == std::vector<std::size_t>{1, 4});  // 2 does not fit
    CHECK(places(stress_hours(residual, {.hours = 8, .hours_per_event = 4}, lengths)) ==
          std::vector<std::size_t>{0, 1, 3, 4});
    CHECK(places(stress_hours(residual, {.hours = 8, .events = 1}, lengths)) ==
          std::vector<std::size_t>{0, 1, 2, 3, 4});
}
