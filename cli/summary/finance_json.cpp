#include "cli/summary/finance_json.hpp"

#include <cmath>

#include "cli/finance_risk.hpp"

namespace decawatt::cli {

namespace {
using nlohmann::ordered_json;

ordered_json number(double value) {
    return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json list(const finance::Row& row) {
    ordered_json values = ordered_json::array();
    for (const double value : row) values.push_back(number(value));
    return values;
}

ordered_json metrics_json(const finance::ProForma& result) {
    const finance::Metrics& metrics = result.metrics;
    return {{"price_per_mwh", number(metrics.price_per_mwh)},
            {"lppa_nominal_per_mwh", number(metrics.lppa_nominal_per_mwh)},
            {"lcoe_nominal_per_mwh", number(metrics.lcoe_nominal_per_mwh)},
            {"npv", number(metrics.npv)},
            {"equity_irr_frac", list(metrics.irr.rate_frac)},
            {"project_irr_frac", number(metrics.project_irr_frac)},
            {"payback_years", number(metrics.payback_years)},
            {"equity_multiple", number(metrics.equity_multiple)},
            {"debt", number(result.totals.debt)},
            {"equity", number(result.totals.equity)},
            {"installed_cost", number(result.totals.cost_installed)},
            {"least_coverage", metrics.least_coverage != 0.0 ? number(metrics.least_coverage) : ordered_json()},
            {"mean_coverage", metrics.mean_coverage != 0.0 ? number(metrics.mean_coverage) : ordered_json()},
            {"wacc_frac", number(metrics.wacc_frac)},
            {"effective_tax_frac", number(metrics.effective_tax_frac)}};
}

ordered_json rows_json(const finance::Project& project, const finance::ProForma& result) {
    ordered_json rows = {{"energy_mwh", list(result.energy.sold_mwh)},
                         {"price_per_mwh", list(result.revenue.price_per_mwh)},
                         {"energy_revenue", list(result.revenue.energy)},
                         {"other_revenue", list(result.revenue.other)}};
    for (std::size_t k = 0; k < project.expenses.size(); ++k)
        rows[project.expenses[k].name + "_expense"] = list(result.expense.line[k]);
    const auto& national = result.tax[0];
    const auto& local = result.tax[1];
    rows.update({{"property_tax", list(result.expense.property_tax)},
                 {"insurance", list(result.expense.insurance)},
                 {"ebitda", list(result.ebitda)},
                 {"reserve_balance", list(result.reserve.balance)},
                 {"debt_balance", list(result.debt.balance)},
                 {"debt_interest", list(result.debt.interest)},
                 {"debt_principal", list(result.debt.principal)},
                 {"debt_coverage", list(result.debt.coverage)},
                 {"depreciation", list(national.depreciation_total)},
                 {"taxable_income", list(national.income)},
                 {"national_tax", list(national.tax)},
                 {"local_tax", list(local.tax)},
                 {"investment_credit", list(result.investment_credit)},
                 {"production_credit", list(national.production_credit)},
                 {"equity_flow_before_year_0", list(result.flow.equity_spending)},
                 {"equity_flow", list(result.flow.equity_after_tax)}});
    return rows;
}

ordered_json asset_json(const app::AssetFinance& asset) {
    return {{"name", asset.name},
            {"kind", asset.is_store ? "store" : "plant"},
            {"paid_by", asset.paid_by},
            {"first_year", asset.year},
            {"life_years", asset.project.years},
            {"mw", asset.mw},
            {"mwh", asset.mwh},
            {"capex_real", asset.capex},
            {"capex_nominal", asset.project.investment.cost},
            {"residual_real", asset.residual},
            {"price_real_per_mwh", number(asset.price_real_per_mwh)},
            {"lcoe_real_per_mwh", number(asset.lcoe_real_per_mwh)},
            {"metrics", metrics_json(asset.result)},
            {"rows", rows_json(asset.project, asset.result)}};
}

ordered_json supply_json(const app::SupplyFinance& supply) {
    const app::CostWaterfall& parts = supply.waterfall;
    return {{"name", supply.name},
            {"cost_per_mwh",
             {{"annuities", parts.annuities},
              {"fixed", parts.fixed},
              {"variable", parts.variable},
              {"purchases", parts.purchases},
              {"tariffs", parts.tariffs},
              {"agreements", parts.agreements},
              {"certificates", parts.certificates},
              {"sales", parts.sales},
              {"credits", parts.credits},
              {"plan_cost", parts.plan_cost},
              {"finance_and_taxes", parts.finance_and_taxes},
              {"total", parts.total}}},
            {"plan_supply_cost_per_mwh", supply.stated_cost_per_mwh},
            {"capex_nominal", supply.capex_nominal},
            {"debt", supply.debt},
            {"equity", supply.equity},
            {"equity_irr_frac", list(supply.irr.rate_frac)},
            {"least_coverage", supply.least_coverage != 0.0 ? number(supply.least_coverage) : ordered_json()},
            {"own_energy_price_real_per_mwh", number(supply.price_real_per_mwh)},
            {"years", supply.years},
            {"rows",
             {{"energy_mwh", list(supply.energy_mwh)},
              {"revenue", list(supply.revenue)},
              {"other_revenue", list(supply.other_revenue)},
              {"expenses", list(supply.expenses)},
              {"debt_service", list(supply.debt_service)},
              {"taxes", list(supply.taxes)},
              {"credits", list(supply.credits)},
              {"reserve_flow", list(supply.reserve_flow)},
              {"investment", list(supply.investment)},
              {"equity_flow", list(supply.equity_flow)}}}};
}
}  // namespace

ordered_json finance_json(const app::FinanceReport& report) {
    const model::Study& study = report.loaded.study;
    const finance::Project& common = report.loaded.finance->common;
    ordered_json assets = ordered_json::array(), supplies = ordered_json::array(), capex = ordered_json::array();
    for (const app::AssetFinance& asset : report.assets) assets.push_back(asset_json(asset));
    for (const app::SupplyFinance& supply : report.supplies) supplies.push_back(supply_json(supply));
    for (const app::CapexYear& year : report.capex)
        capex.push_back({{"year", year.year}, {"real", year.real}, {"nominal", year.nominal}});
    ordered_json document = {{"study", study.name},
                             {"currency", study.currency},
                             {"price_year", study.price_year},
                             {"target_return_frac", common.returns.target_frac},
                             {"inflation_frac", common.inflation_frac},
                             {"real_discount_frac", study.discount_rate},
                             {"plan_annuities", report.figures.after_tax ? "after tax" : "before tax"},
                             {"differences", report.differences},
                             {"notes", report.notes},
                             {"assets", assets},
                             {"capex", capex},
                             {"supplies", supplies}};
    if (report.risk) document["risk"] = risk_json(*report.risk);
    return document;
}

}  // namespace decawatt::cli
