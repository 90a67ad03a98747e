#include "app/explanation_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/readable.hpp"

namespace decawatt::app {

namespace {

using base::readable;
using planning::LimitKind;
using planning::Violation;

std::string energy(double mwh) {
    return base::readable_energy(mwh);
}

std::string when(const Violation& v) {
    return v.weather_year ? fmt::format("{} (weather year {})", v.year, *v.weather_year) : std::to_string(v.year);
}

std::string hours(const Violation& v, const char* label) {
    std::string list;
    for (const planning::WorstHour& hour : v.worst_hours)
        list += fmt::format("{}{} {} MW", list.empty() ? "" : ", ",
                            base::format_utc(hour.time_utc_s).substr(0, 16) + "Z", readable(hour.mw));
    return list.empty() ? "" : fmt::format("; {}: {}", label, list);
}

double connection_mw(const model::Study& study, const std::string& name) {
    const auto found = std::ranges::find(study.data_centers.name, name);
    return study.data_centers.connection_mw[static_cast<std::size_t>(found - study.data_centers.name.begin())];
}

// What the grid offers a data centre.
std::string connection_line(const model::Study& study, const Violation& v) {
    const auto found = std::ranges::find(study.data_centers.name, v.name);
    const auto d = static_cast<std::size_t>(found - study.data_centers.name.begin());
    if (v.kind == LimitKind::connection_import)
        return fmt::format(
            "data center \"{}\": a connection of {} MW before anything built in {}, {} MW more needed ({}{})", v.name,
            readable(v.requested), when(v), readable(v.reachable - v.requested), energy(v.amount),
            hours(v, "most beyond it"));
    if (v.kind == LimitKind::import_ramp)
        return fmt::format(
            "data center \"{}\": net import may change by {} MW an hour in {}, {} MW an hour needed ({} beyond it{})",
            v.name, readable(v.requested), when(v), readable(v.reachable), energy(v.amount),
            hours(v, "most beyond it"));
    if (study.data_centers.terms_of(d).nonfirm.curtailment == model::Curtailment::budget)
        return fmt::format(
            "data center \"{}\": curtailment budget of {} h required in {}, {} h possible ({} of import too much)",
            v.name, readable(v.requested), when(v), readable(v.reachable), energy(v.amount));
    return fmt::format("data center \"{}\": non-firm import is curtailed ({}) in {}, but {} of it is needed then{}",
                       v.name, text(study.data_centers.terms_of(d).nonfirm.curtailment), when(v), energy(v.amount),
                       hours(v, "most needed"));
}

std::string line(const model::Study& study, const Violation& v) {
    switch (v.kind) {
        case LimitKind::hourly_target:
            return fmt::format(
                "contract \"{}\": hourly clean score {:.4g} required in {}, {:.4g} reachable (short by "
                "{}{})",
                v.name, v.requested, when(v), v.reachable, energy(v.amount), hours(v, "largest deficits"));
        case LimitKind::annual_target:
            return fmt::format("contract \"{}\": annual matching {:.4g} required in {}, {:.4g} reachable (short by {})",
                               v.name, v.requested, when(v), v.reachable, energy(v.amount));
        case LimitKind::excess_cap:
            return fmt::format(
                "contract \"{}\": excess of at most {:.4g} of its load required in {}, {:.4g} reachable "
                "({} too much{})",
                v.name, v.requested, when(v), v.reachable, energy(v.amount), hours(v, "largest excess"));
        case LimitKind::emission_cap:
            return fmt::format("emission cap: {} t required in {}, {} t reachable ({} t too much)",
                               readable(v.requested), when(v), readable(v.reachable), readable(v.amount));
        case LimitKind::interface_limit:
            return fmt::format("interface \"{}\": limit of {} MW in {}, {} MW needed ({} above it{})", v.name,
                               readable(v.requested), when(v), readable(v.reachable), energy(v.amount),
                               hours(v, "most above it"));
        case LimitKind::region_load:
            return fmt::format(
                "region \"{}\": of {} of data centres in {} that may not be left unserved, {} cannot "
                "be served{}",
                v.name, energy(v.requested), when(v), energy(v.amount), hours(v, "worst hours"));
        case LimitKind::data_center_load:
            return fmt::format(
                "data center \"{}\": may not be left unserved, but {} of its {} in {} cannot be served; "
                "its connection is {} MW before anything built{}",
                v.name, energy(v.amount), energy(v.requested), when(v), readable(connection_mw(study, v.name)),
                hours(v, "worst hours"));
        case LimitKind::connection_import:
        case LimitKind::curtailment:
        case LimitKind::import_ramp:
            return connection_line(study, v);
        case LimitKind::firm_capacity:
            return fmt::format("firm capacity of \"{}\": {} MW required in {}, {} MW can be credited (short {} MW)",
                               v.name, readable(v.requested), when(v), readable(v.reachable), readable(v.amount));
    }
    return v.name;
}

}  // namespace

std::string explanation_text(const model::Study& study, const planning::Explanation& explanation) {
    if (explanation.status != lp::Status::optimal)
        return fmt::format("looking for the conflict ended as {}: {}\n", lp::text(explanation.status),
                           explanation.message);
    if (!explanation.proven_infeasible)
        return "no conflict was found: all targets and limits are compatible, or conflict by less than the solver can "
               "resolve\n";
    std::string all = "conflicts, by the smallest change that would make the study feasible:\n";
    for (const Violation& v : explanation.violations) all += "  " + line(study, v) + "\n";
    if (!explanation.barriers.empty()) all += "limiting constraints, the strongest first:\n";
    for (const planning::Barrier& b : explanation.barriers)
        all += fmt::format("  {}: each further {} would remove {:.3g} MWh\n", b.name, b.unit, b.gain_mwh_per_unit);
    return all;
}

}  // namespace decawatt::app
