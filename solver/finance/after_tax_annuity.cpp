#include "finance/after_tax_annuity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"

namespace decawatt::finance {

double after_tax_annuity_factor(const AnnuityTerms& terms) {
    if (terms.life_years < 1 || !(terms.tax_frac >= 0.0 && terms.tax_frac < 1.0))
        throw base::InputError(
            {{"finance", "tax_frac, life_years", 0, fmt::format("{:g}, {}", terms.tax_frac, terms.life_years),
              "a tax from 0 to below 1 and a life of a year or more"}});
    double depreciated = 0.0;
    for (std::size_t t = 0; t < terms.depreciation_frac.size() && t < static_cast<std::size_t>(terms.life_years); ++t)
        depreciated += terms.depreciation_frac[t] * std::pow(1.0 + terms.return_frac, -static_cast<double>(t + 1));
    const double credit = terms.investment_credit_frac;
    const double cost = 1.0 - credit / (1.0 + terms.return_frac) - terms.tax_frac * (1.0 - 0.5 * credit) * depreciated;
    return base::capital_recovery_factor(terms.return_frac, terms.life_years) * cost / (1.0 - terms.tax_frac);
}

double levelised_credit(double credit_per_mwh, int credit_years, const AnnuityTerms& terms) {
    const int years = std::min(credit_years, terms.life_years);
    if (years <= 0) return 0.0;
    return credit_per_mwh * base::capital_recovery_factor(terms.return_frac, terms.life_years) /
           base::capital_recovery_factor(terms.return_frac, years) / (1.0 - terms.tax_frac);
}

}  // namespace decawatt::finance
