#include "app/finance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "app/file_access.hpp"
#include "app/finance_assets.hpp"
#include "app/finance_supply.hpp"
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

std::string basis_text(const std::optional<model::AfterTaxSizing>& after_tax) {
    return after_tax ? fmt::format("annuities after tax, return {:g}, inflation {:g}, tax {:g}", after_tax->return_frac,
                                   after_tax->inflation_frac, after_tax->tax_frac)
                     : "annuities before tax";
}

constexpr double kRounding = 1e-9;  // of the same products by another compiler

bool is_near(double a, double b) {
    return std::abs(a - b) <= kRounding * std::max(1.0, std::abs(b));
}

bool same_basis(const std::optional<model::AfterTaxSizing>& a, const std::optional<model::AfterTaxSizing>& b) {
    if (!a || !b) return a == b;
    return is_near(a->return_frac, b->return_frac) && is_near(a->inflation_frac, b->inflation_frac) &&
           is_near(a->tax_frac, b->tax_frac);
}

// Adds a fault for each asset whose annuity after tax is not that of the plan.
void compare_annuities(const io::GroupFigures& groups, const std::vector<std::string>& names,
                       const std::vector<model::ExpansionOption>& options, std::vector<base::InputFault>& faults) {
    for (std::size_t g = 0; g < groups.annuity_factor.size(); ++g)
        for (const std::string& member : groups.members[g]) {
            const auto found = std::ranges::find(names, member);
            if (found == names.end()) continue;
            const model::ExpansionOption& option = options[static_cast<std::size_t>(found - names.begin())];
            const double planned = groups.annuity_factor[g];
            if (!option.possible() || std::isnan(planned) || is_near(option.annuity_factor, planned)) continue;
            faults.push_back({"study.toml", "finance, for " + member, 0,
                              fmt::format("an annuity of {:.6g} times that before tax", option.annuity_factor),
                              fmt::format("{:.6g} times, as in the plan: its terms, or the study run again", planned)});
        }
}

void compare_credits(const io::GroupFigures& groups, const model::Plants& plants,
                     std::vector<base::InputFault>& faults) {
    for (std::size_t g = 0; g < groups.members.size(); ++g) {
        const auto found = std::ranges::find(plants.name, groups.members[g].front());
        const std::size_t last = groups.energy_mwh.times() - 1;
        const double energy_mwh = groups.energy_mwh(last, g);
        if (found == plants.name.end() || energy_mwh <= 0.0) continue;
        const double credit = plants.credit_per_mwh(static_cast<std::size_t>(found - plants.name.begin())),
                     planned = groups.production_credit(last, g) / energy_mwh;
        if (!is_near(credit, planned))
            faults.push_back({"study.toml", "finance, for " + *found, 0,
                              fmt::format("a production credit of {:.6g} per MWh", credit),
                              fmt::format("{:.6g}, as in the plan: its terms, or the study run again", planned)});
    }
}

// Annuities and credits of the study and those in the plan's cost of supply would not be the same money.
void expect_basis_of_plan(const model::Study& study, const io::PlanFigures& figures) {
    std::vector<base::InputFault> faults;
    if (!same_basis(study.planning.after_tax, figures.after_tax)) {
        faults.push_back({"study.toml", "finance.sizing", 0, basis_text(study.planning.after_tax),
                          basis_text(figures.after_tax) +
                              ", as in the plan: its discount rate, sizing, inflation and taxes, or the study run "
                              "again"});
    } else {
        compare_annuities(figures.plants, study.plants.name, study.plants.build, faults);
        compare_annuities(figures.stores, study.stores.name, study.stores.build_energy, faults);
        compare_credits(figures.plants, study.plants, faults);
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}
}  // namespace

FinanceReport finance(io::LoadedStudy loaded, const FinanceSettings& settings) {
    if (!loaded.finance)
        throw base::InputError({{"study.toml", "finance", 0, "no section [finance]",
                                 "terms of finance; scenarios/finance has sections to copy"}});
    FinanceReport report;
    io::PlanFigures& figures = report.figures;
    {
        const auto lock = file_access();
        io::StoredPlan stored = io::read_fixed_plan(settings.plan, loaded);
        report.differences = std::move(stored.differences);
        report.plan_digest = io::plan_digest_in(settings.plan);
        figures = io::read_plan_figures(settings.plan);
        expect_basis_of_plan(loaded.study, figures);
        report.assets = assets_of(loaded, stored.plan, figures);
        report.capex = capex_of(loaded, stored.plan);
    }
    std::vector<AssetFinance> priced;
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
    report.loaded = std::move(loaded);
    if (settings.risk.requested()) report.risk = risk_of(report, settings.risk);
    return report;
}

}  // namespace decawatt::app
