// Reserve accounts.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// All accounts but that of debt service, from revenue and expenses.
void add_reserves(const Project& project, ProForma& result);

// That of debt service, from the schedule of debt.
void add_debt_reserve(const Project& project, ProForma& result);

// Balance of all accounts and the interest on that of the year before.
void add_reserve_interest(const Project& project, ProForma& result);

}  // namespace decawatt::finance
