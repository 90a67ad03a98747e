#include "cli/summary/supply_summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/summary/built_summary.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::Plan;
using planning::Supply;
using planning::YearSummary;

constexpr double kMwhPerGwh = 1e3, kTPerKt = 1e3;
constexpr double kLargestGap = 0.01;  // of the cost of a supply: with a larger gap, its assets are uncertain

bool by_contract(const Supply& supply) {
    return supply.payer.contract != base::none<model::ContractIndex>;
}

const planning::SupplyYear& supply_year(const Plan& plan, const Supply& supply, std::size_t y) {
    if (by_contract(supply)) return plan.contracts[y][base::at(supply.payer.contract)];
    return plan.data_center_supply[y][base::at(supply.payer.data_center)];
}

double horizon_cost_per_mwh(const Plan& plan, const Supply& supply) {
    return by_contract(supply) ? plan.supply_cost_per_mwh[base::at(supply.payer.contract)]
                               : plan.data_center_supply_cost_per_mwh[base::at(supply.payer.data_center)];
}

// The certified gap, which is that of the whole system, relative to the cost of this supply over the horizon.
double gap_frac(const Plan& plan, const Supply& supply) {
    double cost = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        cost += plan.discount_factor[y] * planning::cost_of(supply_year(plan, supply, y));
    return plan.certificate.relative_gap * (1.0 + std::abs(plan.objective)) / std::abs(cost);
}

double sum_of(const std::vector<double>& values, const std::vector<std::size_t>& entities) {
    double sum = 0.0;
    for (const std::size_t e : entities) sum += values.at(e);
    return sum;
}

// Contribution of one asset, or of trade, to the cost of supply; sales are negative.
struct CostLine {
    std::string name;
    double annuity = 0.0, fixed = 0.0, variable = 0.0, fuel = 0.0, carbon = 0.0;
    double mwh = 0.0;  // energy generated, discharged, bought or sold
    double total() const { return annuity + fixed + variable + fuel + carbon; }
    void add(const CostLine& year, double factor) {
        annuity += factor * year.annuity;
        fixed += factor * year.fixed;
        variable += factor * year.variable;
        fuel += factor * year.fuel;
        carbon += factor * year.carbon;
        mwh += factor * year.mwh;
    }
};

double discharged_mwh(const Plan& plan, std::size_t store, std::size_t y) {
    double mwh = 0.0;
    for (const planning::YearDispatch& d : plan.dispatch) {
        if (d.year != plan.years[y]) continue;
        mwh += d.weight * d.axis.mean_step_h() * base::weighted_sum(d.axis, d.discharge_mw.of(store));
    }
    return mwh;
}

bool pays_for_connection(const model::Study& study, std::size_t d) {
    const model::ConnectionTerms terms = study.data_centers.terms_of(d);
    return study.data_centers.build_connection[d].possible() || terms.nonfirm.build.possible() ||
           terms.charge_per_mw_year > 0.0 || terms.nonfirm.charge_per_mw_year > 0.0;
}

// What the agreement of a plant costs; 0 without one.
double agreement_cost(const model::Study& study, const Plan& plan, std::size_t group, std::size_t y) {
    for (std::size_t a = 0; a < study.agreements.size(); ++a)
        if (study.agreements[a].plant == plan.plants.members[group].front()) return plan.summary[y].agreement_cost[a];
    return 0.0;
}

// The lines of a year, always in the same order.
std::vector<CostLine> lines_of(const model::Study& study, const Plan& plan, const Supply& supply, std::size_t y) {
    const YearSummary& s = plan.summary[y];
    std::vector<CostLine> lines;
    for (const std::size_t f : supply.plants)
        lines.push_back({plan.plants.name[f], s.fleet_annuity_cost[f], s.fleet_fixed_cost[f],
                         s.fleet_variable_cost[f] + agreement_cost(study, plan, f, y), s.fleet_fuel_cost[f],
                         s.fleet_carbon_cost[f], s.fleet_generation_mwh[f]});
    for (const std::size_t e : supply.stores)
        lines.push_back({plan.stores.name[e], s.store_annuity_cost[e], s.store_fixed_cost[e], s.store_cycling_cost[e],
                         0.0, 0.0, discharged_mwh(plan, e, y)});
    for (const std::size_t d : supply.data_centers)
        if (pays_for_connection(study, d))
            lines.push_back({"connection of " + study.data_centers.name[d], s.connection_annuity_cost[d],
                             s.connection_fixed_cost[d]});
    const planning::SupplyYear& year = supply_year(plan, supply, y);
    lines.push_back({"bought from the grid", 0.0, 0.0, year.purchase_cost, 0.0, 0.0, year.purchase_mwh});
    lines.push_back({"sold to the grid", 0.0, 0.0, -year.sale_income, 0.0, 0.0, year.sale_mwh});
    for (std::size_t c = 0; c < study.certificates.size(); ++c)
        if (study.certificates[c].contract == supply.payer.contract)
            lines.push_back({"certificates " + study.certificates[c].name, 0.0, 0.0, s.certificate_cost[c], 0.0, 0.0,
                             s.certificate_mwh[c]});
    if (!study.tariffs.name.empty()) lines.push_back({"tariff beyond the grid's price", 0.0, 0.0, year.tariff_cost});
    return lines;
}

// Discounted costs over the horizon per discounted load; energy is not discounted.
std::vector<CostLine> horizon_lines(const model::Study& study, const Plan& plan, const Supply& supply) {
    std::vector<CostLine> sums = lines_of(study, plan, supply, 0);
    for (CostLine& line : sums) line = {line.name};
    double load_mwh = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        load_mwh += plan.discount_factor[y] * supply_year(plan, supply, y).load_mwh;
        const std::vector<CostLine> year = lines_of(study, plan, supply, y);
        for (std::size_t l = 0; l < sums.size(); ++l) {
            const double mwh = sums[l].mwh + year[l].mwh;
            sums[l].add(year[l], plan.discount_factor[y]);
            sums[l].mwh = mwh;
        }
    }
    for (CostLine& line : sums) {
        const double mwh = line.mwh;
        CostLine per_mwh{line.name};
        per_mwh.add(line, 1.0 / load_mwh);
        per_mwh.mwh = mwh;
        line = per_mwh;
    }
    return sums;
}

json year_json(const model::Study& study, const Plan& plan, const Supply& supply, std::size_t y) {
    const planning::SupplyYear& year = supply_year(plan, supply, y);
    const YearSummary& s = plan.summary[y];
    json generation = json::object(), costs = json::object();
    for (const std::size_t f : supply.plants) {
        const std::string technology = model::text(plan.plants.technology[f]);
        generation[technology] = generation.value(technology, 0.0) + s.fleet_generation_mwh[f];
    }
    for (const CostLine& line : lines_of(study, plan, supply, y)) costs[line.name] = line.total();
    return {{"year", plan.years[y]},
            {"load_mwh", year.load_mwh},
            {"unserved_mwh", year.unserved_mwh},
            {"generation_mwh", generation},
            {"purchase_mwh", year.purchase_mwh},
            {"sale_mwh", year.sale_mwh},
            {"curtailed_behind_meter_mwh", sum_of(s.data_center_curtailed_mwh, supply.data_centers)},
            {"own_emission_t", sum_of(s.data_center_own_emission_t, supply.data_centers)},
            {"grid_emission_t", sum_of(s.data_center_grid_emission_t, supply.data_centers)},
            {"cost", costs},
            {"supply_cost_per_mwh", year.supply_cost_per_mwh}};
}

std::string connection_text(const model::Study& study, const Plan& plan, std::size_t d) {
    const std::size_t last = plan.years.size() - 1;
    const double mw = plan.capacity.connection_mw(last, d);
    const double nonfirm_mw = plan.capacity.nonfirm_mw.empty() ? 0.0 : plan.capacity.nonfirm_mw(last, d);
    const std::string share =
        nonfirm_mw > 0.0 ? fmt::format(", {} of it non-firm", base::readable_power(nonfirm_mw)) : "";
    return mw > 0.0 ? fmt::format("connection of {}{}", base::readable_power(mw), share)
                    : fmt::format("no connection{}", study.data_centers.build_connection[d].possible() ? " built" : "");
}

void print_head(const model::Study& study, const Plan& plan, const Supply& supply) {
    std::vector<std::string> centers;
    for (const std::size_t d : supply.data_centers)
        centers.push_back(fmt::format("{} ({})", study.data_centers.name[d], connection_text(study, plan, d)));
    const std::string contract =
        by_contract(supply) ? fmt::format(", contract {}", planning::payer_name(study, supply.payer)) : "";
    double load_mwh = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y) load_mwh += supply_year(plan, supply, y).load_mwh;
    print_out("\n{}{}: {} {}/MWh over the horizon, of a load of {}\n", fmt::join(centers, ", "), contract,
              readable(horizon_cost_per_mwh(plan, supply)), study.currency, base::readable_energy(load_mwh));
}

void print_resolution(const model::Study& study, const Plan& plan, const Supply& supply) {
    const double gap = gap_frac(plan, supply);
    if (gap <= kLargestGap) return;
    print_out(
        "note: the certified gap of the whole system is {:.1f} % of what this supply costs, so that its capacities "
        "are only roughly determined; planning.tolerance = {:.0e} in place of {:.0e} determines them better\n",
        100.0 * gap, study.planning.tolerance * kLargestGap / gap, study.planning.tolerance);
}

void print_years(const model::Study& study, const Plan& plan, const Supply& supply) {
    print_out("{:>6} {:>10} {:>13} {:>11} {:>9} {:>14} {:>9} {:>10}", "year", "load GWh", "unserved MWh", "bought GWh",
              "sold GWh", "curtailed GWh", "own ktCO2", "grid ktCO2");
    if (by_contract(supply)) print_out(" {:>7} {:>7} {:>11}", "hourly", "annual", "excess GWh");
    print_out(" {:>12}\n", study.currency + "/MWh");
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        const planning::SupplyYear& year = supply_year(plan, supply, y);
        if (!(year.load_mwh > 0.0)) continue;
        const YearSummary& s = plan.summary[y];
        print_out("{:>6} {:>10} {:>13} {:>11} {:>9} {:>14} {:>9} {:>10}", plan.years[y],
                  readable(year.load_mwh / kMwhPerGwh, 0), readable(year.unserved_mwh, 1),
                  readable(year.purchase_mwh / kMwhPerGwh, 0), readable(year.sale_mwh / kMwhPerGwh, 0),
                  readable(sum_of(s.data_center_curtailed_mwh, supply.data_centers) / kMwhPerGwh, 0),
                  readable(sum_of(s.data_center_own_emission_t, supply.data_centers) / kTPerKt, 0),
                  readable(sum_of(s.data_center_grid_emission_t, supply.data_centers) / kTPerKt, 0));
        if (by_contract(supply)) {
            const planning::ContractYear& k = plan.contracts[y][base::at(supply.payer.contract)];
            print_out(" {:>7} {:>7} {:>11}", readable(k.hourly_score_frac, 3), readable(k.annual_matching_frac, 3),
                      readable(k.excess_mwh / kMwhPerGwh, 0));
        }
        print_out(" {:>12}\n", readable(year.supply_cost_per_mwh));
    }
}

void print_cost_lines(const model::Study& study, const Plan& plan, const Supply& supply) {
    const std::vector<CostLine> lines = horizon_lines(study, plan, supply);
    print_out("  {:<32} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>11}\n",
              fmt::format("cost of supply, {}/MWh of load", study.currency), "annuity", "fixed", "variable", "fuel",
              "carbon", "total", "energy");
    CostLine sum{"total"};
    const auto row = [](const CostLine& line, const std::string& energy) {
        print_out("  {:<32} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>11}\n", line.name, readable(line.annuity, 2),
                  readable(line.fixed, 2), readable(line.variable, 2), readable(line.fuel, 2), readable(line.carbon, 2),
                  readable(line.total(), 2), energy);
    };
    for (const CostLine& line : lines) {
        sum.add(line, 1.0);
        if (std::abs(line.total()) >= kLeastShown / 10.0 || line.mwh >= kMwhPerGwh)
            row(line, line.mwh > 0.0 ? base::readable_energy(line.mwh) : "");
    }
    row(sum, "");
}

}  // namespace

std::vector<Supply> supplies_of(const model::Study& study, const Plan& plan) {
    std::vector<Supply> supplies;
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
        supplies.push_back(
            planning::supply_of(study, plan.plants, plan.stores,
                                {static_cast<model::ContractIndex>(c), base::none<model::DataCenterIndex>}));
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const planning::Payer payer = planning::payer_of_data_center(study, d);
        if (payer.contract == base::none<model::ContractIndex>)
            supplies.push_back(planning::supply_of(study, plan.plants, plan.stores, payer));
    }
    std::erase_if(supplies, [](const Supply& supply) { return supply.data_centers.empty(); });
    return supplies;
}

json supplies_json(const model::Study& study, const Plan& plan) {
    json all = json::object();
    for (const Supply& supply : supplies_of(study, plan)) {
        json years = json::array(), centers = json::array();
        for (std::size_t y = 0; y < plan.years.size(); ++y) years.push_back(year_json(study, plan, supply, y));
        for (const std::size_t d : supply.data_centers) centers.push_back(study.data_centers.name[d]);
        all[planning::payer_name(study, supply.payer)] = {{"data_centers", centers},
                                                          {"supply_cost_per_mwh", horizon_cost_per_mwh(plan, supply)},
                                                          {"gap_frac", gap_frac(plan, supply)},
                                                          {"years", years}};
    }
    return all;
}

void print_supplies(const model::Study& study, const Plan& plan) {
    const std::vector<BuiltAsset> built = built_assets(study, plan);
    for (const Supply& supply : supplies_of(study, plan)) {
        const bool own = !supply.plants.empty() || !supply.stores.empty() || by_contract(supply);
        if (!own || std::isnan(horizon_cost_per_mwh(plan, supply))) continue;  // NaN: no load in the horizon
        print_head(study, plan, supply);
        print_resolution(study, plan, supply);
        print_years(study, plan, supply);
        print_cost_lines(study, plan, supply);
        print_built(study, plan, built, supply.payer);
    }
}

}  // namespace decawatt::cli
