#include "cli/summary/built_summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::Plan;

std::string of_limit(double amount, double limit) {
    return std::isnan(amount) ? "" : fmt::format("{} of {}", readable(std::max(0.0, amount), 0), readable(limit, 0));
}

bool shown(const BuiltAsset& asset) {
    return asset.mw >= kLeastShown || asset.mwh >= kLeastShown;
}

std::string label(const BuiltAsset& asset) {
    return asset.kind.ends_with("connection") || asset.kind == "line" ? fmt::format("{} of {}", asset.kind, asset.name)
                                                                      : asset.name;
}

std::string built_title(const Plan& plan) {
    return plan.years.size() == 1 ? fmt::format("built in {}", plan.years.front())
                                  : fmt::format("built in {} to {}", plan.years.front(), plan.years.back());
}

}  // namespace

void print_built(const model::Study& study, const Plan& plan, const std::vector<BuiltAsset>& assets,
                 const planning::Payer& payer) {
    std::vector<std::string> none;
    bool any = false;
    for (const BuiltAsset& asset : assets) {
        if (asset.payer != payer) continue;
        if (!shown(asset)) {
            none.push_back(label(asset));
            continue;
        }
        if (!any)
            print_out("  {:<32} {:>24} {:>26} {:>24}\n", built_title(plan), "MW of limit", "MWh of limit", "capex");
        any = true;
        print_out("  {:<32} {:>24} {:>26} {:>24}\n", label(asset), of_limit(asset.mw, asset.limit_mw),
                  of_limit(asset.mwh, asset.limit_mwh), base::readable_money(asset.capex, study.currency));
    }
    if (!none.empty()) print_out("  not built, though it may be: {}\n", fmt::join(none, ", "));
}

json built_json(const model::Study& study, const Plan& plan) {
    json all = json::array();
    for (const BuiltAsset& asset : built_assets(study, plan)) {
        json one = {{"name", asset.name},
                    {"kind", asset.kind},
                    {"paid_by", planning::payer_name(study, asset.payer)},
                    {"capex", asset.capex}};
        if (!std::isnan(asset.mw)) one.update({{"mw", asset.mw}, {"limit_mw", asset.limit_mw}});
        if (!std::isnan(asset.mwh)) one.update({{"mwh", asset.mwh}, {"limit_mwh", asset.limit_mwh}});
        all.push_back(std::move(one));
    }
    return all;
}

void print_grid_builds(const model::Study& study, const Plan& plan) {
    print_built(study, plan, built_assets(study, plan), {});
}

}  // namespace decawatt::cli
