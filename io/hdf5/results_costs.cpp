// Components of the objective and of targets, so that both can be recomputed from the file.
#include "io/hdf5/results_costs.hpp"

#include <algorithm>
#include <limits>

#include "assets/connection.hpp"
#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_foresight.hpp"
#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Investment costs of each entity: those of its first member with an expansion option, NaN without one.
struct BuildColumns {
    std::vector<double> capex, fixed_cost, lifetime_years, annuity_factor;

    template <typename Index>
    BuildColumns(const std::vector<std::vector<Index>>& members, const std::vector<model::ExpansionOption>& options) {
        for (const auto& group : members) {
            const model::ExpansionOption* found = nullptr;
            for (const Index member : group)
                if (const auto& option = options.at(base::at(member)); !found && option.possible()) found = &option;
            capex.push_back(found ? found->capex : kNaN);
            fixed_cost.push_back(found ? found->fixed_cost_per_year : kNaN);
            lifetime_years.push_back(found ? found->lifetime_years : kNaN);
            annuity_factor.push_back(found ? found->annuity_factor : kNaN);
        }
    }
};

// `what` is "fleet", "store", "store_energy", ...; `per` the unit of capacity.
void put_build(Group& group, const std::string& what, const std::string& entity, const std::string& money_per,
               const BuildColumns& columns, bool after_tax) {
    if (!group.has_dimension(entity)) return;
    const std::string per = what == "store_energy" ? "_per_mwh" : "_per_mw";
    group.put(what + "_capex" + per, {entity}, {money_per, "cost of building, paid as an annuity over the lifetime"},
              columns.capex);
    group.put(what + "_fixed_cost" + per + "_year", {entity}, {money_per + "/year", "fixed cost of capacity built"},
              columns.fixed_cost);
    group.put(what + "_lifetime_years", {entity}, {"year", "lifetime of capacity built"}, columns.lifetime_years);
    if (after_tax)
        group.put(what + "_annuity_factor", {entity}, {kFraction, "annuity after taxes and credits over that before"},
                  columns.annuity_factor);
}

template <typename Index>
std::vector<std::vector<Index>> each_alone(std::size_t count) {
    std::vector<std::vector<Index>> alone;
    for (std::size_t i = 0; i < count; ++i) alone.push_back({static_cast<Index>(i)});
    return alone;
}

bool states_charges(const model::Study& study) {
    return std::ranges::any_of(study.data_centers.terms, [](const model::ConnectionTerms& terms) {
        return terms.charge_per_mw_year > 0.0 || terms.nonfirm.charge_per_mw_year > 0.0;
    });
}

// Of studies that state them.
void put_connection_terms(Group& group, const ResultSource& source) {
    const model::Study& study = source.study;
    const std::size_t count = study.data_centers.name.size();
    if (assets::states_curtailment(study)) {
        std::vector<model::ExpansionOption> options;
        for (std::size_t d = 0; d < count; ++d) options.push_back(study.data_centers.terms_of(d).nonfirm.build);
        put_build(group, "nonfirm", "data_center", study.currency + "/MW",
                  {each_alone<model::DataCenterIndex>(count), options}, study.planning.after_tax.has_value());
    }
    if (!states_charges(study)) return;
    base::Series charges(source.plan.years.size(), count);
    for (std::size_t y = 0; y < source.plan.years.size(); ++y)
        for (std::size_t d = 0; d < count; ++d)
            charges(y, d) = assets::connection_charge(study, d, source.plan.years[y]);
    put_year_series(group, "connection_charge", "data_center",
                    {study.currency, "yearly charge for the connection that exists, undiscounted"}, charges);
}

void put_builds(Group& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    const std::string per_mw = study.currency + "/MW", per_mwh = per_energy(study.currency);
    const bool after_tax = study.planning.after_tax.has_value();
    put_build(group, "fleet", "fleet", per_mw, {plan.plants.members, study.plants.build}, after_tax);
    put_build(group, "store", "store", per_mw, {plan.stores.members, study.stores.build_power}, after_tax);
    put_build(group, "store_energy", "store", per_mwh, {plan.stores.members, study.stores.build_energy}, after_tax);
    put_build(group, "corridor", "corridor", per_mw, {plan.corridors.members, study.lines.build}, after_tax);
    const auto centers = each_alone<model::DataCenterIndex>(study.data_centers.name.size());
    put_build(group, "connection", "data_center", per_mw, {centers, study.data_centers.build_connection}, after_tax);
    put_connection_terms(group, source);
}

void put_marginal_cost(Group& group, const planning::Plan& plan, const std::string& units) {
    if (!group.has_dimension("fleet") || !group.has_dimension("year")) return;
    const std::size_t years = group.size("year"), fleets = group.size("fleet");
    const base::Series& cost = plan.fleet_marginal_cost_per_mwh;
    const bool known = cost.times() > 0;
    base::expects(!known || (cost.times() == years && cost.entities() == fleets), "marginal costs by year and fleet");
    std::vector<double> rows;
    for (std::size_t y = 0; y < years; ++y)
        for (std::size_t f = 0; f < fleets; ++f) rows.push_back(known ? cost(y, f) : kNaN);
    group.put("fleet_marginal_cost_per_mwh", {"year", "fleet"}, {units, "variable cost, fuel and carbon, undiscounted"},
              rows);
}

void put_factors(Group& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    const std::string per_mwh = per_energy(study.currency);
    if (group.has_dimension("year") && !plan.discount_factor.empty())
        group.put("discount_factor", {"year"}, {kFraction, "discount factor of the year, mid-year"},
                  plan.discount_factor);
    if (group.has_dimension("fleet") && !plan.fleet_emission_t_per_mwh.empty())
        group.put("fleet_emission_t_per_mwh", {"fleet"}, {"t/(MW h)", "CO2 per energy generated"},
                  plan.fleet_emission_t_per_mwh);
    if (group.has_dimension("store") && !plan.store_cycling_cost_per_mwh.empty())
        group.put("store_cycling_cost_per_mwh", {"store"}, {per_mwh, "cost per energy discharged"},
                  plan.store_cycling_cost_per_mwh);
}

}  // namespace

void put_costs(Group&& group, const ResultSource& source) {
    const auto& [study, plan, provenance] = source;
    const std::string per_mwh = per_energy(study.currency);
    const auto scalar = [&](const char* name, const std::string& units, const char* meaning, double value) {
        group.put(name, {}, {units, meaning}, std::span<const double>(&value, 1));
    };
    put_year_coordinate(group, plan);
    put_entity_coordinates(group, source);
    scalar("discount_rate", kFraction, "real discount rate per year", study.discount_rate);
    scalar("unserved_cost_per_mwh", per_mwh, "cost of unserved energy", study.planning.unserved_cost_per_mwh);
    scalar("spill_cost_per_mwh", per_mwh, "cost of output that cannot be used", study.planning.spill_cost_per_mwh);
    put_factors(group, source);
    put_marginal_cost(group, plan, per_mwh);
    put_builds(group, source);
}

void put_targets(Group&& group, const ResultSource& source) {
    const auto& study =
        source.study;  // separate variables, because clang 14 cannot capture structured bindings in a lambda
    const auto& plan = source.plan;
    put_year_coordinate(group, plan);
    if (plan.years.empty()) return;
    std::vector<double> caps;
    for (const int year : plan.years) caps.push_back(model::stepwise(study.emission_cap_t, year, kNaN));
    group.put("emission_cap_t", {"year"}, {kTonne, "cap on the emission of CO2; NaN: none"}, caps);
    group.attribute("target_scope", study.planning.target_scope == model::TargetScope::each ? "each" : "mean");
    if (study.contracts.name.empty()) return put_target_prices(group, source);
    group.coordinate("contract", {kNoUnit, "contract"}, std::span<const std::string>(study.contracts.name));
    const auto put = [&](const char* name, const char* meaning, const std::vector<model::YearTable>& tables,
                         double (*in_year)(const model::YearTable&, int)) {
        std::vector<double> rows;
        for (const int year : plan.years)
            for (const model::YearTable& table : tables) rows.push_back(in_year(table, year));
        group.put(name, {"year", "contract"}, {kFraction, meaning}, rows);
    };
    put("hourly_target_frac", "least hourly clean score; NaN: none", study.contracts.hourly_target_frac,
        model::target_in);
    put("annual_target_frac", "least annual matching; NaN: none", study.contracts.annual_target_frac, model::target_in);
    put("excess_cap_frac", "largest excess over load; NaN: none", study.contracts.excess_cap_frac, model::target_in);
    put("grid_clean_frac", "share of the deficit that counts as clean", study.contracts.grid_clean_frac,
        [](const model::YearTable& table, int year) { return model::stepwise(table, year, 0.0); });
    put_target_prices(group, source);
}

}  // namespace decawatt::io
