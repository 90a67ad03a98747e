// What may be built of a thing.
#pragma once

namespace decawatt::model {

// What may be built of a thing, year by year. Amounts are in MW, or in MWh for the energy of stores; costs are per MW
// or per MWh. limit = 0: nothing. What is built stays until its life ends.
struct ExpansionOption {
    double limit = 0.0;  // all years together
    double limit_per_year = 0.0;
    int first_year = 0, last_year = 0;
    double capex = 0.0, fixed_cost_per_year = 0.0;
    double lifetime_years = 0.0;
    double unit_mw = 0.0;         // nameplate power of one machine; 0: not stated. Of plants and of the power of stores
    double annuity_factor = 1.0;  // annuity over CRF × capex: taxes and credits, where the sizing counts them
    bool possible() const { return limit > 0.0; }
    bool operator==(const ExpansionOption&) const = default;
};

}  // namespace decawatt::model
