// The system that Monte Carlo simulation samples: nodes with units, lines and stores, as capacities and probabilities.
//
// Hours count from the first hour of the horizon.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adequacy/system/indices.hpp"
#include "adequacy/system/steps.hpp"
#include "model/reliability.hpp"

namespace decawatt::adequacy {

// An hourly Markov chain: from full availability it fails with probability 1 / mttf_h per hour, and each hour in an off
// state ends that state with probability 1 / mttr_h.
struct OutageModel {
    std::string name;
    std::vector<model::OutageState> states;  // empty: never fails
    // Failure rate relative to 1 / mttf_h by temperature: linear between the points, constant beyond; empty: 1. The
    // initial state is drawn with a factor of 1.
    std::vector<double> temperature_deg_c, failure_factor;

    double full_probability() const;                  // stationary, of full availability
    double state_probability(std::size_t off) const;  // stationary, of an off state
    double mean_available_frac() const;
};

// One outage process. Entities that share a cause fail together.
struct Cause {
    OutageIndex outage{};
    std::uint32_t stream = 0;  // of random numbers; unique to each cause
    TemperatureIndex temperature =
        base::none<TemperatureIndex>;  // required where the failure rate depends on temperature
};

// Planned outages of a fleet by rotation: a share of the fleet is out at a time, and the rotation passes through the
// fleet once in 8,760 hours, with a random phase in each future. So every unit is out with probability share(t) in
// every hour, for one contiguous period a year, and the fleet's outages are spread evenly.
struct Maintenance {
    std::string name;
    Steps share;               // of the fleet, 0..1
    std::uint32_t stream = 0;  // of its random number
};

struct DelayModel {
    double on_time_probability = 1.0;
    double mean_h = 0.0;  // mean delay of delayed projects: exponential distribution
};

// Causes of unavailability of an entity; their availabilities multiply.
struct Exposure {
    std::vector<CauseIndex> causes;
    MaintenanceIndex maintenance = base::none<MaintenanceIndex>;
    double turn = 0.0;                          // its position in the rotation, [0, 1)
    DelayIndex delay = base::none<DelayIndex>;  // no capacity before due_hour plus the sampled delay
    std::int64_t due_hour = 0;
    std::uint32_t delay_stream = 0;  // of the random number of the delay; entities of one project share it
    // For a group of equal machines: one cause each; availability is the mean over the machines. Empty: a single
    // entity.
    std::vector<CauseIndex> machines = {};
};

struct Units {  // one entry per unit
    std::vector<std::string> name;
    std::vector<NodeIndex> region;
    std::vector<Steps> capacity;  // changed by commissioning, closing, and monthly and seasonal limits
    std::vector<Exposure> exposure;
    std::size_t count() const { return region.size(); }
};

// Output that depends on the weather: capacity × the library's fraction.
struct Variables {
    std::vector<std::string> name;
    std::vector<NodeIndex> region;
    std::vector<ResourceIndex> resource;
    std::vector<Steps> capacity;
    std::vector<Exposure> exposure;
    std::size_t count() const { return region.size(); }
};

struct Lines {
    std::vector<std::string> name;
    std::vector<NodeIndex> from, to;
    std::vector<Steps> forward, reverse;
    std::vector<Exposure> exposure;
    std::size_t count() const { return from.size(); }
};

struct Stores {
    std::vector<std::string> name;
    std::vector<NodeIndex> region;
    std::vector<Steps> charge, discharge, energy;  // MW, MW, MWh
    std::vector<double> charge_efficiency_frac, discharge_efficiency_frac, standing_loss_frac_per_h;
    std::vector<double> initial_frac;  // of energy
    std::vector<Exposure>
        exposure;  // outages reduce the powers but not energy and content; delay and maintenance apply to all three
    std::size_t count() const { return region.size(); }
};

// Machines of stores that fail independently, in groups of equal machines with the same dates. Their charging and
// discharging power adds to that of their store. While a share of a store's power is out, the same share of its energy
// and its content is unavailable.
struct StoreMachines {
    std::vector<StoreIndex> store;
    std::vector<Steps> power;
    std::vector<Exposure> exposure;
    std::size_t count() const { return store.size(); }
};

struct DataCenters {
    std::vector<std::string> name;
    std::vector<NodeIndex> region;
    std::vector<double> deferrable_frac, movable_frac;  // of load; together 1 at most
    std::vector<std::int64_t> deadline_h;               // of deferred work
    struct WorkClass {                                  // beside that of the columns
        CenterIndex center;
        double deferrable_frac;
        std::int64_t deadline_h;
    };
    std::vector<WorkClass> more_classes = {};
    std::vector<double> catch_up_frac = {};  // of load: the most of deferred work in an hour; empty: no limit
    std::vector<double> hosting_mw;          // of others' moved load, at most
    struct WorkLink {
        CenterIndex from, to;
        double limit_mw;
    };
    std::vector<WorkLink> links = {};  // empty: between all data centres of different nodes
    std::vector<Steps> nonfirm;        // part of its connection
    std::vector<double> generator_mw, generator_h_per_year;
    std::size_t count() const { return region.size(); }
};

// Limits on a region's net import and net export, in addition to those of its lines. Data centres with a node of their
// own are behind the limits of their region.
struct NetLimits {
    std::vector<Steps> net_import, net_export;  // per region of the study; empty: none
};

struct System {
    std::vector<std::string> region;  // nodes: the study's regions, then data centres with a node of their own
    std::size_t study_regions = 0;    // how many of them are regions of the study
    std::vector<OutageModel> outages;
    std::vector<Cause> causes;
    std::vector<Maintenance> maintenance;
    std::vector<DelayModel> delays;
    Units units;
    Variables variables;
    Lines lines;
    Stores stores;
    StoreMachines machines;
    DataCenters centers;
    NetLimits limits;
};

// Maximum number of nodes, because the method evaluates every set of nodes.
inline constexpr std::size_t kMostRegions = 12;

}  // namespace decawatt::adequacy
