// Rainflow counting, three-point method of ASTM E1049-85 (2017) section 5.4.4, as a streaming algorithm.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace decawatt::ageing {

struct CountedCycle {
    double range, mean, count;  // count: 1 for a full cycle, 1/2 for a half
};

// Stores only the reversals that are not counted yet, whose ranges decrease: a few for a store with daily cycles. A
// cycle is passed to `sink(CountedCycle)` as soon as later values cannot change it. Σ range × count over all cycles,
// including the residue, is half of Σ |x_t - x_{t-1}|.
class Rainflow {
  public:
    template <typename Sink>
    void push(double value, const Sink& sink) {
        const std::size_t n = points_.size();
        if (n == 1 && value == points_[0]) return;
        if (n >= 2 && (value - points_[n - 1]) * (points_[n - 1] - points_[n - 2]) >= 0.0)
            points_[n - 1] = value;  // same direction: not a reversal
        else
            points_.push_back(value);
        close(sink);
    }

    // The end of the history: the remaining ranges count as half cycles.
    template <typename Sink>
    void finish(const Sink& sink) {
        for (std::size_t i = 1; i < points_.size(); ++i) sink(between(points_[i - 1], points_[i], 0.5));
        points_.clear();
    }

  private:
    static CountedCycle between(double a, double b, double count) { return {std::abs(a - b), 0.5 * (a + b), count}; }

    template <typename Sink>
    void close(const Sink& sink) {
        while (points_.size() >= 3) {
            const std::size_t n = points_.size();
            const double last = std::abs(points_[n - 1] - points_[n - 2]);
            const double before = std::abs(points_[n - 2] - points_[n - 3]);
            if (last < before) return;
            if (n == 3) {  // the range contains the start of the history: half a cycle
                sink(between(points_[0], points_[1], 0.5));
                points_.erase(points_.begin());
            } else {
                sink(between(points_[n - 3], points_[n - 2], 1.0));
                points_.erase(points_.end() - 3, points_.end() - 1);
            }
        }
    }

    std::vector<double> points_;  // the first value, reversals, and the latest value
};

}  // namespace decawatt::ageing
