// The pro forma under the names of SSC's outputs.
#include <algorithm>
#include <cmath>

#include "finance/time_value.hpp"
#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
using finance::ProForma;
using finance::Project;
using finance::ReserveAccount;
using finance::Row;
using nlohmann::json;

const char* const kPayer[] = {"fed", "sta", "uti", "oth"};

Row scaled(Row row, double factor) {
    for (double& value : row) value *= factor;
    return row;
}

Row negative(const ReserveAccount& account) {
    Row row(account.balance.size());
    for (std::size_t t = 0; t < row.size(); ++t) row[t] = account.flow(t);
    return row;
}

void add_account(const ReserveAccount& account, const char* name, const char* flow, SscRows& rows) {
    rows[std::string("cf_reserve_") + name] = account.balance;
    rows[std::string("cf_funding_") + name] = account.funding;
    rows[std::string("cf_disbursement_") + name] = account.released;
    rows[std::string("cf_project_") + flow] = negative(account);
}

void add_operations(const Project& project, const ProForma& result, SscRows& rows) {
    const double kwh = 1e3;
    rows["cf_energy_net"] = scaled(result.energy.net_mwh, kwh);
    rows["cf_energy_sales"] = scaled(result.energy.sold_mwh, kwh);
    rows["cf_energy_purchases"] = scaled(result.energy.bought_mwh, -kwh);
    rows["cf_energy_curtailed"] = scaled(result.energy.curtailed_mwh, kwh);
    rows["cf_ppa_price"] = scaled(result.revenue.price_per_mwh, 0.1);
    rows["cf_energy_value"] = result.revenue.energy;
    rows["cf_thermal_value"] = result.revenue.other;
    rows["cf_curtailment_value"] = result.revenue.curtailment;
    rows["cf_capacity_payment"] = result.revenue.capacity;
    rows["cf_net_salvage_value"] = result.revenue.salvage;
    rows["cf_total_revenue"] = result.revenue.total;
    for (std::size_t k = 0; k < project.expenses.size(); ++k) rows[project.expenses[k].name] = result.expense.line[k];
    rows["cf_utility_bill"] = result.expense.bought_energy;
    rows["cf_property_tax_assessed_value"] = result.expense.property_value;
    rows["cf_property_tax_expense"] = result.expense.property_tax;
    rows["cf_insurance_expense"] = result.expense.insurance;
    rows["cf_operating_expenses"] = result.expense.total;
    rows["cf_ebitda"] = result.ebitda;
}

void add_finance(const ProForma& result, SscRows& rows) {
    const finance::ReserveRows& reserve = result.reserve;
    add_account(reserve.debt_service, "debtservice", "dsra", rows);
    add_account(reserve.working_capital, "om", "wcra", rows);
    add_account(reserve.receivables, "receivables", "receivablesra", rows);
    const char* const equipment[] = {"equip1", "equip2", "equip3"};
    const char* const account_flow[] = {"me1ra", "me2ra", "me3ra"};
    for (std::size_t k = 0; k < reserve.replacement.size(); ++k) {
        add_account(reserve.replacement[k], equipment[k], account_flow[k], rows);
        rows["cf_project_me" + std::to_string(k + 1) + "cs"] = result.flow.replacement[k];
    }
    rows["cf_reserve_total"] = reserve.balance;
    rows["cf_reserve_interest"] = reserve.interest;
    rows["cf_project_ra"] = result.flow.reserve_accounts;
    rows["cf_project_mecs"] = result.flow.replacements;
    const finance::DebtRows& debt = result.debt;
    rows["cf_cash_for_ds"] = debt.cash_available;
    rows["cf_pv_interest_factor"] = debt.discount_factor;
    rows["cf_pv_cash_for_ds"] = debt.discounted_cash;
    rows["cf_debt_size"] = debt.sized;
    rows["cf_debt_balance"] = debt.balance;
    rows["cf_debt_payment_interest"] = debt.interest;
    rows["cf_debt_payment_principal"] = debt.principal;
    rows["cf_debt_payment_total"] = debt.service;
    rows["cf_pretax_dscr"] = debt.coverage;
}

void add_flows(const ProForma& result, SscRows& rows) {
    const finance::FlowRows& flow = result.flow;
    rows["cf_project_operating_activities"] = flow.operating;
    rows["cf_project_investing_activities"] = flow.investing;
    rows["cf_project_financing_activities"] = flow.financing;
    rows["cf_pretax_cashflow"] = flow.pretax;
    rows["cf_project_return_pretax"] = rows["cf_project_return_aftertax_cash"] = flow.equity_pretax;
    rows["cf_project_return_aftertax"] = flow.equity_after_tax;
    const SscRates rates = rates_of_ssc(result);
    rows["cf_project_return_pretax_irr"] = rates.pretax;
    rows["cf_project_return_aftertax_irr"] = rates.after_tax;
    rows["cf_project_return_aftertax_max_irr"] = rates.most;
    rows["cf_project_return_pretax_npv"] = result.returns.pretax_npv;
    rows["cf_project_return_aftertax_npv"] = result.returns.after_tax_npv;
    rows["cf_annual_costs"] = flow.annual_cost;
}

void add_incentives(const ProForma& result, SscRows& rows) {
    const finance::IncentiveRows& incentive = result.incentive;
    for (std::size_t p = 0; p < finance::kPayers; ++p) {
        const std::string of = kPayer[p];
        rows["ibi_total_" + of] = {incentive.investment_amount[p] + incentive.investment_frac[p]};
        rows["cbi_total_" + of] = {incentive.capacity[p]};
        rows["cf_pbi_total_" + of] = incentive.production[p];
        rows["npv_" + of + "_pbi_income"] = {
            finance::present_value(incentive.production[p], result.metrics.nominal_discount_frac)};
    }
    rows["ibi_total"] = {incentive.investment_total};
    rows["cbi_total"] = {incentive.capacity_total};
    rows["cf_pbi_total"] = incentive.production_total;
    const char* const government[] = {"fed", "sta"};
    for (std::size_t g = 0; g < finance::kGovernments; ++g) {
        const std::string taxed = std::string("_") + government[g] + "tax_total";
        rows["ibi" + taxed] = {incentive.investment_income[g]};
        rows["cbi" + taxed] = {incentive.capacity_income[g]};
        rows["cf_pbi" + taxed] = incentive.production_income[g];
    }
}
}  // namespace

SscRows ssc_rows(const json& inputs, const Project& project, const ProForma& result) {
    SscRows rows;
    add_operations(project, result, rows);
    add_finance(result, rows);
    add_flows(result, rows);
    add_incentives(result, rows);
    add_basis_rows(project, result, rows);
    add_delivery_rows(inputs, result, rows);
    add_metric_rows(inputs, project, result, rows);
    return rows;
}

}  // namespace decawatt::tests
