#include "planning/build_border.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/error.hpp"
#include "planning/negligible_builds.hpp"

namespace decawatt::planning {

using base::at;
using model::BuildOption;
using model::Study;

namespace {
constexpr double kLeastUnknownMw = 1e-3;  // of what the study does not know: less is a solver's rounding
}

double lowest(const Hours& hours) {
    return hours.empty() ? 0.0 : *std::min_element(hours.begin(), hours.end());
}

double discount_factor(const Study& study, int year) {
    return std::pow(1.0 + study.discount_rate, -(year - study.horizon.first_year + 0.5));
}

double capital_recovery_factor(double rate, double years) {
    if (rate == 0.0) return 1.0 / years;
    return rate / -std::expm1(-years * std::log1p(rate));
}

namespace {

void price(const Study& study, const BuildOption& option, Build& build) {
    build.annuity_per_mw_year =
        option.capex_per_mw * capital_recovery_factor(study.discount_rate, option.lifetime_years);
    build.fixed_per_mw_year = option.fixed_cost_per_mw_year;
}

void add_vintages(const Study& study, const BuildOption& option, Build build, std::vector<Build>& builds) {
    if (!option.possible()) return;
    price(study, option, build);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        build.limit_mw = limit_in_year(study.horizon, option, year);
        if (build.limit_mw <= 0.0) continue;
        build.year = year;
        build.last_year = last_year_of(year, option.lifetime_years);
        builds.push_back(build);
    }
}

const BuildOption& option_of(const Study& study, const Build& build) {
    switch (build.kind) {
        case BuildKind::plant:
            return study.plants.build[build.asset];
        case BuildKind::store_power:
            return study.stores.build_power[build.asset];
        case BuildKind::store_energy:
            return study.stores.build_energy[build.asset];
        case BuildKind::line:
            return study.lines.build[build.asset];
        case BuildKind::connection:
            return study.data_centers.build_connection[build.asset];
    }
    return study.plants.build[build.asset];
}

double discounted_cost_per_mw(const Study& study, const Build& build) {
    double cost = 0.0;
    for (int year = std::max(build.year, study.horizon.first_year);
         year <= std::min(build.last_year, study.horizon.last_year); ++year)
        cost += discount_factor(study, year) * (build.annuity_per_mw_year + build.fixed_per_mw_year);
    return cost;
}

using AddOption = std::function<void(BuildKind, std::size_t, std::size_t, const BuildOption&)>;

// Every option of the study, asset by asset, with the entity that its build belongs to.
void for_each_option(const Study& study, const Layout& layout, const AddOption& add) {
    for (std::size_t f = 0; f < layout.fleets.members.size(); ++f)
        for (const auto plant : layout.fleets.members[f])
            add(BuildKind::plant, at(plant), f, study.plants.build[at(plant)]);
    for (std::size_t s = 0; s < layout.stores.members.size(); ++s) {
        if (!layout.stores.buildable[s]) continue;
        const std::size_t store = at(layout.stores.members[s].front());
        add(BuildKind::store_power, store, s, study.stores.build_power[store]);
        add(BuildKind::store_energy, store, s, study.stores.build_energy[store]);
    }
    for (std::size_t c = 0; c < layout.corridors.members.size(); ++c)
        for (const auto line : layout.corridors.members[c])
            add(BuildKind::line, at(line), c, study.lines.build[at(line)]);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        add(BuildKind::connection, d, d, study.data_centers.build_connection[d]);
}

std::vector<Build> without_negligible(const Study& study, const profiles::Profiles& profiles, const Layout& layout,
                                      std::vector<Build> builds) {
    const std::vector<double> least_mw = negligible_mw(study, profiles, layout, builds);
    std::vector<Build> kept;
    for (std::size_t b = 0; b < builds.size(); ++b)
        if (builds[b].limit_mw >= least_mw[b]) kept.push_back(builds[b]);
    return kept;
}

}  // namespace

const std::string& asset_name(const Study& study, const Build& build) {
    switch (build.kind) {
        case BuildKind::plant:
            return study.plants.name[build.asset];
        case BuildKind::line:
            return study.lines.name[build.asset];
        case BuildKind::connection:
            return study.data_centers.name[build.asset];
        default:
            return study.stores.name[build.asset];
    }
}

std::vector<Build> make_builds(const Study& study, const Layout& layout) {
    std::vector<Build> builds;
    for_each_option(study, layout,
                    [&](BuildKind kind, std::size_t asset, std::size_t entity, const BuildOption& option) {
                        add_vintages(study, option, {kind, asset, entity, 0, 0, 0.0, 0.0, 0.0}, builds);
                    });
    return builds;
}

std::vector<Build> fixed_builds(const Study& study, const profiles::Profiles& profiles, const Layout& layout,
                                const std::vector<PlanBuild>& built) {
    std::vector<Build> builds;
    std::vector<bool> placed(built.size(), false);
    for_each_option(study, layout,
                    [&](BuildKind kind, std::size_t asset, std::size_t entity, const BuildOption& option) {
                        if (!option.possible()) return;
                        Build build{kind, asset, entity, 0, 0, 0.0, 0.0, 0.0};
                        price(study, option, build);
                        for (std::size_t i = 0; i < built.size(); ++i) {
                            if (placed[i] || built[i].kind != text(kind) || built[i].asset != asset_name(study, build))
                                continue;
                            placed[i] = true;
                            build.limit_mw = built[i].amount_mw;
                            build.year = built[i].year;
                            build.last_year = last_year_of(build.year, option.lifetime_years);
                            if (build.year <= study.horizon.last_year && build.last_year >= study.horizon.first_year)
                                builds.push_back(build);
                        }
                    });
    std::vector<base::InputFault> faults;
    for (std::size_t i = 0; i < built.size(); ++i)
        if (!placed[i] && built[i].amount_mw >= kLeastUnknownMw && built[i].kind != kUsableEnergy)
            faults.push_back({"the plan", built[i].kind + " " + built[i].asset, 0,
                              std::to_string(built[i].amount_mw) + " built in " + std::to_string(built[i].year),
                              "something that the study lets build"});
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return without_negligible(study, profiles, layout, std::move(builds));
}

namespace {

void add_variables(const Study& study, const std::vector<Build>& builds, const Units& units, lp::Border& border) {
    const auto count = static_cast<Eigen::Index>(builds.size());
    border.cost = border.upper = lp::Vector::Zero(count);
    border.lower = lp::Vector::Zero(count);
    for (std::size_t b = 0; b < builds.size(); ++b) {
        const Build& build = builds[b];
        const auto k = static_cast<Eigen::Index>(b);
        border.cost[k] = discounted_cost_per_mw(study, build) * units.power_mw / units.money;
        border.upper[k] = build.limit_mw / units.power_mw;
        border.names.push_back(std::string(text(build.kind)) + " " + asset_name(study, build) + " " +
                               std::to_string(build.year));
    }
}

}  // namespace

void add_fixed_border(const Study& study, const std::vector<Build>& builds, const Units& units, lp::Border& border) {
    add_variables(study, builds, units, border);
    border.lower = border.upper;
}

void add_border(const Study& study, const std::vector<Build>& builds, const Units& units, lp::Border& border,
                LinkingBuilder& linking) {
    add_variables(study, builds, units, border);
    for (std::size_t first = 0; first < builds.size();) {
        const Build& asset = builds[first];
        std::size_t end = first;
        double possible_mw = 0.0;
        for (; end < builds.size() && builds[end].kind == asset.kind && builds[end].asset == asset.asset; ++end)
            possible_mw += builds[end].limit_mw;
        const double limit_mw = option_of(study, asset).limit_mw;
        if (possible_mw > limit_mw * (1.0 + 1e-12)) {
            const int row = linking.add_row(
                "build limit of " + std::string(text(asset.kind)) + " " + asset_name(study, asset), lp::Sense::at_most);
            linking.add_to_rhs(row, limit_mw / units.power_mw);
            for (std::size_t b = first; b < end; ++b) linking.add_border(row, static_cast<int>(b), 1.0);
        }
        first = end;
    }
}

}  // namespace decawatt::planning
