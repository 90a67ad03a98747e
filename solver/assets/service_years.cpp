#include "assets/service_years.hpp"

#include <algorithm>

namespace decawatt::assets {

int last_year_in_service(const model::Study& study, CapacityKind kind, std::size_t asset, int year,
                         const model::ExpansionOption& option) {
    const model::Agreement* agreement =
        kind == CapacityKind::plant ? model::agreement_of(study, static_cast<model::PlantIndex>(asset)) : nullptr;
    return agreement != nullptr ? agreement->last_year : last_year_of(year, option.lifetime_years);
}

double aged_addition_frac(const model::Study& study, std::size_t plant, int built, int year) {
    return aged_frac(study, static_cast<model::PlantIndex>(plant), year - aged_since(study, plant, built));
}

int aged_since(const model::Study& study, std::size_t plant, int built) {
    const model::Agreement* agreement = model::agreement_of(study, static_cast<model::PlantIndex>(plant));
    return agreement != nullptr ? std::min(built, agreement->first_year) : built;
}

}  // namespace decawatt::assets
