#include "assets/store_ageing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assets/groups.hpp"
#include "base/error.hpp"

namespace decawatt::assets {

using base::at;

ageing::Chemistry chemistry_of(const model::StoreAgeing& ageing) {
    base::expects(ageing.chemistry != model::Chemistry::none, "a store that ages has a chemistry");
    switch (ageing.chemistry) {
        case model::Chemistry::nmc111:
            return ageing::Chemistry::nmc111;
        case model::Chemistry::nmc:
            return ageing::Chemistry::nmc;
        default:
            return ageing::Chemistry::lfp;
    }
}

ageing::Enclosure enclosure_of(const model::StoreAgeing& ageing) {
    ageing::Enclosure enclosure;
    enclosure.set_point_deg_c = ageing.cell_temperature_deg_c;
    enclosure.band_k = ageing.cell_temperature_band_k;
    return enclosure;
}

double cell_soc_frac(const model::StoreAgeing& ageing, double content_frac) {
    return ageing.min_soc_frac + (ageing.max_soc_frac - ageing.min_soc_frac) * std::clamp(content_frac, 0.0, 1.0);
}

ageing::LinearFade planned_fade(const model::Stores& stores, std::size_t store) {
    const model::StoreAgeing& own = stores.ageing[store];
    const model::ExpansionOption& build = stores.build_energy[store];
    const int years =
        build.possible() ? std::max(1, static_cast<int>(std::lround(build.lifetime_years))) : kReferenceYears;
    const ageing::ConstantUse use{kReferenceSocFrac, own.cell_temperature_deg_c + ageing::kZeroCelsiusK,
                                  kReferenceCyclesPerDay, kReferenceDepthFrac, kReferenceCRatePerH};
    ageing::LinearFade fade = ageing::fitted_fade(chemistry_of(own), use, years);
    fade.per_full_cycle_frac *=
        own.max_soc_frac - own.min_soc_frac;  // a cycle of the store is less than one of its cells
    fade.per_year_frac = own.fade_frac_per_year.value_or(fade.per_year_frac);
    fade.per_full_cycle_frac = own.fade_frac_per_full_cycle.value_or(fade.per_full_cycle_frac);
    return fade;
}

std::vector<Vintage> existing_vintages(const model::Study& study, const StoreGroups& groups, std::size_t group) {
    std::vector<Vintage> all;
    if (!holds_existing(study, groups, group)) return all;
    const auto year_of = [&](base::UtcSeconds instant) { return base::civil_time(instant, study.utc_offset_s).year; };
    for (const auto store : groups.members[group]) {
        const std::size_t s = at(store);
        const base::UtcSeconds from = study.stores.commissioned[s], to = study.stores.closed[s];
        const int first = from == base::kAlways ? study.horizon.first_year : year_of(from);
        const int last = to == base::kNever ? std::numeric_limits<int>::max() : year_of(to - 1);
        if (study.stores.energy_mwh[s] > 0.0 && first <= study.horizon.last_year && last >= study.horizon.first_year)
            all.push_back({std::max(first, study.horizon.first_year), last, study.stores.energy_mwh[s]});
    }
    return all;
}

}  // namespace decawatt::assets
