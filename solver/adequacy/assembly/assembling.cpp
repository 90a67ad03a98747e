#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

double month_frac(const model::Study& study, model::MonthProfileIndex profile, const HorizonHours::Month& month) {
    if (profile == base::none<model::MonthProfileIndex>) return 1.0;
    return study.month_profiles.frac[base::at(profile)][static_cast<std::size_t>(month.month)];
}

Life life_of(const HorizonHours& hours, base::UtcSeconds commissioned, base::UtcSeconds closed) {
    return {hours.hour_of(commissioned), closed == base::kNever ? hours.end() : hours.hour_of(closed)};
}

Steps connection_of(const Assembling& work, CenterIndex center) {
    const std::size_t d = base::at(center);
    const double there_mw = work.study.data_centers.connection_mw[d];
    std::vector<Steps> parts = {steps_between(work.hours, 0, work.hours.end(), there_mw)};
    for (const Cohort& cohort : work.built.of(assets::CapacityKind::connection, d))
        parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw));
    return sum(parts);
}

}  // namespace decawatt::adequacy
