#include "finance/flows.hpp"

#include "finance/debt.hpp"

namespace decawatt::finance {

namespace {
double funded_at_start(const ReserveRows& reserve) {
    return reserve.debt_service.balance[0] + reserve.working_capital.balance[0] + reserve.receivables.balance[0];
}

double operating(const Project& project, const ProForma& result, std::size_t year) {
    double cash = result.ebitda[year] + result.reserve.interest[year] - result.debt.interest[year];
    for (std::size_t p = 0; p < kPayers; ++p)
        if (!project.production_payments[p].serves_debt) cash += result.incentive.production[p][year];
    return cash;
}

void add_investing(ProForma& result) {
    FlowRows& flow = result.flow;
    const ReserveRows& reserve = result.reserve;
    const std::size_t size = result.ebitda.size();
    flow.reserve_accounts = flow.replacements = flow.investing = Row(size, 0.0);
    flow.replacement.fill(flow.investing);
    for (std::size_t t = 0; t < size; ++t) {
        flow.reserve_accounts[t] =
            reserve.debt_service.flow(t) + reserve.working_capital.flow(t) + reserve.receivables.flow(t);
        for (std::size_t k = 0; k < reserve.replacement.size(); ++k) {
            flow.reserve_accounts[t] += reserve.replacement[k].flow(t);
            flow.replacements[t] += flow.replacement[k][t] = reserve.replacement[k].released[t];
        }
        flow.investing[t] = flow.reserve_accounts[t] + flow.replacements[t];
    }
    flow.investing[0] += result.totals.property_bought;
}

// What the levelised cost discounts: all but revenue. As in SAM, what the receivables account releases is left out,
// though its funding counts.
double annual_cost(const ProForma& result, std::size_t year) {
    const ReserveRows& reserve = result.reserve;
    double cost = result.incentive.production_total[year] + result.investment_credit[year] +
                  result.revenue.salvage[year] + reserve.interest[year] - result.debt.service[year] -
                  result.expense.total[year] - reserve.receivables.funding[year] + reserve.working_capital.flow(year) +
                  reserve.debt_service.flow(year);
    for (const ReserveAccount& account : reserve.replacement) cost -= account.funding[year];
    for (const TaxRows& tax : result.tax) cost += tax.tax[year] + tax.production_credit[year];
    return cost;
}
}  // namespace

void add_costs(const Project& project, ProForma& result) {
    Totals& totals = result.totals;
    totals.debt_fee = project.debt.upfront_fee_frac * totals.debt;
    totals.cost_financing = project.debt.closing_cost + totals.debt_fee + project.investment.other_financing +
                            project.investment.construction_financing + funded_at_start(result.reserve);
    totals.cost_installed = project.investment.cost + totals.cost_financing - result.incentive.total();
    totals.equity = totals.cost_installed - totals.debt;
    totals.debt_frac = totals.cost_installed > 0.0 ? totals.debt / totals.cost_installed : 0.0;
    totals.property_bought = funded_at_start(result.reserve) - totals.cost_installed;
    totals.salvage = project.investment.salvage_frac * project.investment.cost;
}

void add_flows(const Project& project, ProForma& result) {
    FlowRows& flow = result.flow;
    const std::size_t size = result.ebitda.size();
    const Totals& totals = result.totals;
    add_investing(result);
    flow.operating = flow.financing = flow.pretax = flow.annual_cost = Row(size, 0.0);
    for (std::size_t t = 0; t < size; ++t) {
        flow.operating[t] = operating(project, result, t);
        flow.financing[t] = t == 0 ? totals.cost_installed : -result.debt.principal[t];
        flow.pretax[t] = flow.operating[t] + flow.investing[t] + flow.financing[t];
        if (t > 0) flow.annual_cost[t] = annual_cost(result, t);
    }
    const std::vector<double>& spending = project.investment.spending_frac;
    flow.equity_spending.clear();
    for (std::size_t t = 0; t + 1 < spending.size(); ++t) flow.equity_spending.push_back(-spending[t] * totals.equity);
    flow.annual_cost[0] = -spending.back() * totals.equity;
    flow.equity_pretax = flow.pretax;
    flow.equity_pretax[0] += flow.annual_cost[0];
    flow.equity_after_tax = flow.equity_pretax;
    for (std::size_t t = 1; t < size; ++t) {
        flow.equity_after_tax[t] += result.investment_credit[t];
        for (const TaxRows& tax : result.tax) flow.equity_after_tax[t] += tax.tax[t] + tax.production_credit[t];
    }
}

}  // namespace decawatt::finance
