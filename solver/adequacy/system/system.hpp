// What Monte Carlo sees of a study: nodes with units, lines and stores, reduced to capacities and chances.
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

// An hourly Markov chain: each hour at full availability ends in a state with probability 1 / mttf_h, each hour in the
// state ends it with 1 / mttr_h.
struct OutageModel {
    std::string name;
    std::vector<model::OutageState> states;  // empty: never fails
    // Failures relative to 1 / mttf_h by temperature: linear between the points, constant beyond; empty: 1 always. The
    // first state is drawn as if the factor were 1.
    std::vector<double> temperature_deg_c, failure_factor;

    double full_probability() const;                  // stationary, of full availability
    double state_probability(std::size_t off) const;  // stationary, of an off state
    double mean_available_frac() const;
};

// One chain of outages. Entities that share a cause fail together.
struct Cause {
    OutageIndex outage{};
    std::uint32_t stream = 0;                                     // of its random numbers: no two causes share one
    TemperatureIndex temperature = base::none<TemperatureIndex>;  // needed where the model answers to it
};

// Planned outages of a fleet, taken in turns: a share of it is out, and the turn goes round once in 8,760 hours, from a
// place drawn for each future. So every unit is out with probability share(t) in every hour, in one piece a year, and
// the fleet's outages are spread evenly.
struct Maintenance {
    std::string name;
    Steps share;               // of the fleet, 0..1
    std::uint32_t stream = 0;  // of its random number
};

struct DelayModel {
    double on_time_probability = 1.0;
    double mean_h = 0.0;  // of those that are late: exponential
};

// What may take an entity's capacity away; all of it multiplies.
struct Exposure {
    std::vector<CauseIndex> causes;
    MaintenanceIndex maintenance = base::none<MaintenanceIndex>;
    double turn = 0.0;                          // its place in the round, [0, 1)
    DelayIndex delay = base::none<DelayIndex>;  // no capacity before due_hour plus the sampled delay
    std::int64_t due_hour = 0;
    std::uint32_t delay_stream = 0;  // of its random number; entities of one project share it
    // Of a group of equal machines: a cause each, and the mean of what they leave is left; empty: one thing.
    std::vector<CauseIndex> machines = {};
};

struct Units {  // one entry per unit
    std::vector<std::string> name;
    std::vector<NodeIndex> region;
    std::vector<Steps> capacity;  // commissioning, closing, monthly and seasonal limits
    std::vector<Exposure> exposure;
    std::size_t count() const { return region.size(); }
};

// Output that follows the weather: capacity × the library's fraction.
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
    std::vector<Exposure> exposure;    // outages: of the powers, the content stays; delay and maintenance: of all three
    std::size_t count() const { return region.size(); }
};

// Machines of stores that fail one by one, in groups of equal ones that come and go together. Their power, of charging
// and discharging alike, adds to that of their store. While some of a store's power is out, that share of its energy is
// out of reach, and so is what is in it.
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
    std::vector<double> hosting_mw;                     // of others' moved load, at most
    std::vector<double> nonfirm_mw;                     // of its connection
    std::vector<double> generator_mw, generator_h_per_year;
    std::size_t count() const { return region.size(); }
};

// Limits on a region's net import and net export, beside those of its lines. Data centres with a node of their own
// stand behind their region's limits.
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

// The most nodes of a system: every set of them is looked at.
inline constexpr std::size_t kMostRegions = 12;

}  // namespace decawatt::adequacy
