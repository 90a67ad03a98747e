// Nodes, lines, connections of data centres and limits of interfaces.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "adequacy/assembly/assembling.hpp"
#include "base/error.hpp"
#include "base/readable.hpp"

namespace decawatt::adequacy {

using assets::CapacityKind;
using base::at;

namespace {
constexpr double kAlways1 = 1.0;

double always(const HorizonHours::Month&) {
    return kAlways1;
}

Steps connection_of(const Assembling& work, std::size_t d) {
    const double there_mw = work.study.data_centers.connection_mw[d];
    std::vector<Steps> parts = {steps_between(work.hours, 0, work.hours.end(), there_mw, always)};
    for (const Cohort& cohort : work.built.of(CapacityKind::connection, d))
        parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw, always));
    return sum(parts);
}

double highest_draw_in_year_mw(const WeatherLibrary& library, std::size_t center, std::size_t year) {
    float most = 0.0F;
    for (std::size_t w = 0; w < library.weathers(); ++w)
        most = std::max(most, std::ranges::max(library.center_mw(w, year, center)));
    return static_cast<double>(most);
}

double highest_draw_mw(const WeatherLibrary& library, std::size_t center) {
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

// The most that plants, stores and generators behind a data centre's meter can give together, hour by hour: all of them
// there at full output.
Steps most_behind(const Assembling& work, std::size_t d) {
    std::vector<Steps> parts;
    const auto add = [&](double there_mw, const Life& life, const std::vector<Cohort>& built) {
        if (life.first < life.end) parts.push_back(steps_between(work.hours, life.first, life.end, there_mw, always));
        for (const Cohort& cohort : built)
            parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw, always));
    };
    const model::Plants& plants = work.study.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p)
        if (at(plants.behind[p]) == d)
            add(plants.capacity_mw[p], life_of(work.hours, plants.commissioned[p], plants.closed[p]),
                work.built.of(CapacityKind::plant, p));
    const model::Stores& stores = work.study.stores;
    for (std::size_t s = 0; s < stores.name.size(); ++s)
        if (at(stores.behind[s]) == d)
            add(stores.discharge_mw[s], life_of(work.hours, stores.commissioned[s], stores.closed[s]),
                work.built.of(CapacityKind::store_power, s));
    const std::vector<double>& generator_mw = work.study.reliability.generator_mw;
    if (!generator_mw.empty()) parts.push_back(steps_between(work.hours, 0, work.hours.end(), generator_mw[d], always));
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

// What is lost whatever happens: the draw beyond the connection and all that stands behind it, in the year in which
// they are furthest apart.
void note_certain_loss(Assembling& work, const WeatherLibrary& library, const Steps& connection, std::size_t d) {
    const Steps behind = most_behind(work, d);
    std::size_t worst = 0;
    double worst_gap_mw = 0.0;
    for (std::size_t y = 0; y < work.hours.years(); ++y) {
        const double gap_mw = highest_draw_in_year_mw(library, d, y) - largest_in_year(work.hours, connection, y) -
                              largest_in_year(work.hours, behind, y);
        if (gap_mw <= worst_gap_mw) continue;
        worst_gap_mw = gap_mw;
        worst = y;
    }
    constexpr double kRounding = 1e-6;  // draws are kept in single precision
    const double draw_mw = highest_draw_in_year_mw(library, d, worst);
    if (worst_gap_mw <= kRounding * draw_mw) return;
    const double behind_mw = largest_in_year(work.hours, behind, worst);
    const std::string with_behind =
        behind_mw > 0.0 ? fmt::format(" and {} MW behind it", base::readable(behind_mw)) : "";
    work.notes.push_back(fmt::format(
        "{} draws up to {} MW in {}, its connection of {} MW{} can never give the last {} MW",
        work.study.data_centers.name[d], base::readable(draw_mw), work.hours.calendar_year(worst),
        base::readable(largest_in_year(work.hours, connection, worst)), with_behind, base::readable(worst_gap_mw)));
}

bool has_chances(const model::Study& study, std::size_t d) {
    const model::Reliability& r = study.reliability;
    const bool fails = !r.connection_outage.empty() && r.connection_outage[d] != base::none<model::OutageClassIndex>;
    const bool late = !r.connection_delay.empty() && r.connection_delay[d] != base::none<model::DelayClassIndex>;
    return fails || late || any_names(r.common.connections, static_cast<model::DataCenterIndex>(d));
}

void add_line(Lines& lines, std::string name, std::size_t from, std::size_t to, Steps forward, Steps reverse,
              Exposure exposure) {
    lines.name.push_back(std::move(name));
    lines.from.push_back(from);
    lines.to.push_back(to);
    lines.forward.push_back(std::move(forward));
    lines.reverse.push_back(std::move(reverse));
    lines.exposure.push_back(std::move(exposure));
}

// When what stands nowhere yet is first built by the plan; nothing where that is before the horizon.
std::optional<std::int64_t> due_hour_of(const Assembling& work, const std::vector<Cohort>& built) {
    if (built.empty()) return std::nullopt;
    const Cohort& first = *std::ranges::min_element(built, {}, &Cohort::year);
    if (first.year < work.study.horizon.first_year) return std::nullopt;
    return first.first;
}

void add_connections(Assembling& work) {
    for (std::size_t d = 0; d < work.node_of_center.size(); ++d) {
        const std::size_t node = work.node_of_center[d], region = at(work.study.data_centers.region[d]);
        if (node == region) continue;
        const std::vector<Cohort>& built = work.built.of(CapacityKind::connection, d);
        Exposure exposure;
        exposure.causes = work.chances.connection_causes(static_cast<model::DataCenterIndex>(d));
        if (const auto due = due_hour_of(work, built); due && work.study.data_centers.connection_mw[d] <= 0.0)
            work.chances.delay(work.study.reliability.connection_delay, d,
                               "connection " + work.study.data_centers.name[d], *due, exposure);
        const Steps capacity = connection_of(work, d);
        add_line(work.system.lines, "connection of " + work.study.data_centers.name[d], region, node, capacity,
                 capacity, std::move(exposure));
    }
}

// What limits net flows over several lines is a cut around one region, or refused.
struct Direction {
    std::size_t region;
    bool import;
};

bool goes_round(const model::Study& study, const std::vector<model::Interfaces::Member>& members, Direction way) {
    std::size_t touching = 0;
    for (std::size_t l = 0; l < study.lines.name.size(); ++l)
        if (at(study.lines.from[l]) == way.region || at(study.lines.to[l]) == way.region) ++touching;
    const auto counts = [&](const model::Interfaces::Member& member) {
        const std::size_t into =
            member.sign > 0.0 ? at(study.lines.to[at(member.line)]) : at(study.lines.from[at(member.line)]);
        const std::size_t out_of =
            member.sign > 0.0 ? at(study.lines.from[at(member.line)]) : at(study.lines.to[at(member.line)]);
        return (way.import ? into : out_of) == way.region;
    };
    return touching == members.size() && std::ranges::all_of(members, counts);
}

Steps limit_steps(const HorizonHours& hours, const model::YearTable& limit, double before) {
    const auto of_month = [&](const HorizonHours::Month& month) {
        return model::stepwise(limit, month.calendar_year, before);
    };
    return steps_between(hours, 0, hours.end(), kAlways1, of_month);
}

Steps lesser(const Steps& left, const Steps& right) {
    Steps least;
    std::size_t i = 0, j = 0;
    double a = 0.0, b = 0.0;
    while (i < left.size() || j < right.size()) {
        const std::int64_t hour =
            std::min(i < left.size() ? left[i].hour : right[j].hour, j < right.size() ? right[j].hour : left[i].hour);
        if (i < left.size() && left[i].hour == hour) a = left[i++].mw;
        if (j < right.size() && right[j].hour == hour) b = right[j++].mw;
        least.push_back({hour, std::min(a, b)});
    }
    return least;
}

}  // namespace

void add_nodes(Assembling& work, const WeatherLibrary& library) {
    System& system = work.system;
    system.region = work.study.regions.name;
    system.study_regions = system.region.size();
    for (std::size_t d = 0; d < work.study.data_centers.name.size(); ++d) {
        const Steps connection = connection_of(work, d);
        double least_mw = connection.empty() || connection.front().hour > 0 ? 0.0 : connection.front().mw;
        for (const Step& step : connection) least_mw = std::min(least_mw, step.mw);
        const double draw_mw = highest_draw_mw(library, d);
        const bool own = draw_mw > 0.0 && (stands_behind(work, d) || has_chances(work.study, d) || draw_mw > least_mw);
        work.node_of_center.push_back(own ? system.region.size() : at(work.study.data_centers.region[d]));
        if (!own) continue;
        system.region.push_back(work.study.data_centers.name[d]);
        note_certain_loss(work, library, connection, d);
    }
    if (system.region.size() > kMostRegions)
        throw base::InputError({{"regions.csv", "regions and data centres with a node of their own", 0,
                                 std::to_string(system.region.size()),
                                 fmt::format("{} at most: adequacy looks at every set of them", kMostRegions)}});
}

void add_lines(Assembling& work) {
    const model::Lines& lines = work.study.lines;
    for (std::size_t l = 0; l < lines.name.size(); ++l) {
        const Life life = life_of(work.hours, lines.commissioned[l], lines.closed[l]);
        Exposure exposure;
        exposure.causes = work.chances.line_causes(static_cast<model::LineIndex>(l));
        const double available_frac = exposure.causes.empty() ? lines.availability_frac[l] : 1.0;
        const auto steps = [&](double mw) {
            std::vector<Steps> parts = {steps_between(work.hours, life.first, life.end, mw * available_frac, always)};
            for (const Cohort& cohort : work.built.of(CapacityKind::line, l))
                parts.push_back(
                    steps_between(work.hours, cohort.first, cohort.end, cohort.mw * available_frac, always));
            return sum(parts);
        };
        const bool stands = lines.capacity_mw[l] > 0.0 || lines.reverse_capacity_mw[l] > 0.0;
        std::optional<std::int64_t> due;
        if (!stands)
            due = due_hour_of(work, work.built.of(CapacityKind::line, l));
        else if (life.first > 0 && life.first < work.hours.end())
            due = life.first;
        if (due) work.chances.delay(work.study.reliability.line_delay, l, "line " + lines.name[l], *due, exposure);
        add_line(work.system.lines, lines.name[l], at(lines.from[l]), at(lines.to[l]), steps(lines.capacity_mw[l]),
                 steps(lines.reverse_capacity_mw[l]), std::move(exposure));
    }
    add_connections(work);
}

void add_interfaces(Assembling& work) {
    const model::Study& study = work.study;
    constexpr double kNoLimit = 1e9;  // MW; a cut beyond it never binds
    std::vector<base::InputFault> faults;
    const std::size_t regions = work.system.study_regions;
    for (std::size_t i = 0; i < study.interfaces.name.size(); ++i) {
        const auto& members = study.interfaces.members[i];
        const Steps limit = limit_steps(work.hours, study.interfaces.limit_mw[i], kNoLimit);
        if (members.size() == 1) {
            const std::size_t l = at(members.front().line);
            Steps& way = members.front().sign > 0.0 ? work.system.lines.forward[l] : work.system.lines.reverse[l];
            way = lesser(way, limit);
            continue;
        }
        bool placed = false;
        for (std::size_t r = 0; r < regions && !placed; ++r)
            for (const bool import : {true, false}) {
                if (!goes_round(study, members, {r, import})) continue;
                NetLimits& limits = work.system.limits;
                std::vector<Steps>& all = import ? limits.net_import : limits.net_export;
                if (all.empty()) all.resize(regions);
                all[r] = all[r].empty() ? limit : lesser(all[r], limit);
                placed = true;
            }
        if (!placed)
            faults.push_back({"interfaces.csv", study.interfaces.name[i], 0,
                              "lines that are neither one alone nor all of one region's",
                              "for adequacy: one line, or all lines of a region in one sense"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

void add_data_centers(Assembling& work) {
    const model::Reliability& r = work.study.reliability;
    const auto value = [](const std::vector<double>& column, std::size_t d) {
        return column.empty() ? 0.0 : column[d];
    };
    DataCenters& all = work.system.centers;
    for (std::size_t d = 0; d < work.study.data_centers.name.size(); ++d) {
        all.name.push_back(work.study.data_centers.name[d]);
        all.region.push_back(work.node_of_center[d]);
        all.deferrable_frac.push_back(value(r.deferrable_frac, d));
        all.movable_frac.push_back(value(r.movable_frac, d));
        all.deadline_h.push_back(static_cast<std::int64_t>(value(r.deadline_h, d)));
        all.hosting_mw.push_back(value(r.hosting_mw, d));
        all.nonfirm_mw.push_back(value(r.nonfirm_mw, d));
        all.generator_mw.push_back(value(r.generator_mw, d));
        all.generator_h_per_year.push_back(value(r.generator_h_per_year, d));
    }
}

}  // namespace decawatt::adequacy
