#include "assets/equipment_series.hpp"

#include <algorithm>
#include <cmath>

#include "assets/capacity.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::assets {

using base::at;
using model::Study;

namespace {

// Adds `value` to every hour in which the unit exists.
void add_while_there(const base::TimeAxis& axis, base::UtcSeconds commissioned, base::UtcSeconds closed, double value,
                     Hours& hours) {
    for (std::int64_t t = 0; t < axis.count; ++t)
        if (commissioned <= axis.instant(t) && axis.instant(t) < closed) hours[static_cast<std::size_t>(t)] += value;
}

void scale_by_month(const YearView& view, model::MonthProfileIndex profile, Hours& hours) {
    if (profile == base::none<model::MonthProfileIndex>) return;
    const model::Months& frac = view.study.month_profiles.frac[at(profile)];
    for (std::size_t t = 0; t < hours.size(); ++t) hours[t] *= frac[static_cast<std::size_t>(view.month[t])];
}

}  // namespace

double lowest(const Hours& hours) {
    return hours.empty() ? 0.0 : *std::min_element(hours.begin(), hours.end());
}

double highest(const Hours& hours) {
    return hours.empty() ? 0.0 : *std::max_element(hours.begin(), hours.end());
}

std::vector<int> months_of(const base::TimeAxis& axis, int utc_offset_s) {
    std::vector<int> month(static_cast<std::size_t>(axis.count));
    for (std::int64_t t = 0; t < axis.count; ++t)
        month[static_cast<std::size_t>(t)] = base::civil_time(axis.instant(t), utc_offset_s).month - 1;
    return month;
}

YearView::YearView(const Study& s, const profiles::Profiles& p, const profiles::YearProfiles& y)
    : study(s), profiles(p), year(y), month(months_of(y.axis, s.utc_offset_s)) {}

Hours available_frac(const YearView& view, model::PlantIndex plant) {
    if (const auto* given = model::fixed_available_frac(view.study, plant)) {
        const auto hours = model::hours_of_year(view.study, *given, view.year.year);
        return {hours.begin(), hours.end()};
    }
    Hours frac(view.hours(), 1.0);
    const auto resource = view.profiles.resource_of_plant[at(plant)];
    if (resource != base::none<profiles::ResourceIndex>) {
        const auto series = view.year.resource_frac.of(at(resource));
        std::copy(series.begin(), series.end(), frac.begin());
    }
    scale_by_month(view, view.study.plants.availability[at(plant)], frac);
    scale_by_month(view, view.study.plants.seasonal_limit[at(plant)], frac);
    return frac;
}

Hours must_run_frac(const YearView& view, model::PlantIndex plant, const Hours& available) {
    const auto profile = view.study.plants.must_run[at(plant)];
    if (profile == base::none<model::MonthProfileIndex>) return Hours(view.hours(), 0.0);
    Hours frac(view.hours(), 1.0);
    scale_by_month(view, profile, frac);
    for (std::size_t t = 0; t < frac.size(); ++t) frac[t] = std::min(frac[t], available[t]);
    return frac;
}

Hours existing_mw(const YearView& view, const PlantGroups& groups, std::size_t group) {
    const auto& plants = view.study.plants;
    Hours hours(view.hours(), 0.0);
    for (const auto plant : groups.members[group]) {
        const std::size_t p = at(plant);
        const bool dated = plants.commissioned[p] != base::kAlways;
        const int age =
            dated ? view.year.year - base::civil_time(plants.commissioned[p], view.study.utc_offset_s).year : 0;
        const double mw = plants.capacity_mw[p] * aged_frac(view.study, plant, std::max(0, age));
        add_while_there(view.year.axis, plants.commissioned[p], plants.closed[p], mw, hours);
    }
    return hours;
}

StoreHours existing_store(const YearView& view, const StoreGroups& stores, std::size_t group) {
    const auto& table = view.study.stores;
    StoreHours hours{Hours(view.hours(), 0.0), Hours(view.hours(), 0.0), Hours(view.hours(), 0.0)};
    for (const auto store : stores.members[group]) {
        const std::size_t s = at(store);
        const auto add = [&](double value, Hours& to) {
            add_while_there(view.year.axis, table.commissioned[s], table.closed[s], value, to);
        };
        add(table.charge_mw[s] * table.availability_frac[s], hours.charge_mw);
        add(table.discharge_mw[s] * table.availability_frac[s], hours.discharge_mw);
        add(table.energy_mwh[s], hours.energy_mwh);
    }
    return hours;
}

CorridorHours existing_corridor(const YearView& view, const Corridors& corridors, std::size_t corridor) {
    const auto& lines = view.study.lines;
    CorridorHours hours{Hours(view.hours(), 0.0), Hours(view.hours(), 0.0)};
    for (const auto line : corridors.members[corridor]) {
        const std::size_t l = at(line);
        const bool turned = lines.from[l] != corridors.from[corridor];
        const auto add = [&](double value, Hours& to) {
            add_while_there(view.year.axis, lines.commissioned[l], lines.closed[l], value * lines.availability_frac[l],
                            to);
        };
        add(turned ? lines.reverse_capacity_mw[l] : lines.capacity_mw[l], hours.forward_mw);
        add(turned ? lines.capacity_mw[l] : lines.reverse_capacity_mw[l], hours.reverse_mw);
    }
    return hours;
}

double marginal_cost_per_mwh(const Study& study, model::PlantIndex plant, int year) {
    const std::size_t p = at(plant);
    const double variable = study.plants.variable_cost_per_mwh[p] - study.plants.credit_per_mwh(p);
    if (study.plants.fuel[p] == base::none<model::FuelIndex>) return variable;
    const std::size_t fuel = at(study.plants.fuel[p]);
    const double carbon = study.carbon_price_per_t.empty() ? 0.0
                                                           : study.fuels.emission_t_per_mwh_thermal[fuel] *
                                                                 model::interpolated(study.carbon_price_per_t, year);
    const double heat = model::interpolated(study.fuels.price_per_mwh_thermal[fuel], year) + carbon;
    return variable + heat / study.plants.efficiency_frac[p];
}

double emission_t_per_mwh(const Study& study, model::PlantIndex plant) {
    const std::size_t p = at(plant);
    if (study.plants.fuel[p] == base::none<model::FuelIndex>) return 0.0;
    return study.fuels.emission_t_per_mwh_thermal[at(study.plants.fuel[p])] / study.plants.efficiency_frac[p];
}

}  // namespace decawatt::assets
