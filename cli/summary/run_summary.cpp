#include "cli/summary/run_summary.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/explanation_text.hpp"
#include "base/readable.hpp"
#include "cli/summary/agreement_summary.hpp"
#include "cli/summary/built_summary.hpp"
#include "cli/summary/connection_summary.hpp"
#include "cli/summary/explanation.hpp"
#include "cli/summary/machine_summary.hpp"
#include "cli/summary/purchase_summary.hpp"
#include "cli/summary/supply_summary.hpp"
#include "cli/summary/work_summary.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;

json contract_json(const planning::ContractYear& c) {
    return {{"load_mwh", c.load_mwh},
            {"clean_mwh", c.clean_mwh},
            {"hourly_score", c.hourly_score_frac},
            {"strict_score", c.strict_score_frac},
            {"annual_matching", c.annual_matching_frac},
            {"excess_mwh", c.excess_mwh},
            {"unserved_mwh", c.unserved_mwh},
            {"supply_cost_per_mwh", c.supply_cost_per_mwh}};
}

// Existing and built capacities of assets with expansion options.
json capacity_json(const model::Study& study, const planning::Plan& plan, std::size_t year) {
    json capacities = json::object();
    const auto add = [&](const std::string& name, double amount) {
        if (amount > 0.0) capacities[name] = amount;
    };
    for (std::size_t f = 0; f < plan.plants.name.size(); ++f)
        if (plan.plants.buildable[f]) add(plan.plants.name[f] + " MW", plan.capacity.fleet_mw(year, f));
    for (std::size_t s = 0; s < plan.stores.name.size(); ++s) {
        if (!plan.stores.buildable[s]) continue;
        add(plan.stores.name[s] + " MW", plan.capacity.store_discharge_mw(year, s));
        add(plan.stores.name[s] + " MWh", plan.capacity.store_energy_mwh(year, s));
    }
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (study.data_centers.build_connection[d].possible() ||
            study.data_centers.terms_of(d).nonfirm.build.possible())
            add(study.data_centers.name[d] + " connection MW", plan.capacity.connection_mw(year, d));
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (study.data_centers.terms_of(d).nonfirm.build.possible())
            add(study.data_centers.name[d] + " non-firm connection MW", plan.capacity.nonfirm_mw(year, d));
    for (std::size_t c = 0; c < plan.corridors.members.size(); ++c)
        if (std::ranges::any_of(plan.corridors.members[c],
                                [&](auto line) { return study.lines.build[base::at(line)].possible(); }))
            add(plan.corridors.name[c] + " MW", plan.capacity.corridor_forward_mw(year, c));
    return capacities;
}

json year_json(const model::Study& study, const planning::Plan& plan, std::size_t y) {
    const planning::YearSummary& s = plan.summary[y];
    json contracts = json::object(), technologies = json::object(), prices = json::object(), pue = json::object(),
         wue = json::object();
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
        contracts[study.contracts.name[c]] = contract_json(plan.contracts[y][c]);
    for (std::size_t f = 0; f < plan.plants.name.size(); ++f) {
        const std::string technology = model::text(plan.plants.technology[f]);
        technologies[technology] = technologies.value(technology, 0.0) + s.fleet_generation_mwh[f];
    }
    for (std::size_t r = 0; r < study.regions.name.size(); ++r)
        prices[study.regions.name[r]] = s.region_mean_price_per_mwh[r];
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (s.data_center_it_mwh[d] > 0.0) {
            pue[study.data_centers.name[d]] = s.data_center_pue[d];
            wue[study.data_centers.name[d]] = s.data_center_wue_l_per_kwh[d];
        }
    json year = {{"year", plan.years[y]},
                 {"generation_mwh", technologies},
                 {"price_per_mwh", prices},
                 {"emission_t", s.emission_t},
                 {"unserved_mwh", s.unserved_mwh},
                 {"overlap_mwh", s.overlap_mwh},
                 {"operation_cost", s.operation_cost},
                 {"capacity_cost", s.capacity_cost},
                 {"pue", pue},
                 {"wue_l_per_kwh", wue},
                 {"contracts", contracts},
                 {"capacity", capacity_json(study, plan, y)}};
    if (json nonfirm = nonfirm_json(study, plan, y); !nonfirm.empty()) year["nonfirm"] = std::move(nonfirm);
    if (json work = work_json(study, plan, y); !work.empty()) year["work"] = std::move(work);
    return year;
}

double supply_cost_per_mwh(const model::Study& study, const planning::Plan& plan, std::size_t d) {
    const model::ContractIndex contract = study.data_centers.contract[d];
    const std::size_t last = plan.years.size() - 1;
    return contract == base::none<model::ContractIndex> ? plan.data_center_supply[last][d].supply_cost_per_mwh
                                                        : plan.contracts[last][base::at(contract)].supply_cost_per_mwh;
}

// Prints the last year of each data centre with load.
void print_data_centers(const model::Study& study, const planning::Plan& plan) {
    const planning::YearSummary& s = plan.summary.back();
    if (std::ranges::none_of(s.data_center_it_mwh, [](double mwh) { return mwh > 0.0; })) return;
    print_out("\n{:<44} {:>10} {:>10} {:>8} {:>8} {:>10} {:>10} {:>12}\n",
              fmt::format("data centres in {}", plan.years.back()), "load GWh", "IT GWh", "PUE", "L/kWh", "own ktCO2",
              "grid ktCO2", study.currency + "/MWh");
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (s.data_center_it_mwh[d] > 0.0)
            print_out("  {:<42} {:>10} {:>10} {:>8} {:>8} {:>10} {:>10} {:>12}\n", study.data_centers.name[d],
                      readable(s.data_center_energy_mwh[d] / 1e3, 0), readable(s.data_center_it_mwh[d] / 1e3, 0),
                      readable(s.data_center_pue[d], 3), readable(s.data_center_wue_l_per_kwh[d], 2),
                      readable(s.data_center_own_emission_t[d] / 1e3, 0),
                      readable(s.data_center_grid_emission_t[d] / 1e3, 0),
                      readable(supply_cost_per_mwh(study, plan, d)));
}

// Prints totals over all regions; no price if no region with demand has one.
void print_system(const model::Study& study, const planning::Plan& plan) {
    print_out("\nsystem\n{:>6} {:>12} {:>16} {:>10} {:>14} {:>12}\n", "year", "demand TWh", "data centres TWh", "MtCO2",
              "unserved MWh", study.currency + "/MWh");
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        const planning::YearSummary& s = plan.summary[y];
        double demand = 0.0, paid = 0.0, centers = 0.0;
        for (std::size_t r = 0; r < s.region_demand_mwh.size(); ++r) {
            if (s.region_demand_mwh[r] <= 0.0) continue;  // a region without demand may have no price
            demand += s.region_demand_mwh[r];
            paid += s.region_demand_mwh[r] * s.region_mean_price_per_mwh[r];
        }
        for (const double mwh : s.data_center_energy_mwh) centers += mwh;
        print_out("{:>6} {:>12} {:>16} {:>10} {:>14} {:>12}\n", plan.years[y], readable(demand / 1e6, 1),
                  readable(centers / 1e6, 2), readable(s.emission_t / 1e6, 2), readable(s.unserved_mwh, 1),
                  demand > 0.0 ? readable(paid / demand) : "-");
    }
}

// Remaining capacity of each battery by the detailed ageing model, and by the linear fade of planning.
json battery_json(const planning::Plan& plan) {
    json stores = json::object();
    const planning::BatteryHealth& health = plan.battery;
    const std::size_t last = plan.years.size() - 1;
    for (std::size_t s = 0; s < health.capacity_left_frac.entities(); ++s) {
        if (std::isnan(health.capacity_left_frac(last, s))) continue;
        double added = 0.0;
        for (std::size_t y = 0; y <= last; ++y)
            if (!std::isnan(health.augmentation_mwh(y, s))) added += health.augmentation_mwh(y, s);
        stores[plan.stores.name[s]] = {{"capacity_left", health.capacity_left_frac(last, s)},
                                       {"capacity_left_linear", health.linear_left_frac(last, s)},
                                       {"full_cycles", health.full_cycles(last, s)},
                                       {"augmentation_mwh", added}};
    }
    return stores;
}

void print_batteries(const planning::Plan& plan) {
    const json stores = battery_json(plan);
    for (const auto& [name, b] : stores.items())
        print_out(
            "\n{} at the end of {}: {:.1f} % left ({:.1f} % by the linear fade), {:.0f} full cycles a year, "
            "{:.0f} MWh to be added over the years\n",
            name, plan.years.back(), 100.0 * b["capacity_left"].get<double>(),
            100.0 * b["capacity_left_linear"].get<double>(), b["full_cycles"].get<double>(),
            b["augmentation_mwh"].get<double>());
}

}  // namespace

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;  // Linux counts in KiB
}

nlohmann::json plan_json(const model::Study& study, const planning::Plan& plan) {
    const planning::Timing& t = plan.timing;
    json years = json::array();
    for (std::size_t y = 0; y < plan.years.size(); ++y) years.push_back(year_json(study, plan, y));
    json document = {{"status", lp::text(plan.status)},
                     {"study", study.name},
                     {"objective", plan.objective},
                     {"gap", plan.certificate.relative_gap},
                     {"iterations", plan.iterations},
                     {"threads", plan.threads},
                     {"peak_mb", peak_mb()},
                     {"time_s",
                      {{"read", t.read_s},
                       {"profiles", t.profiles_s},
                       {"build", t.build_s},
                       {"solve", t.solve_s},
                       {"write", t.write_s},
                       {"total", t.read_s + t.profiles_s + t.build_s + t.solve_s + t.write_s}}},
                     {"batteries", battery_json(plan)},
                     {"supplies", supplies_json(study, plan)},
                     {"built", built_json(study, plan)},
                     {"years", years}};
    add_purchases(study, plan, document);
    add_agreements(study, plan, document);
    if (plan.whole) document["whole_units"] = whole_units_json(study, plan);
    return document;
}

void print_summary(const model::Study& study, const planning::Plan& plan, const Options& options) {
    if (options.json) {
        print_document(plan_json(study, plan));
        return;
    }
    const planning::Timing& t = plan.timing;
    print_out("{}: {}, cost {} (discounted), certified gap {:.1e}, {} iterations\n", study.name, lp::text(plan.status),
              base::readable_money(plan.objective, study.currency), plan.certificate.relative_gap, plan.iterations);
    print_out(
        "time {:.1f} s: profiles {:.1f}, building {:.1f}, solving {:.1f}, writing {:.1f}; {} threads, {:.1f} GB\n",
        t.read_s + t.profiles_s + t.build_s + t.solve_s + t.write_s, t.profiles_s, t.build_s, t.solve_s, t.write_s,
        plan.threads, peak_mb() / 1024.0);
    if (!plan.message.empty()) print_out("note: {}\n", plan.message);
    print_supplies(study, plan);
    print_purchases(study, plan);
    print_agreements(study, plan);
    print_data_centers(study, plan);
    print_nonfirm(study, plan);
    print_work(study, plan);
    print_system(study, plan);
    print_grid_builds(study, plan);
    print_batteries(plan);
    print_whole_units(study, plan);
    print_out("\nresults in {}\n", options.out);
}

void print_export(const model::Study& study, const io::MpsSize& size, const planning::Timing& timing,
                  const Options& options) {
    if (options.json) {
        const json summary = {{"status", "exported"},
                              {"study", study.name},
                              {"mps", options.export_mps},
                              {"rows", size.rows},
                              {"columns", size.columns},
                              {"entries", size.entries},
                              {"peak_mb", peak_mb()},
                              {"time_s",
                               {{"read", timing.read_s},
                                {"profiles", timing.profiles_s},
                                {"build", timing.build_s},
                                {"write", timing.write_s}}}};
        print_document(summary);
        return;
    }
    print_out("{}: {} rows, {} columns, {} entries in {}\n", study.name, size.rows, size.columns, size.entries,
              options.export_mps);
}

void print_failure(const model::Study& study, const lp::Solution& solution,
                   const std::optional<planning::Explanation>& explanation, const Options& options) {
    const bool proven = explanation && explanation->proven_infeasible;  // also if the solver itself did not prove it
    const char* status = lp::text(proven ? lp::Status::infeasible : solution.status);
    print_error("{}: {} after {} iterations: {}; no result was written\n", study.name, status, solution.iterations,
                solution.message);
    if (explanation) print_error("{}", app::explanation_text(study, *explanation));
    if (!options.json) return;
    json summary = {
        {"status", status}, {"study", study.name}, {"message", solution.message}, {"iterations", solution.iterations}};
    if (explanation) summary["explanation"] = explanation_json(*explanation);
    print_document(summary);
}

}  // namespace decawatt::cli
