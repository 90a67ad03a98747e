#include "assets/connection.hpp"

#include <algorithm>
#include <cmath>

#include "assets/stress_hours.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::assets {

using base::at;
using model::ConnectionTerms;
using model::Curtailment;
using model::Study;

namespace {

// Whole steps within a number of hours; the largest value: no limit.
std::size_t steps_within(double hours, double step_h) {
    constexpr double kRounding = 1e-9;
    if (!std::isfinite(hours)) return std::numeric_limits<std::size_t>::max();
    return static_cast<std::size_t>(std::floor(hours / step_h + kRounding));
}

double unit_h(const Study& study) {
    return static_cast<double>(study.horizon.step_s) / base::kSecondsPerHour;
}

std::size_t count_of(double number) {
    return steps_within(number, 1.0);
}

// In steps of horizon.step_s, of which others are multiples.
StressLimits limits_of(const Study& study, const model::NonfirmTerms& terms) {
    const double step_h = unit_h(study);
    return {steps_within(terms.hours_per_year, step_h), steps_within(terms.hours_per_event, step_h),
            count_of(terms.events_per_year)};
}

// Lengths of the steps in that unit; empty: all are 1.
std::vector<std::size_t> lengths_of(const Study& study) {
    const base::StepLengths& lengths = study.horizon.lengths;
    std::vector<std::size_t> units;
    for (std::size_t t = 0; t < lengths.count(); ++t)
        units.push_back(static_cast<std::size_t>((lengths.start_s(t + 1) - lengths.start_s(t)) / study.horizon.step_s));
    return units;
}

std::vector<bool> highest_hours(const YearView& view, const PlantGroups& plants, std::size_t data_center,
                                const StressLimits& limits) {
    return stress_hours(residual_demand_mw(view, plants, view.study.data_centers.region[data_center]), limits,
                        lengths_of(view.study));
}

}  // namespace

ConnectionMw existing_connection(const Study& study, std::size_t data_center, int year) {
    const ConnectionTerms terms = study.data_centers.terms_of(data_center);
    const std::vector<double>& stated_mw = study.reliability.nonfirm_mw;
    const double all_mw = study.data_centers.connection_mw[data_center];
    const double nonfirm_mw = stated_mw.empty() ? 0.0 : std::min(all_mw, stated_mw[data_center]);
    ConnectionMw mw;
    if (year >= terms.first_year) mw.firm = all_mw - nonfirm_mw;
    if (year >= terms.nonfirm.first_year) mw.nonfirm = nonfirm_mw;
    return mw;
}

ConnectionMw planned_connection(const Study& study, std::size_t data_center, int year) {
    const ConnectionTerms terms = study.data_centers.terms_of(data_center);
    const ConnectionMw mw = existing_connection(study, data_center, year);
    if (terms.nonfirm.curtailment != Curtailment::none) return mw;
    const bool all = year >= terms.first_year && year >= terms.nonfirm.first_year;  // as stated: no rounding of a sum
    return {all ? study.data_centers.connection_mw[data_center] : mw.total(), 0.0};
}

bool states_curtailment(const Study& study) {
    return std::ranges::any_of(study.data_centers.terms, [](const ConnectionTerms& terms) {
        return terms.nonfirm.curtailment != Curtailment::none;
    });
}

double connection_charge(const Study& study, std::size_t data_center, int year) {
    const ConnectionTerms terms = study.data_centers.terms_of(data_center);
    const ConnectionMw mw = existing_connection(study, data_center, year);
    return terms.charge_per_mw_year * mw.firm + terms.nonfirm.charge_per_mw_year * mw.nonfirm;
}

Hours residual_demand_mw(const YearView& view, const PlantGroups& plants, model::RegionIndex region) {
    const auto demand = view.year.region_demand_mw.of(at(region));
    Hours residual(demand.begin(), demand.end());
    for (std::size_t f = 0; f < plants.members.size(); ++f) {
        if (plants.region[f] != region || plants.behind[f] != base::none<model::DataCenterIndex> ||
            !model::is_weather_driven(plants.technology[f]))
            continue;
        const Hours there = existing_mw(view, plants, f);
        const Hours available = available_frac(view, plants.members[f].front());
        for (std::size_t t = 0; t < residual.size(); ++t) residual[t] -= there[t] * available[t];
    }
    return residual;
}

Hours nonfirm_available_frac(const YearView& view, const PlantGroups& plants, std::size_t data_center) {
    const model::NonfirmTerms terms = view.study.data_centers.terms_of(data_center).nonfirm;
    Hours available(view.hours(), 1.0);
    const auto* series = model::fixed_nonfirm_frac(view.study, static_cast<model::DataCenterIndex>(data_center));
    if (series != nullptr) {
        const auto given = model::hours_of_year(view.study, *series, view.year.year);
        available.assign(given.begin(), given.end());
    } else if (terms.curtailment == Curtailment::stress_hours) {
        const std::vector<bool> curtailed = highest_hours(view, plants, data_center, limits_of(view.study, terms));
        for (std::size_t t = 0; t < available.size(); ++t) available[t] = curtailed[t] ? 0.0 : 1.0;
    }
    return available;
}

std::vector<double> available_outside_stress(const Study& study, std::size_t data_center,
                                             const std::vector<double>& price_per_mwh) {
    const model::NonfirmTerms terms = study.data_centers.terms_of(data_center).nonfirm;
    std::vector<double> available;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        const auto prices = model::hours_of_year(study, price_per_mwh, year);
        for (const bool curtailed : stress_hours(prices, limits_of(study, terms), lengths_of(study)))
            available.push_back(curtailed ? 0.0 : 1.0);
    }
    return available;
}

std::vector<bool> candidate_hours(const YearView& view, const PlantGroups& plants, std::size_t data_center) {
    const double hours = view.study.data_centers.terms_of(data_center).nonfirm.candidate_hours;
    if (!std::isfinite(hours)) return std::vector<bool>(view.hours(), true);
    return highest_hours(view, plants, data_center, {.hours = steps_within(hours, unit_h(view.study))});
}

}  // namespace decawatt::assets
