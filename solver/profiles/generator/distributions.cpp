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
double bisect(double low, double high, double target, const Function& growing, int steps = kBisections) {
    for (int i = 0; i < steps; ++i) {
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
    const double target = std::log1p(cv * cv);
    const auto excess = [target](double inverse) {  // grows with 1/k, convex
        return std::log(std::tgamma(1.0 + 2.0 * inverse)) - 2.0 * std::log(std::tgamma(1.0 + inverse)) - target;
    };
    // Secant from the rule k = cv^-1.086 (Justus and others, Journal of Applied Meteorology 17, 1978).
    double last = std::pow(cv, 1.086), here = 1.02 * last, last_excess = excess(last);
    constexpr int kMostSteps = 50;
    constexpr double kClose = 1e-13;
    for (int i = 0; i < kMostSteps; ++i) {
        const double here_excess = excess(here), rise = here_excess - last_excess;
        if (rise == 0.0) break;
        const double next = here - here_excess * (here - last) / rise;
        last = here, last_excess = here_excess, here = next;
        if (std::abs(here - last) <= kClose * here) break;
    }
    return 1.0 / here;
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
    constexpr int kSteps = 34;  // 5e-10: each costs a quadrature
    const auto square = [mean](double s) { return second_moment(ProbitNormal::of(mean, s)); };
    return bisect(0.0, kWidest, sd * sd + mean * mean, square, kSteps);
}

}  // namespace decawatt::profiles
