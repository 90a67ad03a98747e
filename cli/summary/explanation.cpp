#include "cli/summary/explanation.hpp"

#include "base/time_axis.hpp"

namespace decawatt::cli {

namespace {

using nlohmann::json;
using planning::LimitKind;
using planning::Violation;

const char* unit(LimitKind kind) {
    if (kind == LimitKind::firm_capacity) return "MW";
    return kind == LimitKind::emission_cap ? "t" : "MWh";
}

}  // namespace

json explanation_json(const planning::Explanation& explanation) {
    json violations = json::array(), barriers = json::array();
    for (const Violation& v : explanation.violations) {
        json worst = json::array();
        for (const planning::WorstHour& hour : v.worst_hours)
            worst.push_back({{"time", base::format_utc(hour.time_utc_s)}, {"mw", hour.mw}});
        violations.push_back({{"kind", planning::text(v.kind)},
                              {"name", v.name},
                              {"year", v.year},
                              {"weather_year", v.weather_year ? json(*v.weather_year) : json()},
                              {"asked", v.requested},
                              {"reachable", v.reachable},
                              {"amount", v.amount},
                              {"unit", unit(v.kind)},
                              {"worst_hours", worst}});
    }
    for (const planning::Barrier& b : explanation.barriers)
        barriers.push_back({{"name", b.name}, {"unit", b.unit}, {"gain_mwh_per_unit", b.gain_mwh_per_unit}});
    return {{"status", lp::text(explanation.status)},
            {"iterations", explanation.iterations},
            {"proven_infeasible", explanation.proven_infeasible},
            {"weighed_mwh", explanation.certificate.primal_objective},
            {"gap", explanation.certificate.relative_gap},
            {"violations", violations},
            {"barriers", barriers}};
}

}  // namespace decawatt::cli
