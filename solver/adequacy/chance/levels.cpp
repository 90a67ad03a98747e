#include "adequacy/chance/levels.hpp"

#include <algorithm>
#include <limits>

namespace decawatt::adequacy {

Levels::Levels(std::vector<Entity> entities, std::size_t rows, const std::vector<OutageTable>& tables)
    : walk_(std::move(entities), tables), value_(rows) {}

void Levels::start(std::uint32_t seed, std::uint32_t sample) {
    walk_.start(seed, sample);
    std::ranges::fill(value_, 0.0);
    next_change_ = walk_.count() > 0 ? 0 : std::numeric_limits<std::int64_t>::max();
}

bool Levels::move_to(std::int64_t hour) {
    if (hour < next_change_) return false;
    next_change_ = std::numeric_limits<std::int64_t>::max();
    bool changed = false;
    for (std::size_t e = 0; e < walk_.count(); ++e) {
        walk_.pass(e, hour, hour + 1, [&](std::int64_t, double change_mw) {
            value_[walk_.row(e)] += change_mw;
            changed = true;
        });
        next_change_ = std::min(next_change_, walk_.next_change(e, hour + 1));
    }
    return changed;
}

}  // namespace decawatt::adequacy
