#include "finance/operations.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::finance {

namespace {
Row product(const Row& a, const Row& b) {
    Row values(a.size());
    for (std::size_t t = 0; t < a.size(); ++t) values[t] = a[t] * b[t];
    return values;
}

EnergyRows energy_of(const Energy& energy, int years) {
    EnergyRows rows;
    rows.sold_mwh = by_year(energy.sold_mwh, years);
    rows.priced_mwh = energy.priced_mwh.empty() ? rows.sold_mwh : by_year(energy.priced_mwh, years);
    rows.bought_mwh = by_year(energy.bought_mwh, years);
    rows.bought_priced_mwh =
        energy.bought_priced_mwh.empty() ? rows.bought_mwh : by_year(energy.bought_priced_mwh, years);
    rows.curtailed_mwh = by_year(energy.curtailed_mwh, years);
    rows.net_mwh = rows.sold_mwh;
    for (std::size_t t = 0; t < rows.net_mwh.size(); ++t) rows.net_mwh[t] -= rows.bought_mwh[t];
    return rows;
}

Row price_of(const Project& project, const double* price_per_mwh) {
    if (price_per_mwh == nullptr) return by_year(project.sales.price_per_mwh, project.years, 0.0);
    return by_year(Schedule{{*price_per_mwh}, project.sales.price_per_mwh.escalation_frac}, project.years, 0.0);
}

ExpenseRows expenses_of(const Project& project, const ProForma& result) {
    const int years = project.years;
    const double inflation = project.inflation_frac;
    ExpenseRows rows;
    rows.total.assign(static_cast<std::size_t>(years) + 1, 0.0);
    for (const Expense& line : project.expenses)
        rows.line.push_back(product(by_year(line.price, years, inflation), by_year(line.quantity, years)));
    rows.bought_energy = product(result.revenue.price_per_mwh, result.energy.bought_priced_mwh);
    const PropertyCosts& property = project.property;
    rows.property_value = rows.property_tax = rows.total;
    for (int t = 1; t <= years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        rows.property_value[i] = project.investment.cost * property.assessed_frac *
                                 std::max(0.0, 1.0 - (t - 1) * property.assessed_decline_frac);
        rows.property_tax[i] = rows.property_value[i] * property.tax_frac;
    }
    rows.insurance = by_year(Schedule{{project.investment.cost * property.insurance_frac}}, years, inflation);
    for (std::size_t t = 1; t < rows.total.size(); ++t) {
        for (const Row& line : rows.line) rows.total[t] += line[t];
        rows.total[t] += rows.property_tax[t] + rows.insurance[t] + rows.bought_energy[t];
    }
    return rows;
}
}  // namespace

void add_operations(const Project& project, const double* price_per_mwh, ProForma& result) {
    const int years = project.years;
    const Sales& sales = project.sales;
    result.energy = energy_of(project.energy, years);
    RevenueRows& revenue = result.revenue;
    revenue.price_per_mwh = price_of(project, price_per_mwh);
    revenue.energy = product(revenue.price_per_mwh, result.energy.priced_mwh);
    revenue.other = by_year(sales.other_revenue, years);
    revenue.curtailment = product(by_year(sales.curtailment_price_per_mwh, years, 0.0), result.energy.curtailed_mwh);
    revenue.capacity = by_year(sales.capacity_payment, years, 0.0);
    revenue.salvage.assign(revenue.energy.size(), 0.0);
    revenue.salvage.back() = project.investment.salvage_frac * project.investment.cost;
    result.expense = expenses_of(project, result);
    result.ebitda = revenue.total = Row(revenue.energy.size(), 0.0);
    for (std::size_t t = 1; t < revenue.total.size(); ++t) {
        double& total = revenue.total[t];
        total =
            revenue.energy[t] + revenue.other[t] + revenue.curtailment[t] + revenue.capacity[t] + revenue.salvage[t];
        for (std::size_t p = 0; p < kPayers; ++p)
            if (project.production_payments[p].serves_debt) total += result.incentive.production[p][t];
        result.ebitda[t] = total - result.expense.total[t];
    }
}

}  // namespace decawatt::finance
