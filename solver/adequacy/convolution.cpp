#include "adequacy/convolution.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/time_axis.hpp"

namespace decawatt::adequacy {

namespace {
constexpr double kOnGrid = 1e-9;  // tolerance for a power on a grid point, in steps of the grid

void add_shifted(const std::vector<double>& from, double steps, double share, std::vector<double>& to) {
    const double rounded = std::round(steps);
    const double place = std::abs(steps - rounded) < kOnGrid ? rounded : steps;
    const auto low = static_cast<std::size_t>(place);
    const double high_share = place - static_cast<double>(low);
    for (std::size_t i = 0; i < from.size(); ++i) {
        to[i + low] += share * (1.0 - high_share) * from[i];
        if (high_share > 0.0) to[i + low + 1] += share * high_share * from[i];
    }
}
}  // namespace

void CapacityTable::add(double capacity_mw, const OutageModel& outage) {
    const double steps = capacity_mw / grid_mw_;
    std::vector<double> next(probability_.size() + static_cast<std::size_t>(std::ceil(steps - kOnGrid)) + 1, 0.0);
    add_shifted(probability_, steps, outage.full_probability(), next);
    for (std::size_t i = 0; i < outage.states.size(); ++i)
        add_shifted(probability_, steps * outage.states[i].available_frac, outage.state_probability(i), next);
    while (next.size() > 1 && next.back() == 0.0) next.pop_back();
    probability_ = std::move(next);
}

void CapacityTable::finish() {
    below_.assign(1, 0.0);
    mean_below_.assign(1, 0.0);
    for (std::size_t i = 0; i < probability_.size(); ++i) {
        below_.push_back(below_.back() + probability_[i]);
        mean_below_.push_back(mean_below_.back() + probability_[i] * grid_mw_ * static_cast<double>(i));
    }
}

namespace {
// Number of grid points below a power.
std::size_t points_below(double mw, double grid_mw, std::size_t size) {
    const double steps = mw / grid_mw;
    if (steps <= 0.0) return 0;
    return std::min(size, static_cast<std::size_t>(std::ceil(steps - kOnGrid)));
}
}  // namespace

double CapacityTable::probability_below(double load_mw) const {
    return below_[points_below(load_mw, grid_mw_, probability_.size())];
}

double CapacityTable::expected_shortage_mw(double load_mw) const {
    const std::size_t points = points_below(load_mw, grid_mw_, probability_.size());
    return load_mw * below_[points] - mean_below_[points];
}

ExactLoss convolve(const CapacityTable& table, std::span<const double> load_mw,
                   std::span<const model::LoadLevel> levels) {
    ExactLoss loss;
    for (const model::LoadLevel& level : levels)
        for (std::size_t day = 0; day < load_mw.size(); day += base::kHoursPerDay) {
            const auto hours = load_mw.subspan(day, std::min<std::size_t>(base::kHoursPerDay, load_mw.size() - day));
            for (const double load : hours) {
                loss.lole_h += level.probability * table.probability_below(level.factor * load);
                loss.eue_mwh += level.probability * table.expected_shortage_mw(level.factor * load);
            }
            loss.lole_d += level.probability * table.probability_below(level.factor * std::ranges::max(hours));
        }
    return loss;
}

}  // namespace decawatt::adequacy
