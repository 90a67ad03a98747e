#include "adequacy/uncertainty/entity_walk.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"

namespace decawatt::adequacy {

using base::at;

OutageTables::OutageTables(const System& system, const WeatherLibrary& library) : system_(&system), library_(&library) {
    for (const OutageModel& model : system.outages) outages_.emplace_back(model);
    for (const Cause& cause : system.causes)
        base::expects(!outage_of(cause).follows_temperature() || cause.temperature != base::none<TemperatureIndex>,
                      "a cause that follows the temperature has one");
}

void EntityWalk::start_chains(const std::vector<CauseIndex>& causes, std::uint32_t seed, const Future& future) {
    for (const CauseIndex index : causes) {
        const Cause& cause = tables_->system().causes[at(index)];
        const base::RandomStream stream(seed, base::Purpose::outage, future.sample, cause.stream);
        chain_.emplace_back(tables_->outage_of(cause), stream,
                            Temperature(tables_->library(), future.weather, cause.temperature));
    }
}

void EntityWalk::start_machines(const Entity& entity, std::uint32_t seed, const Future& future, Track& track) {
    track.first_machine = static_cast<std::uint32_t>(machine_.size());
    track.machines = static_cast<std::uint32_t>(entity.exposure->machines.size());
    const std::size_t first = chain_.size();
    start_chains(entity.exposure->machines, seed, future);
    for (std::size_t c = first; c < chain_.size(); ++c) {
        machine_.push_back({chain_[c].next_hour(), static_cast<std::uint32_t>(c)});
        track.standing += chain_[c].available_frac();
    }
    std::make_heap(machine_.begin() + track.first_machine, machine_.end(), std::greater<>());
}

void EntityWalk::start(std::uint32_t seed, const Future& future) {
    const System& system = tables_->system();
    next_.assign(entities_.size(), 0);
    track_.assign(entities_.size(), {});
    chain_.clear();
    turn_.clear();
    machine_.clear();
    for (std::size_t e = 0; e < entities_.size(); ++e) {
        Track& track = track_[e];
        track.maintenance = kNoMaintenance;
        track.first_chain = static_cast<std::uint32_t>(chain_.size());
        const Exposure* exposure = entities_[e].exposure;
        if (exposure == nullptr) continue;
        if (entities_[e].fails) start_chains(exposure->causes, seed, future);
        track.chains = static_cast<std::uint32_t>(chain_.size()) - track.first_chain;
        if (entities_[e].fails) start_machines(entities_[e], seed, future, track);
        if (exposure->maintenance != base::none<MaintenanceIndex>) {
            const Maintenance& maintenance = system.maintenance[at(exposure->maintenance)];
            track.maintenance = static_cast<std::uint32_t>(turn_.size());
            turn_.emplace_back(maintenance, maintenance_phase(maintenance, seed, future.sample), exposure->turn);
        }
        if (exposure->delay != base::none<DelayIndex>)
            track.arrival = exposure->due_hour +
                            delay_h(system.delays[at(exposure->delay)], exposure->delay_stream, seed, future.sample);
    }
}

// Moves machines to `hour` and returns the hour of the next change of one. Its cost depends only on the number of
// machines that change.
std::int64_t EntityWalk::move_machines(Track& track, std::int64_t hour) {
    const auto first = machine_.begin() + track.first_machine, end = first + track.machines;
    while (first->hour <= hour) {
        std::pop_heap(first, end, std::greater<>());
        MachineChange& machine = *(end - 1);
        OutageChain& chain = chain_[machine.chain];
        track.standing -= chain.available_frac();
        while (chain.next_hour() <= hour) chain.advance();
        track.standing += chain.available_frac();
        machine.hour = chain.next_hour();
        std::push_heap(first, end, std::greater<>());
    }
    return first->hour;
}

// Reduces `value` by unavailability at `hour` and returns the hour of the next change of availability.
std::int64_t EntityWalk::exposed(Track& track, std::int64_t hour, double& value) {
    std::int64_t next = kNever;
    for (std::uint32_t c = track.first_chain; c < track.first_chain + track.chains; ++c) {
        OutageChain& chain = chain_[c];
        while (chain.next_hour() <= hour) chain.advance();
        const double frac = chain.available_frac();
        value = frac > 0.0 ? value * frac : 0.0;  // avoids infinity × 0
        next = std::min(next, chain.next_hour());
    }
    if (track.machines > 0) {
        next = std::min(next, move_machines(track, hour));
        value *= track.standing / track.machines;
    }
    if (track.maintenance != kNoMaintenance) {
        MaintenanceRotation& turn = turn_[track.maintenance];
        if (turn.move_to(hour)) value = 0.0;
        next = std::min(next, turn.next_change());
    }
    if (hour < track.arrival) {
        value = 0.0;
        next = std::min(next, track.arrival);
    }
    return next;
}

// Applies the entity's next change, at `hour`, and returns the difference of its value.
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
