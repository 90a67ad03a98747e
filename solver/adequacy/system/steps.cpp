#include "adequacy/system/steps.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace decawatt::adequacy {

namespace {
constexpr double kRounding = 1e-12;  // of the largest change: residual rounding error after all parts are closed
}  // namespace

double at_hour(const Steps& steps, std::int64_t hour) {
    const auto after = std::ranges::upper_bound(steps, hour, {}, &Step::hour);
    return after == steps.begin() ? 0.0 : std::prev(after)->mw;
}

Steps sum(const std::vector<Steps>& parts) {
    std::map<std::int64_t, double> change;
    for (const Steps& part : parts) {
        double before = 0.0;
        for (const Step& step : part) {
            change[step.hour] += step.mw - before;
            before = step.mw;
        }
    }
    double most = 0.0, level = 0.0;
    for (const auto& [hour, mw] : change) most = std::max(most, std::abs(mw));
    Steps all;
    for (const auto& [hour, mw] : change)
        if (mw != 0.0) all.push_back({hour, std::abs(level += mw) < kRounding * most ? 0.0 : level});
    return all;
}

double largest(const Steps& steps) {
    double most = 0.0;
    for (const Step& step : steps) most = std::max(most, step.mw);
    return most;
}

Steps lesser(const Steps& left, const Steps& right) {
    Steps least;
    std::size_t i = 0, j = 0;
    double a = 0.0, b = 0.0;
    while (i < left.size() || j < right.size()) {
        const std::int64_t hour =
            std::min(i < left.size() ? left[i].hour : right[j].hour, j < right.size() ? right[j].hour : left[i].hour);
        if (i < left.size() && left[i].hour == hour) a = left[i++].mw;
        if (j < right.size() && right[j].hour == hour) b = right[j++].mw;
        least.push_back({hour, std::min(a, b)});
    }
    return least;
}

}  // namespace decawatt::adequacy
