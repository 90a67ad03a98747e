// The assets of a plan as projects.
#pragma once

#include "app/finance/finance.hpp"

namespace decawatt::app {

// Name of the expense that is not among the costs of the plan.
inline constexpr const char* kAugmentation = "augmentation";
inline constexpr const char* kFixed = "fixed";  // the expense that this study states, not the plan's file

// Nominal money of a year that is worth `real` money of the price year.
double nominal(const model::Study& study, const io::FinanceTerms& terms, double real, int year);

// Whether an agreement buys the output of a plant, which then belongs to others.
bool is_bought(const model::Study& study, const std::string& plant);

// Every plant and store that the plan builds, with its project, not yet solved. Assets without energy have an empty
// project (0 years). What the plan counts for them is that of `figures`.
std::vector<AssetFinance> assets_of(const io::LoadedStudy& loaded, const planning::FixedPlan& plan,
                                    const io::PlanFigures& figures);

// Shortens the tenor of debt to the life of assets that live for less, with a note for each. A tenor that no asset
// allows is left, for `solve` to refuse.
void fit_tenors(std::vector<AssetFinance>& assets, std::vector<std::string>& notes);

// Solves the price at which the asset earns the target return. Throws base::InputError with the asset's name.
void solve(AssetFinance& asset);

}  // namespace decawatt::app
