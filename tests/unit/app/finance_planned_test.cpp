// What a plan counts for its assets, taken from its file, and the cash flow of a supply.
#include "app/finance/planned_cost.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "app/finance/assets.hpp"
#include "app/finance/supply.hpp"
#include "app/finance/terms_text.hpp"

using namespace decawatt;
using namespace decawatt::app;
using doctest::Approx;

namespace {
AssetFinance vintage(int year, double mw, double annuity, double fixed) {
    AssetFinance asset;
    asset.name = "solar";
    asset.year = year;
    asset.mw = mw;
    asset.life_years = 25;
    asset.planned = {.annuity = annuity, .fixed_cost_per_year = fixed, .credit_per_mwh = 99.0};
    return asset;
}

// One group over 2030 and 2031; 30 MW are built in 2030 and 10 MW in 2031.
io::PlanFigures figures_of() {
    io::PlanFigures figures;
    figures.years = {2030, 2031};
    io::GroupFigures& plants = figures.plants;
    plants.members = {{"solar"}};
    plants.buildable = {true};
    plants.energy_mwh = plants.production_credit = plants.annuity_cost = plants.fixed_cost = base::Series(2, 1);
    for (std::size_t y = 0; y < 2; ++y) {
        const double mw = y == 0 ? 30.0 : 40.0;
        plants.annuity_cost(y, 0) = 7.0 * mw;
        plants.fixed_cost(y, 0) = 2.0 * mw;
        plants.energy_mwh(y, 0) = 5.0 * mw;
        plants.production_credit(y, 0) = 3.0 * plants.energy_mwh(y, 0);
    }
    return figures;
}

io::LoadedStudy study_of(io::Augmentation augmentation, double augmented_frac) {
    io::LoadedStudy loaded;
    loaded.finance.emplace();
    loaded.finance->augmentation = augmentation;
    loaded.finance->augmentation_frac_per_year = augmented_frac;
    return loaded;
}
}  // namespace

TEST_CASE("annuities, fixed costs and credits of assets are those of the plan's file, not of the study") {
    // The study now says another annuity, no fixed cost and another credit: the first divides, the second by capacity.
    std::vector<AssetFinance> assets = {vintage(2030, 30.0, 600.0, 0.0), vintage(2031, 10.0, 200.0, 0.0)};
    count_as_planned(figures_of(), assets);
    CHECK(assets[0].planned.annuity == Approx(210.0));
    CHECK(assets[1].planned.annuity == Approx(70.0));
    CHECK(assets[0].planned.fixed_cost_per_year == Approx(60.0));
    CHECK(assets[1].planned.fixed_cost_per_year == Approx(20.0));
    for (const AssetFinance& asset : assets) CHECK(asset.planned.credit_per_mwh == Approx(3.0));
}

TEST_CASE("an asset that has reached the end of its life has no part in the annuities of its group") {
    std::vector<AssetFinance> assets = {vintage(2006, 20.0, 100.0, 1.0), vintage(2031, 10.0, 50.0, 1.0)};
    assets[0].life_years = 25;  // to the end of 2030
    io::PlanFigures figures = figures_of();
    figures.plants.annuity_cost(0, 0) = 140.0;
    figures.plants.annuity_cost(1, 0) = 70.0;
    count_as_planned(figures, assets);
    CHECK(assets[0].planned.annuity == Approx(140.0));
    CHECK(assets[1].planned.annuity == Approx(70.0));
}

TEST_CASE("terms of augmentation without effect, and another basis than the plan's, are noted") {
    std::vector<AssetFinance> assets = {AssetFinance{}};
    assets[0].is_store = true;
    const auto notes = [&](io::Augmentation augmentation, double frac) {
        return notes_on_terms(study_of(augmentation, frac), {}, assets);
    };
    CHECK(notes(io::Augmentation::none, 0.0).empty());
    CHECK(notes(io::Augmentation::stated, 0.02).empty());
    for (const auto& found : {notes(io::Augmentation::plan, 0.0), notes(io::Augmentation::stated, 0.0),
                              notes(io::Augmentation::none, 0.02)})
        CHECK(found.size() == 1);
    io::PlanFigures figures;
    figures.after_tax = model::AfterTaxSizing{.return_frac = 0.09, .inflation_frac = 0.02, .tax_frac = 0.2};
    io::LoadedStudy loaded = study_of(io::Augmentation::none, 0.0);
    REQUIRE(notes_on_terms(loaded, figures, {}).size() == 1);
    CHECK(notes_on_terms(loaded, figures, {})[0].find("after tax, at 9 % a year nominal") != std::string::npos);
    loaded.study.planning.after_tax = figures.after_tax;
    CHECK(notes_on_terms(loaded, figures, {}).empty());
}

TEST_CASE("the columns of a supply's cash flow add up to the flow of the equity") {
    io::LoadedStudy loaded = study_of(io::Augmentation::none, 0.0);
    loaded.finance->construction_years = 2;
    AssetFinance asset = vintage(2030, 1.0, 0.0, 0.0);
    finance::Project& project = asset.project;
    project.years = 4;
    project.investment.cost = 1000.0;
    project.investment.spending_frac = {0.5, 0.5};
    project.returns.target_frac = 0.1;
    project.energy.sold_mwh = {10.0, 9.0, 8.0, 7.0};
    project.sales.other_revenue = {5.0, 5.0, 5.0, 5.0};
    project.expenses = {{.name = kFixed, .price = {{20.0, 20.0, 20.0, 20.0}}}};
    project.tax[0].rate_frac = {0.2};
    project.depreciation.share_frac[0] = 1.0;
    project.debt = {.share_frac = 0.5, .tenor_years = 3, .interest_frac = 0.05, .reserve_months = 6.0};
    project.reserves.interest_frac = 0.02;
    asset.result = finance::pro_forma_at_target(project, {0.0, 1000.0});
    SupplyFinance supply;
    add_cash(loaded, {&asset}, supply);
    REQUIRE(supply.years.size() == 6);
    double reserves = 0.0;
    for (std::size_t y = 0; y < supply.years.size(); ++y) {
        const double sum = supply.revenue[y] + supply.other_revenue[y] - supply.expenses[y] - supply.debt_service[y] +
                           supply.reserve_flow[y] + supply.taxes[y] + supply.credits[y] + supply.investment[y];
        CHECK(sum == Approx(supply.equity_flow[y]).epsilon(1e-12));
        CHECK((supply.investment[y] < 0.0) == (supply.years[y] < 2030));
        reserves += supply.reserve_flow[y];
    }
    // Half a year of level debt service is released, with interest at 2 % on it over three years.
    const double held = 0.5 * asset.result.debt.service[1];
    CHECK(reserves == Approx(held * (1.0 + 3.0 * 0.02)).epsilon(1e-9));
}

TEST_CASE("terms as text name each key once, and those of an asset by its name") {
    io::FinanceTerms terms;
    for (finance::TaxRules& rules : terms.common.tax) rules.rate_frac = {0.25};
    terms.assets = {{.asset = "solar",
                     .depreciation = finance::DepreciationClass::macrs_5,
                     .investment_credit_frac = {},
                     .production_credit_per_mwh = 12.5,
                     .revenue_per_mwh = {}}};
    terms.common.tax[0].production_credit.per_mwh.value = {0.0};
    std::set<std::string> names;
    const auto texts = terms_as_text(terms);
    for (const auto& [name, value] : texts) names.insert(name);
    CHECK(names.size() == texts.size());
    const auto value_of = [&](const std::string& name) {
        return std::ranges::find(texts, name, [](const auto& term) { return term.first; })->second;
    };
    CHECK(value_of("national_tax_frac") == "0.25");
    CHECK(value_of("finance_terms.solar.depreciation") == "macrs_5");
    CHECK(value_of("finance_terms.solar.production_credit_per_mwh") == "12.5");
}
