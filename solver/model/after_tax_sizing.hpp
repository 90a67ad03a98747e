// The terms of a sizing whose annuities are after tax.
#pragma once

namespace decawatt::model {

// The effect of taxes and credits on each asset is in ExpansionOption::annuity_factor and Plants::tax_credit_per_mwh;
// these are the terms behind them.
struct AfterTaxSizing {
    double return_frac = 0.0;  // nominal, after tax, of debt and equity together
    double inflation_frac = 0.0, tax_frac = 0.0;
    bool operator==(const AfterTaxSizing&) const = default;
};

}  // namespace decawatt::model
