#include "adequacy/hour/flexible_load.hpp"

#include <algorithm>

namespace decawatt::adequacy {

using base::at;

FlexibleLoad::FlexibleLoad(const System& system)
    : centers_(&system.centers), count_(system.centers.count()), hosting_elsewhere_mw_(count_), requested_mw_(count_) {
    for (std::size_t d = 0; d < count_; ++d)
        for (std::size_t host = 0; host < count_; ++host)
            if (centers_->region[host] != centers_->region[d]) {
                hosting_elsewhere_mw_[d] += centers_->hosting_mw[host];
                if (centers_->movable_frac[d] > 0.0 && centers_->hosting_mw[host] > 0.0)
                    moves_.push_back({CenterIndex{d}, CenterIndex{host}, 0.0});
            }
    start();
}

void FlexibleLoad::start() {
    queue_.assign(count_, {});
    for (auto* values : {&waiting_mwh_, &due_mw_, &disconnected_mw_, &remaining_mw_, &unoffered_mw_})
        values->assign(count_, 0.0);
    waiting_ = has_due_ = false;
    start_year();
}

void FlexibleLoad::start_year() {
    generator_hours_.assign(count_, 0.0);
}

void FlexibleLoad::look_for_waiting() {
    waiting_ = std::ranges::any_of(queue_, [](const auto& queue) { return !queue.empty(); });
}

void FlexibleLoad::start_hour(std::int64_t hour) {
    if (!waiting_ && !has_due_) return;
    has_due_ = false;
    for (std::size_t d = 0; d < count_; ++d) {
        due_mw_[d] = 0.0;
        while (!queue_[d].empty() && queue_[d].front().hour + centers_->deadline_h[d] <= hour) {
            due_mw_[d] += queue_[d].front().mwh;
            queue_[d].pop_front();
            has_due_ = true;
        }
        waiting_mwh_[d] = queue_[d].empty() ? 0.0 : waiting_mwh_[d] - due_mw_[d];
    }
    look_for_waiting();
}

void FlexibleLoad::subtract_due(std::span<double> region_mw) const {
    if (!has_due_) return;
    for (std::size_t d = 0; d < count_; ++d) region_mw[at(centers_->region[d])] -= due_mw_[d];
}

void FlexibleLoad::put(Offer offer, double mw, std::vector<HourBalance::Resource>& resources) {
    if (mw <= 0.0) return;
    const bool moves = offer.kind == Kind::move;
    resources.push_back(
        {centers_->region[at(offer.center)], mw, moves ? centers_->region[at(offer.host)] : HourBalance::kNowhere});
    offers_.push_back(offer);
    unoffered_mw_[at(offer.center)] -= mw;
}

void FlexibleLoad::offer(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources) {
    offers_.clear();
    for (std::size_t d = 0; d < count_; ++d) {
        remaining_mw_[d] = unoffered_mw_[d] = load_mw[d] + due_mw_[d];
        disconnected_mw_[d] = 0.0;
    }
    for (std::size_t d = 0; d < count_; ++d)  // work of this hour alone: what is due has waited its time
        if (centers_->deadline_h[d] > 0)
            put({Kind::defer, CenterIndex{d}, CenterIndex{d}}, centers_->deferrable_frac[d] * load_mw[d], resources);
    offer_moves(load_mw, resources);
    for (std::size_t d = 0; d < count_; ++d)
        if (generator_hours_[d] + 1.0 <= centers_->generator_h_per_year[d])
            put({Kind::generate, CenterIndex{d}, CenterIndex{d}}, std::min(centers_->generator_mw[d], unoffered_mw_[d]),
                resources);
    for (std::size_t d = 0; d < count_; ++d)
        put({Kind::disconnect, CenterIndex{d}, CenterIndex{d}}, std::min(centers_->nonfirm_mw[d], unoffered_mw_[d]),
            resources);
}

void FlexibleLoad::offer_moves(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources) {
    const DataCenters& c = *centers_;
    std::ranges::fill(requested_mw_, 0.0);
    for (Move& move : moves_) {
        const std::size_t d = at(move.center), host = at(move.host);
        move.wanted_mw = c.movable_frac[d] * load_mw[d] * c.hosting_mw[host] / hosting_elsewhere_mw_[d];
        requested_mw_[host] += move.wanted_mw;
    }
    for (const Move& move : moves_) {
        const double most_mw = c.hosting_mw[at(move.host)], requested_mw = requested_mw_[at(move.host)];
        const double given = requested_mw > most_mw ? most_mw / requested_mw : 1.0;
        put({Kind::move, move.center, move.host}, given * move.wanted_mw, resources);
    }
}

void FlexibleLoad::note(std::int64_t hour, std::span<const HourBalance::Resource> used) {
    for (std::size_t i = 0; i < offers_.size(); ++i) {
        const Kind kind = offers_[i].kind;
        const std::size_t d = at(offers_[i].center), host = at(offers_[i].host);
        const double mw = used[i].at_most_mw;
        if (mw <= kNothingMw) continue;
        remaining_mw_[d] -= mw;
        if (kind == Kind::defer) {
            queue_[d].push_back({hour, mw});
            waiting_mwh_[d] += mw;
            waiting_ = true;
        }
        if (kind == Kind::move) remaining_mw_[host] += mw;
        if (kind == Kind::generate) generator_hours_[d] += 1.0;
        if (kind == Kind::disconnect) disconnected_mw_[d] = mw;
    }
}

void FlexibleLoad::subtract_waiting(std::span<double> region_mw) const {
    if (!waiting_) return;
    for (std::size_t d = 0; d < count_; ++d) region_mw[at(centers_->region[d])] -= waiting_mwh_[d];
}

void FlexibleLoad::do_all() {
    if (!waiting_) return;
    for (auto& queue : queue_) queue.clear();
    std::ranges::fill(waiting_mwh_, 0.0);
    waiting_ = false;
}

void FlexibleLoad::catch_up(HourBalance& balance) {
    if (!waiting_) return;
    for (std::size_t d = 0; d < count_; ++d) {
        double done_mwh = balance.take(centers_->region[d], waiting_mwh_[d]);
        waiting_mwh_[d] -= done_mwh;
        while (!queue_[d].empty() && done_mwh > 0.0) {
            const double part = std::min(done_mwh, queue_[d].front().mwh);
            queue_[d].front().mwh -= part;
            done_mwh -= part;
            if (queue_[d].front().mwh <= kNothingMw) queue_[d].pop_front();
        }
        if (queue_[d].empty()) waiting_mwh_[d] = 0.0;
    }
    look_for_waiting();
}

}  // namespace decawatt::adequacy
