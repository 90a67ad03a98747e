// Finance of all assets of a supply together, and the parts of its cost.
#pragma once

#include "app/finance/finance.hpp"

namespace decawatt::app {

// What the owners of assets need in the years of the horizon beyond what the plan counts for them, annuities and
// operating costs: real money, discounted as in the plan.
double finance_and_taxes(const io::LoadedStudy& loaded, const std::vector<int>& years,
                         const std::vector<const AssetFinance*>& assets);

CostWaterfall waterfall_of(const io::LoadedStudy& loaded, const io::PlanFigures& figures,
                           const io::SupplyFigures& supply, const std::vector<const AssetFinance*>& assets);

// Fills the rows by calendar year, sums and least coverage from the results of the assets.
void add_cash(const io::LoadedStudy& loaded, const std::vector<const AssetFinance*>& assets, SupplyFinance& supply);

// All of it, with the internal rates of return. `assets` may be empty: then the waterfall alone.
SupplyFinance supply_of(const io::LoadedStudy& loaded, const io::PlanFigures& figures, const io::SupplyFigures& stated,
                        const std::vector<const AssetFinance*>& assets);

}  // namespace decawatt::app
