// Grants, payments and credits.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// Grants, production payments and production credits; the energy sold is that of the project.
void add_incentives(const Project& project, ProForma& result);

}  // namespace decawatt::finance
