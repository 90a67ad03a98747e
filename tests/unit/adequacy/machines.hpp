// Plans that build machine by machine, and stores of machines.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "../planning/small_study.hpp"
#include "adequacy/assembly/assemble.hpp"
#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "adequacy/hour/storage_state.hpp"
#include "adequacy/sampling.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/fold_firm.hpp"
#include "base/error.hpp"
#include "made.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::adequacy::made {

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::tests::SmallStudy;
using doctest::Approx;

constexpr int kYearHours = 8760;

inline model::ExpansionOption machines(double unit_mw) {
    model::ExpansionOption build = tests::may_build(1e6, 100.0, 30.0);
    build.unit_mw = unit_mw;
    return build;
}

inline model::OutageClassIndex add_class(model::Study& study, double mttf_h, double mttr_h) {
    model::OutageClasses& classes = study.reliability.outages;
    classes.name.push_back("class " + std::to_string(classes.name.size()));
    classes.states.push_back({{0.0, mttf_h, mttr_h}});
    classes.temperature_deg_c.emplace_back();
    classes.failure_factor.emplace_back();
    return static_cast<model::OutageClassIndex>(classes.name.size() - 1);
}

// A constant demand, a plant that exists and one that may be built in machines of 50 MW.
inline SmallStudy study_of(double demand_mw) {
    SmallStudy small;
    small.study.horizon.hours_per_year = kYearHours;
    small.region("A", {});
    small.study.fixed.demand.push_back({model::RegionIndex{0}, std::vector<double>(kYearHours, demand_mw)});
    const auto outage = add_class(small.study, 450.0, 50.0);  // out a tenth of the time
    small.plant({.name = "gas"});
    small.plant({.name = "other", .capacity_mw = 30.0});
    small.study.reliability.plant_outage = {outage, outage};
    small.study.reliability.plant_units = {1, 1};
    return small;
}

inline Assembly built(SmallStudy small, double built_mw, double unit_mw) {
    small.study.plants.build[0] = machines(unit_mw);
    planning::FixedPlan plan;
    plan.years = {2030};
    plan.builds = {{assets::CapacityKind::plant, "gas", 2030, built_mw}};
    return assemble(small.study, &plan, {}, nullptr);
}

inline Assembly existing(SmallStudy small, double mw, int units) {
    small.study.plants.capacity_mw[0] = mw;
    small.study.reliability.plant_units[0] = units;
    return assemble(small.study, nullptr, {}, nullptr);
}

inline StateBuffer sampled(const Assembly& made, std::uint64_t samples) {
    const SamplingSettings settings{.samples = samples, .batch = samples, .worst_events = 5};
    const System system = fold_firm(made.system);
    Sampling state = start_sampling(system, made.library, settings);
    while (!state.done) run_batch(system, made.library, made.uncertainty, settings, parallel::Communicator::alone(), state);
    return state_of(state);
}

inline Estimate sampled_lole(const Assembly& made, std::uint64_t samples) {
    const SamplingSettings settings{.samples = samples, .batch = samples, .worst_events = 5};
    Sampling state = start_sampling(made.system, made.library, settings);
    while (!state.done)
        run_batch(made.system, made.library, made.uncertainty, settings, parallel::Communicator::alone(), state);
    return state.tally.per_year(Metric::hours, 0);
}

inline double binomial(int n, int k, double p) {
    return std::exp(std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0) + k * std::log(p) +
                    (n - k) * std::log(1.0 - p));
}

// Hours a year in which ten machines of 50 MW and one of 30 MW, each there nine tenths of the time, give less.
inline double lole_by_hand(double demand_mw) {
    double probability = 0.0;
    for (int there = 0; there <= 10; ++there)
        for (const double other_mw : {0.0, 30.0})
            if (50.0 * there + other_mw < demand_mw)
                probability += binomial(10, there, 0.9) * (other_mw > 0 ? 0.9 : 0.1);
    return kYearHours * probability;
}

// A store of so many machines and what is stored in it, hour after hour.
struct Machines {
    System system = made::nodes(1);

    Machines(std::size_t count, double mw, double mwh, double mttf_h = 450.0, double mttr_h = 50.0) {
        system.outages = {made::two_states(mttf_h, mttr_h)};
        made::add_store(system, 0, {.mw = 0.0, .mwh = mwh, .initial_frac = 1.0}, {});
        Exposure exposure;
        for (std::size_t m = 0; m < count; ++m) exposure.machines.push_back(made::add_cause(system, 0));
        system.machines.store = {StoreIndex{0}};
        system.machines.power = {made::always(mw)};
        system.machines.exposure = {exposure};
    }
};

inline double offered_mw(StorageState& stores) {
    std::vector<HourBalance::Resource> resources;
    stores.sort();
    stores.offer(resources);
    return resources.empty() ? 0.0 : resources[0].at_most_mw;
}

}  // namespace decawatt::adequacy::made
