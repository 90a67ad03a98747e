#include "adequacy/chance/availability.hpp"

namespace decawatt::adequacy {

void EntityWalk::start(std::uint32_t seed, std::uint32_t sample) {
    state_.clear();
    stream_.clear();
    for (const Entity& entity : entities_) {
        stream_.emplace_back(seed, base::Purpose::outage, sample, entity.stream);
        state_.push_back(start_outages((*tables_)[entity.outage], stream_.back()));
    }
    next_step_.assign(entities_.size(), 0);
    capacity_mw_.assign(entities_.size(), 0.0);
}

// What changes at `hour`, the entity's next.
double EntityWalk::apply(std::size_t entity, std::int64_t hour, std::int64_t from) {
    const OutageTable& table = (*tables_)[entities_[entity].outage];
    OutageState& at = state_[entity];
    double& capacity = capacity_mw_[entity];
    const double before = table.available_frac(at.state) * capacity;
    if (step_hour(entity, from) == hour) capacity = (*entities_[entity].capacity)[next_step_[entity]++].mw;
    if (at.next_hour == hour) advance(table, stream_[entity], at);
    return table.available_frac(at.state) * capacity - before;
}

void Availability::start(std::uint32_t seed, std::uint32_t sample) {
    walk_.start(seed, sample);
    std::ranges::fill(level_mw_, 0.0);
}

void Availability::window(std::int64_t begin, std::size_t count, std::size_t stride, std::span<double> sum_mw) {
    const std::int64_t end = begin + static_cast<std::int64_t>(count);
    for (std::size_t r = 0; r < level_mw_.size(); ++r) std::ranges::fill(sum_mw.subspan(r * stride, count), 0.0);
    for (std::size_t e = 0; e < walk_.count(); ++e) {
        const auto row = sum_mw.subspan(walk_.row(e) * stride, count);
        walk_.pass(e, begin, end, [&](std::int64_t hour, double change_mw) {
            row[static_cast<std::size_t>(hour - begin)] += change_mw;
        });
    }
    for (std::size_t t = 0; t < count; ++t)  // the rows side by side: each waits for its own last sum only
        for (std::size_t r = 0; r < level_mw_.size(); ++r) {
            double& value = sum_mw[r * stride + t];
            value = level_mw_[r] += value;
        }
}

}  // namespace decawatt::adequacy
