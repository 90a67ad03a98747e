#include "finance/reserves.hpp"

#include <cmath>

namespace decawatt::finance {

namespace {
constexpr double kMonthsPerYear = 12.0;

ReserveAccount empty_account(std::size_t size) {
    return {Row(size, 0.0), Row(size, 0.0), Row(size, 0.0)};
}

// Holds a share of what comes in the next year; released in the year `last`.
ReserveAccount held_ahead(const Row& amount, double frac, std::size_t last) {
    ReserveAccount account = empty_account(amount.size());
    for (std::size_t t = 0; t < last; ++t) {
        account.balance[t] = frac * amount[t + 1];
        account.funding[t] = account.balance[t] - (t > 0 ? account.balance[t - 1] : 0.0);
    }
    if (last > 0) account.released[last] = -account.balance[last - 1];
    return account;
}

// Equal amounts in the years before each replacement, which is paid at the price of its year.
ReserveAccount replacement_account(const Replacement& replacement, const Project& project) {
    const int years = project.years;
    ReserveAccount account = empty_account(static_cast<std::size_t>(years) + 1);
    if (replacement.every_years <= 0) return account;
    const double cost = replacement.cost_per_mw * project.capacity_mw;
    for (int t = 1; t <= years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        const int next = (t + replacement.every_years - 1) / replacement.every_years * replacement.every_years;
        const double price = cost * std::pow(1.0 + project.inflation_frac, next - 1);
        if (next <= years) account.funding[i] = price / replacement.every_years;
        if (t == next) account.released[i] = -price;
        account.balance[i] = account.balance[i - 1] + account.funding[i] + account.released[i];
    }
    return account;
}
}  // namespace

void add_reserves(const Project& project, ProForma& result) {
    const std::size_t last = static_cast<std::size_t>(project.years);
    ReserveRows& rows = result.reserve;
    rows.working_capital =
        held_ahead(result.expense.total, project.reserves.working_capital_months / kMonthsPerYear, last);
    Row billed = result.revenue.energy;
    for (std::size_t t = 0; t < billed.size(); ++t)
        billed[t] += result.revenue.other[t] + result.revenue.curtailment[t] + result.revenue.capacity[t];
    rows.receivables = held_ahead(billed, project.reserves.receivables_months / kMonthsPerYear, last);
    for (std::size_t k = 0; k < rows.replacement.size(); ++k)
        rows.replacement[k] = replacement_account(project.reserves.replacement[k], project);
}

void add_debt_reserve(const Project& project, ProForma& result) {
    const auto last = static_cast<std::size_t>(std::min(project.debt.tenor_years, project.years));
    result.reserve.debt_service = held_ahead(result.debt.service, project.debt.reserve_months / kMonthsPerYear, last);
}

void add_reserve_interest(const Project& project, ProForma& result) {
    ReserveRows& rows = result.reserve;
    rows.balance.assign(result.ebitda.size(), 0.0);
    rows.interest = rows.balance;
    for (std::size_t t = 0; t < rows.balance.size(); ++t) {
        rows.balance[t] = rows.debt_service.balance[t] + rows.working_capital.balance[t] + rows.receivables.balance[t];
        for (const ReserveAccount& account : rows.replacement) rows.balance[t] += account.balance[t];
        if (t > 0) rows.interest[t] = project.reserves.interest_frac * rows.balance[t - 1];
    }
}

}  // namespace decawatt::finance
