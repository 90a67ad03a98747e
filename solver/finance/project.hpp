// What a pro forma needs to know of a project: plain data. Conventions (docs/method/finance.md): year 0 is the end of
// construction, years 1 to `years` are operating years, cash moves at the ends of years, all money is nominal.
// Lists of operating years begin with year 1. Money is in the study's currency.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "finance/depreciation.hpp"
#include "finance/schedule.hpp"

namespace decawatt::finance {

enum class Government : std::uint8_t { national, local };  // in the US federal and state; local tax is deductible
inline constexpr std::size_t kGovernments = 2;
template <typename Entry>
using ByGovernment = std::array<Entry, kGovernments>;

enum class Payer : std::uint8_t { national, local, utility, other };  // of grants and payments
inline constexpr std::size_t kPayers = 4;

// Energy by operating year; lists of one value hold for all years. `sold` is what is delivered to the buyer,
// `priced_mwh` the same weighted with the factors by time of delivery (none stated: as sold), `bought` what the project
// draws from the buyer, paid at the same price, with `bought_priced_mwh` likewise; both are positive.
struct Energy {
    std::vector<double> sold_mwh = {0.0}, priced_mwh = {};
    std::vector<double> bought_mwh = {0.0}, bought_priced_mwh = {};
    std::vector<double> curtailed_mwh = {0.0};
};

struct Sales {
    Schedule price_per_mwh =
        {};  // several values: as stated by year; the escalation is all there is, without inflation
    Schedule capacity_payment = {};             // money per year; escalation likewise
    Schedule curtailment_price_per_mwh = {};    // likewise
    std::vector<double> other_revenue = {0.0};  // money by year, such as heat or certificates
};

enum class ExpenseKind : std::uint8_t { operation, fuel, other };

// One line of operating expenses: price × quantity. A single price is of year 1 and grows with inflation.
struct Expense {
    std::string name;
    ExpenseKind kind = ExpenseKind::operation;
    Schedule price = {};
    std::vector<double> quantity = {1.0};  // by year
};

struct PropertyCosts {
    double tax_frac = 0.0;               // of the assessed value, per year
    double assessed_frac = 1.0;          // of the investment
    double assessed_decline_frac = 0.0;  // of the first assessed value, per year
    double insurance_frac = 0.0;         // of the investment in year 1; grows with inflation
};

// How a grant or payment enters tax: whether it is income, and whether it reduces the basis of depreciation and of the
// investment credit.
struct GrantTax {
    ByGovernment<bool> is_income = {true, true};
    ByGovernment<bool> reduces_basis = {false, false};
};

// Paid at year 0: an amount, and a share of the investment up to a limit.
struct InvestmentGrant {
    double amount = 0.0, frac = 0.0, frac_limit = 1e38;
    GrantTax tax_of_amount = {}, tax_of_frac = {};
};

// Paid at year 0 for capacity.
struct CapacityGrant {
    double per_mw = 0.0, limit = 1e38;
    GrantTax tax = {};
};

// Paid for energy sold in the first `years` years. Several values: by year as stated, whatever `years`.
struct ProductionPayment {
    Schedule per_mwh = {};  // the escalation is all there is, without inflation
    int years = 0;
    ByGovernment<bool> is_income = {true, true};
    bool serves_debt = false;  // counts as revenue available for debt service
};

// Credit against tax for the investment: amounts and shares of the qualifying basis, by year from year 1.
struct InvestmentCredit {
    std::vector<double> amount = {0.0}, frac = {0.0};
    std::vector<double> frac_limit = {1e38};                   // one: for every year
    ByGovernment<bool> amount_reduces_basis = {false, false};  // of depreciation, by half of the credit
    ByGovernment<bool> frac_reduces_basis = {false, false};
};

// Credit against tax for energy sold. Not income. One value is escalated and rounded each year as the IRS does
// (Notice 2010-37: to a tenth of a cent per kWh, 1 per MWh); rounding 0: not rounded. Several: as stated.
struct ProductionCredit {
    Schedule per_mwh = {};
    int years = 0;
    double rounding_per_mwh = 0.0;
};

enum class LossTreatment : std::uint8_t {
    used_at_once,     // against other income of the owner: a negative tax is cash of its year
    carried_forward,  // against later income of the project, without end
};

struct TaxRules {
    std::vector<double> rate_frac = {0.0};  // by year
    LossTreatment losses = LossTreatment::used_at_once;
    double bonus_frac = 0.0;  // of the basis, depreciated in year 1
    ByClass<bool> bonus_applies = {};
    ByClass<bool> credit_qualifies = {};     // for the investment credit of this government
    bool grants_reduce_first_class = false;  // reductions of the basis by grants: all of macrs_5, else by share
    InvestmentCredit investment_credit = {};
    ProductionCredit production_credit = {};
    DepreciationClass replacement_class = DepreciationClass::macrs_5;  // of replaced equipment
};

struct Depreciation {
    ByClass<double> share_frac = {};       // of the investment; the rest is not depreciated (land)
    std::vector<double> custom_frac = {};  // schedule of the class `custom`
};

enum class DebtRule : std::uint8_t { share, coverage };
enum class Repayment : std::uint8_t { level_payment, level_principal };

struct Debt {
    DebtRule rule = DebtRule::share;
    double share_frac = 0.0;                // of the installed cost; rule `share`
    double coverage_ratio = 1.3;            // cash available over debt service in every year; rule `coverage`
    std::optional<double> limit_frac = {};  // of the installed cost; rule `coverage`
    // SAM, at a stated price, limits debt to a share of a cost estimated with the fee on the whole investment and
    // without the debt reserve. false: of the installed cost itself, as SAM where it solves the price.
    bool limits_estimate = false;
    int tenor_years = 0;
    double interest_frac = 0.0;
    Repayment repayment = Repayment::level_payment;  // rule `share`
    int grace_years = 0;                             // interest only; rule `share`
    double closing_cost = 0.0, upfront_fee_frac = 0.0;
    double reserve_months = 0.0;  // of debt service
    // SAM discounts the first funding of the receivables account, at year 0, as if it were cash of year 1 when it sizes
    // debt by coverage, so that debt is overpaid by as much. false: it does not count, and debt is repaid to zero.
    bool sizes_on_year_zero = false;
};

struct Replacement {           // of major equipment, paid from an account that is funded in equal amounts before
    double cost_per_mw = 0.0;  // real, of year 1
    int every_years = 0;       // 0: never
};

struct Reserves {
    double working_capital_months = 0.0;  // of operating expenses
    double receivables_months = 0.0;      // of revenue
    double interest_frac = 0.0;
    std::array<Replacement, 3> replacement = {};
};

struct Investment {
    double cost = 0.0;                    // before financing
    double construction_financing = 0.0;  // see construction_cost
    double other_financing = 0.0;
    double salvage_frac = 0.0;  // of the cost, received in the last year
    // Shares of the equity spent in the years up to year 0, the last of them year 0. They add to 1.
    std::vector<double> spending_frac = {1.0};
};

struct ConstructionLoan {
    double share_frac = 0.0, months = 0.0, interest_frac = 0.0, upfront_fee_frac = 0.0;
};
// Interest on half of the loan over its months, and the fee (SAM).
double construction_cost(const std::vector<ConstructionLoan>& loans, double investment_cost);

struct Returns {
    double real_discount_frac = 0.0;
    double target_frac = 0.0;  // after-tax return of the equity at the end of target_year
    int target_year = 0;       // 0: the last
};

struct Project {
    int years = 0;
    double capacity_mw = 0.0;
    double inflation_frac = 0.0;
    Energy energy = {};
    Sales sales = {};
    std::vector<Expense> expenses = {};
    PropertyCosts property = {};
    Investment investment = {};
    std::array<InvestmentGrant, kPayers> investment_grants = {};
    std::array<CapacityGrant, kPayers> capacity_grants = {};
    std::array<ProductionPayment, kPayers> production_payments = {};
    ByGovernment<TaxRules> tax = {};
    Depreciation depreciation = {};
    Debt debt = {};
    Reserves reserves = {};
    Returns returns = {};
};

}  // namespace decawatt::finance
