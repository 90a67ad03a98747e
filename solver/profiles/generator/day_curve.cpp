#include "profiles/generator/day_curve.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr std::size_t kDayHours = base::kHoursPerDay, kMonthCount = model::kMonths;
}  // namespace

void hours_between_noons(std::span<const double> noon, std::span<double> hourly) {
    const std::size_t days = hourly.size() / kDayHours;
    base::expects(noon.size() >= days && days > 0, "there is a value for every day");
    for (std::size_t d = 0; d < days; ++d) {
        const double before = noon[d == 0 ? 0 : d - 1], here = noon[d], after = noon[std::min(d + 1, noon.size() - 1)];
        double* const out = hourly.data() + d * kDayHours;
        for (std::size_t h = 0; h < kDayHours; ++h) {
            const double place = (static_cast<double>(h) + 0.5) / kDayHours - 0.5;  // from noon, in days
            out[h] = here + (h < kDayHours / 2 ? place * (here - before) : place * (after - here));
        }
    }
}

double between_noons(std::span<const double> noon, double day) {
    const double place = std::clamp(day - 0.5, 0.0, static_cast<double>(noon.size() - 1));
    const auto left = static_cast<std::size_t>(place), right = std::min(left + 1, noon.size() - 1);
    const double share = place - static_cast<double>(left);
    return (1.0 - share) * noon[left] + share * noon[right];
}

std::array<std::size_t, kMonthCount + 1> month_starts(int year) {
    std::array<std::size_t, kMonthCount + 1> start{};
    for (std::size_t m = 0; m < kMonthCount; ++m)
        start[m + 1] = start[m] + static_cast<std::size_t>(base::days_of_month(year, static_cast<int>(m) + 1));
    return start;
}

std::vector<double> month_plateaus(const model::Months& month_mean, int year, std::span<const double> weight,
                                   double least) {
    constexpr double kRampD = 5.0;
    const auto start = month_starts(year);
    base::expects(weight.empty() || weight.size() >= start[kMonthCount], "there is a weight for every day");
    model::Months level = month_mean;
    std::vector<double> value(start[kMonthCount]);
    // The weight of neighbours in a month is at most 5/28: each sweep reduces the error to a fifth, 24 sweeps to 1e-16.
    constexpr int kSweeps = 24;
    for (int sweep = 0; sweep <= kSweeps; ++sweep)
        for (std::size_t m = 0; m < kMonthCount; ++m) {
            const double before = level[(m + kMonthCount - 1) % kMonthCount], after = level[(m + 1) % kMonthCount];
            double own = 0.0, others = 0.0, total = 0.0;
            for (std::size_t d = start[m]; d < start[m + 1]; ++d) {
                const double from = static_cast<double>(d - start[m]) + 0.5,
                             to = static_cast<double>(start[m + 1] - d) - 0.5;
                const double share = 0.5 * std::max(0.0, 1.0 - std::min(from, to) / kRampD);
                const double other = from < to ? before : after, w = weight.empty() ? 1.0 : weight[d];
                own += w * (1.0 - share), others += w * share * other, total += w;
                value[d] = (1.0 - share) * level[m] + share * other;
            }
            level[m] = std::max(least, (month_mean[m] * total - others) / own);
        }
    return value;
}

}  // namespace decawatt::profiles
