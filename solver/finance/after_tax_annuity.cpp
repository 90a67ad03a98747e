#include "finance/after_tax_annuity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/time_value.hpp"

namespace decawatt::finance {

namespace {
double discounted(const AnnuityTerms& terms, int year) {
    return std::pow(1.0 + terms.return_frac, -year);
}

double real_recovery(const AnnuityTerms& terms) {
    return base::capital_recovery_factor(real_rate(terms.return_frac, terms.inflation_frac), terms.life_years);
}

// Of a unit of basis, over the life.
double value_of_depreciation(const AnnuityTerms& terms) {
    const auto years = std::min(terms.depreciation_frac.size(), static_cast<std::size_t>(terms.life_years));
    double value = 0.0;
    for (std::size_t t = 0; t < years; ++t)
        value += terms.depreciation_frac[t] * discounted(terms, static_cast<int>(t) + 1);
    return value;
}

// At year 0, of a unit that is spent in equal parts.
double value_of_spending(const AnnuityTerms& terms) {
    double value = 0.0;
    for (int k = 0; k < terms.construction_years; ++k) value += discounted(terms, -k);
    return value / terms.construction_years;
}
}  // namespace

double after_tax_annuity_factor(const AnnuityTerms& terms) {
    if (terms.life_years < 1 || !(terms.tax_frac >= 0.0 && terms.tax_frac < 1.0))
        throw base::InputError(
            {{"finance", "tax_frac, life_years", 0, fmt::format("{:g}, {}", terms.tax_frac, terms.life_years),
              "a tax from 0 to below 1 and a life of a year or more"}});
    const double credit = terms.investment_credit_frac;
    const double depreciated = (1.0 - terms.basis_reduction_frac * credit) * value_of_depreciation(terms);
    const double capital = (1.0 + terms.construction_financing_frac) *
                           (value_of_spending(terms) - credit * discounted(terms, 1) - terms.tax_frac * depreciated) /
                           (1.0 - terms.tax_frac);
    const double property =
        terms.property_tax_frac / base::capital_recovery_factor(terms.return_frac, terms.life_years);
    return real_recovery(terms) * (capital + property) + terms.insurance_frac / (1.0 + terms.inflation_frac);
}

double levelised_credit(const LevelisedCredit& credit, const AnnuityTerms& terms) {
    double value = 0.0;
    for (int t = 1; t <= std::min(credit.years, terms.life_years); ++t)
        value += std::pow(1.0 + credit.escalation_frac, t - 1) * discounted(terms, t);
    return credit.per_mwh * (1.0 + terms.inflation_frac) * value * real_recovery(terms) / (1.0 - terms.tax_frac);
}

}  // namespace decawatt::finance
