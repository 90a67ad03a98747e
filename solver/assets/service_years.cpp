#include "assets/service_years.hpp"

namespace decawatt::assets {

int last_year_in_service(const model::Study& study, CapacityKind kind, std::size_t asset, int year,
                         const model::ExpansionOption& option) {
    const model::Agreement* agreement =
        kind == CapacityKind::plant ? model::agreement_of(study, static_cast<model::PlantIndex>(asset)) : nullptr;
    return agreement != nullptr ? agreement->last_year : last_year_of(year, option.lifetime_years);
}

}  // namespace decawatt::assets
