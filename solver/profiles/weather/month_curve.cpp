#include "profiles/weather/month_curve.hpp"

#include <algorithm>

namespace decawatt::profiles {

namespace {
constexpr std::size_t kMonthCount = model::kMonths;
std::size_t next(std::size_t m) {
    return (m + 1) % kMonthCount;
}
std::size_t previous(std::size_t m) {
    return (m + kMonthCount - 1) % kMonthCount;
}
}  // namespace

MonthCurve::MonthCurve(const model::Months& month_mean, int year) : node_(month_mean) {
    for (std::size_t m = 0; m < kMonthCount; ++m) {
        length_d_[m] = base::days_of_month(year, static_cast<int>(m) + 1);
        centre_d_[m] = year_d_ + length_d_[m] / 2.0;
        year_d_ += length_d_[m];
    }
    // Mean over month m: node_m (1 - a - b) + node_{m-1} a + node_{m+1} b, with a = (L_m / 4) / (L_{m-1} + L_m) and b
    // alike. Gauss-Seidel contracts by (a + b) / (1 - a - b) = 1/3 per sweep: 40 sweeps reach machine precision.
    constexpr int kSweeps = 40;
    for (int sweep = 0; sweep < kSweeps; ++sweep)
        for (std::size_t m = 0; m < kMonthCount; ++m) {
            const double before = length_d_[m] / 4.0 / (length_d_[previous(m)] + length_d_[m]);
            const double after = length_d_[m] / 4.0 / (length_d_[next(m)] + length_d_[m]);
            node_[m] = (month_mean[m] - before * node_[previous(m)] - after * node_[next(m)]) / (1.0 - before - after);
        }
}

double MonthCurve::at(double day) const {
    std::size_t right = 0;
    while (right < kMonthCount && centre_d_[right] <= day) ++right;
    const std::size_t after = right % kMonthCount, before = previous(after);
    const double gap_d = (length_d_[before] + length_d_[after]) / 2.0;
    const double left_d = right == 0 ? centre_d_[before] - year_d_ : centre_d_[before];
    const double share = (day - left_d) / gap_d;
    return node_[before] + share * (node_[after] - node_[before]);
}

double MonthCurve::variance_within(std::size_t month) const {
    const double first = centre_d_[month] - length_d_[month] / 2.0;
    double sum = 0.0, squares = 0.0;
    for (int d = 0; d < static_cast<int>(length_d_[month]); ++d) {
        const double value = at(first + d + 0.5);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / length_d_[month];
    return std::max(0.0, squares / length_d_[month] - mean * mean);
}

double MonthCurve::lowest() const {
    return *std::min_element(node_.begin(), node_.end());
}

}  // namespace decawatt::profiles
