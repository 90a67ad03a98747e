#include "finance/tax_basis.hpp"

#include <algorithm>
#include <numeric>

namespace decawatt::finance {

namespace {
constexpr double kDisallowed = 0.5;  // of a credit, from the basis: 26 U.S.C. 50(c)(3)

void add_grant_reductions(const Project& project, const IncentiveRows& incentive, std::size_t government,
                          TaxRows& rows) {
    const TaxRules& rules = project.tax[government];
    for (std::size_t c = 0; c < kDepreciationClasses; ++c) {
        ClassBasis& part = rows.basis[c];
        part.by_investment_grants = part.share_frac * incentive.basis_by_investment[government];
        part.by_capacity_grants = part.share_frac * incentive.basis_by_capacity[government];
        part.before_credits = part.allocated - part.by_investment_grants - part.by_capacity_grants;
        part.qualifying = rules.credit_qualifies[c] ? part.before_credits : 0.0;
        rows.basis_total.qualifying += part.qualifying;
    }
}

// The credit by year, and half of it by class.
void add_credit(const TaxRules& rules, int years, TaxRows& rows) {
    const InvestmentCredit& credit = rules.investment_credit;
    const double qualifying = rows.basis_total.qualifying;
    const auto stated = [&](const std::vector<double>& values) {  // one value is of year 1 alone
        Row row(static_cast<std::size_t>(years) + 1, 0.0);
        for (std::size_t t = 1; t < row.size() && t <= values.size(); ++t) row[t] = values[t - 1];
        return row;
    };
    rows.credit_amount = stated(credit.amount);
    rows.credit_frac = stated(credit.frac);
    const Row limit = by_year(credit.frac_limit, years);
    rows.investment_credit = rows.credit_amount;
    for (std::size_t t = 0; t < limit.size(); ++t) {
        rows.credit_frac[t] = std::min(limit[t], rows.credit_frac[t] * qualifying);
        rows.investment_credit[t] += rows.credit_frac[t];
    }
    if (qualifying <= 0.0) return;
    const double by_frac = std::accumulate(rows.credit_frac.begin(), rows.credit_frac.end(), 0.0);
    const double by_amount = std::accumulate(rows.credit_amount.begin(), rows.credit_amount.end(), 0.0);
    for (ClassBasis& part : rows.basis) {
        part.disallowed_frac = kDisallowed * part.qualifying / qualifying * by_frac;
        part.disallowed_amount = kDisallowed * part.qualifying / qualifying * by_amount;
    }
}

double reduction(const Project& project, const ProForma& result, Government by, std::size_t of, std::size_t c) {
    const auto g = static_cast<std::size_t>(by);
    const InvestmentCredit& credit = project.tax[g].investment_credit;
    const ClassBasis& part = result.tax[g].basis[c];
    return (credit.frac_reduces_basis[of] ? part.disallowed_frac : 0.0) +
           (credit.amount_reduces_basis[of] ? part.disallowed_amount : 0.0);
}

void add_depreciable(const Project& project, std::size_t government, ProForma& result) {
    const TaxRules& rules = project.tax[government];
    ClassBasis& total = result.tax[government].basis_total;
    for (std::size_t c = 0; c < kDepreciationClasses; ++c) {
        ClassBasis& part = result.tax[government].basis[c];
        part.by_local_credit = reduction(project, result, Government::local, government, c);
        part.by_national_credit = reduction(project, result, Government::national, government, c);
        part.after_credits = part.before_credits - part.by_local_credit - part.by_national_credit;
        part.bonus = rules.bonus_applies[c] ? rules.bonus_frac * part.after_credits : 0.0;
        part.depreciated = part.after_credits - part.bonus;
        for (double ClassBasis::*field :
             {&ClassBasis::share_frac, &ClassBasis::allocated, &ClassBasis::by_investment_grants,
              &ClassBasis::by_capacity_grants, &ClassBasis::before_credits, &ClassBasis::disallowed_frac,
              &ClassBasis::disallowed_amount, &ClassBasis::by_local_credit, &ClassBasis::by_national_credit,
              &ClassBasis::after_credits, &ClassBasis::bonus, &ClassBasis::depreciated})
            total.*field += part.*field;
    }
}
}  // namespace

void add_tax_basis(const Project& project, ProForma& result) {
    const ByClass<double>& share = project.depreciation.share_frac;
    const double all = std::accumulate(share.begin(), share.end(), 0.0);
    Totals& totals = result.totals;
    totals.basis =
        project.investment.cost + project.investment.construction_financing + project.investment.other_financing;
    totals.basis_none_frac = 1.0 - all;
    totals.basis_none = totals.basis_none_frac * totals.basis;
    for (std::size_t g = 0; g < kGovernments; ++g) {
        TaxRows& rows = result.tax[g];
        rows.basis = {};
        rows.basis_total = {};
        for (std::size_t c = 0; c < kDepreciationClasses; ++c) {
            rows.basis[c].allocated = share[c] * totals.basis;
            const double part = all > 0.0 ? share[c] / all : 0.0;
            rows.basis[c].share_frac = !project.tax[g].grants_reduce_first_class ? part : c == 0 ? 1.0 : 0.0;
        }
        add_grant_reductions(project, result.incentive, g, rows);
        add_credit(project.tax[g], project.years, rows);
    }
    for (std::size_t g = 0; g < kGovernments; ++g) add_depreciable(project, g, result);
    result.investment_credit = result.tax[0].investment_credit;
    for (std::size_t t = 0; t < result.investment_credit.size(); ++t)
        result.investment_credit[t] += result.tax[1].investment_credit[t];
}

}  // namespace decawatt::finance
