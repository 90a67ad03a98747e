// What an investment has to earn before tax in every year of its life, as one formula.
#pragma once

#include <vector>

namespace decawatt::finance {

// Of an investment without debt whose revenue before tax is level; all rates nominal.
struct AnnuityTerms {
    double return_frac = 0.0;  // after tax
    int life_years = 0;
    double tax_frac = 0.0;
    double investment_credit_frac = 0.0;         // received at the end of year 1; half of it leaves the basis
    std::vector<double> depreciation_frac = {};  // by year, from year 1
};

// CRF (1 - itc / (1+r) - T (1 - itc/2) Σ d_t (1+r)^-t) / (1 - T), per unit of cost: with it as revenue less operating
// costs in every year, the investment earns exactly `return_frac` after tax. (Where the credit comes at year 0, its
// discount is left out.) Throws base::InputError where the tax is not below 1 or the life not above 0.
double after_tax_annuity_factor(const AnnuityTerms& terms);

// Revenue before tax over the whole life that is worth a credit per MWh in the first `credit_years`: credit × CRF(r, n)
// / CRF(r, credit years) / (1 - T). The energy is the same in every year.
double levelised_credit(double credit_per_mwh, int credit_years, const AnnuityTerms& terms);

}  // namespace decawatt::finance
