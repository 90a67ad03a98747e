#include "profiles/fixed_hours.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/index.hpp"
#include "base/steps.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::profiles {

namespace {
std::array<base::Series*, 9> series_of(YearProfiles& profiles) {
    return {&profiles.region_demand_mw,
            &profiles.data_center_it_mw,
            &profiles.data_center_mw,
            &profiles.data_center_cooling_mw,
            &profiles.data_center_electrical_loss_mw,
            &profiles.data_center_water_m3_per_h,
            &profiles.data_center_deferrable_mw,
            &profiles.resource_frac,
            &profiles.site_temperature_deg_c};
}
}  // namespace

void put_on_study_steps(const model::Study& study, YearProfiles& profiles) {
    const int from_s = profiles.axis.step_s, to_s = study.horizon.step_s;
    if (from_s == to_s) return;
    for (base::Series* series : series_of(profiles)) *series = base::on_steps(*series, from_s, to_s);
    profiles.axis = base::year_axis(profiles.year, study.utc_offset_s, to_s);
}

void keep_hours_that_count(const model::Study& study, YearProfiles& profiles) {
    const base::TimeAxis axis = model::regular_year_axis(study, profiles.year);
    if (axis.count == profiles.axis.count) return;
    base::expects(axis.count < profiles.axis.count, "a year counts no more hours than the calendar's");
    const auto hours = static_cast<std::size_t>(axis.count);
    for (base::Series* series : series_of(profiles)) {
        base::Series kept(hours, series->entities());
        for (std::size_t e = 0; e < kept.entities(); ++e)
            std::ranges::copy(series->of(e).first(hours), kept.of(e).begin());
        *series = std::move(kept);
    }
    profiles.axis = axis;
}

void put_on_stated_steps(const model::Study& study, YearProfiles& profiles) {
    if (study.horizon.lengths.empty()) return;
    for (base::Series* series : series_of(profiles))
        *series = base::on_steps(*series, profiles.axis.step_s, study.horizon.lengths);
    profiles.axis = model::year_axis(study, profiles.year);
}

void set_fixed_hours(const model::Study& study, YearProfiles& profiles) {
    const auto set = [&](const std::vector<double>& series, std::size_t entity, base::Series& to) {
        std::ranges::copy(model::hours_of_year(study, series, profiles.year), to.of(entity).begin());
    };
    for (const auto& demand : study.fixed.demand) set(demand.mw, base::at(demand.region), profiles.region_demand_mw);
    for (const auto& load : study.fixed.load) {
        set(load.mw, base::at(load.data_center), profiles.data_center_mw);
        set(load.mw, base::at(load.data_center), profiles.data_center_it_mw);
    }
}

}  // namespace decawatt::profiles
