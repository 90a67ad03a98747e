#include "finance/levelised_cost.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/time_value.hpp"

namespace decawatt::finance {

namespace {
void expect_energy(double energy_mwh) {
    if (!(energy_mwh > 0.0))
        throw base::InputError(
            {{"finance", "energy_mwh", 0, fmt::format("{:g}", energy_mwh), "energy above 0, to divide its cost by"}});
}
}  // namespace

double lcoe_by_fixed_charge(const FixedChargeCosts& costs) {
    expect_energy(costs.energy_mwh);
    return (costs.fixed_charge_frac * costs.capital_cost + costs.fixed_cost_per_year) / costs.energy_mwh +
           costs.variable_cost_per_mwh;
}

FixedCharge fixed_charge(const FixedChargeTerms& terms) {
    FixedCharge charge;
    const double nominal = (1.0 - terms.debt_frac) * terms.equity_return_frac +
                           terms.debt_frac * terms.interest_frac * (1.0 - terms.tax_frac);
    charge.wacc_frac = real_rate(nominal, terms.inflation_frac);
    charge.capital_recovery_frac = base::capital_recovery_factor(charge.wacc_frac, terms.life_years);
    double depreciated = 0.0;
    for (std::size_t t = 0; t < terms.depreciation_frac.size(); ++t)
        depreciated += terms.depreciation_frac[t] * std::pow(1.0 + nominal, -static_cast<double>(t + 1));
    charge.financing_factor = (1.0 - terms.tax_frac * depreciated) / (1.0 - terms.tax_frac);
    charge.construction_factor = 0.0;
    for (std::size_t t = 0; t < terms.construction_frac.size(); ++t) {  // spent at mid-year
        const double interest = std::pow(1.0 + terms.construction_interest_frac, static_cast<double>(t) + 0.5) - 1.0;
        charge.construction_factor += terms.construction_frac[t] * (1.0 + (1.0 - terms.tax_frac) * interest);
    }
    charge.fixed_charge_frac = charge.capital_recovery_frac * charge.financing_factor * charge.construction_factor;
    return charge;
}

double lcoe_discounted(const std::vector<double>& cost, const std::vector<double>& energy_mwh, double rate_frac) {
    const double energy = net_present_value(energy_mwh, rate_frac);
    expect_energy(energy);
    return net_present_value(cost, rate_frac) / energy;
}

}  // namespace decawatt::finance
