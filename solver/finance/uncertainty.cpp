#include "finance/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace decawatt::finance {

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kNewtonSteps = 3;  // each squares an error of at most 5e-4 at the start

double normal_below(double z) {
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

// Inverse of the standard normal distribution: Abramowitz and Stegun 26.2.23 in the lower half, then Newton's method on
// the logarithm, which converges in the tail too.
double normal_quantile(double probability) {
    if (probability > 0.5) return -normal_quantile(1.0 - probability);
    const double t = std::sqrt(-2.0 * std::log(probability));
    double z =
        -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    for (int i = 0; i < kNewtonSteps; ++i) {
        const double below = normal_below(z);
        const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
        z -= below / density * std::log(below / probability);
    }
    return z;
}
}  // namespace

const char* text(Distribution distribution) {
    switch (distribution) {
        case Distribution::normal:
            return "normal";
        case Distribution::lognormal:
            return "lognormal";
        case Distribution::uniform:
            return "uniform";
        case Distribution::triangular:
            break;
    }
    return "triangular";
}

double factor_at(Distribution distribution, double spread_frac, double probability) {
    switch (distribution) {
        case Distribution::normal:
            return 1.0 + spread_frac * normal_quantile(probability);
        case Distribution::lognormal: {
            const double variance = std::log1p(spread_frac * spread_frac);
            return std::exp(std::sqrt(variance) * normal_quantile(probability) - 0.5 * variance);
        }
        case Distribution::uniform:
            return 1.0 + spread_frac * (2.0 * probability - 1.0);
        case Distribution::triangular:
            break;
    }
    return probability < 0.5 ? 1.0 - spread_frac * (1.0 - std::sqrt(2.0 * probability))
                             : 1.0 + spread_frac * (1.0 - std::sqrt(2.0 * (1.0 - probability)));
}

double exceeded_with(std::vector<double> values, double probability) {
    const double position = (1.0 - probability) * (static_cast<double>(values.size()) + 1.0);  // 1: the lowest
    const double count = static_cast<double>(values.size());
    constexpr double kRounding = 1e-9;  // of 1 - 0.9
    if (values.empty() || position < 1.0 - kRounding || position > count + kRounding) return kNaN;
    std::ranges::sort(values);
    const double place = std::clamp(position, 1.0, count) - 1.0;
    const auto below = std::min(static_cast<std::size_t>(place), values.size() - 1);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

Moments moments_of(std::span<const double> values) {
    Moments moments{kNaN, kNaN, kNaN};
    const auto count = static_cast<double>(values.size());
    if (values.empty()) return moments;
    moments.mean = 0.0;
    for (const double value : values) moments.mean += value / count;
    if (values.size() < 2) return moments;
    double sum = 0.0;
    for (const double value : values) sum += (value - moments.mean) * (value - moments.mean);
    moments.deviation = std::sqrt(sum / (count - 1.0));
    moments.mean_error = moments.deviation / std::sqrt(count);
    return moments;
}

OutcomeSpread spread_of(std::vector<double> values) {
    OutcomeSpread spread;
    spread.missing = std::erase_if(values, [](double value) { return std::isnan(value); });
    spread.count = values.size();
    spread.moments = moments_of(values);
    for (std::size_t k = 0; k < kExceedanceCount; ++k) spread.exceeded[k] = exceeded_with(values, kExceedances[k]);
    return spread;
}

double lowest_is_above(std::size_t count, double probability) {
    return std::pow(probability, static_cast<double>(count));
}

}  // namespace decawatt::finance
