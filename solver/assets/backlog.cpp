#include "assets/backlog.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace decawatt::assets {

namespace {

// Sums of the last `counts[t]` steps, over the turn of the year.
Hours sums_of_last(const Hours& values, const std::vector<std::size_t>& counts) {
    const std::size_t steps = values.size();
    const double whole = std::accumulate(values.begin(), values.end(), 0.0);
    Hours until(steps + 1, 0.0);
    for (std::size_t t = 0; t < steps; ++t) until[t + 1] = until[t] + values[t];
    Hours sums(steps);
    for (std::size_t t = 0; t < steps; ++t) {
        const std::size_t count = counts[t];
        if (count >= steps)
            sums[t] = whole;
        else
            sums[t] = std::max(0.0, t + 1 >= count ? until[t + 1] - until[t + 1 - count]
                                                   : until[t + 1] + whole - until[steps + t + 1 - count]);
    }
    return sums;
}

}  // namespace

Hours backlog_limit_mwh(const Hours& arrived_mwh, const std::vector<std::size_t>& deadline_steps,
                        const Hours& catch_up_mwh) {
    base::expects(arrived_mwh.size() == catch_up_mwh.size() && arrived_mwh.size() == deadline_steps.size(),
                  "arrivals, deadlines and catch-up capacity of the same steps");
    Hours limit = sums_of_last(arrived_mwh, deadline_steps);
    const std::size_t steps = limit.size();
    // From a step to the next the backlog falls by the catch-up capacity at most. Twice round, because the year
    // repeats.
    for (std::size_t i = 2 * steps; i-- > 0;) {
        const std::size_t t = i % steps, next = (i + 1) % steps;
        limit[t] = std::min(limit[t], limit[next] + catch_up_mwh[next]);
    }
    return limit;
}

std::vector<std::size_t> steps_within_deadline(const base::TimeAxis& axis, double deadline_h) {
    const auto steps = static_cast<std::size_t>(axis.count);
    if (axis.is_regular()) return std::vector(steps, static_cast<std::size_t>(std::floor(deadline_h / axis.step_h())));
    std::vector<std::size_t> within(steps);
    std::size_t count = 0;
    double length_h = 0.0;
    for (std::size_t i = 0; i < 2 * steps; ++i) {  // twice round, because the year repeats
        length_h += axis.step_h(i % steps);
        for (++count; count > 0 && (length_h > deadline_h || count > steps); --count)
            length_h -= axis.step_h((i + 1 - count) % steps);
        within[i % steps] = count;
    }
    return within;
}

}  // namespace decawatt::assets
