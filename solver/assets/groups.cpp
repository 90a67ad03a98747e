#include "assets/groups.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/error.hpp"
#include "model/validate.hpp"

namespace decawatt::assets {

using base::at;
using model::is_on_new_year;
using model::is_upgrade;
using model::Study;

namespace {

// A merged group is named after its region and technology, a single member by its own name; equal names get a number.
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

// Groups of member indices, in the order of their first members.
template <typename Index>
using MembersOf = std::vector<std::vector<Index>>;

// Groups entities with equal keys and, if they have expansion options, equal investment costs, because a group has one
// cost. Entities without options join the first group with their key.
template <typename Index, typename KeyOf>
MembersOf<Index> grouped(const std::vector<model::ExpansionOption>& builds, const KeyOf& key_of) {
    using Key = decltype(key_of(0));
    using Economics = std::tuple<double, double, double, double>;
    std::map<Key, Economics> first;
    const auto economics = [&](std::size_t i) {
        return Economics(builds[i].capex, builds[i].fixed_cost_per_year, builds[i].lifetime_years,
                         builds[i].annuity_factor);
    };
    for (std::size_t i = 0; i < builds.size(); ++i)
        if (builds[i].possible()) first.try_emplace(key_of(i), economics(i));
    MembersOf<Index> groups;
    std::map<std::pair<Key, Economics>, std::size_t> group_of;
    for (std::size_t i = 0; i < builds.size(); ++i) {
        const Key key = key_of(i);
        const auto cost = builds[i].possible() ? economics(i) : first[key];
        const auto [found, is_new] = group_of.try_emplace({key, cost}, groups.size());
        if (is_new) groups.emplace_back();
        groups[found->second].push_back(static_cast<Index>(i));
    }
    return groups;
}

// Index of a plant's availability series from a file, which makes it a group of its own; -1 without one.
int fixed_place(const Study& study, model::PlantIndex plant) {
    const auto& series = study.fixed.availability;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i].plant == plant) return static_cast<int>(i);
    return -1;
}

// A plant with an agreement is a group of its own: 1 and up; 0 without one.
std::size_t agreement_place(const Study& study, std::size_t p) {
    return model::agreement_of(study, static_cast<model::PlantIndex>(p)) ? p + 1 : 0;
}

auto plant_key(const Study& study, const profiles::Profiles& profiles, std::size_t p) {
    const auto& plants = study.plants;
    return std::tuple(plants.region[p], plants.behind[p], plants.technology[p], plants.contract[p], plants.fuel[p],
                      plants.efficiency_frac[p], plants.variable_cost_per_mwh[p], plants.ramp_limits(p).up_frac_per_h,
                      plants.ramp_limits(p).down_frac_per_h, plants.availability[p], plants.seasonal_limit[p],
                      plants.must_run[p], profiles.resource_of_plant[p], bool(plants.clean[p]),
                      bool(plants.renewable[p]), fixed_place(study, static_cast<model::PlantIndex>(p)),
                      plants.most_full_load_h(p), agreement_place(study, p), plants.credit_per_mwh(p));
}

// A ratio as a key: equal to about nine digits.
std::int64_t ratio_key(double numerator, double denominator) {
    return denominator > 0.0 ? std::llround(numerator / denominator * 1e9) : -1;
}

bool has_existing(const model::Stores& stores, std::size_t s) {
    return stores.energy_mwh[s] > 0.0 && (stores.charge_mw[s] > 0.0 || stores.discharge_mw[s] > 0.0);
}

void add_store_group(const Study& study, std::size_t s, bool buildable, StoreGroups& groups) {
    const auto& stores = study.stores;
    groups.region.push_back(stores.region[s]);
    groups.behind.push_back(stores.behind[s]);
    groups.technology.push_back(stores.technology[s]);
    groups.contract.push_back(stores.contract[s]);
    groups.charge_efficiency_frac.push_back(stores.charge_efficiency_frac[s]);
    groups.discharge_efficiency_frac.push_back(stores.discharge_efficiency_frac[s]);
    groups.standing_loss_frac_per_h.push_back(stores.standing_loss_frac_per_h[s]);
    groups.buildable.push_back(buildable);
    groups.members.push_back({static_cast<model::StoreIndex>(s)});
}

// "(new)" denotes expansion that is separate from an existing part of the same store.
std::string store_group_name(const Study& study, const StoreGroups& groups, std::size_t group) {
    const auto& stores = study.stores;
    const std::size_t first = at(groups.members[group].front());
    if (groups.members[group].size() > 1)
        return study.regions.name[at(stores.region[first])] + " " + model::text(stores.technology[first]);
    const bool beside = groups.buildable[group] && has_existing(stores, first) && !is_upgrade(stores, first);
    return stores.name[first] + (beside ? " (new)" : "");
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

PlantGroups group_plants(const Study& study, const profiles::Profiles& profiles) {
    const auto& plants = study.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        base::expects(!plants.build[p].possible() || plants.must_run[p] == base::none<model::MonthProfileIndex>,
                      "what may be built is not must-run");
    PlantGroups groups;
    groups.members =
        grouped<model::PlantIndex>(plants.build, [&](std::size_t p) { return plant_key(study, profiles, p); });
    Names names;
    for (const auto& members : groups.members) {
        const std::size_t first = at(members.front());
        groups.region.push_back(plants.region[first]);
        groups.behind.push_back(plants.behind[first]);
        groups.technology.push_back(plants.technology[first]);
        groups.contract.push_back(plants.contract[first]);
        groups.clean.push_back(plants.clean[first]);
        groups.renewable.push_back(plants.renewable[first]);
        groups.buildable.push_back(std::any_of(members.begin(), members.end(), [&](model::PlantIndex member) {
            return plants.build[at(member)].possible();
        }));
        groups.name.push_back(names.unique(members.size() == 1 ? plants.name[first]
                                                               : study.regions.name[at(plants.region[first])] + " " +
                                                                     model::text(plants.technology[first])));
    }
    return groups;
}

StoreGroups group_stores(const Study& study) {
    const auto& stores = study.stores;
    for (std::size_t s = 0; s < stores.name.size(); ++s)
        base::expects(!is_upgrade(stores, s) ||
                          (is_on_new_year(study, stores.commissioned[s]) && is_on_new_year(study, stores.closed[s])),
                      "an upgraded store comes and goes on New Year");
    const auto key = [&](std::size_t s) {
        return std::tuple(stores.region[s], stores.behind[s], stores.technology[s], stores.contract[s],
                          stores.charge_efficiency_frac[s], stores.discharge_efficiency_frac[s],
                          stores.standing_loss_frac_per_h[s], stores.cycling_cost_per_mwh[s],
                          stores.availability_frac[s], ratio_key(stores.charge_mw[s], stores.energy_mwh[s]),
                          ratio_key(stores.discharge_mw[s], stores.energy_mwh[s]), stores.ages(s) ? s + 1 : 0);
    };
    StoreGroups groups;
    std::map<decltype(key(0)), std::size_t> group_of;
    for (std::size_t s = 0; s < stores.name.size(); ++s) {
        const bool buildable = stores.build_power[s].possible() || stores.build_energy[s].possible();
        const bool split = has_existing(stores, s) && !is_upgrade(stores, s);
        if (split) {
            const auto [found, is_new] = group_of.try_emplace(key(s), groups.members.size());
            if (is_new)
                add_store_group(study, s, false, groups);
            else
                groups.members[found->second].push_back(static_cast<model::StoreIndex>(s));
        }
        if (buildable) add_store_group(study, s, true, groups);
    }
    Names names;
    for (std::size_t f = 0; f < groups.members.size(); ++f)
        groups.name.push_back(names.unique(store_group_name(study, groups, f)));
    return groups;
}

bool holds_existing(const Study& study, const StoreGroups& stores, std::size_t group) {
    return !stores.buildable[group] || is_upgrade(study.stores, at(stores.members[group].front()));
}

Corridors group_lines(const Study& study) {
    const auto& lines = study.lines;
    Corridors corridors;
    corridors.members = grouped<model::LineIndex>(lines.build, [&](std::size_t l) {
        const double orientation = lines.from[l] < lines.to[l] ? 1.0 : -1.0;
        return std::tuple(std::min(lines.from[l], lines.to[l]), std::max(lines.from[l], lines.to[l]),
                          lines.loss_frac[l], interfaces_of(study, l, orientation), lines.has_reactance(l) ? l + 1 : 0);
    });
    Names names;
    for (const auto& members : corridors.members) {
        const std::size_t first = at(members.front());
        corridors.from.push_back(lines.from[first]);
        corridors.to.push_back(lines.to[first]);
        corridors.loss_frac.push_back(lines.loss_frac[first]);
        corridors.name.push_back(names.unique(members.size() == 1 ? lines.name[first]
                                                                  : study.regions.name[at(lines.from[first])] + " - " +
                                                                        study.regions.name[at(lines.to[first])]));
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

Groups make_groups(const Study& study, const profiles::Profiles& profiles) {
    return {group_plants(study, profiles), group_stores(study), group_lines(study)};
}

}  // namespace decawatt::assets
