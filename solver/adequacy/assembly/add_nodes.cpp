#include "adequacy/assembly/add_nodes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/readable.hpp"

namespace decawatt::adequacy {

using assets::CapacityKind;
using base::at;

namespace {
double highest_draw_in_year_mw(const WeatherLibrary& library, CenterIndex center, std::size_t year) {
    float most = 0.0F;
    for (std::size_t w = 0; w < library.weathers(); ++w)
        most = std::max(most, std::ranges::max(library.center_mw(WeatherIndex{w}, year, center)));
    return static_cast<double>(most);
}

double highest_draw_mw(const WeatherLibrary& library, CenterIndex center) {
    double most = 0.0;
    for (std::size_t y = 0; y < library.years(); ++y)
        most = std::max(most, highest_draw_in_year_mw(library, center, y));
    return most;
}

template <class Index>
bool any_names(const std::vector<std::vector<Index>>& members, Index thing) {
    return std::ranges::any_of(members, [&](const auto& row) { return std::ranges::find(row, thing) != row.end(); });
}

bool stands_behind(const Assembling& work, std::size_t d) {
    const auto behind = [&](model::DataCenterIndex index) { return at(index) == d; };
    for (std::size_t p = 0; p < work.study.plants.name.size(); ++p)
        if (behind(work.study.plants.behind[p]) &&
            (work.study.plants.capacity_mw[p] > 0.0 || !work.built.of(CapacityKind::plant, p).empty()))
            return true;
    for (std::size_t s = 0; s < work.study.stores.name.size(); ++s)
        if (behind(work.study.stores.behind[s]) &&
            (work.study.stores.discharge_mw[s] > 0.0 || !work.built.of(CapacityKind::store_power, s).empty()))
            return true;
    return false;
}

// The highest total output of plants, stores and generators behind a data centre's meter, by hour: the sum of their
// capacities.
Steps most_behind(const Assembling& work, std::size_t d) {
    std::vector<Steps> parts;
    const auto add = [&](double there_mw, const ServicePeriod& life, const std::vector<Cohort>& built) {
        if (life.first < life.end) parts.push_back(steps_between(work.hours, life.first, life.end, there_mw));
        for (const Cohort& cohort : built)
            parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw));
    };
    const model::Plants& plants = work.study.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        if (at(plants.behind[p]) == d)
            add(plants.capacity_mw[p], service_period_of(work.hours, plants.commissioned[p], plants.closed[p]),
                work.built.of(CapacityKind::plant, p));
    const model::Stores& stores = work.study.stores;
    for (std::size_t s = 0; s < stores.name.size(); ++s)
        if (at(stores.behind[s]) == d)
            add(stores.discharge_mw[s], service_period_of(work.hours, stores.commissioned[s], stores.closed[s]),
                work.built.of(CapacityKind::store_power, s));
    const std::vector<double>& generator_mw = work.study.reliability.generator_mw;
    if (!generator_mw.empty()) parts.push_back(steps_between(work.hours, 0, work.hours.end(), generator_mw[d]));
    return sum(parts);
}

double largest_in_year(const HorizonHours& hours, const Steps& steps, std::size_t year) {
    double most_mw = 0.0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::int64_t end = i + 1 < steps.size() ? steps[i + 1].hour : hours.end();
        const bool overlaps = steps[i].hour < hours.first_hour(year + 1) && end > hours.first_hour(year);
        if (overlaps) most_mw = std::max(most_mw, steps[i].mw);
    }
    return most_mw;
}

// Notes load that is lost in every future: load above the capacity of the connection plus that of all assets behind it,
// in the year in which the difference is largest.
void note_certain_loss(Assembling& work, const WeatherLibrary& library, const Steps& connection, std::size_t d) {
    const Steps behind = most_behind(work, d);
    std::size_t worst = 0;
    double worst_gap_mw = 0.0;
    for (std::size_t y = 0; y < work.hours.years(); ++y) {
        const double gap_mw = highest_draw_in_year_mw(library, CenterIndex{d}, y) -
                              largest_in_year(work.hours, connection, y) - largest_in_year(work.hours, behind, y);
        if (gap_mw <= worst_gap_mw) continue;
        worst_gap_mw = gap_mw;
        worst = y;
    }
    constexpr double kRounding = 1e-6;  // MW; loads are stored in single precision
    const double draw_mw = highest_draw_in_year_mw(library, CenterIndex{d}, worst);
    if (worst_gap_mw <= kRounding * draw_mw) return;
    const double behind_mw = largest_in_year(work.hours, behind, worst);
    const std::string with_behind =
        behind_mw > 0.0 ? fmt::format(" and {} MW behind it", base::readable(behind_mw)) : "";
    work.notes.push_back(fmt::format(
        "{} draws up to {} MW in {}, its connection of {} MW{} can never supply the last {} MW",
        work.study.data_centers.name[d], base::readable(draw_mw), work.hours.calendar_year(worst),
        base::readable(largest_in_year(work.hours, connection, worst)), with_behind, base::readable(worst_gap_mw)));
}

bool has_chances(const model::Study& study, std::size_t d) {
    const model::Reliability& r = study.reliability;
    const bool fails = !r.connection_outage.empty() && r.connection_outage[d] != base::none<model::OutageClassIndex>;
    const bool late = !r.connection_delay.empty() && r.connection_delay[d] != base::none<model::DelayClassIndex>;
    return fails || late || any_names(r.common.connections, static_cast<model::DataCenterIndex>(d));
}

}  // namespace

void add_nodes(Assembling& work, const WeatherLibrary& library) {
    System& system = work.system;
    system.region = work.study.regions.name;
    system.study_regions = system.region.size();
    for (std::size_t d = 0; d < work.study.data_centers.name.size(); ++d) {
        const Steps connection = connection_of(work, CenterIndex{d});
        double least_mw = connection.empty() || connection.front().hour > 0 ? 0.0 : connection.front().mw;
        for (const Step& step : connection) least_mw = std::min(least_mw, step.mw);
        const double draw_mw = highest_draw_mw(library, CenterIndex{d});
        const bool own = draw_mw > 0.0 && (stands_behind(work, d) || has_chances(work.study, d) || draw_mw > least_mw);
        work.node_of_center.push_back(own ? NodeIndex{system.region.size()}
                                          : Assembling::node_of(work.study.data_centers.region[d]));
        if (!own) continue;
        system.region.push_back(work.study.data_centers.name[d]);
        note_certain_loss(work, library, connection, d);
    }
    if (system.region.size() > kMostRegions)
        throw base::InputError({{"regions.csv", "regions and data centres with a node of their own", 0,
                                 std::to_string(system.region.size()),
                                 fmt::format("at most {}: adequacy examines every subset of them", kMostRegions)}});
}

}  // namespace decawatt::adequacy
