// Distributions of uncertain inputs, and statistics of a sample of outcomes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace decawatt::finance {

// Of a factor on an input, with the mean 1.
enum class Distribution : std::uint8_t {
    normal,      // spread: standard deviation
    lognormal,   // spread: standard deviation over the mean
    uniform,     // spread: half of the width
    triangular,  // symmetric; spread: half of the width
};
const char* text(Distribution distribution);

// The factor at a probability in (0, 1): the inverse of the distribution function.
double factor_at(Distribution distribution, double spread_frac, double probability);

// The value that is exceeded with a probability: P90 is exceeded with 90 %. Of n values the k-th lowest is exceeded
// with 1 - k / (n + 1) on average (Weibull), with linear interpolation between; NaN where the probability lies outside
// of those of the lowest and the highest value, so that P90 needs 9 values and P99 needs 99.
double exceeded_with(std::vector<double> values, double probability);

struct Moments {
    double mean = 0.0, deviation = 0.0, mean_error = 0.0;  // deviation: of a sample, n - 1; NaN for one value
};
Moments moments_of(std::span<const double> values);

inline constexpr double kExceedances[] = {0.99, 0.90, 0.50, 0.10, 0.01};  // P99 to P1
inline constexpr std::size_t kExceedanceCount = 5;

// Of outcomes, some of which may be NaN: they are counted and left out.
struct OutcomeSpread {
    std::size_t count = 0, missing = 0;
    Moments moments;
    double exceeded[kExceedanceCount] = {};  // with the probabilities of kExceedances
};
OutcomeSpread spread_of(std::vector<double> values);

// The probability that the lowest of `count` independent values lies above the value that is exceeded with
// `probability`.
double lowest_is_above(std::size_t count, double probability);

}  // namespace decawatt::finance
