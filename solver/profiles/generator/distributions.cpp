#include "profiles/generator/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr int kBisections = 60;

// The x in [low, high] where the growing function passes `target`.
template <typename Function>
double bisect(double low, double high, double target, const Function& growing) {
    for (int i = 0; i < kBisections; ++i) {
        const double middle = 0.5 * (low + high);
        (growing(middle) < target ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

// E[Phi(m + s Z)^2] by the trapezoidal rule, which converges faster than any power of the step for such integrands.
double second_moment(const ProbitNormal& x) {
    constexpr double kEnd = 8.0, kStep = 0.1;
    double sum = 0.0;
    for (double z = -kEnd; z <= kEnd; z += kStep) {
        const double value = x.of_score(z);
        sum += value * value * normal_density(z);
    }
    return sum * kStep;
}
}  // namespace

double normal_density(double x) {
    return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi);
}

double normal_cdf(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normal_quantile(double p) {
    base::expects(p > 0.0 && p < 1.0, "a quantile is asked for a probability between 0 and 1");
    constexpr double kEnd = 9.0;
    return bisect(-kEnd, kEnd, p, normal_cdf);
}

double normal_positive_part(double mean, double sd) {
    if (!(sd > 0.0)) return std::max(0.0, mean);
    return mean * normal_cdf(mean / sd) + sd * normal_density(mean / sd);
}

double Weibull::of_score(double z) const {
    const double exceedance = 0.5 * std::erfc(z / std::numbers::sqrt2);
    return scale * std::pow(-std::log(exceedance), 1.0 / shape);
}

double weibull_shape(double cv) {
    base::expects(cv >= 0.05 && cv <= 3.0, "the spread of wind speed is between 5 % and 300 % of its mean");
    constexpr double kLow = 0.3, kHigh = 40.0;
    const auto regularity = [](double k) {  // grows with k: minus the logarithm of 1 + cv^2
        return 2.0 * std::log(std::tgamma(1.0 + 1.0 / k)) - std::log(std::tgamma(1.0 + 2.0 / k));
    };
    return bisect(kLow, kHigh, -std::log1p(cv * cv), regularity);
}

Weibull weibull(double mean, double shape) {
    return {shape, mean / std::tgamma(1.0 + 1.0 / shape)};
}

ProbitNormal ProbitNormal::of(double mean, double s) {
    return {normal_quantile(mean) * std::sqrt(1.0 + s * s), s};
}

double probit_spread(double mean, double sd) {
    base::expects(mean > 0.0 && mean < 1.0 && sd * sd < 0.95 * mean * (1.0 - mean),
                  "a bounded distribution has room for its spread");
    constexpr double kWidest = 8.0;
    return bisect(0.0, kWidest, sd * sd + mean * mean,
                  [mean](double s) { return second_moment(ProbitNormal::of(mean, s)); });
}

}  // namespace decawatt::profiles
