// What Monte Carlo sees of a study: regions with units, lines and stores, reduced to capacities and rates.
//
// Hours count from the first hour of the horizon. Everything that changes in steps is a list of (hour, value); a value
// holds from its hour on and is zero before the first.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decawatt::adequacy {

struct Step {
    std::int64_t hour;
    double mw;
};
using Steps = std::vector<Step>;  // rising hours

// A state in which a unit gives less than all: it enters it once in mttf_h hours of full availability, and stays for
// mttr_h hours, in the mean. An hourly Markov chain: each hour at full availability ends in this state with probability
// 1 / mttf_h, each hour in it ends it with 1 / mttr_h. Every off state is left to full availability.
struct OffState {
    double available_frac = 0.0;  // of capacity; 0: a full outage
    double mttf_h = 0.0, mttr_h = 0.0;
};

struct OutageModel {
    std::string name;
    std::vector<OffState> states;  // empty: never fails

    double full_probability() const;                  // stationary, of full availability
    double state_probability(std::size_t off) const;  // stationary, of an off state
};

struct Units {  // one entry per unit
    std::vector<std::string> name;
    std::vector<std::size_t> region, outage;  // outage: index of System::outages
    std::vector<Steps> capacity;              // commissioning, closing, planned maintenance, seasonal limits
    std::size_t count() const { return region.size(); }
};

struct Lines {
    std::vector<std::string> name;
    std::vector<std::size_t> from, to, outage;
    std::vector<Steps> forward, reverse;
    std::size_t count() const { return from.size(); }
};

struct Stores {
    std::vector<std::string> name;
    std::vector<std::size_t> region, outage;
    std::vector<Steps> charge, discharge, energy;                                         // MW, MW, MWh
    std::vector<double> charge_efficiency_frac, discharge_efficiency_frac, initial_frac;  // of energy
    std::size_t count() const { return region.size(); }
};

struct DataCenters {
    std::vector<std::string> name;
    std::vector<std::size_t> region;
    std::vector<double> deferrable_frac, movable_frac;  // of load; together 1 at most
    std::vector<std::int64_t> deadline_h;               // of deferred work
    std::vector<double> nonfirm_mw;                     // of its connection
    std::vector<double> generator_mw, generator_h_per_year;
    std::size_t count() const { return region.size(); }
};

// Limits on a region's net import and net export, beside those of its lines.
struct NetLimits {
    std::vector<Steps> import, export_;  // per region; empty: none
};

struct System {
    std::vector<std::string> region;
    std::vector<OutageModel> outages;
    Units units;
    Lines lines;
    Stores stores;
    DataCenters centers;
    NetLimits limits;
};

// The most regions of a system: every set of them is looked at.
inline constexpr std::size_t kMostRegions = 12;

}  // namespace decawatt::adequacy
