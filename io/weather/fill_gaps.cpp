#include "io/weather/fill_gaps.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/time_axis.hpp"

namespace decawatt::io {

namespace {
struct Gap {
    std::size_t first, end;  // missing values [first, end)
};

std::vector<Gap> gaps_of(std::span<const double> values) {
    std::vector<Gap> gaps;
    for (std::size_t t = 0; t < values.size(); ++t) {
        if (!std::isnan(values[t])) continue;
        if (gaps.empty() || gaps.back().end != t) gaps.push_back({t, t});
        gaps.back().end = t + 1;
    }
    return gaps;
}

// The difference from `from` to `to`; for periodic quantities the shorter one.
double difference(double from, double to, double period) {
    const double way = to - from;
    return period > 0.0 ? way - period * std::round(way / period) : way;
}

void fill(const GapColumn& column, const Gap& gap) {
    const std::span<double> v = column.values;
    const bool has_left = gap.first > 0, has_right = gap.end < v.size();
    const double left = has_left ? v[gap.first - 1] : v[gap.end], right = has_right ? v[gap.end] : left;
    const double way = difference(left, right, column.period), steps = static_cast<double>(gap.end - gap.first + 1);
    for (std::size_t t = gap.first; t < gap.end; ++t) {
        v[t] = left + way * static_cast<double>(t - gap.first + 1) / steps;
        if (column.period > 0.0) v[t] -= column.period * std::floor(v[t] / column.period);
    }
}
}  // namespace

bool fill_linear(const GapColumn& column, const GapRule& rule, std::vector<std::string>& notes, WeatherFaults* faults) {
    const std::vector<Gap> gaps = gaps_of(column.values);
    std::size_t count = 0;
    bool fillable = true;
    for (const Gap& gap : gaps) {
        const double hours = static_cast<double>(gap.end - gap.first) * rule.step_s / base::kSecondsPerHour;
        count += gap.end - gap.first;
        if (hours <= rule.longest_gap_h && gap.end - gap.first < column.values.size()) continue;
        fillable = false;
        if (faults)
            faults->add(column.name, column.line[gap.first], fmt::format("{:g} h without a value", hours),
                        fmt::format("gaps of at most {} h", rule.longest_gap_h));
    }
    if (!fillable || gaps.empty()) return fillable;
    for (const Gap& gap : gaps) fill(column, gap);
    notes.push_back(fmt::format("{}: {} values interpolated between their neighbours, the first in line {}",
                                column.name, count, column.line[gaps.front().first]));
    return true;
}

}  // namespace decawatt::io
