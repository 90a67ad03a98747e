// Iteration through the changes of capacities in time: steps, outages, maintenance and delay.
#pragma once

#include <span>
#include <vector>

#include "adequacy/system/system.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "adequacy/uncertainty/maintenance.hpp"
#include "adequacy/uncertainty/outage_process.hpp"

namespace decawatt::adequacy {

// A value in steps: the power of a unit, of a line in one direction, or of a store.
struct Entity {
    const Steps* capacity;
    std::size_t row;                     // the row that it adds to
    const Exposure* exposure = nullptr;  // null: only the steps
    bool fails = true;                   // subject to the causes of its exposure; false: only to maintenance and delay
};

// Outage tables of a system; made once, used for all samples.
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

// Iterates through the changes of each entity in the order of time. Each entity that shares a cause simulates its chain
// anew, from the same random numbers.
class EntityWalk {
  public:
    EntityWalk(std::vector<Entity> entities, const OutageTables& tables)
        : entities_(std::move(entities)), tables_(&tables) {}

    void start(std::uint32_t seed, const Future& future);
    std::size_t count() const { return entities_.size(); }
    std::size_t row(std::size_t entity) const { return entities_[entity].row; }
    double value(std::size_t entity) const { return track_[entity].value; }

    // The hour of the next possible change, the first at hour 0; the value may stay the same.
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
        double value = 0.0, capacity = 0.0;  // at present: after and before unavailability
        std::int64_t arrival = 0;            // zero before this hour
        std::uint32_t next_step = 0;
        std::uint32_t first_chain = 0, chains = 0, maintenance = 0;
        std::uint32_t first_machine = 0, machines = 0;
        double standing = 0.0;  // sum of the availabilities of the machines
    };
    struct MachineChange {  // the next change of a machine's chain
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
    std::vector<MaintenanceRotation> turn_;
    std::vector<MachineChange> machine_;  // by entity: heaps with the earliest change first
};

}  // namespace decawatt::adequacy
