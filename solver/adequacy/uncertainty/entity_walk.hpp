// A power in steps and all that may take it away, from change to change.
#pragma once

#include <span>
#include <vector>

#include "adequacy/system/system.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "adequacy/uncertainty/maintenance.hpp"
#include "adequacy/uncertainty/outage_process.hpp"

namespace decawatt::adequacy {

// A value in steps: the power of a unit, of a line one way, of a store.
struct Entity {
    const Steps* capacity;
    std::size_t row;                     // the row that it adds to
    const Exposure* exposure = nullptr;  // none: only the steps
    bool fails = true;                   // with the causes of its exposure; false: only maintenance and delay
};

// What sampling needs to know of a system; made once, used for all samples.
class OutageTables {
  public:
    OutageTables(const System& system, const WeatherLibrary& library);

    const System& system() const { return *system_; }
    const WeatherLibrary& library() const { return *library_; }
    const OutageTable& outage_of(const Cause& cause) const { return outages_[base::at(cause.outage)]; }

  private:
    const System* system_;
    const WeatherLibrary* library_;
    std::vector<OutageTable> outages_;
};

// Passes through the changes of entities in the order of time, each entity on its own. Entities that share a cause each
// draw its chain, from the same numbers.
class EntityWalk {
  public:
    EntityWalk(std::vector<Entity> entities, const OutageTables& tables)
        : entities_(std::move(entities)), tables_(&tables) {}

    void start(std::uint32_t seed, const Future& future);
    std::size_t count() const { return entities_.size(); }
    std::size_t row(std::size_t entity) const { return entities_[entity].row; }
    double value(std::size_t entity) const { return track_[entity].value; }

    // The hour of the next change, the first at hour 0; it may turn out to change nothing.
    std::int64_t next_change(std::size_t entity) const { return next_[entity]; }

    // Calls change(hour, difference) for every change before `end`, in the order of time.
    template <class Change>
    void pass(std::size_t entity, std::int64_t end, const Change& change) {
        while (next_[entity] < end) {
            const std::int64_t hour = next_[entity];
            change(hour, apply(entity, hour));
        }
    }

  private:
    struct Track {
        double value = 0.0, capacity = 0.0;  // now: with all that takes away, without
        std::int64_t arrival = 0;            // nothing is there before
        std::uint32_t next_step = 0;
        std::uint32_t first_chain = 0, chains = 0, maintenance = 0;
        std::uint32_t first_machine = 0, machines = 0;
        double standing = 0.0;  // sum over machines of what is left of each
    };
    struct MachineChange {  // the next one of a machine's chain
        std::int64_t hour;
        std::uint32_t chain;
        bool operator>(const MachineChange& other) const { return hour > other.hour; }
    };

    void start_chains(const std::vector<CauseIndex>& causes, std::uint32_t seed, const Future& future);
    void start_machines(const Entity& entity, std::uint32_t seed, const Future& future, Track& track);
    std::int64_t move_machines(Track& track, std::int64_t hour);
    double apply(std::size_t entity, std::int64_t hour);
    std::int64_t exposed(Track& track, std::int64_t hour, double& value);

    static constexpr std::uint32_t kNoMaintenance = static_cast<std::uint32_t>(-1);
    std::vector<Entity> entities_;
    const OutageTables* tables_;
    std::vector<std::int64_t> next_;  // by entity
    std::vector<Track> track_;
    std::vector<OutageChain> chain_;
    std::vector<MaintenanceTurn> turn_;
    std::vector<MachineChange> machine_;  // by entity: heaps, the earliest first
};

}  // namespace decawatt::adequacy
