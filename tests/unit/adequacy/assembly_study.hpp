// Small studies for the assembly of adequacy systems.
#pragma once

#include "adequacy/assembly/assemble.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../planning/small_study.hpp"
#include "adequacy/uncertainty/availability.hpp"
#include "adequacy/uncertainty/entities.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy::made {

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;
using decawatt::tests::SmallStudy;

constexpr std::int64_t kYearHours = 8760;

// A study whose demand is fixed: no weather is requested.
inline SmallStudy fixed_study(int years, int regions, double demand_mw, std::int64_t hours_per_year = kYearHours) {
    SmallStudy small(years);
    small.study.horizon.hours_per_year = static_cast<int>(hours_per_year);
    const auto all = static_cast<std::size_t>(hours_per_year * years);
    for (int r = 0; r < regions; ++r) {
        small.region(std::string(1, static_cast<char>('A' + r)), {});
        small.study.fixed.demand.push_back({static_cast<model::RegionIndex>(r), std::vector<double>(all, demand_mw)});
    }
    return small;
}

inline model::OutageClassIndex add_class(model::Study& study, const std::string& name, double mttf_h, double mttr_h) {
    model::OutageClasses& classes = study.reliability.outages;
    classes.name.push_back(name);
    classes.states.push_back({{0.0, mttf_h, mttr_h}});
    classes.temperature_deg_c.emplace_back();
    classes.failure_factor.emplace_back();
    return static_cast<model::OutageClassIndex>(classes.name.size() - 1);
}

inline model::MonthProfileIndex add_profile(model::Study& study, const std::string& name, const model::Months& frac) {
    study.month_profiles.name.push_back(name);
    study.month_profiles.frac.push_back(frac);
    return static_cast<model::MonthProfileIndex>(study.month_profiles.frac.size() - 1);
}

inline Assembly assembled(const model::Study& study, const planning::FixedPlan* plan = nullptr) {
    return assemble(study, plan, {}, nullptr);
}

inline void draw_constant(model::Study& study, int center, double mw, std::size_t hours) {
    study.fixed.load.push_back({static_cast<model::DataCenterIndex>(center), std::vector<double>(hours, mw)});
}

inline model::ExpansionOption option(double lifetime_years) {
    model::ExpansionOption build;
    build.limit = build.limit_per_year = 1000.0;
    build.first_year = 2030;
    build.last_year = 2040;
    build.lifetime_years = lifetime_years;
    return build;
}

}  // namespace decawatt::adequacy::made
