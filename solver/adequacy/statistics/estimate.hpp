// Means over independent samples and their standard errors.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/statistics/state_buffer.hpp"

namespace decawatt::adequacy {

// A mean and its standard errors.
struct Estimate {
    double mean = 0.0;
    double error = 0.0;  // given the library of weather years
    double error_total =
        0.0;  // with the library as a random sample of years: error^2 + variance of its years' means / number of years
};

// Exact sums from which an estimate is computed: over samples, and over samples by weather year drawn.
struct Evidence {
    std::uint64_t samples = 0;
    Wide sum = 0, square = 0;
    std::vector<Wide> by_weather;              // sums over the simulated years with the weather year
    std::vector<std::uint64_t> weather_count;  // number of those years
    std::vector<Wide> by_year;                 // sums by year of the horizon; empty: a sample is one year

    void add(const Evidence& other);
    void put(StateWriter& out) const;
    static Evidence get(StateReader& in, std::size_t weathers, std::size_t years);
};

// The same in floating point, for amounts that may be negative.
struct Sums {
    double samples = 0.0, sum = 0.0, square = 0.0;
    std::vector<double> by_weather, weather_count, by_year;
};
Sums sums_of(const Evidence& evidence);

// Estimate of the mean over samples, times `scale`. With fewer than two samples the errors are NaN.
Estimate estimate(const Sums& sums, double scale);

// Estimate of the ratio of two means by linearisation: the errors are those of top - ratio × bottom. `product` is the
// sum over samples of top × bottom. NaN where the bottom is zero.
Estimate estimate_ratio(const Evidence& top, const Evidence& bottom, Wide product, double scale);

}  // namespace decawatt::adequacy
