#include "adequacy/assembly/assembling.hpp"

#include <algorithm>

namespace decawatt::adequacy {

double month_frac(const model::Study& study, model::MonthProfileIndex profile, const HorizonHours::Month& month) {
    if (profile == base::none<model::MonthProfileIndex>) return 1.0;
    return study.month_profiles.frac[base::at(profile)][static_cast<std::size_t>(month.month)];
}

ServicePeriod service_period_of(const HorizonHours& hours, base::UtcSeconds commissioned, base::UtcSeconds closed) {
    return {hours.hour_of(commissioned), closed == base::kNever ? hours.end() : hours.hour_of(closed)};
}

namespace {
// From a calendar year on; 0: always.
void add_from(const Assembling& work, int first_year, double mw, std::vector<Steps>& parts) {
    const std::int64_t first = work.hours.first_hour_of_year(first_year);
    if (first < work.hours.end()) parts.push_back(steps_between(work.hours, first, work.hours.end(), mw));
}

void add_cohorts(const Assembling& work, assets::CapacityKind kind, std::size_t center, std::vector<Steps>& parts) {
    for (const Cohort& cohort : work.built.of(kind, center))
        parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw));
}
}  // namespace

Steps connection_of(const Assembling& work, CenterIndex center) {
    const std::size_t d = base::at(center);
    const model::ConnectionTerms terms = work.study.data_centers.terms_of(d);
    const double all_mw = work.study.data_centers.connection_mw[d];
    const std::vector<double>& stated_mw = work.study.reliability.nonfirm_mw;
    std::vector<Steps> parts;
    if (terms.nonfirm.first_year == terms.first_year || stated_mw.empty()) {
        add_from(work, terms.first_year, all_mw, parts);
    } else {
        const double nonfirm_mw = std::min(all_mw, stated_mw[d]);
        add_from(work, terms.first_year, all_mw - nonfirm_mw, parts);
        add_from(work, terms.nonfirm.first_year, nonfirm_mw, parts);
    }
    add_cohorts(work, assets::CapacityKind::connection, d, parts);
    add_cohorts(work, assets::CapacityKind::nonfirm_connection, d, parts);
    return sum(parts);
}

Steps nonfirm_of(const Assembling& work, CenterIndex center) {
    const std::size_t d = base::at(center);
    const model::NonfirmTerms terms = work.study.data_centers.terms_of(d).nonfirm;
    const std::vector<double>& stated_mw = work.study.reliability.nonfirm_mw;
    std::vector<Steps> parts;
    add_from(work, terms.first_year, stated_mw.empty() ? 0.0 : stated_mw[d], parts);
    add_cohorts(work, assets::CapacityKind::nonfirm_connection, d, parts);
    return sum(parts);
}

}  // namespace decawatt::adequacy
