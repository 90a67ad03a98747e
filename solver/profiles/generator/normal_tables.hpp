// Functions of a standard normal score that are requested every hour, from tables.
#pragma once

#include <cstddef>
#include <vector>

namespace decawatt::profiles {

// Linear between points 1/512 apart on [-8, 8], level outside.
class ScoreTable {
  public:
    template <typename Function>
    explicit ScoreTable(const Function& function) {
        for (std::size_t i = 0; i <= kIntervals; ++i)
            value_.push_back(function(static_cast<double>(i) / kPerUnit - kEnd));
    }

    double operator()(double score) const {
        double place = (score + kEnd) * kPerUnit;
        place = place < 0.0 ? 0.0 : place > kLast ? kLast : place;
        const auto left = static_cast<std::size_t>(place);
        return value_[left] + (place - static_cast<double>(left)) * (value_[left + 1] - value_[left]);
    }

  private:
    static constexpr double kEnd = 8.0, kPerUnit = 512.0;
    static constexpr std::size_t kIntervals = 8192;
    static constexpr double kLast = kIntervals - 1e-6;
    std::vector<double> value_;
};

// Probability below the score, within 1.2e-7; logarithm of -ln(probability above the score), within 1e-6: a Weibull
// speed is scale exp(weibull_logarithm / shape).
const ScoreTable& normal_cdf_table();
const ScoreTable& weibull_logarithm_table();

}  // namespace decawatt::profiles
