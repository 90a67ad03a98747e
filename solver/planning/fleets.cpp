#include "planning/fleets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/error.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// "<region> <technology>" for a merged fleet, with a number where there are several; the plant's own name where it is
// alone.
class Names {
  public:
    std::string unique(const std::string& wanted) {
        std::string name = wanted;
        for (int n = 2; !used_.insert(name).second; ++n) name = wanted + " " + std::to_string(n);
        return name;
    }

  private:
    std::set<std::string> used_;
};

auto plant_key(const Study& study, const profiles::Profiles& profiles, std::size_t p) {
    const auto& plants = study.plants;
    return std::tuple(plants.region[p], plants.behind[p], plants.technology[p], plants.contract[p], plants.fuel[p],
                      plants.efficiency_frac[p], plants.variable_cost_per_mwh[p], plants.availability[p],
                      plants.seasonal_limit[p], plants.must_run[p], profiles.resource_of_plant[p],
                      bool(plants.clean[p]), bool(plants.renewable[p]));
}

void refuse_must_run_builds(const Study& study) {
    std::vector<base::InputFault> faults;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p)
        if (study.plants.build[p].possible() && study.plants.must_run[p] != base::none<model::MonthProfileIndex>)
            faults.push_back({"plants.csv", "must_run", 0, "a must-run profile for " + study.plants.name[p],
                              "none: what may be built cannot be must-run"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// A ratio as a key: equal to about nine digits.
std::int64_t ratio_key(double numerator, double denominator) {
    return denominator > 0.0 ? std::llround(numerator / denominator * 1e9) : -1;
}

bool is_upgrade(const model::Stores& stores, std::size_t s) {
    return stores.build_power[s].possible() != stores.build_energy[s].possible();
}

bool has_existing(const model::Stores& stores, std::size_t s) {
    return stores.energy_mwh[s] > 0.0 && (stores.charge_mw[s] > 0.0 || stores.discharge_mw[s] > 0.0);
}

void add_store_fleet(const Study& study, const std::string& name, std::size_t s, bool buildable, StoreFleets& fleets) {
    const auto& stores = study.stores;
    fleets.name.push_back(name);
    fleets.region.push_back(stores.region[s]);
    fleets.behind.push_back(stores.behind[s]);
    fleets.technology.push_back(stores.technology[s]);
    fleets.contract.push_back(stores.contract[s]);
    fleets.charge_efficiency_frac.push_back(stores.charge_efficiency_frac[s]);
    fleets.discharge_efficiency_frac.push_back(stores.discharge_efficiency_frac[s]);
    fleets.standing_loss_frac_per_h.push_back(stores.standing_loss_frac_per_h[s]);
    fleets.buildable.push_back(buildable);
    fleets.members.push_back({static_cast<model::StoreIndex>(s)});
}

void refuse_partial_upgrades(const Study& study) {
    const auto& stores = study.stores;
    const auto on_new_year = [&](base::UtcSeconds instant) {
        if (instant == base::kAlways || instant == base::kNever) return true;
        const int year = base::civil_time(instant, study.utc_offset_s).year;
        return base::utc_of_date(year, 1, 1, study.utc_offset_s) == instant || year < study.horizon.first_year ||
               year > study.horizon.last_year;
    };
    std::vector<base::InputFault> faults;
    for (std::size_t s = 0; s < stores.name.size(); ++s)
        if (is_upgrade(stores, s) && !(on_new_year(stores.commissioned[s]) && on_new_year(stores.closed[s])))
            faults.push_back({"stores.csv", "commissioned", 0, "a date within a year for " + stores.name[s],
                              "1 January, for a store with only power or only energy to build"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

// The interfaces of a line, as (interface, sign) for a flow from the lower to the higher region.
std::vector<std::pair<std::size_t, double>> interfaces_of(const Study& study, std::size_t line, double orientation) {
    std::vector<std::pair<std::size_t, double>> found;
    for (std::size_t i = 0; i < study.interfaces.name.size(); ++i)
        for (const auto& member : study.interfaces.members[i])
            if (at(member.line) == line) found.emplace_back(i, member.sign * orientation);
    return found;
}

}  // namespace

Fleets make_fleets(const Study& study, const profiles::Profiles& profiles) {
    refuse_must_run_builds(study);
    const auto& plants = study.plants;
    Fleets fleets;
    std::map<decltype(plant_key(study, profiles, 0)), std::size_t> fleet_of;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        const auto [found, is_new] = fleet_of.try_emplace(plant_key(study, profiles, p), fleets.members.size());
        if (is_new) {
            fleets.region.push_back(plants.region[p]);
            fleets.behind.push_back(plants.behind[p]);
            fleets.technology.push_back(plants.technology[p]);
            fleets.contract.push_back(plants.contract[p]);
            fleets.clean.push_back(plants.clean[p]);
            fleets.renewable.push_back(plants.renewable[p]);
            fleets.buildable.push_back(false);
            fleets.members.emplace_back();
        }
        const std::size_t f = found->second;
        fleets.members[f].push_back(static_cast<model::PlantIndex>(p));
        if (plants.build[p].possible()) fleets.buildable[f] = true;
    }
    Names names;
    for (std::size_t f = 0; f < fleets.members.size(); ++f) {
        const bool alone = fleets.members[f].size() == 1;
        fleets.name.push_back(
            names.unique(alone ? plants.name[at(fleets.members[f].front())]
                               : study.regions.name[at(fleets.region[f])] + " " + model::text(fleets.technology[f])));
    }
    return fleets;
}

StoreFleets make_store_fleets(const Study& study) {
    refuse_partial_upgrades(study);
    const auto& stores = study.stores;
    const auto key = [&](std::size_t s) {
        return std::tuple(stores.region[s], stores.behind[s], stores.technology[s], stores.contract[s],
                          stores.charge_efficiency_frac[s], stores.discharge_efficiency_frac[s],
                          stores.standing_loss_frac_per_h[s], stores.cycling_cost_per_mwh[s],
                          stores.availability_frac[s], ratio_key(stores.charge_mw[s], stores.energy_mwh[s]),
                          ratio_key(stores.discharge_mw[s], stores.energy_mwh[s]));
    };
    StoreFleets fleets;
    Names names;
    std::map<decltype(key(0)), std::size_t> fleet_of;
    for (std::size_t s = 0; s < stores.name.size(); ++s) {
        const bool buildable = stores.build_power[s].possible() || stores.build_energy[s].possible();
        const bool split = has_existing(stores, s) && !is_upgrade(stores, s);
        if (split) {
            const auto [found, is_new] = fleet_of.try_emplace(key(s), fleets.members.size());
            if (is_new)
                add_store_fleet(study, names.unique(stores.name[s]), s, false, fleets);
            else
                fleets.members[found->second].push_back(static_cast<model::StoreIndex>(s));
        }
        if (buildable) add_store_fleet(study, names.unique(stores.name[s] + (split ? " (new)" : "")), s, true, fleets);
    }
    return fleets;
}

bool holds_existing(const Study& study, const StoreFleets& stores, std::size_t fleet) {
    return !stores.buildable[fleet] || is_upgrade(study.stores, at(stores.members[fleet].front()));
}

Corridors make_corridors(const Study& study) {
    const auto& lines = study.lines;
    const auto key = [&](std::size_t l) {
        const double orientation = lines.from[l] < lines.to[l] ? 1.0 : -1.0;
        return std::tuple(std::min(lines.from[l], lines.to[l]), std::max(lines.from[l], lines.to[l]),
                          lines.loss_frac[l], interfaces_of(study, l, orientation));
    };
    Corridors corridors;
    std::map<decltype(key(0)), std::size_t> corridor_of;
    for (std::size_t l = 0; l < lines.name.size(); ++l) {
        const auto [found, is_new] = corridor_of.try_emplace(key(l), corridors.members.size());
        if (is_new) {
            corridors.from.push_back(lines.from[l]);
            corridors.to.push_back(lines.to[l]);
            corridors.loss_frac.push_back(lines.loss_frac[l]);
            corridors.members.emplace_back();
        }
        corridors.members[found->second].push_back(static_cast<model::LineIndex>(l));
    }
    Names names;
    for (std::size_t c = 0; c < corridors.members.size(); ++c) {
        const bool alone = corridors.members[c].size() == 1;
        corridors.name.push_back(names.unique(alone ? lines.name[at(corridors.members[c].front())]
                                                    : study.regions.name[at(corridors.from[c])] + " - " +
                                                          study.regions.name[at(corridors.to[c])]));
    }
    return corridors;
}

bool is_turned(const Study& study, const Corridors& corridors, std::size_t corridor, model::LineIndex line) {
    return study.lines.from[at(line)] != corridors.from[corridor];
}

double sign_in_interface(const Study& study, const Corridors& corridors, std::size_t corridor,
                         model::InterfaceIndex interface) {
    const model::LineIndex first = corridors.members[corridor].front();
    double sign = 0.0;
    for (const auto& member : study.interfaces.members[at(interface)])
        if (member.line == first) sign += member.sign;
    return sign;
}

}  // namespace decawatt::planning
