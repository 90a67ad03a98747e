#include "io/sweep/case_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// A variable of year × entity for all years of the plan; without years if absent.
class YearTableOf {
  public:
    YearTableOf(const ResultReader& file, const std::string& place, std::size_t entities)
        : array_(file.has(place) ? file.numbers(place) : NumberArray{{0, entities}, {}}) {
        const std::vector<std::size_t>& extent = array_.extent;
        if (extent.size() != 2 || extent[1] != entities || (file.has(place) && extent != known_years(file, entities)))
            file.refuse(place, fmt::format("{} values", fmt::join(extent, " × ")),
                        fmt::format("years × {} values", entities));
    }
    std::size_t years() const { return array_.extent[0]; }
    std::size_t entities() const { return array_.extent[1]; }
    double at(std::size_t year, std::size_t entity) const { return array_.values[year * array_.extent[1] + entity]; }
    double total(std::size_t entity) const {  // over the horizon; NaN in some files for entities never built
        double all = 0.0;
        for (std::size_t y = 0; y < years(); ++y) all += std::isnan(at(y, entity)) ? 0.0 : at(y, entity);
        return all;
    }
    double known_total(std::size_t entity) const {  // NaN if a year is not known
        double all = 0.0;
        for (std::size_t y = 0; y < years(); ++y) all += at(y, entity);
        return all;
    }

  private:
    static Extent known_years(const ResultReader& file, std::size_t entities) {
        return {file.extent("/plan/year").at(0), entities};
    }
    NumberArray array_;
};

// Over the horizon years are weighted by their load; the last year is the last one with load.
void read_scores(const ResultReader& file, std::size_t contract, std::size_t contracts, ContractFigures& figures) {
    const YearTableOf load(file, "/summary/contract_load_mwh", contracts),
        hourly(file, "/summary/contract_hourly_score_frac", contracts),
        annual(file, "/summary/contract_annual_matching_frac", contracts);
    if (load.years() != hourly.years() || load.years() != annual.years())
        file.refuse("/summary", "scores of some years", "scores of every year with a load");
    double hourly_mwh = 0.0, annual_mwh = 0.0;
    for (std::size_t y = 0; y < load.years(); ++y) {
        const double mwh = load.at(y, contract);
        if (!(mwh > 0.0)) continue;
        figures.load_mwh += mwh;
        hourly_mwh += mwh * hourly.at(y, contract);
        annual_mwh += mwh * annual.at(y, contract);
        figures.hourly_last_frac = hourly.at(y, contract);
        figures.annual_last_frac = annual.at(y, contract);
    }
    if (!(figures.load_mwh > 0.0)) return;
    figures.hourly_frac = hourly_mwh / figures.load_mwh;
    figures.annual_frac = annual_mwh / figures.load_mwh;
}

void read_contracts(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/contract")) return;
    const std::vector<std::string> names = file.texts("/contract");
    const std::size_t count = names.size();
    const std::vector<double> cost = file.numbers("/summary/contract_supply_cost_per_mwh_horizon", {count});
    const YearTableOf unserved(file, "/summary/contract_unserved_mwh", count),
        excess(file, "/summary/contract_excess_mwh", count), purchase(file, "/summary/contract_purchase_mwh", count),
        sale(file, "/summary/contract_sale_mwh", count);
    for (std::size_t c = 0; c < names.size(); ++c) {
        ContractFigures& figures = plan.contracts[names[c]];
        figures.supply_cost_per_mwh = cost[c];
        figures.unserved_mwh = unserved.total(c);
        figures.excess_mwh = excess.total(c);
        figures.purchase_mwh = purchase.total(c);
        figures.sale_mwh = sale.total(c);
        read_scores(file, c, count, figures);
    }
}

// A data centre without a contract is compared like a contract, under its own name.
std::string supply_name(const std::vector<std::string>& contracts, const std::string& contract,
                        const std::string& data_center) {
    if (!contract.empty()) return contract;
    return std::ranges::find(contracts, data_center) == contracts.end() ? data_center : data_center + " (data centre)";
}

// Data centres without a contract are compared if they have assets or expansion options, or if there are no contracts.
// Otherwise they are ordinary load of the grid.
class OwnSupply {
  public:
    explicit OwnSupply(const ResultReader& file) : no_contract_(!file.has("/contract")) {
        for (const char* column : {"/fleet_paid_by", "/store_paid_by"})
            if (file.has(column))
                for (std::string& name : file.texts(column)) payers_.push_back(std::move(name));
        if (file.has("/costs/connection_capex_per_mw"))
            connection_capex_ = file.numbers("/costs/connection_capex_per_mw").values;
    }
    bool of(const std::string& name, std::size_t data_center) const {
        const bool connects = data_center < connection_capex_.size() && !std::isnan(connection_capex_[data_center]);
        return no_contract_ || connects || std::ranges::find(payers_, name) != payers_.end();
    }

  private:
    bool no_contract_;
    std::vector<std::string> payers_;
    std::vector<double> connection_capex_;
};

void read_data_centers(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/data_center")) return;
    const std::vector<std::string> names = file.texts("/data_center");
    const std::size_t count = names.size();
    const std::vector<std::string> of = file.texts("/data_center_contract", count);
    const std::vector<std::string> contracts =
        file.has("/contract") ? file.texts("/contract") : std::vector<std::string>{};
    const std::vector<double> cost = file.numbers("/summary/data_center_supply_cost_per_mwh_horizon", {count});
    const YearTableOf load(file, "/summary/data_center_energy_mwh", count),
        unserved(file, "/summary/data_center_unserved_mwh", count),
        own(file, "/summary/data_center_own_emission_t", count),
        grid(file, "/summary/data_center_grid_emission_t", count),
        curtailed(file, "/summary/data_center_curtailed_mwh", count);
    const OwnSupply own_supply(file);
    for (std::size_t d = 0; d < names.size(); ++d) {
        if (of[d].empty() && !own_supply.of(names[d], d)) continue;
        ContractFigures& figures = plan.contracts[supply_name(contracts, of[d], names[d])];
        figures.own_emission_t += own.total(d);
        figures.grid_emission_t += grid.known_total(d);
        figures.curtailed_mwh += curtailed.total(d);
        if (!of[d].empty()) continue;
        figures.load_mwh = load.total(d);
        figures.unserved_mwh = unserved.total(d);
        figures.supply_cost_per_mwh = cost[d];
    }
}

void read_generation(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/fleet")) return;
    const std::vector<std::string> technology = file.texts("/fleet_technology"),
                                   payer = file.texts("/fleet_paid_by", technology.size());
    const YearTableOf generation(file, "/summary/fleet_generation_mwh", technology.size());
    for (std::size_t f = 0; f < technology.size(); ++f) {
        GenerationFigures& generated = plan.generated[technology[f]];
        generated.mwh += generation.total(f);
        if (!payer[f].empty()) generated.own_mwh += generation.total(f);
    }
}

// Adds capacity built in all years of the horizon. `kinds`: kind of each entity; entities without an expansion option
// have a `cost` of NaN.
void add_built(const ResultReader& file, const std::vector<std::string>& kinds, const std::string& cost,
               const std::string& power, const std::string& energy, CasePlan& plan) {
    if (!file.has(cost)) return;
    const std::vector<double> costs = file.numbers(cost, {kinds.size()});
    const YearTableOf mw(file, power, kinds.size());
    const YearTableOf mwh(file, energy.empty() ? power : energy, kinds.size());
    for (std::size_t i = 0; i < costs.size(); ++i) {
        if (std::isnan(costs[i])) continue;
        BuiltFigures& built = plan.built[kinds[i]];
        built.mw += mw.total(i);
        if (energy.empty()) continue;
        built.mwh = std::isnan(built.mwh) ? mwh.total(i) : built.mwh + mwh.total(i);
    }
}

void read_built(const ResultReader& file, CasePlan& plan) {
    const auto texts = [&](const char* place) {
        return file.has(place) ? file.texts(place) : std::vector<std::string>{};
    };
    const auto all = [&](const char* place, const char* kind) {
        return std::vector<std::string>(texts(place).size(), kind);
    };
    add_built(file, texts("/fleet_technology"), "/costs/fleet_capex_per_mw", "/capacity/fleet_built_mw", "", plan);
    add_built(file, texts("/store_technology"), "/costs/store_capex_per_mw", "/capacity/store_built_mw",
              "/capacity/store_built_mwh", plan);
    add_built(file, all("/data_center", "connection"), "/costs/connection_capex_per_mw",
              "/capacity/connection_built_mw", "", plan);
    add_built(file, all("/data_center", "non-firm connection"), "/costs/nonfirm_capex_per_mw",
              "/capacity/nonfirm_built_mw", "", plan);
    add_built(file, all("/corridor", "line"), "/costs/corridor_capex_per_mw", "/capacity/corridor_built_mw", "", plan);
}

}  // namespace

CasePlan read_case_plan(const std::filesystem::path& path) {
    CasePlan plan;
    plan.origin = read_origin(path);
    const ResultReader file(path);
    plan.study = file.attribute("study");
    plan.currency = file.attribute("currency");
    plan.price_year = file.number_attribute("/", "price_year").value_or(kNone);
    plan.objective = file.finite("/certificate/objective", {})[0];
    plan.relative_gap = file.finite("/certificate/relative_gap", {})[0];
    if (file.has("/plan/whole_units/objective"))
        plan.whole_objective = file.finite("/plan/whole_units/objective", {})[0];
    plan.unserved_mwh = sum(file.numbers("/summary/unserved_mwh").values);
    plan.emission_t = sum(file.numbers("/summary/emission_t").values);
    read_contracts(file, plan);
    read_data_centers(file, plan);
    read_generation(file, plan);
    read_built(file, plan);
    return plan;
}

}  // namespace decawatt::io
