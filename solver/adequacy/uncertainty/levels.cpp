#include "adequacy/uncertainty/levels.hpp"

#include <algorithm>

namespace decawatt::adequacy {

Levels::Levels(std::vector<Entity> entities, const OutageTables& tables)
    : walk_(std::move(entities), tables), value_(walk_.count()) {}

void Levels::start(std::uint32_t seed, const Future& future) {
    walk_.start(seed, future);
    std::ranges::fill(value_, 0.0);
    next_change_ = walk_.count() > 0 ? 0 : kNever;
}

bool Levels::move_to(std::int64_t hour) {
    if (hour < next_change_) return false;
    next_change_ = kNever;
    bool changed = false;
    for (std::size_t e = 0; e < walk_.count(); ++e) {
        walk_.pass(e, hour + 1, [](std::int64_t, double) {});
        double& value = value_[walk_.row(e)];
        changed = changed || value != walk_.value(e);
        value = walk_.value(e);
        next_change_ = std::min(next_change_, walk_.next_change(e));
    }
    return changed;
}

}  // namespace decawatt::adequacy
