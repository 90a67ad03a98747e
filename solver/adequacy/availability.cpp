#include "adequacy/availability.hpp"

#include <algorithm>
#include <limits>

namespace decawatt::adequacy {

Availability::Availability(std::vector<Entity> entities, std::size_t rows, const std::vector<OutageTable>& tables)
    : entities_(std::move(entities)), rows_(rows), tables_(&tables) {}

void Availability::start(std::uint32_t seed, std::uint32_t sample) {
    state_.clear();
    stream_.clear();
    for (const Entity& entity : entities_) {
        stream_.emplace_back(seed, base::Purpose::outage, sample, entity.stream);
        state_.push_back(start_outages((*tables_)[entity.outage], stream_.back()));
    }
    next_step_.assign(entities_.size(), 0);
    capacity_mw_.assign(entities_.size(), 0.0);
    level_mw_.assign(rows_, 0.0);
}

// Adds the entity's changes within the window to those of its row, in the order of time.
void Availability::changes(std::size_t entity, std::int64_t begin, std::int64_t end, std::span<double> change) {
    const Steps& steps = *entities_[entity].capacity;
    const OutageTable& table = (*tables_)[entities_[entity].outage];
    OutageState& at = state_[entity];
    double& capacity = capacity_mw_[entity];
    double available = table.available_frac(at.state);
    const auto step_hour = [&] {
        const std::uint32_t next = next_step_[entity];
        return next < steps.size() ? std::max(steps[next].hour, begin) : std::numeric_limits<std::int64_t>::max();
    };
    for (std::int64_t step = step_hour(); std::min(step, at.next_hour) < end; step = step_hour()) {
        const double before = available * capacity;
        const std::int64_t hour = std::min(step, at.next_hour);
        if (step <= at.next_hour) capacity = steps[next_step_[entity]++].mw;
        if (at.next_hour == hour) {
            advance(table, stream_[entity], at);
            available = table.available_frac(at.state);
        }
        change[static_cast<std::size_t>(hour - begin)] += available * capacity - before;
    }
}

void Availability::window(std::int64_t begin, std::size_t count, std::size_t stride, std::span<double> sum_mw) {
    for (std::size_t r = 0; r < rows_; ++r) std::ranges::fill(sum_mw.subspan(r * stride, count), 0.0);
    for (std::size_t e = 0; e < entities_.size(); ++e)
        changes(e, begin, begin + static_cast<std::int64_t>(count), sum_mw.subspan(entities_[e].row * stride, count));
    for (std::size_t r = 0; r < rows_; ++r) {
        double level = level_mw_[r];
        for (double& value : sum_mw.subspan(r * stride, count)) value = level += value;
        level_mw_[r] = level;
    }
}

}  // namespace decawatt::adequacy
