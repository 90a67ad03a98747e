#include "adequacy/hour/flexible_load.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::adequacy {

using base::at;

FlexibleLoad::FlexibleLoad(const System& system)
    : centers_(&system.centers), count_(system.centers.count()), hosting_elsewhere_mw_(count_), requested_mw_(count_) {
    const DataCenters& c = *centers_;
    for (std::size_t d = 0; d < count_; ++d) add_class(CenterIndex{d}, c.deferrable_frac[d], c.deadline_h[d]);
    for (const DataCenters::WorkClass& one : c.more_classes) add_class(one.center, one.deferrable_frac, one.deadline_h);
    if (!c.catch_up_frac.empty()) {
        std::vector<double> deferrable_frac(count_);
        for (const Class& work : classes_) deferrable_frac[at(work.center)] += work.deferrable_frac;
        for (Class& work : classes_) {
            const std::size_t d = at(work.center);
            work.catch_up_frac = c.catch_up_frac[d] * work.deferrable_frac / deferrable_frac[d];
            limits_catch_up_ = limits_catch_up_ || std::isfinite(work.catch_up_frac);
        }
    }
    find_moves();
    start();
}

// Halls without spare capacity catch up with nothing.
void FlexibleLoad::add_class(CenterIndex center, double deferrable_frac, std::int64_t deadline_h) {
    const std::vector<double>& catch_up = centers_->catch_up_frac;
    if (deferrable_frac <= 0.0 || deadline_h <= 0 || (!catch_up.empty() && catch_up[at(center)] <= 0.0)) return;
    classes_.push_back({center, deferrable_frac, deadline_h});
}

void FlexibleLoad::find_moves() {
    const DataCenters& c = *centers_;
    const auto add = [&](CenterIndex center, CenterIndex host, double limit_mw) {
        if (c.region[at(host)] == c.region[at(center)]) return;
        hosting_elsewhere_mw_[at(center)] += c.hosting_mw[at(host)];
        if (c.movable_frac[at(center)] > 0.0 && c.hosting_mw[at(host)] > 0.0)
            moves_.push_back({center, host, 0.0, limit_mw});
    };
    for (const DataCenters::WorkLink& link : c.links)
        if (link.limit_mw > 0.0) add(link.from, link.to, link.limit_mw);
    if (!c.links.empty()) return;
    for (std::size_t d = 0; d < count_; ++d)
        for (std::size_t host = 0; host < count_; ++host)
            add(CenterIndex{d}, CenterIndex{host}, std::numeric_limits<double>::infinity());
}

void FlexibleLoad::start() {
    for (Class& work : classes_) {
        work.queue.clear();
        work.waiting_mwh = work.due_mwh = 0.0;
        work.most_mwh = std::numeric_limits<double>::infinity();
    }
    for (auto* values : {&waiting_mwh_, &due_mw_, &disconnected_mw_, &remaining_mw_, &unoffered_mw_})
        values->assign(count_, 0.0);
    waiting_ = has_due_ = false;
    start_year();
}

void FlexibleLoad::start_year() {
    generator_hours_.assign(count_, 0.0);
}

void FlexibleLoad::update_waiting() {
    waiting_ = std::ranges::any_of(classes_, [](const Class& work) { return !work.queue.empty(); });
}

void FlexibleLoad::start_hour(std::int64_t hour) {
    hour_ = hour;
    if (!waiting_ && !has_due_) return;
    has_due_ = false;
    std::ranges::fill(due_mw_, 0.0);
    std::ranges::fill(waiting_mwh_, 0.0);
    for (Class& work : classes_) {
        work.due_mwh = 0.0;
        while (!work.queue.empty() && work.queue.front().hour + work.deadline_h <= hour) {
            work.due_mwh += work.queue.front().mwh;
            work.queue.pop_front();
            has_due_ = true;
        }
        work.waiting_mwh = work.queue.empty() ? 0.0 : work.waiting_mwh - work.due_mwh;
        due_mw_[at(work.center)] += work.due_mwh;
        waiting_mwh_[at(work.center)] += work.waiting_mwh;
    }
    update_waiting();
}

void FlexibleLoad::limit_catch_up(std::span<const double> load_mw) {
    for (Class& work : classes_)
        if (std::isfinite(work.catch_up_frac))
            work.most_mwh = std::max(0.0, work.catch_up_frac * load_mw[at(work.center)] - work.due_mwh);
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
    for (std::size_t k = 0; k < classes_.size(); ++k)  // only work of this hour: what is due cannot be deferred again
        put({Kind::defer, classes_[k].center, classes_[k].center, k},
            classes_[k].deferrable_frac * load_mw[at(classes_[k].center)], resources);
    offer_moves(load_mw, resources);
    for (std::size_t d = 0; d < count_; ++d)
        if (generator_hours_[d] + 1.0 <= centers_->generator_h_per_year[d])
            put({Kind::generate, CenterIndex{d}, CenterIndex{d}, 0},
                std::min(centers_->generator_mw[d], unoffered_mw_[d]), resources);
    for (std::size_t d = 0; d < count_; ++d)
        put({Kind::disconnect, CenterIndex{d}, CenterIndex{d}, 0},
            std::min(at_hour(centers_->nonfirm[d], hour_), unoffered_mw_[d]), resources);
}

void FlexibleLoad::offer_moves(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources) {
    const DataCenters& c = *centers_;
    std::ranges::fill(requested_mw_, 0.0);
    for (Move& move : moves_) {
        const std::size_t d = at(move.center), host = at(move.host);
        move.wanted_mw =
            std::min(move.limit_mw, c.movable_frac[d] * load_mw[d] * c.hosting_mw[host] / hosting_elsewhere_mw_[d]);
        requested_mw_[host] += move.wanted_mw;
    }
    for (const Move& move : moves_) {
        const double most_mw = c.hosting_mw[at(move.host)], requested_mw = requested_mw_[at(move.host)];
        const double given = requested_mw > most_mw ? most_mw / requested_mw : 1.0;
        put({Kind::move, move.center, move.host, 0}, given * move.wanted_mw, resources);
    }
}

void FlexibleLoad::note(std::int64_t hour, std::span<const HourBalance::Resource> used) {
    for (std::size_t i = 0; i < offers_.size(); ++i) {
        const Kind kind = offers_[i].kind;
        const std::size_t d = at(offers_[i].center), host = at(offers_[i].host);
        const double mw = used[i].at_most_mw;
        if (mw <= kNegligibleMw) continue;
        remaining_mw_[d] -= mw;
        if (kind == Kind::defer) {
            Class& work = classes_[offers_[i].work];
            work.queue.push_back({hour, mw});
            work.waiting_mwh += mw;
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
    for (std::size_t k = 0; k < classes_.size(); ++k)
        region_mw[at(centers_->region[at(classes_[k].center)])] -= doable_mwh(k);
}

void FlexibleLoad::finish(std::size_t k, double done_mwh) {
    Class& work = classes_[k];
    work.waiting_mwh -= done_mwh;
    waiting_mwh_[at(work.center)] -= done_mwh;
    while (!work.queue.empty() && done_mwh > 0.0) {
        const double part = std::min(done_mwh, work.queue.front().mwh);
        work.queue.front().mwh -= part;
        done_mwh -= part;
        if (work.queue.front().mwh <= kNegligibleMw) work.queue.pop_front();
    }
    if (!work.queue.empty()) return;
    waiting_mwh_[at(work.center)] = std::max(0.0, waiting_mwh_[at(work.center)] - work.waiting_mwh);
    work.waiting_mwh = 0.0;
}

void FlexibleLoad::do_all() {
    if (!waiting_) return;
    if (limits_catch_up_) {
        for (std::size_t k = 0; k < classes_.size(); ++k) finish(k, doable_mwh(k));
        return update_waiting();
    }
    for (Class& work : classes_) {
        work.queue.clear();
        work.waiting_mwh = 0.0;
    }
    std::ranges::fill(waiting_mwh_, 0.0);
    waiting_ = false;
}

void FlexibleLoad::catch_up(HourBalance& balance) {
    if (!waiting_) return;
    for (std::size_t k = 0; k < classes_.size(); ++k)
        finish(k, balance.take(centers_->region[at(classes_[k].center)], doable_mwh(k)));
    update_waiting();
}

}  // namespace decawatt::adequacy
