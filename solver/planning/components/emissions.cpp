#include "planning/components/emissions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planning/components/target_rows.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

namespace {

// Scale of the row if the cap is near zero, t per MWh of demand (assumption). It does not change the solution.
constexpr double kReferenceEmissionTPerMwh = 0.01;

// Weight of a tonne: the MWh that the plants with the lowest positive emission rate generate with it.
double least_emission_t_per_mwh(const model::Study& study) {
    double least = 0.0;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        const double emission = assets::emission_t_per_mwh(study, static_cast<model::PlantIndex>(p));
        if (emission > 0.0 && (least == 0.0 || emission < least)) least = emission;
    }
    return least > 0.0 ? least : 1.0;  // without emissions the weight is arbitrary
}

}  // namespace

EmissionTarget EmissionTargets::make(TargetRows& rows, std::size_t chain, const EmissionTarget* before) {
    EmissionTarget target;
    const profiles::YearProfiles& year = rows.years()[chain];
    const double cap_t =
        model::stepwise(rows.study().emission_cap_t, year.year, std::numeric_limits<double>::quiet_NaN());
    if (std::isnan(cap_t)) return target;
    double demand_mwh = 0.0;
    for (std::size_t r = 0; r < year.region_demand_mw.entities(); ++r)
        for (std::size_t t = 0; t < year.region_demand_mw.times(); ++t)
            demand_mwh += year.axis.step_weight(t) * year.region_demand_mw(t, r);
    demand_mwh *= year.axis.mean_step_h();
    if (!before) scale_t_ = std::max({cap_t, kReferenceEmissionTPerMwh * demand_mwh, 1.0});
    target.row = rows.add(before ? before->row : base::none<LinkingRow>, chain, "emission cap", lp::Sense::at_most,
                          rows.factor(chain) * kPercent * cap_t / scale_t_);
    target.per_unit = rows.factor(chain) * kPercent * rows.power_unit_mw() * year.axis.mean_step_h() / scale_t_;
    return target;
}

void relax_emissions(Relaxation& relaxation) {
    const EmissionTarget& target = relaxation.targets().emission;
    if (!exists(target.row)) return;
    relaxation.add_sum(LimitKind::emission_cap, 0, target.row,
                       kCapWeight / least_emission_t_per_mwh(relaxation.study()),
                       relaxation.mwh_per_unit() / target.per_unit);
}

}  // namespace decawatt::planning
