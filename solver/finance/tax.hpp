// Taxes on income.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// Fills depreciation, income and tax of both governments. Taxable: ebitda, interest of reserves less that of debt,
// depreciation, and the grants and payments that are income; for the national government local tax is deductible and
// local credits are income. Needs bases, debt, reserves and incentives.
void add_tax(const Project& project, ProForma& result);

}  // namespace decawatt::finance
