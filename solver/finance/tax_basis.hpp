// Bases of depreciation and of investment credits.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// The basis is the investment with the costs of construction and other finance, not those of debt. Each class has its
// share. Grants that reduce it are taken from the classes in proportion (or all from macrs_5). Credits apply to the
// qualifying classes; half of a credit that reduces the basis is taken from it. The bonus is a share of what remains,
// in year 1. Fills the bases and the investment credits of both governments; needs result.incentive.
void add_tax_basis(const Project& project, ProForma& result);

}  // namespace decawatt::finance
