#include "finance/debt.hpp"

#include <algorithm>
#include <cmath>

#include "base/capital_recovery.hpp"
#include "finance/time_value.hpp"

namespace decawatt::finance {

namespace {
constexpr double kMonthsPerYear = 12.0;

// Payment of interest and principal by year for a loan of 1.
Row unit_service(const Debt& debt, std::size_t size) {
    Row service(size, 0.0);
    double balance = 1.0;
    const int repaying = debt.tenor_years - debt.grace_years;
    const double payment = base::capital_recovery_factor(debt.interest_frac, repaying);
    for (int t = 1; t <= debt.tenor_years && static_cast<std::size_t>(t) < size; ++t) {
        const double interest = balance * debt.interest_frac;
        double principal = 0.0;
        if (t > debt.grace_years)
            principal = debt.repayment == Repayment::level_principal ? 1.0 / repaying : payment - interest;
        service[static_cast<std::size_t>(t)] = interest + principal;
        balance -= principal;
    }
    return service;
}

void add_cash_available(const Project& project, ProForma& result) {
    DebtRows& rows = result.debt;
    const double factor = 1.0 / (1.0 + project.debt.interest_frac);
    for (int t = 0; t <= project.debt.tenor_years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        rows.cash_available[i] = result.ebitda[i] - result.reserve.receivables.funding[i];
        for (const ReserveAccount& account : result.reserve.replacement) rows.cash_available[i] -= account.funding[i];
        if (t == 0 && !project.debt.sizes_on_year_zero) rows.cash_available[i] = 0.0;
        rows.discount_factor[i] = t == 0 ? factor : std::pow(factor, t);
        rows.discounted_cash[i] = rows.cash_available[i] * rows.discount_factor[i];
        result.totals.cash_for_debt += rows.cash_available[i];
        result.totals.discounted_cash_for_debt += rows.discounted_cash[i];
    }
}

void size_by_share(const Project& project, ProForma& result) {
    const Debt& debt = project.debt;
    const double cost = cost_without_debt(project, result) - result.reserve.receivables.balance[0];
    const Row service = unit_service(debt, result.ebitda.size());
    const double reserve = debt.reserve_months / kMonthsPerYear * service[1];  // for a loan of 1
    const double share = debt.share_frac * (1.0 + debt.share_frac * debt.upfront_fee_frac);
    const double loan = share * cost / (1.0 - share * reserve);
    DebtRows& rows = result.debt;
    rows.balance[0] = loan;
    for (std::size_t t = 1; t < service.size(); ++t) {
        rows.interest[t] = rows.balance[t - 1] * debt.interest_frac;
        rows.service[t] = loan * service[t];
        if (rows.service[t] == 0.0) rows.interest[t] = 0.0;  // after the tenor a rounding error is left
        rows.principal[t] = rows.sized[t] = rows.service[t] - rows.interest[t];
        rows.balance[t] = rows.balance[t - 1] - rows.principal[t];
        result.totals.debt += rows.sized[t];
    }
}

// The largest debt that the limit allows, where all payments are in proportion to the cash of `result`.
double limited_debt(const Project& project, const ProForma& result) {
    const Debt& debt = project.debt;
    const double limit = *debt.limit_frac, cost = cost_without_debt(project, result);
    if (debt.limits_estimate)
        return limit * (cost - result.reserve.receivables.balance[0] + debt.upfront_fee_frac * project.investment.cost);
    const double reserve = debt.reserve_months / kMonthsPerYear * result.debt.cash_available[1] /
                           result.totals.discounted_cash_for_debt;  // for a debt of 1
    return limit * cost / (1.0 - limit * (debt.upfront_fee_frac + reserve));
}

void size_by_coverage(const Project& project, ProForma& result) {
    const Debt& debt = project.debt;
    DebtRows& rows = result.debt;
    const double cash = result.totals.discounted_cash_for_debt;
    double ratio = debt.coverage_ratio;
    if (debt.limit_frac) {
        if (cash <= 0.0) return;
        ratio = std::max(ratio, cash / limited_debt(project, result));
    }
    result.totals.debt = rows.balance[0] = cash / ratio;
    for (std::size_t t = 0; t < rows.sized.size(); ++t) rows.sized[t] = rows.discounted_cash[t] / ratio;
    for (int t = 1; t <= debt.tenor_years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        rows.interest[i] = rows.balance[i - 1] * debt.interest_frac;
        rows.service[i] = rows.cash_available[i] / ratio;
        rows.principal[i] = rows.service[i] - rows.interest[i];
        rows.balance[i] = rows.balance[i - 1] - rows.principal[i];
    }
}

void clear(ProForma& result) {
    const Row zero(result.ebitda.size(), 0.0);
    result.debt = {zero, zero, zero, zero, zero, zero, zero, zero, zero};
    Totals& totals = result.totals;
    totals.debt = totals.cash_for_debt = totals.discounted_cash_for_debt = 0.0;
}

void add_coverage(DebtRows& rows) {
    for (std::size_t t = 0; t < rows.coverage.size(); ++t)
        rows.coverage[t] = rows.service[t] == 0.0 ? 0.0 : rows.cash_available[t] / rows.service[t];
}
}  // namespace

double cost_without_debt(const Project& project, const ProForma& result) {
    return project.investment.cost + project.investment.construction_financing + project.debt.closing_cost +
           project.investment.other_financing + result.reserve.working_capital.balance[0] +
           result.reserve.receivables.balance[0] - result.incentive.total();
}

void add_debt(const Project& project, ProForma& result) {
    clear(result);
    add_cash_available(project, result);
    if (project.debt.rule == DebtRule::coverage) {
        size_by_coverage(project, result);
    } else if (project.debt.tenor_years > 0) {
        size_by_share(project, result);
    }
    add_coverage(result.debt);
}

void add_stated_debt(const Project& project, const Row& principal, ProForma& result) {
    clear(result);
    add_cash_available(project, result);
    DebtRows& rows = result.debt;
    for (const double amount : principal) rows.balance[0] += amount;
    result.totals.debt = rows.balance[0];
    for (std::size_t t = 1; t < rows.sized.size() && t <= principal.size(); ++t) {
        rows.principal[t] = rows.sized[t] = principal[t - 1];
        rows.interest[t] = rows.balance[t - 1] * project.debt.interest_frac;
        rows.service[t] = rows.principal[t] + rows.interest[t];
        rows.balance[t] = rows.balance[t - 1] - rows.principal[t];
    }
    add_coverage(rows);
}

}  // namespace decawatt::finance
