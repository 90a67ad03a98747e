#include "planning/investments.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "assets/service_years.hpp"
#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "planning/negligible.hpp"

namespace decawatt::planning {

using base::at;
using model::ExpansionOption;
using model::Study;

double discount_factor(const Study& study, int year) {
    return std::pow(1.0 + study.discount_rate, -(year - study.horizon.first_year + 0.5));
}

double annuity_per_unit_year(const Study& study, const ExpansionOption& option) {
    return option.capex * base::capital_recovery_factor(study.discount_rate, option.lifetime_years) *
           option.annuity_factor;
}

namespace {
constexpr double kLeastUnknown =
    1e-3;  // MW or MWh: smaller additions of assets that the study does not list are ignored as solver rounding

void price(const Study& study, const ExpansionOption& option, Investment& investment) {
    investment.annuity_per_unit_year = annuity_per_unit_year(study, option);
    investment.fixed_per_unit_year = option.fixed_cost_per_year;
}

void add_vintages(const Study& study, const ExpansionOption& option, Investment investment,
                  std::vector<Investment>& investments) {
    if (!option.possible()) return;
    price(study, option, investment);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        investment.limit = assets::limit_in_year(study.horizon, option, year);
        if (investment.limit <= 0.0) continue;
        investment.most = investment.limit;
        investment.year = year;
        investment.last_year =
            assets::last_year_in_service(study, investment.kind, investment.asset, investment.year, option);
        if (investment.last_year >= year) investments.push_back(investment);
    }
}

const ExpansionOption& option_of(const Study& study, const Investment& investment) {
    switch (investment.kind) {
        case CapacityKind::plant:
            return study.plants.build[investment.asset];
        case CapacityKind::store_power:
            return study.stores.build_power[investment.asset];
        case CapacityKind::store_energy:
            return study.stores.build_energy[investment.asset];
        case CapacityKind::line:
            return study.lines.build[investment.asset];
        case CapacityKind::connection:
            return study.data_centers.build_connection[investment.asset];
        case CapacityKind::nonfirm_connection:
            return study.data_centers.terms[investment.asset].nonfirm.build;
        case CapacityKind::usable_energy:
            break;
    }
    throw base::LogicError("usable energy is no investment");
}

double discounted_cost_per_unit(const Study& study, const Investment& investment) {
    double cost = 0.0;
    for (int year = std::max(investment.year, study.horizon.first_year);
         year <= std::min(investment.last_year, study.horizon.last_year); ++year)
        cost += discount_factor(study, year) * (investment.annuity_per_unit_year + investment.fixed_per_unit_year);
    return cost;
}

using AddOption = std::function<void(CapacityKind, std::size_t, std::size_t, const ExpansionOption&)>;

// Calls `add` for every expansion option of the study, with the entity to which the addition belongs.
void for_each_option(const Study& study, const assets::Groups& groups, const AddOption& add) {
    for (std::size_t f = 0; f < groups.plants.members.size(); ++f)
        for (const auto plant : groups.plants.members[f])
            add(CapacityKind::plant, at(plant), f, study.plants.build[at(plant)]);
    for (std::size_t s = 0; s < groups.stores.members.size(); ++s) {
        if (!groups.stores.buildable[s]) continue;
        const std::size_t store = at(groups.stores.members[s].front());
        add(CapacityKind::store_power, store, s, study.stores.build_power[store]);
        add(CapacityKind::store_energy, store, s, study.stores.build_energy[store]);
    }
    for (std::size_t c = 0; c < groups.corridors.members.size(); ++c)
        for (const auto line : groups.corridors.members[c])
            add(CapacityKind::line, at(line), c, study.lines.build[at(line)]);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        add(CapacityKind::connection, d, d, study.data_centers.build_connection[d]);
        if (!study.data_centers.terms.empty())
            add(CapacityKind::nonfirm_connection, d, d, study.data_centers.terms[d].nonfirm.build);
    }
}

void leave_out_negligible(const Study& study, const profiles::Profiles& profiles, const assets::Groups& groups,
                          std::vector<Investment>& investments) {
    const std::vector<double> least = negligible_amounts(study, profiles, groups, investments, 0.0);
    for (std::size_t b = 0; b < investments.size(); ++b)
        if (investments[b].limit < least[b]) investments[b].limit = 0.0;
}

// The investments that the study allows in its years, with nothing built; then slacks have the bounds of the plan.
std::vector<Investment> unbuilt(const Study& study, const ExpansionOption& option, const Investment& investment) {
    std::vector<Investment> all;
    add_vintages(study, option, investment, all);
    for (Investment& one : all) {
        one.limit = 0.0;
        one.first_service_year = option.first_year;
    }
    return all;
}

}  // namespace

const std::string& asset_name(const Study& study, const Investment& investment) {
    switch (investment.kind) {
        case CapacityKind::plant:
            return study.plants.name[investment.asset];
        case CapacityKind::line:
            return study.lines.name[investment.asset];
        case CapacityKind::connection:
        case CapacityKind::nonfirm_connection:
            return study.data_centers.name[investment.asset];
        default:
            return study.stores.name[investment.asset];
    }
}

std::vector<Investment> make_investments(const Study& study, const assets::Groups& groups) {
    std::vector<Investment> investments;
    for_each_option(study, groups,
                    [&](CapacityKind kind, std::size_t asset, std::size_t group, const ExpansionOption& option) {
                        add_vintages(study, option, {kind, asset, group, 0, 0, 0.0, 0.0, 0.0}, investments);
                    });
    return investments;
}

namespace {

// Of an option of a scenario against that of the study: what may be built, and at what cost, but not when it comes.
bool same_but_start(ExpansionOption option, const ExpansionOption& base) {
    option.first_year = base.first_year;
    return option == base;
}

// But for prices.
bool same_agreements(const Study& study, const Study& base_study) {
    const auto key = [](const model::Agreement& a) {
        return std::tuple(a.plant, a.kind, a.take_frac, a.first_year, a.last_year, a.min_mw, a.max_mw);
    };
    return std::ranges::equal(study.agreements, base_study.agreements, {}, key, key);
}

bool same_groups(const assets::Groups& a, const assets::Groups& b) {
    return a.plants.members == b.plants.members && a.stores.members == b.stores.members &&
           a.stores.buildable == b.stores.buildable && a.corridors.members == b.corridors.members;
}

}  // namespace

std::vector<Investment> same_investments(const Study& study, const assets::Groups& groups, const std::string& name,
                                         const Study& base_study, const assets::Groups& base_groups,
                                         const std::vector<Investment>& base) {
    std::vector<base::InputFault> faults;
    const auto fault = [&](const std::string& what, std::string found, std::string expected) {
        faults.push_back({"scenarios.csv", name, 0, what + ": " + std::move(found), std::move(expected)});
    };
    const model::PlanningRules &rules = study.planning, &known = base_study.planning;
    if (study.discount_rate != base_study.discount_rate || !(study.horizon == base_study.horizon) ||
        rules.perspective != known.perspective || rules.unserved_cost_per_mwh != known.unserved_cost_per_mwh)
        fault("settings", "another discount rate, horizon, perspective or cost of unserved energy than in the study",
              "the same ones, so that the costs of scenarios are comparable");
    if (!same_agreements(study, base_study))
        fault("agreements", "others than in the study, or with other terms than prices",
              "a scenario with the same ones; it may change their prices and side costs");
    if (!same_groups(groups, base_groups))
        fault("plants, stores and lines", "different from those of the study, or with different properties",
              "a scenario with the same ones; it may change demand, prices, targets and first years");
    std::vector<Investment> investments = base;
    if (faults.empty())
        for (Investment& investment : investments) {
            const ExpansionOption &option = option_of(study, investment), &before = option_of(base_study, investment);
            if (investment.kind == CapacityKind::store_energy &&
                !(study.stores.duration_of(investment.asset) == base_study.stores.duration_of(investment.asset)))
                fault("store energy " + asset_name(study, investment), "another duration than in the study",
                      "the same one");
            if (option.first_year > before.first_year) investment.first_service_year = option.first_year;
            if (!same_but_start(option, before) || option.first_year < before.first_year)
                fault(std::string(text(investment.kind)) + " " + asset_name(study, investment),
                      "another expansion option than in the study",
                      "the same limits, costs and life, and a first year that is not before the study's");
        }
    // An asset has an investment for each year: it is named once.
    const auto by_text = [](const base::InputFault& fault_of) { return fault_of.text(); };
    faults.erase(std::unique(faults.begin(), faults.end(),
                             [&](const auto& a, const auto& b) { return by_text(a) == by_text(b); }),
                 faults.end());
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return investments;
}

std::vector<Investment> fixed_investments(const Study& study, const profiles::Profiles& profiles,
                                          const assets::Groups& groups, const std::vector<CapacityAddition>& built) {
    std::vector<Investment> investments;
    std::vector<bool> placed(built.size(), false);
    for_each_option(
        study, groups, [&](CapacityKind kind, std::size_t asset, std::size_t group, const ExpansionOption& option) {
            if (!option.possible()) return;
            Investment investment{kind, asset, group, 0, 0, 0.0, 0.0, 0.0};
            price(study, option, investment);
            std::vector<Investment> of_option = unbuilt(study, option, investment);
            for (std::size_t i = 0; i < built.size(); ++i) {
                if (placed[i] || built[i].kind != kind || built[i].asset != asset_name(study, investment)) continue;
                placed[i] = true;
                const auto found = std::ranges::find(of_option, built[i].year, &Investment::year);
                if (found != of_option.end() && found->limit == 0.0) {
                    found->limit = built[i].amount;
                    continue;
                }
                investment.limit = built[i].amount;
                investment.year = built[i].year;
                investment.first_service_year = option.first_year;
                investment.last_year =
                    assets::last_year_in_service(study, investment.kind, investment.asset, investment.year, option);
                if (investment.year <= study.horizon.last_year && investment.last_year >= study.horizon.first_year)
                    of_option.push_back(investment);
            }
            // Margin for what was built before the years of the study, and for whole machines above the limits.
            for (Investment& one : of_option) one.most = std::max(one.most, one.limit);
            investments.insert(investments.end(), of_option.begin(), of_option.end());
        });
    std::vector<base::InputFault> faults;
    for (std::size_t i = 0; i < built.size(); ++i)
        if (!placed[i] && built[i].amount >= kLeastUnknown && built[i].kind != CapacityKind::usable_energy)
            faults.push_back({"the plan", std::string(text(built[i].kind)) + " " + built[i].asset, 0,
                              std::to_string(built[i].amount) + " built in " + std::to_string(built[i].year),
                              "an expansion option of the study"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    leave_out_negligible(study, profiles, groups, investments);
    return investments;
}

namespace {

void add_variables(const Study& study, const std::vector<Investment>& investments, const Units& units,
                   lp::Border& border) {
    const auto count = static_cast<Eigen::Index>(investments.size());
    border.cost = border.upper = lp::Vector::Zero(count);
    border.lower = lp::Vector::Zero(count);
    for (std::size_t b = 0; b < investments.size(); ++b) {
        const Investment& investment = investments[b];
        const auto k = static_cast<Eigen::Index>(b);
        border.cost[k] = discounted_cost_per_unit(study, investment) * units.power_mw / units.money;
        border.upper[k] = investment.limit / units.power_mw;
        border.names.push_back(std::string(text(investment.kind)) + " " + asset_name(study, investment) + " " +
                               std::to_string(investment.year));
    }
}

}  // namespace

void add_fixed_border(const Study& study, const std::vector<Investment>& investments, const Units& units,
                      lp::Border& border) {
    add_variables(study, investments, units, border);
    border.lower = border.upper;
}

void add_border(const Study& study, const std::vector<Investment>& investments, const Units& units, lp::Border& border,
                LinkingBuilder& linking) {
    add_variables(study, investments, units, border);
    for (std::size_t first = 0; first < investments.size();) {
        const Investment& asset = investments[first];
        std::size_t end = first;
        double possible = 0.0;
        for (; end < investments.size() && investments[end].kind == asset.kind && investments[end].asset == asset.asset;
             ++end)
            possible += investments[end].limit;
        const double limit = option_of(study, asset).limit;
        if (possible > limit * (1.0 + 1e-12)) {
            const LinkingRow row = linking.add_row(
                "build limit of " + std::string(text(asset.kind)) + " " + asset_name(study, asset), lp::Sense::at_most);
            linking.add_to_rhs(row, limit / units.power_mw);
            for (std::size_t b = first; b < end; ++b) linking.add_border(row, static_cast<BorderVariable>(b), 1.0);
        }
        first = end;
    }
}

}  // namespace decawatt::planning
