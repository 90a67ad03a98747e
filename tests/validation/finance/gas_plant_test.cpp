// Gas plants of an islanded data centre of 100 MW: the levelised cost at which the net present value of the equity at
// 11 % is zero (offgridai.us; christianhvejsel/cost-calculator, core/defaults.py and core/datacenter.py, MIT).
#include <doctest/doctest.h>

#include "finance/pro_forma.hpp"

using namespace decawatt::finance;

namespace {
struct GasPlant {
    double capex_per_kw, fixed_per_kw_year, variable_per_mwh, heat_rate_btu_per_kwh;
};
constexpr GasPlant kTurbine{635.0 + 150.0 + 100.0, 15.0, 5.0, 9630.0};
constexpr GasPlant kEngine{800.0 + 200.0 + 150.0, 10.0, 25.0, 8989.0};

constexpr double kPlantKw = 125e3, kLoadKw = 100e3, kEnergyMwh = 876e3;
constexpr double kIntegrationPerKw = 300.0 + 50.0 + 60.0;
constexpr double kSoftFrac = 0.005 + 0.05 + 0.005 + 0.0005 + 0.0025 + 0.005 + 0.05;  // of hard costs

// Fuel grows by 3 % a year, everything else by 2.5 %; the price is level.
Project project_of(const GasPlant& plant, bool soft_costs_of_plant) {
    const double plant_cost = plant.capex_per_kw * kPlantKw, integration = kIntegrationPerKw * kLoadKw;
    const double soft_base = integration + (soft_costs_of_plant ? plant_cost : 0.0);
    Project project;
    project.years = 20;
    project.inflation_frac = 0.025;
    project.energy.sold_mwh = {kEnergyMwh};
    project.expenses = {{"fuel", ExpenseKind::fuel, {{5.0 * plant.heat_rate_btu_per_kwh * 1e-3}, 0.005}, {kEnergyMwh}},
                        {"variable", ExpenseKind::operation, {{plant.variable_per_mwh}}, {kEnergyMwh}},
                        {"fixed", ExpenseKind::operation, {{plant.fixed_per_kw_year}}, {kPlantKw}},
                        {"balance of system", ExpenseKind::operation, {{6.0}}, {kLoadKw}},
                        {"soft", ExpenseKind::operation, {{0.0025}}, {soft_base}}};
    project.investment.cost = plant_cost + integration + kSoftFrac * soft_base;
    project.investment.spending_frac = {0.5, 0.5};
    project.depreciation.share_frac[0] = 1.0;
    project.tax[0].rate_frac = {0.21};
    project.debt = {.share_frac = 0.7, .tenor_years = 20, .interest_frac = 0.075};
    project.returns = {.real_discount_frac = 0.08, .target_frac = 0.11};
    return project;
}

double price_of(const GasPlant& plant, bool soft_costs_of_plant = true) {
    const ProForma result = pro_forma_at_target(project_of(plant, soft_costs_of_plant), {0.0, 1000.0});
    // Fuel outgrows the level price, so that the last years lose money: the flow has a second, higher rate.
    REQUIRE(result.metrics.irr.rate_frac.size() == 2);
    CHECK(result.metrics.irr.rate_frac[0] == doctest::Approx(0.11).epsilon(1e-9));
    CHECK(result.metrics.irr.rate_frac[1] < 0.15);
    CHECK(result.debt.balance.back() == doctest::Approx(0.0).scale(result.totals.debt).epsilon(1e-12));
    return result.metrics.price_per_mwh;
}
}  // namespace

TEST_CASE("gas plants of an islanded data centre cost what is published, to a cent per MWh") {
    CHECK(std::abs(price_of(kTurbine) - 87.93) <= 0.01);
    CHECK(std::abs(price_of(kTurbine, false) - 86.05) <= 0.01);
    CHECK(std::abs(price_of(kEngine) - 111.11) <= 0.01);
}
