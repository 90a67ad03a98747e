#include "finance/internal_rate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace decawatt::finance {

namespace {
constexpr int kCells = 4000;        // of the range, equal in log(1 + rate)
constexpr double kTouches = 1e-12;  // of the sum of all discounted amounts
constexpr int kHalvings = 200;      // ends earlier, where an interval no longer shrinks

// Net present value over the sum of its absolute terms, at z = log(1 + rate): between -1 and 1 at every rate.
double scaled_value(const std::vector<double>& flow, double z) {
    const double shift = z < 0.0 ? -z * static_cast<double>(flow.size() - 1) : 0.0;  // keeps every factor at most 1
    double sum = 0.0, all = 0.0;
    for (std::size_t t = 0; t < flow.size(); ++t) {
        const double term = flow[t] * std::exp(-z * static_cast<double>(t) - shift);
        sum += term;
        all += std::abs(term);
    }
    return all > 0.0 ? sum / all : 0.0;
}

double root_between(const std::vector<double>& flow, double low, double high) {
    const bool below = scaled_value(flow, low) < 0.0;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        ((scaled_value(flow, middle) < 0.0) == below ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

// The point of [low, high] where |value| is least, by golden section.
double least_between(const std::vector<double>& flow, double low, double high) {
    constexpr double kGolden = 0.6180339887498949;
    const auto size = [&](double z) { return std::abs(scaled_value(flow, z)); };
    for (int i = 0; i < kHalvings && high - low > 1e-12; ++i) {
        const double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
        (size(a) < size(b) ? high : low) = size(a) < size(b) ? b : a;
    }
    return 0.5 * (low + high);
}

int sign_changes(const std::vector<double>& flow) {
    int changes = 0;
    double before = 0.0;
    for (const double amount : flow) {
        if (amount * before < 0.0) ++changes;
        if (amount != 0.0) before = amount;
    }
    return changes;
}

void add_root(InternalRates& found, double z, bool falls) {
    found.rate_frac.push_back(std::expm1(z));
    found.falls.push_back(falls);
}
}  // namespace

double InternalRates::usual() const {
    const auto first = std::ranges::find(falls, true);
    return first == falls.end() ? std::numeric_limits<double>::quiet_NaN()
                                : rate_frac[static_cast<std::size_t>(first - falls.begin())];
}

InternalRates internal_rates(const std::vector<double>& flow, const RateRange& range) {
    InternalRates found;
    const int changes = sign_changes(flow);
    if (changes == 0) return found;
    const double low = std::log1p(range.low_frac), high = std::log1p(range.high_frac);
    const auto place = [&](int i) { return low + (high - low) * i / kCells; };
    if (changes == 1) {  // one root at most, so that the ends of the range decide
        const double at_low = scaled_value(flow, low), at_high = scaled_value(flow, high);
        if (at_low * at_high <= 0.0) add_root(found, root_between(flow, low, high), at_low > at_high);
        return found;
    }
    double before = scaled_value(flow, place(0)), value = scaled_value(flow, place(1));
    if (before * value <= 0.0) add_root(found, root_between(flow, place(0), place(1)), before > value);
    for (int i = 2; i <= kCells; ++i) {
        const double next = scaled_value(flow, place(i));
        if (value * next < 0.0 || next == 0.0) {
            add_root(found, root_between(flow, place(i - 1), place(i)), value > next);
        } else if (std::abs(value) <= std::abs(before) && std::abs(value) <= std::abs(next) && before * value > 0.0) {
            const double z = least_between(flow, place(i - 2), place(i));
            const double least = scaled_value(flow, z);
            if (least * value < 0.0) {  // two roots within a cell
                add_root(found, root_between(flow, place(i - 2), z), before > least);
                add_root(found, root_between(flow, z, place(i)), least > next);
            } else if (std::abs(least) <= kTouches) {
                add_root(found, z, false);
            }
        }
        before = value;
        value = next;
    }
    return found;
}

}  // namespace decawatt::finance
