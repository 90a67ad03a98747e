#include "model/outages.hpp"

#include <algorithm>

namespace decawatt::model {

double mean_available_frac(const OutageClasses& classes, OutageClassIndex index) {
    double visits = 1.0, given = 1.0;  // hours per hour of full availability
    for (const OutageState& state : classes.states[base::at(index)]) {
        const double share = state.mttr_h / state.mttf_h;
        visits += share;
        given += share * state.available_frac;
    }
    return given / visits;
}

double mean_available_frac(const Study& study, PlantIndex plant) {
    const Reliability& all = study.reliability;
    const auto own = entry_of(all.plant_outage, plant, base::none<OutageClassIndex>);
    double frac = own == base::none<OutageClassIndex> ? 1.0 : mean_available_frac(all.outages, own);
    for (std::size_t c = 0; c < all.common.name.size(); ++c)
        if (all.common.outage[c] != base::none<OutageClassIndex> &&
            std::ranges::find(all.common.plants[c], plant) != all.common.plants[c].end())
            frac *= mean_available_frac(all.outages, all.common.outage[c]);
    return frac;
}

}  // namespace decawatt::model
