#include "io/sweep/comparison.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "base/error.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/sweep/sweep_folder.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Built {
    double mw = 0.0, mwh = kNone;
};

struct ContractFigures {  // of a contract, or of a data centre without one, which has no scores and no excess
    double load_mwh = 0.0, supply_cost_per_mwh = kNone, hourly_frac = kNone, hourly_last_frac = kNone,
           annual_frac = kNone, annual_last_frac = kNone, unserved_mwh = 0.0, excess_mwh = kNone;
    double own_emission_t = 0.0, grid_emission_t = 0.0, curtailed_mwh = 0.0;  // of its data centres
};

struct Generated {
    double mwh = 0.0, own_mwh = 0.0;  // own: paid by a contract or a data centre
};

struct CasePlan {
    std::string study, currency;
    double price_year = 0.0;
    ResultOrigin origin;
    double whole_objective = kNone;  // in whole machines, where the study states them
    double objective = kNone, relative_gap = kNone, unserved_mwh = 0.0, emission_t = 0.0;
    std::map<std::string, ContractFigures> contracts;
    std::map<std::string, Built> built;          // by kind
    std::map<std::string, Generated> generated;  // by technology
};

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// A variable of year × entity, of all years of the plan; without one nothing of any year.
class YearTableOf {
  public:
    YearTableOf(const ResultReader& file, const std::string& place, std::size_t entities)
        : array_(file.has(place) ? file.numbers(place) : NumberArray{{0, entities}, {}}) {
        const std::vector<std::size_t>& extent = array_.extent;
        if (extent.size() != 2 || extent[1] != entities || (file.has(place) && extent != known_years(file, entities)))
            file.refuse(place, fmt::format("{} values", fmt::join(extent, " × ")),
                        fmt::format("years × {} values", entities));
    }
    std::size_t years() const { return array_.extent[0]; }
    std::size_t entities() const { return array_.extent[1]; }
    double at(std::size_t year, std::size_t entity) const { return array_.values[year * array_.extent[1] + entity]; }
    double total(std::size_t entity) const {  // of the horizon; what is never built is NaN in some files
        double all = 0.0;
        for (std::size_t y = 0; y < years(); ++y) all += std::isnan(at(y, entity)) ? 0.0 : at(y, entity);
        return all;
    }

  private:
    static Extent known_years(const ResultReader& file, std::size_t entities) {
        return {file.extent("/plan/year").at(0), entities};
    }
    NumberArray array_;
};

// Over the horizon each year counts by its load; the last year is the last one with a load.
void read_scores(const ResultReader& file, std::size_t contract, std::size_t contracts, ContractFigures& figures) {
    const YearTableOf load(file, "/summary/contract_load_mwh", contracts),
        hourly(file, "/summary/contract_hourly_score_frac", contracts),
        annual(file, "/summary/contract_annual_matching_frac", contracts);
    if (load.years() != hourly.years() || load.years() != annual.years())
        file.refuse("/summary", "scores of some years", "scores of every year with a load");
    double hourly_mwh = 0.0, annual_mwh = 0.0;
    for (std::size_t y = 0; y < load.years(); ++y) {
        const double mwh = load.at(y, contract);
        if (!(mwh > 0.0)) continue;
        figures.load_mwh += mwh;
        hourly_mwh += mwh * hourly.at(y, contract);
        annual_mwh += mwh * annual.at(y, contract);
        figures.hourly_last_frac = hourly.at(y, contract);
        figures.annual_last_frac = annual.at(y, contract);
    }
    if (!(figures.load_mwh > 0.0)) return;
    figures.hourly_frac = hourly_mwh / figures.load_mwh;
    figures.annual_frac = annual_mwh / figures.load_mwh;
}

void read_contracts(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/contract")) return;
    const std::vector<std::string> names = file.texts("/contract");
    const std::size_t count = names.size();
    const std::vector<double> cost = file.numbers("/summary/contract_supply_cost_per_mwh_horizon", {count});
    const YearTableOf unserved(file, "/summary/contract_unserved_mwh", count),
        excess(file, "/summary/contract_excess_mwh", count);
    for (std::size_t c = 0; c < names.size(); ++c) {
        ContractFigures& figures = plan.contracts[names[c]];
        figures.supply_cost_per_mwh = cost[c];
        figures.unserved_mwh = unserved.total(c);
        figures.excess_mwh = excess.total(c);
        read_scores(file, c, count, figures);
    }
}

// A data centre without a contract is compared beside the contracts, under its own name.
std::string supply_name(const std::vector<std::string>& contracts, const std::string& contract,
                        const std::string& data_center) {
    if (!contract.empty()) return contract;
    return std::ranges::find(contracts, data_center) == contracts.end() ? data_center : data_center + " (data centre)";
}

// Data centres without a contract are compared where something of their own may be decided or stands behind them, or
// where there is no contract at all: elsewhere they are load of the grid like any other.
class OwnSupply {
  public:
    explicit OwnSupply(const ResultReader& file) : no_contract_(!file.has("/contract")) {
        for (const char* column : {"/fleet_paid_by", "/store_paid_by"})
            if (file.has(column))
                for (std::string& name : file.texts(column)) payers_.push_back(std::move(name));
        if (file.has("/costs/connection_capex_per_mw"))
            connection_capex_ = file.numbers("/costs/connection_capex_per_mw").values;
    }
    bool of(const std::string& name, std::size_t data_center) const {
        const bool connects = data_center < connection_capex_.size() && !std::isnan(connection_capex_[data_center]);
        return no_contract_ || connects || std::ranges::find(payers_, name) != payers_.end();
    }

  private:
    bool no_contract_;
    std::vector<std::string> payers_;
    std::vector<double> connection_capex_;
};

void read_data_centers(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/data_center")) return;
    const std::vector<std::string> names = file.texts("/data_center");
    const std::size_t count = names.size();
    const std::vector<std::string> of = file.texts("/data_center_contract", count);
    const std::vector<std::string> contracts =
        file.has("/contract") ? file.texts("/contract") : std::vector<std::string>{};
    const std::vector<double> cost = file.numbers("/summary/data_center_supply_cost_per_mwh_horizon", {count});
    const YearTableOf load(file, "/summary/data_center_energy_mwh", count),
        unserved(file, "/summary/data_center_unserved_mwh", count),
        own(file, "/summary/data_center_own_emission_t", count),
        grid(file, "/summary/data_center_grid_emission_t", count),
        curtailed(file, "/summary/data_center_curtailed_mwh", count);
    const OwnSupply own_supply(file);
    for (std::size_t d = 0; d < names.size(); ++d) {
        if (of[d].empty() && !own_supply.of(names[d], d)) continue;
        ContractFigures& figures = plan.contracts[supply_name(contracts, of[d], names[d])];
        figures.own_emission_t += own.total(d);
        figures.grid_emission_t += grid.total(d);
        figures.curtailed_mwh += curtailed.total(d);
        if (!of[d].empty()) continue;
        figures.load_mwh = load.total(d);
        figures.unserved_mwh = unserved.total(d);
        figures.supply_cost_per_mwh = cost[d];
    }
}

void read_generation(const ResultReader& file, CasePlan& plan) {
    if (!file.has("/fleet")) return;
    const std::vector<std::string> technology = file.texts("/fleet_technology"),
                                   payer = file.texts("/fleet_paid_by", technology.size());
    const YearTableOf generation(file, "/summary/fleet_generation_mwh", technology.size());
    for (std::size_t f = 0; f < technology.size(); ++f) {
        Generated& generated = plan.generated[technology[f]];
        generated.mwh += generation.total(f);
        if (!payer[f].empty()) generated.own_mwh += generation.total(f);
    }
}

// Of what may be built, built in any year of the horizon. `kinds`: of the entities; nothing may be built of one whose
// `cost` is NaN.
void add_built(const ResultReader& file, const std::vector<std::string>& kinds, const std::string& cost,
               const std::string& power, const std::string& energy, CasePlan& plan) {
    if (!file.has(cost)) return;
    const std::vector<double> costs = file.numbers(cost, {kinds.size()});
    const YearTableOf mw(file, power, kinds.size());
    const YearTableOf mwh(file, energy.empty() ? power : energy, kinds.size());
    for (std::size_t i = 0; i < costs.size(); ++i) {
        if (std::isnan(costs[i])) continue;
        Built& built = plan.built[kinds[i]];
        built.mw += mw.total(i);
        if (energy.empty()) continue;
        built.mwh = std::isnan(built.mwh) ? mwh.total(i) : built.mwh + mwh.total(i);
    }
}

void read_built(const ResultReader& file, CasePlan& plan) {
    const auto texts = [&](const char* place) {
        return file.has(place) ? file.texts(place) : std::vector<std::string>{};
    };
    const auto all = [&](const char* place, const char* kind) {
        return std::vector<std::string>(texts(place).size(), kind);
    };
    add_built(file, texts("/fleet_technology"), "/costs/fleet_capex_per_mw", "/capacity/fleet_built_mw", "", plan);
    add_built(file, texts("/store_technology"), "/costs/store_capex_per_mw", "/capacity/store_built_mw",
              "/capacity/store_built_mwh", plan);
    add_built(file, all("/data_center", "connection"), "/costs/connection_capex_per_mw",
              "/capacity/connection_built_mw", "", plan);
    add_built(file, all("/corridor", "line"), "/costs/corridor_capex_per_mw", "/capacity/corridor_built_mw", "", plan);
}

CasePlan read_case(const fs::path& path) {
    CasePlan plan;
    plan.origin = read_origin(path);
    const ResultReader file(path);
    plan.study = file.attribute("study");
    plan.currency = file.attribute("currency");
    plan.price_year = file.number_attribute("/", "price_year").value_or(kNone);
    plan.objective = file.finite("/certificate/objective", {})[0];
    plan.relative_gap = file.finite("/certificate/relative_gap", {})[0];
    if (file.has("/plan/whole_units/objective"))
        plan.whole_objective = file.finite("/plan/whole_units/objective", {})[0];
    plan.unserved_mwh = sum(file.numbers("/summary/unserved_mwh").values);
    plan.emission_t = sum(file.numbers("/summary/emission_t").values);
    read_contracts(file, plan);
    read_data_centers(file, plan);
    read_generation(file, plan);
    read_built(file, plan);
    return plan;
}

// The changes of a variant come first, which the sweep does not know; those of the case are the last.
bool made_for(const CasePlan& plan, const SweepCase& one) {
    const std::vector<Override>& there = plan.origin.overrides;
    return there.size() >= one.overrides.size() &&
           std::equal(one.overrides.rbegin(), one.overrides.rend(), there.rbegin(),
                      [](const Override& a, const Override& b) { return a.path == b.path && a.value == b.value; });
}

void check_case(const CasePlan& plan, const SweepCase& one, const fs::path& path,
                std::vector<base::InputFault>& faults) {
    if (!made_for(plan, one))
        faults.push_back({path.string(), "override", 0, "other changes of the study than those of its case",
                          "the result of the case; `decawatt sweep` with --replace makes it"});
}

// Plans that are compared are of one study and one version, but for what their cases change.
void check_alike(const CasePlan& plan, const CasePlan& first, const fs::path& path, const std::string& first_case,
                 std::vector<base::InputFault>& faults) {
    ResultOrigin like = first.origin;
    like.overrides = plan.origin.overrides;  // its cases' own
    like.first_year = plan.origin.first_year;
    like.last_year = plan.origin.last_year;
    const std::vector<std::string> found = differences(plan.origin, like);
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
        plans.back() = read_case(path);
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

// Of labels that a plan may lack: NaN there.
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
    of_case({"objective", money, "least cost, discounted", {}}, [](const CasePlan& p) { return p.objective; });
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
    of_contract({"contract_unserved_mwh", "MW h", "load left unserved", {}}, &C::unserved_mwh);
    of_contract({"own_emission_t", "t", "CO2 behind the meters of its data centres", {}}, &C::own_emission_t);
    of_contract({"grid_emission_t", "t", "import of its data centres at the grid's mean emission", {}},
                &C::grid_emission_t);
    of_contract({"curtailed_mwh", "MW h", "sun, wind and must-run output behind the meters that was not used", {}},
                &C::curtailed_mwh);
    comparison.of_technology.push_back(labelled(plans, comparison.technologies,
                                                {"generation_mwh", "MW h", "generation over the horizon", {}},
                                                &CasePlan::generated, &Generated::mwh));
    comparison.of_technology.push_back(
        labelled(plans, comparison.technologies,
                 {"own_generation_mwh", "MW h", "of plants that contracts and data centres without one pay for", {}},
                 &CasePlan::generated, &Generated::own_mwh));
    comparison.of_kind.push_back(labelled(plans, comparison.kinds, {"built_mw", "MW", "built over the horizon", {}},
                                          &CasePlan::built, &Built::mw));
    comparison.of_kind.push_back(labelled(plans, comparison.kinds,
                                          {"built_mwh", "MW h", "energy of stores built over the horizon", {}},
                                          &CasePlan::built, &Built::mwh));
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
