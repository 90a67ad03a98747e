#include "cli/summary/machine_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/summary/shortfall_summary.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::AssetUnits;
using planning::Plan;
using planning::WholeUnits;

// Cost of supply of a payer, for the plan and in whole machines.
struct SupplyCost {
    std::string name;
    double sized, whole;
};

std::vector<SupplyCost> supply_costs(const model::Study& study, const Plan& plan) {
    std::vector<SupplyCost> all;
    const auto add = [&](const std::string& name, double sized, double whole) {
        if (!std::isnan(sized) && !std::isnan(whole)) all.push_back({name, sized, whole});
    };
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
        add(study.contracts.name[c], plan.supply_cost_per_mwh[c], plan.whole->supply_cost_per_mwh[c]);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        add(study.data_centers.name[d], plan.data_center_supply_cost_per_mwh[d],
            plan.whole->data_center_supply_cost_per_mwh[d]);
    return all;
}

double rounding_cost(const Plan& plan) {
    return plan.whole->objective - plan.objective;
}

// None if the plan has no cost.
double rounding_cost_frac(const Plan& plan) {
    return plan.objective > 0.0 ? rounding_cost(plan) / plan.objective : 0.0;
}

// Of a supply that costs less although the system costs more.
constexpr const char* kPrices = " (what it buys and sells has the prices of this dispatch, not of the plan as sized)";

bool falls_by_prices(const Plan& plan, const SupplyCost& cost) {
    constexpr double kShown = 0.005;
    return rounding_cost(plan) >= 0.0 && cost.whole < cost.sized - kShown;
}

bool is_store(const AssetUnits& asset) {
    return asset.kind == assets::CapacityKind::store_power;
}

std::string line(const AssetUnits& asset) {
    std::string text = fmt::format("{}: {} machine{} of {:g} MW, {} MW (sized {} MW)", asset.asset, asset.units,
                                   asset.units == 1 ? "" : "s", asset.unit_mw, readable(asset.whole_mw, 1),
                                   readable(asset.sized_mw, 1));
    if (is_store(asset))
        text += fmt::format(" with {} MWh (sized {} MWh)", readable(asset.whole_mwh, 1), readable(asset.sized_mwh, 1));
    return text;
}

bool is_built(const AssetUnits& asset) {
    constexpr double kLeastShownMw = 0.05;
    return asset.units > 0 || asset.sized_mw >= kLeastShownMw;
}

}  // namespace

json machines_json(const std::vector<AssetUnits>& machines) {
    json all = json::array();
    for (const AssetUnits& asset : machines) {
        json one = {{"name", asset.asset},        {"kind", is_store(asset) ? "store" : "plant"},
                    {"units", asset.units},       {"unit_mw", asset.unit_mw},
                    {"sized_mw", asset.sized_mw}, {"mw", asset.whole_mw}};
        if (is_store(asset)) one.update({{"sized_mwh", asset.sized_mwh}, {"mwh", asset.whole_mwh}});
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<std::string> machine_lines(const io::StoredPlan& stored) {
    std::vector<std::string> lines;
    for (const AssetUnits& asset : stored.machines)
        if (is_built(asset)) lines.push_back(line(asset));
    lines.insert(lines.end(), stored.limits.begin(), stored.limits.end());
    return lines;
}

json whole_units_json(const model::Study& study, const Plan& plan) {
    if (!plan.whole) return nullptr;
    const WholeUnits& whole = *plan.whole;
    json document = {{"status", lp::text(whole.status)},
                     {"machines", machines_json(planning::asset_units(plan.builds, whole.built))},
                     {"limits", whole.built.notes}};
    if (whole.status != lp::Status::optimal) {
        document["message"] = whole.message;
        return document;
    }
    json supplies = json::object();
    for (const SupplyCost& cost : supply_costs(study, plan))
        supplies[cost.name] = {{"supply_cost_per_mwh", cost.whole}, {"rounding_cost_per_mwh", cost.whole - cost.sized}};
    document.update({{"objective", whole.objective},
                     {"gap", whole.certificate.relative_gap},
                     {"rounding_cost", rounding_cost(plan)},
                     {"rounding_cost_frac", rounding_cost_frac(plan)},
                     {"unserved_mwh", whole.unserved_mwh},
                     {"supplies", supplies},
                     {"shortfalls", shortfalls_json(study, whole.shortfalls, {})}});
    return document;
}

void print_whole_units(const model::Study& study, const Plan& plan) {
    if (!plan.whole) return;
    const WholeUnits& whole = *plan.whole;
    print_out("\nin whole machines\n");
    for (const AssetUnits& asset : planning::asset_units(plan.builds, whole.built))
        if (is_built(asset)) print_out("  {}\n", line(asset));
    for (const std::string& note : whole.built.notes) print_out("  {}\n", note);
    if (whole.status != lp::Status::optimal) {
        print_out("  their dispatch was not solved: {}: {}\n", lp::text(whole.status), whole.message);
        return;
    }
    print_out("  cost {}, rounding {} ({:+.2f} %)\n", base::readable_money(whole.objective, study.currency),
              base::readable_money(rounding_cost(plan), study.currency), 100.0 * rounding_cost_frac(plan));
    for (const SupplyCost& cost : supply_costs(study, plan))
        print_out("  supply of {}: {} {}/MWh, rounding {:+.2f}{}\n", cost.name, readable(cost.whole, 2), study.currency,
                  cost.whole - cost.sized, falls_by_prices(plan, cost) ? kPrices : "");
    print_missed(study, whole.shortfalls, {});
}

}  // namespace decawatt::cli
