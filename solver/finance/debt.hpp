// Term debt: its size and its schedule.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// Fills result.debt and totals.debt, from ebitda and reserves. Rule `share`: a share of the installed cost, which holds
// the fee and the debt reserve themselves (solved in closed form), repaid in level payments or level principal. Rule
// `coverage`: the present value of cash available over the coverage ratio; the payment of each year is the cash over
// the ratio, so that coverage is the same in every year. Where debt then exceeds its limit, the ratio is raised until
// it equals the limit; with a limit, negative cash carries no debt.
void add_debt(const Project& project, ProForma& result);

// The same for debt with a stated schedule: its principal by year, from year 1, and the interest on the balance.
void add_stated_debt(const Project& project, const Row& principal, ProForma& result);

// Cost at year 0 without debt's own fee and reserve: investment, other costs of finance, accounts, less grants.
double cost_without_debt(const Project& project, const ProForma& result);

}  // namespace decawatt::finance
