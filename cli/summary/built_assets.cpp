#include "cli/summary/built_assets.hpp"

#include <cmath>

namespace decawatt::cli {

namespace {

double amount_of(const planning::Plan& plan, assets::CapacityKind kind, const std::string& name) {
    double mw = 0.0;
    for (const assets::CapacityAddition& build : plan.builds)
        if (build.kind == kind && build.asset == name) mw += build.amount;
    return mw;
}

void add_power(const planning::Plan& plan, assets::CapacityKind kind, const model::ExpansionOption& option,
               BuiltAsset& asset) {
    if (!option.possible()) return;
    asset.mw = amount_of(plan, kind, asset.name);
    asset.limit_mw = option.limit;
    asset.capex += asset.mw * option.capex;
}

void add_energy(const planning::Plan& plan, const model::ExpansionOption& option, BuiltAsset& asset) {
    if (!option.possible()) return;
    asset.mwh = amount_of(plan, assets::CapacityKind::store_energy, asset.name);
    asset.limit_mwh = option.limit;
    asset.capex += asset.mwh * option.capex;
}

}  // namespace

std::vector<BuiltAsset> built_assets(const model::Study& study, const planning::Plan& plan) {
    std::vector<BuiltAsset> all;
    const auto add = [&](const BuiltAsset& asset) {
        if (!std::isnan(asset.mw) || !std::isnan(asset.mwh)) all.push_back(asset);
    };
    for (std::size_t p = 0; p < study.plants.build.size(); ++p) {
        BuiltAsset asset{study.plants.name[p], "plant",
                         planning::payer_of(study, study.plants.contract[p], study.plants.behind[p])};
        add_power(plan, assets::CapacityKind::plant, study.plants.build[p], asset);
        add(asset);
    }
    for (std::size_t s = 0; s < study.stores.build_power.size(); ++s) {
        BuiltAsset asset{study.stores.name[s], "store",
                         planning::payer_of(study, study.stores.contract[s], study.stores.behind[s])};
        add_power(plan, assets::CapacityKind::store_power, study.stores.build_power[s], asset);
        add_energy(plan, study.stores.build_energy[s], asset);
        add(asset);
    }
    for (std::size_t d = 0; d < study.data_centers.build_connection.size(); ++d) {
        BuiltAsset asset{study.data_centers.name[d], "connection", planning::payer_of_data_center(study, d)};
        add_power(plan, assets::CapacityKind::connection, study.data_centers.build_connection[d], asset);
        add(asset);
        BuiltAsset nonfirm{study.data_centers.name[d], "non-firm connection", planning::payer_of_data_center(study, d)};
        add_power(plan, assets::CapacityKind::nonfirm_connection, study.data_centers.terms_of(d).nonfirm.build,
                  nonfirm);
        add(nonfirm);
    }
    for (std::size_t l = 0; l < study.lines.build.size(); ++l) {
        BuiltAsset asset{study.lines.name[l], "line", {}};
        add_power(plan, assets::CapacityKind::line, study.lines.build[l], asset);
        add(asset);
    }
    return all;
}

}  // namespace decawatt::cli
