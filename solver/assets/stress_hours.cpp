#include "assets/stress_hours.hpp"

#include <algorithm>
#include <numeric>

namespace decawatt::assets {

namespace {

// Marked steps; the first and the last step of each run store the position of the other.
class Runs {
  public:
    Runs(std::size_t steps, const std::vector<std::size_t>& lengths) : marked_(steps, false), other_end_(steps, 0) {
        starts_.reserve(steps + 1);
        for (std::size_t t = 0; t < steps; ++t) starts_.push_back(starts_.back() + (lengths.empty() ? 1 : lengths[t]));
    }

    bool may_mark(std::size_t t, const StressLimits& limits) const {
        const auto [first, last] = joined(t);
        const std::size_t all = marked_length_ + length(t, t), neighbours = (first < t ? 1 : 0) + (last > t ? 1 : 0);
        return !marked_[t] && all <= limits.hours && length(first, last) <= limits.hours_per_event &&
               events_ + 1 - neighbours <= limits.events;
    }

    void mark(std::size_t t) {
        const auto [first, last] = joined(t);
        events_ = events_ + 1 - (first < t ? 1 : 0) - (last > t ? 1 : 0);
        marked_length_ += length(t, t);
        marked_[t] = true;
        other_end_[first] = last;
        other_end_[last] = first;
    }

    std::vector<bool> take() { return std::move(marked_); }

  private:
    struct Run {
        std::size_t first, last;
    };
    // The run that step t would be in.
    Run joined(std::size_t t) const {
        return {t > 0 && marked_[t - 1] ? other_end_[t - 1] : t,
                t + 1 < marked_.size() && marked_[t + 1] ? other_end_[t + 1] : t};
    }
    std::size_t length(std::size_t first, std::size_t last) const { return starts_[last + 1] - starts_[first]; }

    std::vector<bool> marked_;
    std::vector<std::size_t> other_end_, starts_ = {0};
    std::size_t events_ = 0, marked_length_ = 0;
};

}  // namespace

std::vector<bool> stress_hours(std::span<const double> residual_mw, const StressLimits& limits,
                               const std::vector<std::size_t>& lengths) {
    std::vector<std::size_t> order(residual_mw.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return residual_mw[a] > residual_mw[b]; });
    Runs runs(order.size(), lengths);
    for (;;) {
        // A step that broke a limit may keep it once a neighbour is marked: each search begins at the highest.
        const auto found = std::ranges::find_if(order, [&](std::size_t t) { return runs.may_mark(t, limits); });
        if (found == order.end()) break;
        runs.mark(*found);
        order.erase(found);
    }
    return runs.take();
}

std::size_t events_of(const std::vector<bool>& marked) {
    std::size_t events = 0;
    for (std::size_t t = 0; t < marked.size(); ++t) events += marked[t] && (t == 0 || !marked[t - 1]) ? 1 : 0;
    return events;
}

}  // namespace decawatt::assets
