// Short ways to made-up systems and libraries.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"

namespace decawatt::adequacy::made {

inline Steps always(double value) {
    return {{0, value}};
}

inline OutageModel two_states(double mttf_h, double mttr_h) {
    return {"two states", {{.available_frac = 0.0, .mttf_h = mttf_h, .mttr_h = mttr_h}}, {}, {}};
}

inline CauseIndex add_cause(System& system, std::size_t outage) {
    system.causes.push_back(
        {.outage = OutageIndex{outage}, .stream = static_cast<std::uint32_t>(system.causes.size())});
    return CauseIndex{system.causes.size() - 1};
}

inline void add_unit(System& system, std::size_t region, double mw, Exposure exposure) {
    system.units.name.emplace_back("unit");
    system.units.region.push_back(NodeIndex{region});
    system.units.capacity.push_back(always(mw));
    system.units.exposure.push_back(std::move(exposure));
}

inline void add_line(System& system, std::size_t from, std::size_t to, double mw, Exposure exposure) {
    system.lines.name.emplace_back("line");
    system.lines.from.push_back(NodeIndex{from});
    system.lines.to.push_back(NodeIndex{to});
    system.lines.forward.push_back(always(mw));
    system.lines.reverse.push_back(always(mw));
    system.lines.exposure.push_back(std::move(exposure));
}

struct Store {
    double mw, mwh, charge_efficiency_frac = 1.0, discharge_efficiency_frac = 1.0;
    double standing_loss_frac_per_h = 0.0, initial_frac = 1.0;
};
inline void add_store(System& system, std::size_t region, const Store& store, Exposure exposure) {
    system.stores.name.emplace_back("store");
    system.stores.region.push_back(NodeIndex{region});
    system.stores.charge.push_back(always(store.mw));
    system.stores.discharge.push_back(always(store.mw));
    system.stores.energy.push_back(always(store.mwh));
    system.stores.charge_efficiency_frac.push_back(store.charge_efficiency_frac);
    system.stores.discharge_efficiency_frac.push_back(store.discharge_efficiency_frac);
    system.stores.standing_loss_frac_per_h.push_back(store.standing_loss_frac_per_h);
    system.stores.initial_frac.push_back(store.initial_frac);
    system.stores.exposure.push_back(std::move(exposure));
}

struct Center {
    double deferrable_frac = 0.0, movable_frac = 0.0;
    std::int64_t deadline_h = 0;
    double hosting_mw = 0.0, nonfirm_mw = 0.0, generator_mw = 0.0, generator_h_per_year = 0.0;
};
inline void add_center(System& system, std::size_t region, const Center& center) {
    system.centers.name.emplace_back("center");
    system.centers.region.push_back(NodeIndex{region});
    system.centers.deferrable_frac.push_back(center.deferrable_frac);
    system.centers.movable_frac.push_back(center.movable_frac);
    system.centers.deadline_h.push_back(center.deadline_h);
    system.centers.hosting_mw.push_back(center.hosting_mw);
    system.centers.nonfirm_mw.push_back(center.nonfirm_mw);
    system.centers.generator_mw.push_back(center.generator_mw);
    system.centers.generator_h_per_year.push_back(center.generator_h_per_year);
}

inline System nodes(std::size_t count) {
    System system;
    for (std::size_t r = 0; r < count; ++r) system.region.emplace_back(1, static_cast<char>('A' + r));
    system.study_regions = count;
    return system;
}

inline WeatherLibrary library_of(const System& system, std::vector<std::int64_t> hours_of_year,
                                 std::size_t resources = 0, std::size_t temperatures = 0, std::size_t weathers = 1) {
    return WeatherLibrary({.weathers = weathers,
                           .regions = system.region.size(),
                           .centers = system.centers.count(),
                           .resources = resources,
                           .temperatures = temperatures,
                           .hours_of_year = std::move(hours_of_year),
                           .is_leap = {}});
}

}  // namespace decawatt::adequacy::made
