#include "adequacy/assembly/add_lines.hpp"

#include <algorithm>
#include <optional>

#include "base/error.hpp"

namespace decawatt::adequacy {

using assets::CapacityKind;
using base::at;

namespace {
void add_line(Lines& lines, std::string name, NodeIndex from, NodeIndex to, Steps forward, Steps reverse,
              Exposure exposure) {
    lines.name.push_back(std::move(name));
    lines.from.push_back(from);
    lines.to.push_back(to);
    lines.forward.push_back(std::move(forward));
    lines.reverse.push_back(std::move(reverse));
    lines.exposure.push_back(std::move(exposure));
}

// The hour in which the plan first builds an asset that does not exist yet; none if that is before the horizon.
std::optional<std::int64_t> due_hour_of(const Assembling& work, const std::vector<Cohort>& built) {
    if (built.empty()) return std::nullopt;
    const Cohort& first = *std::ranges::min_element(built, {}, &Cohort::year);
    if (first.year < work.study.horizon.first_year) return std::nullopt;
    return first.first;
}

void add_connections(Assembling& work) {
    for (std::size_t d = 0; d < work.node_of_center.size(); ++d) {
        const NodeIndex node = work.node_of_center[d], region = Assembling::node_of(work.study.data_centers.region[d]);
        if (node == region) continue;
        std::vector<Cohort> built = work.built.of(CapacityKind::connection, d);
        const std::vector<Cohort>& nonfirm = work.built.of(CapacityKind::nonfirm_connection, d);
        built.insert(built.end(), nonfirm.begin(), nonfirm.end());
        Exposure exposure;
        exposure.causes = work.outages.connection_causes(static_cast<model::DataCenterIndex>(d));
        if (const auto due = due_hour_of(work, built); due && work.study.data_centers.connection_mw[d] <= 0.0)
            work.outages.delay(work.study.reliability.connection_delay, d,
                               "connection " + work.study.data_centers.name[d], *due, exposure);
        const Steps capacity = connection_of(work, CenterIndex{d});
        add_line(work.system.lines, "connection of " + work.study.data_centers.name[d], region, node, capacity,
                 capacity, std::move(exposure));
    }
}

// An interface over several lines must limit the net import or the net export of one region.
struct Direction {
    std::size_t region;
    bool import;
};

bool crosses_border_of_region(const model::Study& study, const std::vector<model::Interfaces::Member>& members,
                              Direction way) {
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
    return steps_between(hours, 0, hours.end(), 1.0, of_month);
}

}  // namespace

void add_lines(Assembling& work) {
    const model::Lines& lines = work.study.lines;
    for (std::size_t l = 0; l < lines.name.size(); ++l) {
        const ServicePeriod life = service_period_of(work.hours, lines.commissioned[l], lines.closed[l]);
        Exposure exposure;
        exposure.causes = work.outages.line_causes(static_cast<model::LineIndex>(l));
        const double available_frac = exposure.causes.empty() ? lines.availability_frac[l] : 1.0;
        const auto steps = [&](double mw) {
            std::vector<Steps> parts = {steps_between(work.hours, life.first, life.end, mw * available_frac)};
            for (const Cohort& cohort : work.built.of(CapacityKind::line, l))
                parts.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw * available_frac));
            return sum(parts);
        };
        const bool stands = lines.capacity_mw[l] > 0.0 || lines.reverse_capacity_mw[l] > 0.0;
        std::optional<std::int64_t> due;
        if (!stands)
            due = due_hour_of(work, work.built.of(CapacityKind::line, l));
        else if (life.first > 0 && life.first < work.hours.end())
            due = life.first;
        if (due) work.outages.delay(work.study.reliability.line_delay, l, "line " + lines.name[l], *due, exposure);
        add_line(work.system.lines, lines.name[l], Assembling::node_of(lines.from[l]), Assembling::node_of(lines.to[l]),
                 steps(lines.capacity_mw[l]), steps(lines.reverse_capacity_mw[l]), std::move(exposure));
    }
    add_connections(work);
}

void add_interfaces(Assembling& work) {
    const model::Study& study = work.study;
    constexpr double kNoLimit = 1e9;  // MW; a larger limit never binds
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
                if (!crosses_border_of_region(study, members, {r, import})) continue;
                NetLimits& limits = work.system.limits;
                std::vector<Steps>& all = import ? limits.net_import : limits.net_export;
                if (all.empty()) all.resize(regions);
                all[r] = all[r].empty() ? limit : lesser(all[r], limit);
                placed = true;
            }
        if (!placed)
            faults.push_back({"interfaces.csv", study.interfaces.name[i], 0,
                              "neither a single line nor all lines of a region",
                              "for adequacy: one line, or all lines of a region in one direction"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

}  // namespace decawatt::adequacy
