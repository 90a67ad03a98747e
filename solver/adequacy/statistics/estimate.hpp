// A mean over independent samples, and how sure it is.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/statistics/state_buffer.hpp"

namespace decawatt::adequacy {

// A mean and its standard errors.
struct Estimate {
    double mean = 0.0;
    double error = 0.0;        // given the library of weather years
    double error_total = 0.0;  // with the library itself a draw: error^2 + variance between its years' means / its size
};

// What an estimate is made of: exact sums over samples, and over the weather years that they drew.
struct Evidence {
    std::uint64_t samples = 0;
    Wide sum = 0, square = 0;
    std::vector<Wide> by_weather;              // sums over the years that drew the weather year
    std::vector<std::uint64_t> weather_count;  // how many they are
    std::vector<Wide> by_year;                 // sums of the years that a sample is made of; empty: it is one year

    void add(const Evidence& other);
    void put(StateWriter& out) const;
    static Evidence get(StateReader& in, std::size_t weathers, std::size_t years);
};

// The same in floating point, of what may be negative.
struct Sums {
    double samples = 0.0, sum = 0.0, square = 0.0;
    std::vector<double> by_weather, weather_count, by_year;
};
Sums sums_of(const Evidence& evidence);

// Of the samples' mean, times `scale`. The errors of fewer than two samples are NaN: they are not known.
Estimate estimate(const Sums& sums, double scale);

// Of the ratio of two means, linearised: the errors are those of top - ratio × bottom. `product` is the sum over
// samples of top × bottom. NaN where the bottom is zero.
Estimate estimate_ratio(const Evidence& top, const Evidence& bottom, Wide product, double scale);

}  // namespace decawatt::adequacy
