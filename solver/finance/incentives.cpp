#include "finance/incentives.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::finance {

namespace {
// Value per MWh of a payment or credit in the years in which it is paid.
Row per_mwh(const Schedule& schedule, int paid_years, double rounding, int years) {
    Row values = by_year(schedule, years, 0.0);
    if (schedule.value.size() != 1) return values;
    for (int t = 1; t <= years; ++t) {
        double& value = values[static_cast<std::size_t>(t)];
        if (t > paid_years) value = 0.0;
        if (rounding > 0.0) value = rounding * std::round(value / rounding);
    }
    return values;
}

void add_grants(const Project& project, IncentiveRows& rows) {
    for (std::size_t p = 0; p < kPayers; ++p) {
        const InvestmentGrant& grant = project.investment_grants[p];
        const CapacityGrant& capacity = project.capacity_grants[p];
        rows.investment_amount[p] = grant.amount;
        rows.investment_frac[p] = std::min(grant.frac * project.investment.cost, grant.frac_limit);
        rows.capacity[p] = std::min(capacity.per_mw * project.capacity_mw, capacity.limit);
        rows.investment_total += rows.investment_amount[p] + rows.investment_frac[p];
        rows.capacity_total += rows.capacity[p];
        for (std::size_t g = 0; g < kGovernments; ++g) {
            const auto counts = [](bool applies, double amount) { return applies ? amount : 0.0; };
            rows.investment_income[g] += counts(grant.tax_of_amount.is_income[g], rows.investment_amount[p]) +
                                         counts(grant.tax_of_frac.is_income[g], rows.investment_frac[p]);
            rows.capacity_income[g] += counts(capacity.tax.is_income[g], rows.capacity[p]);
            rows.basis_by_investment[g] += counts(grant.tax_of_amount.reduces_basis[g], rows.investment_amount[p]) +
                                           counts(grant.tax_of_frac.reduces_basis[g], rows.investment_frac[p]);
            rows.basis_by_capacity[g] += counts(capacity.tax.reduces_basis[g], rows.capacity[p]);
        }
    }
}
}  // namespace

void add_incentives(const Project& project, ProForma& result) {
    const int years = project.years;
    const Row sold_mwh = by_year(project.energy.sold_mwh, years);
    IncentiveRows& rows = result.incentive = {};
    add_grants(project, rows);
    rows.production_total.assign(sold_mwh.size(), 0.0);
    rows.production_income.fill(rows.production_total);
    for (std::size_t p = 0; p < kPayers; ++p) {
        const ProductionPayment& payment = project.production_payments[p];
        rows.production[p] = per_mwh(payment.per_mwh, payment.years, 0.0, years);
        for (std::size_t t = 0; t < sold_mwh.size(); ++t) {
            const double paid = rows.production[p][t] *= sold_mwh[t];
            rows.production_total[t] += paid;
            for (std::size_t g = 0; g < kGovernments; ++g)  // as revenue, what serves debt is taxed there
                if (payment.is_income[g] && !payment.serves_debt) rows.production_income[g][t] += paid;
        }
    }
    for (std::size_t g = 0; g < kGovernments; ++g) {
        const ProductionCredit& credit = project.tax[g].production_credit;
        Row& row = result.tax[g].production_credit;
        row = per_mwh(credit.per_mwh, credit.years, credit.rounding_per_mwh, years);
        for (std::size_t t = 0; t < row.size(); ++t) row[t] *= sold_mwh[t];
    }
}

}  // namespace decawatt::finance
