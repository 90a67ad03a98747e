// A plan rounded to whole machines: machines built, costs of its dispatch, and shortfalls of targets.
#include "io/hdf5/results_whole_units.hpp"

#include <fmt/format.h>

#include "io/hdf5/results_certificate.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using planning::WholeUnits;

// Writes machines in the order of /plan/build.
void put_machines(Group& group, const planning::WholeBuilds& built) {
    if (built.builds.empty()) return;
    std::vector<std::string> labels;
    std::vector<std::int64_t> units;
    std::vector<double> amounts;
    for (std::size_t i = 0; i < built.builds.size(); ++i) {
        const assets::CapacityAddition& build = built.builds[i];
        labels.push_back(fmt::format("{} {} {}", text(build.kind), build.asset, build.year));
        units.push_back(built.units[i]);
        amounts.push_back(build.amount);
    }
    group.coordinate("build", {kNoUnit, "capacity addition of an asset in a year, as in /plan"},
                     std::span<const std::string>(labels));
    group.put("build_units", {"build"}, {kFraction, "machines built; -1: not counted in machines"}, units);
    group.put("build_unit_mw", {"build"}, {kMegawatt, "power of a machine; 0: not counted in machines"}, built.unit_mw);
    group.put("build_amount", {"build"}, {kMegawatt, "amount built in whole machines; MW h for the energy of a store"},
              amounts);
    if (!built.notes.empty())
        group.coordinate("limit_note", {kNoUnit, "where a limit forbids rounding up"},
                         std::span<const std::string>(built.notes));
}

void put_supply_costs(Group& group, const WholeUnits& whole, const ResultSource& source) {
    const Meaning meaning{per_energy(source.study.currency), "cost of supply over the horizon, in whole machines"};
    const auto put = [&](const char* dimension, const char* name, const std::vector<std::string>& labels,
                         const std::vector<double>& costs) {
        if (labels.empty() || labels.size() != costs.size()) return;
        group.coordinate(dimension, {kNoUnit, "name in its table"}, std::span<const std::string>(labels));
        group.put(name, {dimension}, meaning, costs);
    };
    put("contract", "contract_supply_cost_per_mwh", source.study.contracts.name, whole.supply_cost_per_mwh);
    put("data_center", "data_center_supply_cost_per_mwh", source.study.data_centers.name,
        whole.data_center_supply_cost_per_mwh);
}

std::string of_whom(const planning::Shortfall& s, const model::Study& study) {
    if (s.kind == planning::TargetKind::emission) return "";
    return " of " + (s.kind == planning::TargetKind::curtailment ? study.data_centers.name[s.data_center]
                                                                 : study.contracts.name[s.contract]);
}

// Only what is missed.
void put_missed(Group& group, const WholeUnits& whole, const model::Study& study) {
    std::vector<std::string> labels;
    std::vector<std::int64_t> years, weathers;
    std::vector<double> amounts, fracs;
    for (const planning::Shortfall& s : whole.shortfalls) {
        if (s.amount <= 0.0) continue;
        labels.push_back(fmt::format("{}{} {}", text(s.kind), of_whom(s, study), s.year));
        years.push_back(s.year);
        weathers.push_back(s.weather_year);
        amounts.push_back(s.amount);
        fracs.push_back(s.missed_frac);
    }
    group.attribute("targets_missed", labels.size());
    if (labels.empty()) return;
    group.coordinate("missed", {kNoUnit, "target or cap that is missed"}, std::span<const std::string>(labels));
    group.put("missed_year", {"missed"}, {kNoUnit, "calendar year"}, years);
    group.put("missed_weather_year", {"missed"}, {kNoUnit, "weather year; -1: of their mean"}, weathers);
    group.put("missed_amount", {"missed"}, {kNoUnit, "MW h; t of an emission cap"}, amounts);
    group.put("missed_frac", {"missed"}, {kFraction, "of the load; of an emission cap"}, fracs);
}

}  // namespace

void put_whole_units(Group&& group, const ResultSource& source) {
    const WholeUnits& whole = *source.plan.whole;
    const std::string& money = source.study.currency;
    const auto scalar = [&](const char* name, const std::string& units, const char* meaning, double value) {
        group.put(name, {}, {units, meaning}, std::span<const double>(&value, 1));
    };
    group.attribute("status", lp::text(whole.status));
    group.attribute("message", whole.message);
    put_machines(group, whole.built);
    if (whole.status != lp::Status::optimal) return;
    scalar("objective", money, "cost in whole machines, discounted", whole.objective);
    scalar("rounding_cost", money, "the same less the objective of the sized plan",
           whole.objective - source.plan.objective);
    scalar("unserved_mwh", kMegawattHour, "energy left unserved over the horizon", whole.unserved_mwh);
    put_supply_costs(group, whole, source);
    put_missed(group, whole, source.study);
    Group certificate = group.group("certificate");
    put_certificate_figures(certificate, whole.certificate, money);
}

}  // namespace decawatt::io
