// The rate of return as SSC finds it (lib_financial, NREL/ssc).
#include <algorithm>
#include <cmath>
#include <limits>

#include "finance/time_value.hpp"
#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
constexpr double kTolerance = 1e-6;  // of the largest amount: SSC's rate is exact to this only
constexpr int kMostIterations = 100;

double slope(const std::vector<double>& flow, double rate) {
    double sum = 0.0;
    for (std::size_t t = 1; t < flow.size(); ++t)
        sum -= flow[t] * static_cast<double>(t) / std::pow(1.0 + rate, static_cast<double>(t) + 1.0);
    return sum;
}

double value_at(const std::vector<double>& flow, double rate) {
    if (rate == -1.0 || !(std::abs(rate) < std::numeric_limits<int>::max())) return 0.0;
    double sum = 0.0;
    for (std::size_t t = 0; t < flow.size(); ++t) {
        const double growth = std::pow(1.0 + rate, static_cast<double>(t));
        if (growth == 0.0) break;
        sum += flow[t] / growth;
    }
    return sum;
}

struct Step {
    double rate, residual;
    int iterations;
};

// Newton's steps with the slope of the first guess throughout.
Step iterate(const std::vector<double>& flow, double guess, double scale) {
    const double fixed_slope = slope(flow, guess);
    if (fixed_slope == 0.0) return {guess, 0.0, 0};
    Step step{guess - value_at(flow, guess) / fixed_slope, 0.0, 1};
    step.residual = value_at(flow, step.rate) / scale;
    while (!(std::abs(step.residual) <= kTolerance) && step.iterations < kMostIterations) {
        step.rate -= value_at(flow, step.rate) / fixed_slope;
        ++step.iterations;
        step.residual = value_at(flow, step.rate) / scale;
    }
    return step;
}

bool is_accepted(const std::vector<double>& flow, const Step& step, double scale) {
    const double value = finance::net_present_value(flow, step.rate);
    return step.iterations < kMostIterations && std::abs(step.residual) < kTolerance &&
           value > finance::net_present_value(flow, step.rate + 1e-3) && std::abs(value / scale) < kTolerance;
}

// The rate of the first three amounts alone.
double first_guess(const std::vector<double>& flow) {
    if (flow[0] == 0.0) return -2.0;
    if (flow.size() <= 2) return -(1.0 + flow[1] / flow[0]);
    const double b = 2.0 + flow[1] / flow[0], c = 1.0 + flow[1] / flow[0] + flow[2] / flow[0];
    const double low = -0.5 * b - 0.5 * std::sqrt(b * b - 4.0 * c);
    return low <= 0.0 || low >= 1.0 ? -0.5 * b + 0.5 * std::sqrt(b * b - 4.0 * c) : low;
}
}  // namespace

double rate_of_ssc(const std::vector<double>& flow) {
    if (flow.size() < 2 || flow[0] > 0.0) return std::numeric_limits<double>::quiet_NaN();
    double scale = 0.0;
    for (const double amount : flow) scale = std::max(scale, std::abs(amount));
    if (scale == 0.0) scale = 1.0;
    for (const double guess : {first_guess(flow), 0.1, -0.1, 0.0}) {
        const Step step = iterate(flow, guess, scale);
        if (is_accepted(flow, step, scale)) return step.rate;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

SscRates rates_of_ssc(const finance::ProForma& result) {
    SscRates rates;
    for (std::size_t t = 0; t < result.ebitda.size(); ++t) {
        const auto rate = [&](const finance::Row& flow) {
            return rate_of_ssc({flow.begin(), flow.begin() + static_cast<std::ptrdiff_t>(t) + 1});
        };
        rates.pretax.push_back(100.0 * rate(result.flow.equity_pretax));
        rates.after_tax.push_back(100.0 * rate(result.flow.equity_after_tax));
        const double now = rates.after_tax.back();  // without a rate, SSC begins again from 0
        rates.most.push_back(t == 0                                             ? now
                             : std::isnan(now) || std::isnan(rates.most.back()) ? 0.0
                                                                                : std::max(rates.most.back(), now));
    }
    return rates;
}

}  // namespace decawatt::tests
