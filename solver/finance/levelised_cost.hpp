// Levelised cost of energy without a pro forma.
#pragma once

#include <vector>

namespace decawatt::finance {

struct FixedChargeCosts {
    double capital_cost = 0.0, fixed_cost_per_year = 0.0, variable_cost_per_mwh = 0.0;
    double fixed_charge_frac = 0.0;  // of the capital cost, per year
    double energy_mwh = 0.0;         // per year
};
// (fixed charge × capital + fixed cost) / energy + variable cost (NREL ATB; SSC lcoefcr). Throws base::InputError
// where the energy is not above zero.
double lcoe_by_fixed_charge(const FixedChargeCosts& costs);

// What the fixed charge rate is made of, in real terms (NREL/TP-462-5173; ATB).
struct FixedChargeTerms {
    double inflation_frac = 0.0, equity_return_frac = 0.0, interest_frac = 0.0;  // nominal
    double debt_frac = 0.0, tax_frac = 0.0;
    double life_years = 0.0;
    std::vector<double> depreciation_frac = {};     // by year, from year 1
    double construction_interest_frac = 0.0;        // nominal
    std::vector<double> construction_frac = {1.0};  // by year, the last before operation first
};
struct FixedCharge {
    double wacc_frac = 0.0;  // real, after tax
    double capital_recovery_frac = 0.0, financing_factor = 1.0, construction_factor = 1.0, fixed_charge_frac = 0.0;
};
FixedCharge fixed_charge(const FixedChargeTerms& terms);

// Discounted cost over discounted energy; both by year, with year 0. `rate_frac`: real for real costs. Throws
// base::InputError where the discounted energy is not above zero.
double lcoe_discounted(const std::vector<double>& cost, const std::vector<double>& energy_mwh, double rate_frac);

}  // namespace decawatt::finance
