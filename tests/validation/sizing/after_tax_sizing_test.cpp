// A sizing after tax against the pro forma: what is built is paid, at the plan's own prices, exactly its target return.
#include <doctest/doctest.h>

#include <cmath>

#include "finance/pro_forma.hpp"
#include "finance/time_value.hpp"
#include "io/study/after_tax_sizing.hpp"
#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {
constexpr double kRealReturn = 0.06, kInflation = 0.025, kCapex = 9000.0, kFixed = 120.0, kVariable = 3.0;
constexpr int kLife = 25, kFirstYear = 2030, kPriceYear = 2027;

struct Incentives {
    finance::DepreciationClass schedule = finance::DepreciationClass::macrs_5;
    double bonus_frac = 0.0, investment_credit_frac = 0.0, production_credit_per_mwh = 0.0;
    double credit_escalation_frac = kInflation;
};

io::FinanceTerms terms_of(const Incentives& incentives) {
    io::FinanceTerms terms;
    terms.sizing = io::SizingBasis::after_tax;
    terms.depreciation = incentives.schedule;
    terms.construction_years = 2;
    terms.construction_interest_frac = 0.04;
    finance::Project& common = terms.common;
    common.inflation_frac = kInflation;
    common.sales.price_per_mwh.escalation_frac = kInflation;  // level in real money, as annuities are
    common.property = {.tax_frac = 0.006, .insurance_frac = 0.002};
    common.returns.target_frac = finance::nominal_rate(kRealReturn, kInflation);
    for (finance::TaxRules& rules : common.tax) {
        rules.bonus_frac = incentives.bonus_frac;
        rules.bonus_applies.fill(true);
        rules.credit_qualifies.fill(true);
    }
    common.tax[0].rate_frac = {0.21};
    common.tax[1].rate_frac = {0.07};
    common.tax[0].investment_credit.frac = {incentives.investment_credit_frac};
    common.tax[0].investment_credit.frac_reduces_basis = {true, true};
    common.tax[0].production_credit = {
        {{incentives.production_credit_per_mwh}, incentives.credit_escalation_frac}, 10, 0.0};
    return terms;
}

// A region of three hours, which a clean plant to be built and gas supply.
SmallStudy study_of(const Incentives& incentives, double gas_cost) {
    SmallStudy small;
    small.study.discount_rate = kRealReturn;
    small.study.price_year = kPriceYear;
    small.study.planning.perspective = model::Perspective::campus;
    small.region("grid", {60.0, 100.0, 80.0});
    small.plant({.name = "new",
                 .variable_cost_per_mwh = kVariable,
                 .technology = model::Technology::nuclear,
                 .build = may_build(500.0, kCapex, kLife, kFixed)});
    small.plant({.name = "gas", .capacity_mw = 200.0, .variable_cost_per_mwh = gas_cost});
    CHECK(io::apply_after_tax_sizing(terms_of(incentives), small.study).size() == 1);
    return small;
}

double nominal(double real, int year) {
    return real * std::pow(1.0 + kInflation, year - kPriceYear);
}

// The pro forma of what is built, which sells at the plan's prices, level in real money.
finance::Project project_of(const Incentives& incentives, double mw, double energy_mwh, double price_real) {
    const io::FinanceTerms terms = terms_of(incentives);
    finance::Project project = terms.common;
    project.years = kLife;
    project.capacity_mw = mw;
    project.energy.sold_mwh = {energy_mwh};
    project.sales.price_per_mwh.value = {nominal(price_real, kFirstYear)};
    project.expenses = {
        {"fixed", finance::ExpenseKind::operation, {{nominal(kFixed * mw, kFirstYear)}}},
        {"variable", finance::ExpenseKind::operation, {{nominal(kVariable, kFirstYear)}}, {energy_mwh}}};
    project.investment.cost = nominal(kCapex * mw, kFirstYear - 1);
    project.investment.construction_financing =
        finance::construction_cost({{1.0, 24.0, 0.04, 0.0}}, project.investment.cost);
    project.investment.spending_frac = {0.5, 0.5};
    project.depreciation.share_frac[static_cast<std::size_t>(incentives.schedule)] = 1.0;
    project.tax[0].production_credit.per_mwh.value = {nominal(incentives.production_credit_per_mwh, kFirstYear)};
    return project;
}
}  // namespace

TEST_CASE("the marginal asset of a sizing after tax earns exactly its target return at the plan's prices") {
    using finance::DepreciationClass;
    for (const DepreciationClass schedule : {DepreciationClass::macrs_5, DepreciationClass::straight_line_20})
        for (const Incentives& incentives :
             {Incentives{schedule}, Incentives{schedule, 0.0, 0.3}, Incentives{schedule, 0.0, 0.0, 27.5},
              Incentives{schedule, 0.0, 0.0, 27.5, 0.0}, Incentives{schedule, 0.6},
              Incentives{schedule, 0.6, 0.3, 15.0}}) {
            CAPTURE(finance::text(schedule));
            CAPTURE(incentives.bonus_frac);
            CAPTURE(incentives.investment_credit_frac);
            CAPTURE(incentives.production_credit_per_mwh);
            const SmallStudy small = study_of(incentives, 450.0);
            const Solved solved = small.solve();
            REQUIRE(solved.flat.optimal);
            const double mw = solved.plan.capacity.fleet_mw(0, 0);
            // Gas serves the highest hour, so that a MW of the plant more or less earns what it costs.
            REQUIRE(mw > 50.0);
            REQUIRE(mw < 99.0);
            const planning::YearDispatch& d = solved.plan.dispatch[0];
            double energy_mwh = 0.0, paid = 0.0;
            for (std::size_t t = 0; t < 3; ++t) {
                energy_mwh += d.generation_mw(t, 0);
                paid += d.generation_mw(t, 0) * d.price_per_mwh(t, 0);
            }
            const finance::ProForma result =
                finance::pro_forma(project_of(incentives, mw, energy_mwh, paid / energy_mwh));
            CHECK(result.metrics.irr.rate_frac.size() == 1);
            CHECK(result.metrics.irr.usual() ==
                  Approx(finance::nominal_rate(kRealReturn, kInflation)).epsilon(1e-9));  // prices are exact to 1e-12
        }
}

TEST_CASE("without taxes a sizing after tax has the annuities of one before tax, with taxes it has others") {
    io::FinanceTerms terms;
    terms.sizing = io::SizingBasis::after_tax;
    terms.common.inflation_frac = kInflation;
    terms.common.returns.target_frac = finance::nominal_rate(kRealReturn, kInflation);
    SmallStudy small = study_of({}, 450.0);
    const double taxed = small.study.plants.build[0].annuity_factor;
    CHECK(taxed > 1.1);
    small.study.plants.build[0].annuity_factor = 1.0;
    io::apply_after_tax_sizing(terms, small.study);
    CHECK(small.study.plants.build[0].annuity_factor == Approx(1.0).epsilon(1e-13));
    CHECK(small.study.plants.tax_credit_per_mwh.empty());
    terms.sizing = io::SizingBasis::pre_tax;
    const model::Study before = small.study;
    CHECK(io::apply_after_tax_sizing(terms, small.study).empty());
    CHECK(small.study == before);
}

TEST_CASE("in the perspective of the system, assets without contract or data centre stay before tax") {
    const auto sized = [](model::Perspective perspective) {
        SmallStudy small;
        small.study.discount_rate = kRealReturn;
        small.study.planning.perspective = perspective;
        small.region("grid", {60.0});
        const int far = small.region("far", {10.0});
        small.contract("deal", 0.5);
        small.data_center({.name = "campus", .draw_mw = {20.0}, .contract = 0, .build = may_build(50.0, 10.0, 20.0)});
        for (const int contract : {-1, 0})
            small.plant({.name = "plant " + std::to_string(contract),
                         .technology = model::Technology::hydro,
                         .contract = contract,
                         .build = may_build(50.0, 10.0, 20.0)});
        small.plant({.name = "behind", .behind = 0, .build = may_build(50.0, 10.0, 20.0)});
        small.store({.name = "battery",
                     .build_power = may_build(50.0, 10.0, 20.0),
                     .build_energy = may_build(50.0, 10.0, 20.0)});
        small.line(0, far, 10.0, 0.0, may_build(50.0, 10.0, 20.0));
        io::apply_after_tax_sizing(terms_of({.production_credit_per_mwh = 20.0}), small.study);
        return small.study;
    };
    const model::Study system = sized(model::Perspective::system), campus = sized(model::Perspective::campus);
    CHECK(system.plants.build[0].annuity_factor == 1.0);
    CHECK(system.plants.tax_credit_per_mwh[0] == 0.0);
    CHECK(system.stores.build_power[0].annuity_factor == 1.0);
    CHECK(system.lines.build[0].annuity_factor == 1.0);
    CHECK(system.plants.build[1] == campus.plants.build[1]);
    CHECK(system.plants.tax_credit_per_mwh[1] == Approx(campus.plants.tax_credit_per_mwh[1]));
    CHECK(system.plants.build[2] == campus.plants.build[2]);
    CHECK(system.data_centers.build_connection[0] == campus.data_centers.build_connection[0]);
    CHECK(campus.plants.build[0] == campus.plants.build[1]);
    CHECK(campus.plants.tax_credit_per_mwh[0] > 10.0);
    CHECK(campus.plants.tax_credit_per_mwh[2] == 0.0);  // gas has no production credit
    for (const double factor : {campus.stores.build_power[0].annuity_factor,
                                campus.stores.build_energy[0].annuity_factor, campus.lines.build[0].annuity_factor})
        CHECK(factor == campus.plants.build[2].annuity_factor);  // same life, no investment credit of any
}

TEST_CASE("a credit decides which of two plants is built") {
    // Two clean plants, one without terms of its own: it is cheaper before tax and dearer with the other's credit.
    SmallStudy small;
    small.study.discount_rate = kRealReturn;
    small.study.planning.perspective = model::Perspective::campus;
    small.region("grid", {100.0});
    for (const auto& [name, capex] : {std::pair("credited", 500.0), std::pair("cheap", 450.0)})
        small.plant({.name = name, .technology = model::Technology::nuclear, .build = may_build(200.0, capex, 20.0)});
    CHECK(small.solve().plan.capacity.fleet_mw(0, 1) == Approx(100.0));
    io::FinanceTerms terms = terms_of({.production_credit_per_mwh = 20.0});
    terms.assets = {{"cheap", {}, {}, 0.0, {}}};
    io::apply_after_tax_sizing(terms, small.study);
    const Solved solved = small.solve();
    CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(100.0));
    // One hour a year, so that the price is the annuity less the credit.
    const double annuity = solved.plan.summary[0].fleet_annuity_cost[0] / 100.0;
    const double credit = small.study.plants.tax_credit_per_mwh[0];
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(annuity - credit));
    CHECK(solved.plan.summary[0].fleet_production_credit[0] == Approx(100.0 * credit));
    CHECK(solved.plan.objective == Approx(100.0 * (annuity - credit) / std::sqrt(1.0 + kRealReturn)));
}
