#include "adequacy/chance/entity_walk.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace decawatt::adequacy {

ChanceTables::ChanceTables(const System& system, const WeatherLibrary& library) : system_(&system), library_(&library) {
    for (const OutageModel& model : system.outages) outages_.emplace_back(model);
    for (const Cause& cause : system.causes)
        base::expects(!outage_of(cause).follows_temperature() || cause.temperature != kNone,
                      "a cause that follows the temperature has one");
}

void EntityWalk::start_chains(const Entity& entity, std::uint32_t seed, const Future& future) {
    for (const std::size_t index : entity.exposure->causes) {
        const Cause& cause = tables_->system().causes[index];
        const base::RandomStream stream(seed, base::Purpose::outage, future.sample, cause.stream);
        chain_.emplace_back(tables_->outage_of(cause), stream,
                            Temperature(tables_->library(), future.weather, cause.temperature));
    }
}

void EntityWalk::start(std::uint32_t seed, const Future& future) {
    const System& system = tables_->system();
    next_.assign(entities_.size(), 0);
    track_.assign(entities_.size(), {});
    chain_.clear();
    turn_.clear();
    for (std::size_t e = 0; e < entities_.size(); ++e) {
        Track& track = track_[e];
        track.overhaul = kNoOverhaul;
        track.first_chain = static_cast<std::uint32_t>(chain_.size());
        const Exposure* exposure = entities_[e].exposure;
        if (exposure == nullptr) continue;
        if (entities_[e].fails) start_chains(entities_[e], seed, future);
        track.chains = static_cast<std::uint32_t>(chain_.size()) - track.first_chain;
        if (exposure->overhaul != kNone) {
            const Overhaul& overhaul = system.overhauls[exposure->overhaul];
            track.overhaul = static_cast<std::uint32_t>(turn_.size());
            turn_.emplace_back(overhaul, overhaul_phase(overhaul, seed, future.sample), exposure->turn);
        }
        if (exposure->delay != kNone)
            track.arrival = exposure->due_hour +
                            delay_h(system.delays[exposure->delay], exposure->delay_stream, seed, future.sample);
    }
}

// Takes away what is out at `hour`; gives the hour of the next change of that.
std::int64_t EntityWalk::exposed(const Track& track, std::int64_t hour, double& value) {
    std::int64_t next = kNever;
    for (std::uint32_t c = track.first_chain; c < track.first_chain + track.chains; ++c) {
        OutageChain& chain = chain_[c];
        while (chain.next_hour() <= hour) chain.advance();
        const double frac = chain.available_frac();
        value = frac > 0.0 ? value * frac : 0.0;  // an infinite one, too
        next = std::min(next, chain.next_hour());
    }
    if (track.overhaul != kNoOverhaul) {
        OverhaulTurn& turn = turn_[track.overhaul];
        if (turn.move_to(hour)) value = 0.0;
        next = std::min(next, turn.next_look());
    }
    if (hour < track.arrival) {
        value = 0.0;
        next = std::min(next, track.arrival);
    }
    return next;
}

// What changes at `hour`, the entity's next.
double EntityWalk::apply(std::size_t entity, std::int64_t hour) {
    const Steps& steps = *entities_[entity].capacity;
    Track& track = track_[entity];
    while (track.next_step < steps.size() && steps[track.next_step].hour <= hour)
        track.capacity = steps[track.next_step++].mw;
    double value = track.capacity;
    const std::int64_t next = exposed(track, hour, value);
    next_[entity] = track.next_step < steps.size() ? std::min(next, steps[track.next_step].hour) : next;
    const double change = value - track.value;
    track.value = value;
    return change;
}

}  // namespace decawatt::adequacy
