#include "io/sweep/comparison.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "io/study/schema/study_schema.hpp"
#include "io/sweep/case_plan.hpp"
#include "io/sweep/sweep_folder.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {

// Overrides of a variant, which the sweep does not list, come first; those of the case are last.
bool made_for(const CasePlan& plan, const SweepCase& one) {
    const std::vector<Override>& there = plan.origin.overrides;
    return there.size() >= one.overrides.size() &&
           std::equal(one.overrides.rbegin(), one.overrides.rend(), there.rbegin(),
                      [](const Override& a, const Override& b) { return a.path == b.path && a.value == b.value; });
}

void check_case(const CasePlan& plan, const SweepCase& one, const fs::path& path,
                std::vector<base::InputFault>& faults) {
    if (!made_for(plan, one))
        faults.push_back({path.string(), "override", 0, "changes of the study other than those of its case",
                          "the result of the case; `decawatt sweep` with --replace makes it"});
}

// Files that only one of two cases has, other than tables: the changes of a case may name another, of the lengths of
// steps or of a power curve.
void leave_out_named_files(ResultOrigin& one, const ResultOrigin& other) {
    std::erase_if(one.files, [&](const auto& file) {
        const fs::path name(file.first);
        const bool is_read_always = name.extension() == ".toml" || find_table(name.stem().string());
        return !is_read_always && !other.files.contains(file.first);
    });
}

// Compared plans must be of the same study and version, apart from the changes of their cases.
void check_alike(const CasePlan& plan, const CasePlan& first, const fs::path& path, const std::string& first_case,
                 std::vector<base::InputFault>& faults) {
    ResultOrigin own = plan.origin, like = first.origin;
    leave_out_named_files(own, like);
    leave_out_named_files(like, own);
    like.overrides = plan.origin.overrides;  // those of its case
    like.first_year = plan.origin.first_year;
    like.last_year = plan.origin.last_year;
    const std::vector<std::string> found = differences(own, like);
    if (!found.empty())
        faults.push_back({path.string(), "origin", 0, fmt::format("{}", fmt::join(found, "; ")),
                          fmt::format("the study and version of case {}", first_case)});
}

std::vector<std::optional<CasePlan>> read_plans(const fs::path& folder, Comparison& comparison) {
    std::vector<std::optional<CasePlan>> plans;
    std::vector<base::InputFault> faults;
    std::optional<std::size_t> first;
    for (const SweepCase& one : comparison.cases) {
        const fs::path path = result_path(folder, one.name);
        std::error_code error;
        plans.emplace_back();
        if (!fs::exists(path, error)) {
            comparison.status.emplace_back(
                fs::exists(unsolved_path(folder, one.name), error) ? read_unsolved(folder, one.name).status : kMissing);
            continue;
        }
        comparison.status.emplace_back(kOptimal);
        plans.back() = read_case_plan(path);
        check_case(*plans.back(), one, path, faults);
        if (first) check_alike(*plans.back(), *plans[*first], path, comparison.cases[*first].name, faults);
        if (!first) first = plans.size() - 1;
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
    if (first) {
        comparison.study = plans[*first]->study;
        comparison.currency = plans[*first]->currency;
        comparison.price_year = plans[*first]->price_year;
    }
    return plans;
}

void add_new(std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

using Plans = std::vector<std::optional<CasePlan>>;

template <class Value>
Figure case_figure(const Plans& plans, Figure figure, Value value) {
    for (const auto& plan : plans) figure.values.push_back(plan ? value(*plan) : kNone);
    return figure;
}

// For labels that a plan may lack: NaN.
template <class Entry>
Figure labelled(const Plans& plans, const std::vector<std::string>& labels, Figure figure,
                std::map<std::string, Entry> CasePlan::*entries, double Entry::*value) {
    for (const auto& plan : plans)
        for (const std::string& label : labels) {
            const bool has = plan && ((*plan).*entries).contains(label);
            figure.values.push_back(has ? ((*plan).*entries).at(label).*value : kNone);
        }
    return figure;
}

void fill(Comparison& comparison, const Plans& plans) {
    for (const SweepCase& one : comparison.cases)
        for (const SweepChoice& choice : one.choices) add_new(comparison.axes, choice.axis);
    for (const auto& plan : plans) {
        if (!plan) continue;
        for (const auto& [name, figures] : plan->contracts) add_new(comparison.contracts, name);
        for (const auto& [kind, built] : plan->built) add_new(comparison.kinds, kind);
        for (const auto& [technology, generated] : plan->generated) add_new(comparison.technologies, technology);
    }
    const std::string money = comparison.currency.empty() ? "1" : comparison.currency;
    const auto of_case = [&](Figure figure, auto value) {
        comparison.of_case.push_back(case_figure(plans, std::move(figure), value));
    };
    of_case({"objective", money, "minimum cost, discounted", {}}, [](const CasePlan& p) { return p.objective; });
    of_case({"relative_gap", "1", "gap to the certified bound", {}}, [](const CasePlan& p) { return p.relative_gap; });
    if (std::ranges::any_of(plans, [](const auto& p) { return p && !std::isnan(p->whole_objective); })) {
        of_case({"whole_units_objective", money, "cost in whole machines, discounted", {}},
                [](const CasePlan& p) { return p.whole_objective; });
        of_case({"rounding_cost", money, "the same less the objective of the sized plan", {}},
                [](const CasePlan& p) { return p.whole_objective - p.objective; });
    }
    of_case({"unserved_mwh", "MW h", "unserved energy of the horizon", {}},
            [](const CasePlan& p) { return p.unserved_mwh; });
    of_case({"emission_t", "t", "CO2 of the horizon", {}}, [](const CasePlan& p) { return p.emission_t; });
    const auto of_contract = [&](Figure figure, double ContractFigures::*value) {
        comparison.of_contract.push_back(
            labelled(plans, comparison.contracts, std::move(figure), &CasePlan::contracts, value));
    };
    using C = ContractFigures;
    of_contract({"supply_cost_per_mwh", money + "/(MW h)", "cost of supply over the horizon, discounted sums", {}},
                &C::supply_cost_per_mwh);
    of_contract({"hourly_score_frac", "1", "hourly clean score over the horizon, by load", {}}, &C::hourly_frac);
    of_contract({"hourly_score_last_year_frac", "1", "the same of the last year with a load", {}},
                &C::hourly_last_frac);
    of_contract({"annual_matching_frac", "1", "annual matching over the horizon, by load", {}}, &C::annual_frac);
    of_contract({"annual_matching_last_year_frac", "1", "the same of the last year with a load", {}},
                &C::annual_last_frac);
    of_contract({"load_mwh", "MW h", "load of the horizon", {}}, &C::load_mwh);
    of_contract({"excess_mwh", "MW h", "contracted energy beyond the load", {}}, &C::excess_mwh);
    of_contract({"purchase_mwh", "MW h", "load beyond own output and storage, from the grid", {}}, &C::purchase_mwh);
    of_contract({"sale_mwh", "MW h", "own output and storage beyond the load", {}}, &C::sale_mwh);
    of_contract({"contract_unserved_mwh", "MW h", "load left unserved", {}}, &C::unserved_mwh);
    of_contract({"own_emission_t", "t", "CO2 behind the meters of its data centres", {}}, &C::own_emission_t);
    of_contract({"grid_emission_t", "t", "import of its data centres at the grid's mean emission", {}},
                &C::grid_emission_t);
    of_contract({"curtailed_mwh", "MW h", "solar, wind and must-run output behind the meters that was not used", {}},
                &C::curtailed_mwh);
    comparison.of_technology.push_back(labelled(plans, comparison.technologies,
                                                {"generation_mwh", "MW h", "generation over the horizon", {}},
                                                &CasePlan::generated, &GenerationFigures::mwh));
    comparison.of_technology.push_back(
        labelled(plans, comparison.technologies,
                 {"own_generation_mwh", "MW h", "of plants that contracts and data centres without one pay for", {}},
                 &CasePlan::generated, &GenerationFigures::own_mwh));
    comparison.of_kind.push_back(labelled(plans, comparison.kinds, {"built_mw", "MW", "built over the horizon", {}},
                                          &CasePlan::built, &BuiltFigures::mw));
    comparison.of_kind.push_back(labelled(plans, comparison.kinds,
                                          {"built_mwh", "MW h", "energy of stores built over the horizon", {}},
                                          &CasePlan::built, &BuiltFigures::mwh));
}

}  // namespace

std::string Comparison::choice(std::size_t one, const std::string& axis) const {
    const auto& choices = cases.at(one).choices;
    const auto found = std::ranges::find(choices, axis, &SweepChoice::axis);
    return found == choices.end() ? "" : found->value;
}

Comparison read_comparison(const fs::path& folder) {
    Comparison comparison;
    comparison.cases = read_manifest(folder).cases;
    const Plans plans = read_plans(folder, comparison);
    fill(comparison, plans);
    return comparison;
}

}  // namespace decawatt::io
