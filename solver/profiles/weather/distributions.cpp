#include "profiles/weather/distributions.hpp"

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

// Owen's T without its factor 1 / 2 pi: the integral of exp(-a^2 (1 + x^2) / 2) / (1 + x^2) over [0, h], 0 <= h <= 1,
// by Simpson's rule (1e-9 for |a| < 4).
double owen_integrand(double a, double x) {
    return std::exp(-0.5 * a * a * (1.0 + x * x)) / (1.0 + x * x);
}

double owen_integral(double a, double h) {
    constexpr int kPairs = 32;
    const double step = h / (2.0 * kPairs);
    double sum = owen_integrand(a, 0.0) + owen_integrand(a, h);
    for (int i = 1; i < 2 * kPairs; ++i) sum += (i % 2 == 1 ? 4.0 : 2.0) * owen_integrand(a, i * step);
    return sum * step / 3.0;
}
}  // namespace

double normal_density(double x) {
    return std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi);
}

double normal_cdf(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

double normal_quantile(double p) {
    base::expects(p > 0.0 && p < 1.0, "a quantile is requested a probability between 0 and 1");
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
    // Two such variables of one Z are below a = quantile(mean) together with probability E[X^2] = Phi(a) - 2 T(a, h),
    // h^2 = (1 - rho) / (1 + rho), rho = s^2 / (1 + s^2) (Owen, Annals of Mathematical Statistics 27, 1956). The
    // integral grows with h, ever more slowly: Newton's steps come to the root from below.
    const double a = normal_quantile(mean);
    const double target = std::numbers::pi * (mean * (1.0 - mean) - sd * sd);
    constexpr int kMostSteps = 50;
    constexpr double kClose = 1e-12;
    double h = 0.0;
    for (int i = 0; i < kMostSteps; ++i) {
        const double step = (target - owen_integral(a, h)) / owen_integrand(a, h);
        h = std::min(1.0, h + step);
        if (step <= kClose) break;
    }
    return std::sqrt(0.5 * (1.0 - h * h)) / h;
}

}  // namespace decawatt::profiles
