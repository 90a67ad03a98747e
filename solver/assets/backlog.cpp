#include "assets/backlog.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"

namespace decawatt::assets {

namespace {

// Sums of the last `count` steps, over the turn of the year.
Hours sums_of_last(const Hours& values, std::size_t count) {
    const std::size_t steps = values.size();
    const double whole = std::accumulate(values.begin(), values.end(), 0.0);
    if (count >= steps) return Hours(steps, whole);
    Hours until(steps + 1, 0.0);
    for (std::size_t t = 0; t < steps; ++t) until[t + 1] = until[t] + values[t];
    Hours sums(steps);
    for (std::size_t t = 0; t < steps; ++t)
        sums[t] = std::max(0.0, t + 1 >= count ? until[t + 1] - until[t + 1 - count]
                                               : until[t + 1] + whole - until[steps + t + 1 - count]);
    return sums;
}

}  // namespace

Hours backlog_limit_mwh(const Hours& arrived_mwh, std::size_t deadline_steps, const Hours& catch_up_mwh) {
    base::expects(arrived_mwh.size() == catch_up_mwh.size(), "arrivals and catch-up capacity of the same steps");
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

}  // namespace decawatt::assets
