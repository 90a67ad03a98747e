// What an investment has to earn before tax in every year of its life, as one formula.
#pragma once

#include <vector>

namespace decawatt::finance {

// Of an investment without debt, whose revenue less operating costs before tax is constant in real money.
struct AnnuityTerms {
    double return_frac = 0.0;  // nominal, after tax
    int life_years = 0;
    double tax_frac = 0.0;
    double investment_credit_frac = 0.0;         // of the cost with its construction financing; received in year 1
    std::vector<double> depreciation_frac = {};  // by year, from year 1
    double basis_reduction_frac = 0.5;           // of the credit, which leaves the basis of depreciation
    double inflation_frac = 0.0;                 // growth of the revenue; 0: it is constant in nominal money
    double construction_financing_frac = 0.0;    // of the cost, added to it
    int construction_years = 1;                  // of equal spending, the last of which ends at year 0
    double property_tax_frac = 0.0;              // of the cost, in every year the same nominal amount
    double insurance_frac = 0.0;                 // of the cost in year 1; grows with inflation
};

// With R: return, r = (1+R)/(1+i) - 1: real return, T: tax, f: construction financing, S = mean of (1+R)^k over the
// construction years k = 0, 1, ..., per unit of cost in the money of year 0:
//
//     CRF(r,n) { (1+f) [S - itc/(1+R) - T (1 - itc/2) Σ d_t (1+R)^-t] / (1-T) + property tax / CRF(R,n) }
//         + insurance / (1+i)
//
// With it as revenue less operating costs in every year, in money of year 0, the investment earns exactly `return_frac`
// after tax, if losses reduce other income of the owner. (Where the credit comes at year 0, its discount is left out.)
// Throws base::InputError where the tax is not below 1 or the life not above 0.
double after_tax_annuity_factor(const AnnuityTerms& terms);

// Credit against tax per MWh in the first `years` of operation, `per_mwh` in money of year 0 in which it grows with
// inflation until operation; then its nominal growth is `escalation_frac` a year.
struct LevelisedCredit {
    double per_mwh = 0.0;
    int years = 0;
    double escalation_frac = 0.0;
};

// Revenue before tax over the whole life, constant in real money, that is equivalent to such a credit on the same
// energy in every year: CRF(r,n) / (1-T) × Σ_{t ≤ years} per_mwh (1+i) (1+escalation)^(t-1) (1+R)^-t; where the credit
// grows with inflation, per_mwh × CRF(r,n) / CRF(r,years) / (1-T).
double levelised_credit(const LevelisedCredit& credit, const AnnuityTerms& terms);

}  // namespace decawatt::finance
