// The pro forma: rows of a project by year, and its totals. Rows have an entry for year 0 (the end of construction) and
// one for each operating year. Money is nominal. Signs: `revenue`, `expense`, `balance`, `interest`, `principal` and
// the funding of accounts are positive; `released` is negative; flows, and tax, are positive where the owner receives.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "finance/internal_rate.hpp"
#include "finance/project.hpp"

namespace decawatt::finance {

using Row = std::vector<double>;

struct ReserveAccount {
    Row balance, funding, released;
    double flow(std::size_t year) const { return -funding[year] - released[year]; }
};

struct EnergyRows {
    Row sold_mwh, priced_mwh, bought_mwh, bought_priced_mwh, net_mwh, curtailed_mwh;
};

struct RevenueRows {
    Row price_per_mwh, energy, other, curtailment, capacity, salvage, total;
};

struct ExpenseRows {
    std::vector<Row> line;  // as Project::expenses
    Row bought_energy, property_value, property_tax, insurance, total;
};

struct ReserveRows {
    ReserveAccount debt_service, working_capital, receivables;
    std::array<ReserveAccount, 3> replacement;
    Row balance, interest;
};

struct DebtRows {
    Row cash_available, discount_factor, discounted_cash, sized, balance, interest, principal, service;
    Row coverage;  // 0 where there is no service
};

// A class's part of the basis of one government's tax.
struct ClassBasis {
    double share_frac = 0.0;  // of grants that reduce the basis
    double allocated = 0.0;   // of the investment
    double by_investment_grants = 0.0, by_capacity_grants = 0.0;
    double before_credits = 0.0;
    double qualifying = 0.0;                                // for the investment credit
    double disallowed_frac = 0.0, disallowed_amount = 0.0;  // half of the credit by share, and of that by amount
    double by_local_credit = 0.0, by_national_credit = 0.0;
    double after_credits = 0.0, bonus = 0.0, depreciated = 0.0;
};

struct TaxRows {
    ByClass<ClassBasis> basis;
    ClassBasis basis_total;
    Row rate_frac, credit_amount, credit_frac, investment_credit, production_credit;
    ByClass<Row> depreciation;
    std::array<Row, 3> replacement_depreciation;
    Row depreciation_total;  // with the bonus of year 1
    Row income_before_incentives, taxable_incentives, income;
    Row tax;             // positive: received
    Row losses_carried;  // at the end of the year
};

struct IncentiveRows {
    std::array<double, kPayers> investment_amount, investment_frac, capacity;
    std::array<Row, kPayers> production;
    Row production_total;
    double investment_total = 0.0, capacity_total = 0.0;
    ByGovernment<double> investment_income, capacity_income;  // taxable in year 1
    ByGovernment<Row> production_income;
    ByGovernment<double> basis_by_investment, basis_by_capacity;
    double total() const { return investment_total + capacity_total; }
};

struct FlowRows {
    Row operating, reserve_accounts, replacements, investing, financing;
    std::array<Row, 3> replacement;
    Row pretax;  // of the project, debt included
    Row equity_pretax, equity_after_tax;
    Row annual_cost;      // of the levelised cost: all but revenue of energy
    Row equity_spending;  // years before year 0, the earliest first; negative
};

struct ReturnRows {
    Row pretax_irr_frac, after_tax_irr_frac;  // of the years so far; NaN: none
    Row most_irr_frac;                        // the highest after-tax rate so far, at least 0; NaN at year 0
    Row pretax_npv, after_tax_npv;            // of the years so far
};

struct Totals {
    double cost_financing = 0.0, cost_installed = 0.0, debt_fee = 0.0;
    double debt = 0.0, equity = 0.0, debt_frac = 0.0;
    double cash_for_debt = 0.0, discounted_cash_for_debt = 0.0;
    double property_bought = 0.0;  // negative
    double basis = 0.0, basis_none_frac = 0.0, basis_none = 0.0;
    double salvage = 0.0;
};

struct Metrics {
    double nominal_discount_frac = 0.0;
    double price_per_mwh = 0.0;                              // of year 1
    double energy_nominal_mwh = 0.0, energy_real_mwh = 0.0;  // discounted at the nominal and at the real rate
    double revenue_value = 0.0, cost_value = 0.0;            // present values
    double lppa_nominal_per_mwh = 0.0, lppa_real_per_mwh = 0.0;
    double lcoe_nominal_per_mwh = 0.0, lcoe_real_per_mwh = 0.0;
    double npv = 0.0;        // of the equity after tax
    InternalRates irr = {};  // likewise
    double irr_at_target_frac = 0.0;
    double project_irr_frac = 0.0;                     // before tax and debt
    double payback_years = 0.0;                        // of the equity after tax
    double equity_multiple = 0.0;                      // cash received over cash spent
    double least_coverage = 0.0, mean_coverage = 0.0;  // 0: no debt
    double effective_tax_frac = 0.0;
    double wacc_frac = 0.0;
};

struct ProForma {
    EnergyRows energy;
    RevenueRows revenue;
    ExpenseRows expense;
    Row ebitda;
    ReserveRows reserve;
    DebtRows debt;
    IncentiveRows incentive;
    ByGovernment<TaxRows> tax;
    Row effective_tax_frac, investment_credit;
    FlowRows flow;
    ReturnRows returns;
    Totals totals;
    Metrics metrics;
};

}  // namespace decawatt::finance
