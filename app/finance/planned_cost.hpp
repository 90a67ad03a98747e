// What a plan's file counts for its assets, whatever the study says now.
#pragma once

#include "app/finance/finance.hpp"

namespace decawatt::app {

// Sets AssetFinance::planned. Annuities and fixed costs of a group are divided among its assets in proportion to
// AssetFinance::planned as it is (the terms of this study), so that the sums are those of the file.
void count_as_planned(const io::PlanFigures& figures, std::vector<AssetFinance>& assets);

// Differences between the terms of this study and those of the sizing, and terms that have no effect.
std::vector<std::string> notes_on_terms(const io::LoadedStudy& loaded, const io::PlanFigures& figures,
                                        const std::vector<AssetFinance>& assets);

// A note for each supply whose cost in the plan, summed here, is not what the plan's file states: another discount
// rate.
void note_other_costs(const std::vector<SupplyFinance>& supplies, std::vector<std::string>& notes);

}  // namespace decawatt::app
