#include "app/finance/finance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "app/file_access.hpp"
#include "app/finance/assets.hpp"
#include "app/finance/planned_cost.hpp"
#include "app/finance/supply.hpp"
#include "base/error.hpp"

namespace decawatt::app {

namespace {
// The option by which an addition was built; none: it is not built (usable energy).
const model::ExpansionOption* option_of(const model::Study& study, const assets::CapacityAddition& build) {
    const auto find = [&](const std::vector<std::string>& names, const std::vector<model::ExpansionOption>& options) {
        const auto found = std::ranges::find(names, build.asset);
        return found == names.end() ? nullptr : &options[static_cast<std::size_t>(found - names.begin())];
    };
    switch (build.kind) {
        case assets::CapacityKind::plant:
            return find(study.plants.name, study.plants.build);
        case assets::CapacityKind::store_power:
            return find(study.stores.name, study.stores.build_power);
        case assets::CapacityKind::store_energy:
            return find(study.stores.name, study.stores.build_energy);
        case assets::CapacityKind::line:
            return find(study.lines.name, study.lines.build);
        case assets::CapacityKind::connection:
            return find(study.data_centers.name, study.data_centers.build_connection);
        case assets::CapacityKind::nonfirm_connection: {
            const auto found = std::ranges::find(study.data_centers.name, build.asset);
            const auto row = static_cast<std::size_t>(found - study.data_centers.name.begin());
            return row < study.data_centers.terms.size() ? &study.data_centers.terms[row].nonfirm.build : nullptr;
        }
        case assets::CapacityKind::usable_energy:
            break;
    }
    return nullptr;
}

std::vector<CapexYear> capex_of(const io::LoadedStudy& loaded, const planning::FixedPlan& plan) {
    const model::Study& study = loaded.study;
    std::map<int, CapexYear> by_year;
    for (const assets::CapacityAddition& build : plan.builds) {
        const model::ExpansionOption* option = option_of(study, build);
        if (option == nullptr || build.amount * option->capex <= 0.0) continue;
        CapexYear& year = by_year[build.year];
        const double real = build.amount * option->capex;
        const double age_years = study.horizon.last_year + 1 - build.year;
        year.year = build.year;
        year.real += real;
        year.nominal += nominal(study, *loaded.finance, real, build.year - 1);
        year.residual += real * std::max(0.0, 1.0 - age_years / option->lifetime_years);
    }
    std::vector<CapexYear> all;
    all.reserve(by_year.size());
    for (const auto& [year, capex] : by_year) all.push_back(capex);
    return all;
}
}  // namespace

FinanceReport finance(io::LoadedStudy loaded, const FinanceSettings& settings, const base::Progress& progress) {
    if (!loaded.finance)
        throw base::InputError({{"study.toml", "finance", 0, "no section [finance]",
                                 "terms of finance; scenarios/finance has sections to copy"}});
    FinanceReport report;
    io::PlanFigures& figures = report.figures;
    {
        const auto lock = file_access();
        io::StoredPlan stored = io::read_sized_plan(settings.plan, loaded);
        report.plan = std::move(stored.plan);
        if (!settings.risk.weather.empty())
            report.whole_builds = io::read_fixed_plan(settings.plan, loaded).plan.builds;
        report.differences = std::move(stored.differences);
        report.plan_digest = io::plan_digest_in(settings.plan);
        figures = io::read_plan_figures(settings.plan);
        report.assets = assets_of(loaded, report.plan, figures);
        report.capex = capex_of(loaded, report.plan);
    }
    std::vector<AssetFinance> priced;
    report.notes = notes_on_terms(loaded, figures, report.assets);
    fit_tenors(report.assets, report.notes);
    for (AssetFinance& asset : report.assets) {
        if (asset.project.years == 0) {
            report.notes.push_back(fmt::format("{} of {} delivers no energy and has no price", asset.name, asset.year));
            continue;
        }
        solve(asset);
        if (std::ranges::any_of(asset.result.debt.service, [](double paid) { return paid < 0.0; }))
            report.notes.push_back(
                fmt::format("cash of {} of {} is negative in some years, in which debt sized by coverage is drawn, not "
                            "repaid; a price "
                            "that grows with costs (price_escalation_frac) avoids it",
                            asset.name, asset.year));
        const double year_0 = nominal(loaded.study, *loaded.finance, 1.0, asset.year - 1);
        asset.price_real_per_mwh = asset.result.metrics.lppa_real_per_mwh / year_0;
        asset.lcoe_real_per_mwh = asset.result.metrics.lcoe_real_per_mwh / year_0;
        priced.push_back(std::move(asset));
    }
    report.assets = std::move(priced);
    for (const io::SupplyFigures& supply : figures.supplies) {
        std::vector<const AssetFinance*> own;
        for (const AssetFinance& asset : report.assets)
            if (asset.paid_by == supply.name && asset.paid_by_contract == supply.is_contract) own.push_back(&asset);
        report.supplies.push_back(supply_of(loaded, figures, supply, own));
    }
    note_other_costs(report.supplies, report.notes);
    report.loaded = std::move(loaded);
    if (settings.risk.requested()) {
        report.risk = risk_of(report, settings.risk, progress);
        report.notes.insert(report.notes.end(), report.risk->notes.begin(), report.risk->notes.end());
    }
    return report;
}

}  // namespace decawatt::app
