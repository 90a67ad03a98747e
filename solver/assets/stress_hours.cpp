#include "assets/stress_hours.hpp"

#include <algorithm>
#include <numeric>

namespace decawatt::assets {

namespace {

// Marked hours with the lengths of their runs: kept at both ends of each run.
class Runs {
  public:
    explicit Runs(std::size_t hours) : marked_(hours, false), length_(hours, 0) {}

    bool may_mark(std::size_t t, const StressLimits& limits) const {
        const std::size_t before = length_before(t), after = length_after(t);
        const std::size_t joined = (before > 0 ? 1 : 0) + (after > 0 ? 1 : 0);
        return !marked_[t] && before + 1 + after <= limits.hours_per_event && events_ + 1 - joined <= limits.events;
    }

    void mark(std::size_t t) {
        const std::size_t before = length_before(t), after = length_after(t);
        events_ = events_ + 1 - (before > 0 ? 1 : 0) - (after > 0 ? 1 : 0);
        marked_[t] = true;
        length_[t] = length_[t - before] = length_[t + after] = before + 1 + after;
    }

    std::vector<bool> take() { return std::move(marked_); }

  private:
    std::size_t length_before(std::size_t t) const { return t > 0 && marked_[t - 1] ? length_[t - 1] : 0; }
    std::size_t length_after(std::size_t t) const {
        return t + 1 < marked_.size() && marked_[t + 1] ? length_[t + 1] : 0;
    }

    std::vector<bool> marked_;
    std::vector<std::size_t> length_;
    std::size_t events_ = 0;
};

}  // namespace

std::vector<bool> stress_hours(std::span<const double> residual_mw, const StressLimits& limits) {
    std::vector<std::size_t> order(residual_mw.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return residual_mw[a] > residual_mw[b]; });
    Runs runs(order.size());
    for (std::size_t count = 0; count < limits.hours; ++count) {
        // An hour that broke a limit may keep it once a neighbour is marked: each search begins at the highest.
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
