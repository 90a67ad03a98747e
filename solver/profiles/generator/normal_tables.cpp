#include "profiles/generator/normal_tables.hpp"

#include <cmath>
#include <numbers>

#include "profiles/weather/distributions.hpp"

namespace decawatt::profiles {

const ScoreTable& normal_cdf_table() {
    static const ScoreTable table(normal_cdf);
    return table;
}

const ScoreTable& weibull_logarithm_table() {
    static const ScoreTable table([](double z) {
        // Far below zero the logarithm of 1 - p is computed by log1p, to avoid loss of digits.
        const double above_log =
            z < 0.0 ? std::log1p(-normal_cdf(z)) : std::log(0.5 * std::erfc(z / std::numbers::sqrt2));
        return std::log(-above_log);
    });
    return table;
}

}  // namespace decawatt::profiles
