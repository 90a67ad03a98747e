// Finance of a plan: the pro forma of each asset it builds, of each supply, capital cost by year, cost of supply by
// component.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/finance/risk.hpp"
#include "base/progress.hpp"
#include "finance/pro_forma.hpp"
#include "io/hdf5/plan_figures.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::app {

struct FinanceSettings {
    std::string plan = {};  // the result file of the plan
    RiskSettings risk = {};
};

// What a plan's file counts for an asset, real. The terms of a study may have changed since.
struct PlannedCosts {
    double annuity = 0.0, fixed_cost_per_year = 0.0;
    double credit_per_mwh = 0.0;  // of plants.csv and of the tax credit
};

// What a plan builds of one plant or store in one year. It operates from 1 January of that year over its life; after
// the horizon with the energy and costs of the horizon's last year.
struct AssetFinance {
    std::string name, paid_by;  // paid_by: contract or data centre; empty: the system
    bool is_store = false, paid_by_contract = false;
    int year = 0;
    double mw = 0.0, mwh = 0.0;
    double capex = 0.0, residual = 0.0;  // real; residual: straight line, at the end of the horizon
    int life_years = 0;
    double fixed_cost_per_year = 0.0;    // of this study, real
    double stated_credit_per_mwh = 0.0;  // of plants.csv, real
    PlannedCosts planned = {};
    double price_real_per_mwh = 0.0, lcoe_real_per_mwh = 0.0;  // levelised, money of the price year
    finance::Project project;
    finance::ProForma result;  // at the price that earns the target return
};

// Of all that is built: plants, stores, lines and connections.
struct CapexYear {
    int year = 0;
    double real = 0.0, nominal = 0.0;
    double residual = 0.0;  // real, straight line, at the end of the horizon
};

// Cost of supply over the horizon per MWh of load: real, discounted as the plan does. The parts add to the total.
struct CostWaterfall {
    double annuities = 0.0, fixed = 0.0, variable = 0.0, purchases = 0.0, tariffs = 0.0;
    double agreements = 0.0, certificates = 0.0, sales = 0.0;  // sales <= 0
    double credits = 0.0;                                      // <= 0: production credits that the plan counts
    double plan_cost = 0.0;                                    // their sum: the plan's cost of supply
    double finance_and_taxes = 0.0;  // what the owners need beyond the plan's annuities and costs; credits reduce it
    double total = 0.0;
};

// All assets of one supply together, by calendar year, nominal.
struct SupplyFinance {
    std::string name;
    CostWaterfall waterfall;
    double stated_cost_per_mwh = 0.0;  // the plan's own figure
    std::vector<int> years;            // from the first year with a flow to the last of any asset's life
    finance::Row energy_mwh, revenue, other_revenue, expenses, debt_service, taxes, credits;
    finance::Row reserve_flow;  // interest of reserves, less funding and plus release of their accounts
    finance::Row investment;    // equity spent up to year 0 of each asset, with the first funding of reserves: negative
    // The sum of revenues, reserve_flow, taxes, credits and investment, less expenses and debt_service.
    finance::Row equity_flow;
    double capex_nominal = 0.0, debt = 0.0, equity = 0.0;
    double price_real_per_mwh = 0.0;  // levelised, of the own energy
    double least_coverage = 0.0;      // of the assets together; 0: no debt
    finance::InternalRates irr;
};

struct FinanceReport {
    io::LoadedStudy loaded;
    std::string plan_digest;                             // of the plan's file; empty: none
    planning::FixedPlan plan;                            // as sized: the basis of all figures
    std::vector<assets::CapacityAddition> whole_builds;  // in whole machines, as `dispatch` operates them
    io::PlanFigures figures;                             // of the plan
    std::optional<RiskReport> risk;                      // where RiskSettings request it
    std::vector<std::string> differences;                // between the plan's study and this one
    std::vector<AssetFinance> assets;
    // What a reader has to know: assets without a price, a shorter tenor of debt, terms that have no effect or differ
    // from those of the sizing.
    std::vector<std::string> notes;
    std::vector<CapexYear> capex;
    std::vector<SupplyFinance> supplies;
};

// Throws base::InputError (no [finance], terms that an asset's life does not allow, another study than the plan's),
// base::ResourceError, base::Interrupted where `progress` says stop.
FinanceReport finance(io::LoadedStudy loaded, const FinanceSettings& settings, const base::Progress& progress = {});

}  // namespace decawatt::app
