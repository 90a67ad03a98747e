#include "adequacy/hour/flexible_load.hpp"

#include <algorithm>

namespace decawatt::adequacy {

FlexibleLoad::FlexibleLoad(const DataCenters& centers) : centers_(&centers) {
    start();
}

void FlexibleLoad::start() {
    queue_.assign(centers_->count(), {});
    load_mw_.assign(centers_->count(), 0.0);
    due_mw_ = disconnected_mw_ = load_mw_;
    waiting_ = false;
    start_year();
}

void FlexibleLoad::start_year() {
    generator_hours_.assign(centers_->count(), 0.0);
}

void FlexibleLoad::start_hour(std::int64_t hour, std::span<const double> load_mw) {
    std::ranges::copy(load_mw, load_mw_.begin());
    std::ranges::fill(disconnected_mw_, 0.0);
    waiting_ = false;
    for (std::size_t d = 0; d < queue_.size(); ++d) {
        due_mw_[d] = 0.0;
        while (!queue_[d].empty() && queue_[d].front().hour + centers_->deadline_h[d] <= hour) {
            due_mw_[d] += queue_[d].front().mwh;
            queue_[d].pop_front();
        }
        waiting_ = waiting_ || !queue_[d].empty();
    }
}

void FlexibleLoad::offer(std::vector<HourBalance::Resource>& resources) const {
    const DataCenters& c = *centers_;
    for (std::size_t d = 0; d < c.count(); ++d) resources.push_back({c.region[d], c.deferrable_frac[d] * load_mw_[d]});
    for (std::size_t d = 0; d < c.count(); ++d)
        for (std::size_t other = 0; other < c.count(); ++other) {
            const double part = c.region[other] == c.region[d] ? 0.0 : 1.0 / static_cast<double>(c.count() - 1);
            resources.push_back({c.region[d], part * c.movable_frac[d] * load_mw_[d], c.region[other]});
        }
    for (std::size_t d = 0; d < c.count(); ++d) {
        const double firm = (1.0 - c.deferrable_frac[d] - c.movable_frac[d]) * load_mw_[d] + due_mw_[d];
        const bool may_run = generator_hours_[d] < c.generator_h_per_year[d];
        const double own_mw = may_run ? std::min(c.generator_mw[d], firm) : 0.0;
        resources.push_back({c.region[d], own_mw});
    }
    for (std::size_t d = 0; d < c.count(); ++d) {
        const double firm = (1.0 - c.deferrable_frac[d] - c.movable_frac[d]) * load_mw_[d] + due_mw_[d];
        const double own_mw = resources[resources.size() - c.count()].at_most_mw;
        resources.push_back({c.region[d], std::min(c.nonfirm_mw[d], firm - own_mw)});
    }
}

void FlexibleLoad::note(std::int64_t hour, std::span<const HourBalance::Resource> used) {
    const std::size_t count = centers_->count();
    const auto deferred = used.first(count), generated = used.subspan(count + count * count, count),
               disconnected = used.last(count);
    for (std::size_t d = 0; d < count; ++d) {
        if (deferred[d].at_most_mw > 0.0) queue_[d].push_back({hour, deferred[d].at_most_mw});
        if (generated[d].at_most_mw > 0.0) generator_hours_[d] += 1.0;
        disconnected_mw_[d] = disconnected[d].at_most_mw;
        waiting_ = waiting_ || !queue_[d].empty();
    }
}

void FlexibleLoad::catch_up(HourBalance& balance) {
    waiting_ = false;
    for (std::size_t d = 0; d < queue_.size(); ++d) {
        double waits_mwh = 0.0;
        for (const Waiting& work : queue_[d]) waits_mwh += work.mwh;
        double done_mwh = balance.take(centers_->region[d], waits_mwh);
        while (!queue_[d].empty() && done_mwh > 0.0) {
            const double part = std::min(done_mwh, queue_[d].front().mwh);
            queue_[d].front().mwh -= part;
            done_mwh -= part;
            if (queue_[d].front().mwh <= kNothingMw) queue_[d].pop_front();
        }
        waiting_ = waiting_ || !queue_[d].empty();
    }
}

}  // namespace decawatt::adequacy
