#include "finance/returns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "finance/time_value.hpp"

namespace decawatt::finance {

namespace {
Row up_to(const Row& flow, std::size_t last) {
    return Row(flow.begin(), flow.begin() + static_cast<std::ptrdiff_t>(last) + 1);
}

void add_return_rows(const ProForma& result, double rate_frac, ReturnRows& rows) {
    const std::size_t size = result.ebitda.size();
    rows.pretax_irr_frac = rows.after_tax_irr_frac = rows.most_irr_frac =
        Row(size, std::numeric_limits<double>::quiet_NaN());
    rows.pretax_npv = rows.after_tax_npv = Row(size, 0.0);
    for (std::size_t t = 0; t < size; ++t) {
        const auto value = [&](const Row& flow) {
            return value_at_start(result, flow, rate_frac, static_cast<int>(t));
        };
        rows.pretax_npv[t] = value(result.flow.equity_pretax);
        rows.after_tax_npv[t] = value(result.flow.equity_after_tax);
        if (t == 0) continue;
        const auto rate = [&](const Row& flow) {
            return internal_rates(with_construction(result, up_to(flow, t))).usual();
        };
        rows.pretax_irr_frac[t] = rate(result.flow.equity_pretax);
        rows.after_tax_irr_frac[t] = rate(result.flow.equity_after_tax);
        rows.most_irr_frac[t] = std::fmax(t == 1 ? 0.0 : rows.most_irr_frac[t - 1], rows.after_tax_irr_frac[t]);
    }
}

// Return of the investment before tax and debt, as if it had been spent like the equity.
double project_irr(const Project& project, const ProForma& result) {
    const Totals& totals = result.totals;
    const double cost = totals.basis - result.incentive.total();
    Row flow(result.ebitda.size(), 0.0);
    for (std::size_t t = 1; t < flow.size(); ++t) {
        flow[t] = result.ebitda[t] + result.flow.replacements[t];
        for (std::size_t p = 0; p < kPayers; ++p)
            if (!project.production_payments[p].serves_debt) flow[t] += result.incentive.production[p][t];
    }
    const std::vector<double>& spending = project.investment.spending_frac;
    flow[0] = -spending.back() * cost;
    for (std::size_t k = spending.size() - 1; k > 0; --k) flow.insert(flow.begin(), -spending[k - 1] * cost);
    return internal_rates(flow).usual();
}

void add_levelised(const Project& project, const ProForma& result, Metrics& metrics) {
    const double nominal = metrics.nominal_discount_frac, real = project.returns.real_discount_frac;
    metrics.energy_nominal_mwh = present_value(result.energy.sold_mwh, nominal);
    metrics.energy_real_mwh = present_value(result.energy.sold_mwh, real);
    metrics.revenue_value = present_value(result.revenue.energy, nominal);
    metrics.cost_value = -value_at_start(result, result.flow.annual_cost, nominal);
    const auto over = [](double money, double mwh) {
        return mwh != 0.0 ? money / mwh : std::numeric_limits<double>::quiet_NaN();
    };
    metrics.lppa_nominal_per_mwh = over(metrics.revenue_value, metrics.energy_nominal_mwh);
    metrics.lppa_real_per_mwh = over(metrics.revenue_value, metrics.energy_real_mwh);
    metrics.lcoe_nominal_per_mwh = over(metrics.cost_value, metrics.energy_nominal_mwh);
    metrics.lcoe_real_per_mwh = over(metrics.cost_value, metrics.energy_real_mwh);
}

void add_coverage(const Row& coverage, Metrics& metrics) {
    double sum = 0.0, least = std::numeric_limits<double>::infinity();
    int count = 0;
    for (const double value : coverage) {
        if (value == 0.0) continue;
        least = std::min(least, value);
        sum += value;
        ++count;
    }
    metrics.least_coverage = count > 0 ? least : 0.0;
    metrics.mean_coverage = count > 0 ? sum / count : 0.0;
}

double equity_multiple(const Row& flow) {
    double received = 0.0, spent = 0.0;
    for (const double cash : flow) (cash > 0.0 ? received : spent) += std::abs(cash);
    return spent > 0.0 ? received / spent : std::numeric_limits<double>::quiet_NaN();
}
}  // namespace

Row with_construction(const ProForma& result, const Row& flow) {
    Row all = result.flow.equity_spending;
    all.insert(all.end(), flow.begin(), flow.end());
    return all;
}

double value_at_start(const ProForma& result, const Row& flow, double rate_frac, int last) {
    double value = net_present_value(flow, rate_frac, last);
    const Row& early = result.flow.equity_spending;
    for (std::size_t k = 0; k < early.size(); ++k)
        value += early[k] * std::pow(1.0 + rate_frac, static_cast<double>(early.size() - k));
    return value;
}

void add_returns(const Project& project, ProForma& result) {
    Metrics& metrics = result.metrics;
    metrics.nominal_discount_frac = nominal_rate(project.returns.real_discount_frac, project.inflation_frac);
    metrics.price_per_mwh = result.revenue.price_per_mwh[1];
    add_return_rows(result, metrics.nominal_discount_frac, result.returns);
    add_levelised(project, result, metrics);
    add_coverage(result.debt.coverage, metrics);
    const Row equity = with_construction(result, result.flow.equity_after_tax);
    metrics.npv = result.returns.after_tax_npv.back();
    metrics.irr = internal_rates(equity);
    const int target = project.returns.target_year > 0 ? project.returns.target_year : project.years;
    metrics.irr_at_target_frac =
        result.returns.after_tax_irr_frac[static_cast<std::size_t>(std::min(target, project.years))];
    metrics.project_irr_frac = project_irr(project, result);
    metrics.payback_years = payback_years(equity);
    metrics.equity_multiple = equity_multiple(equity);
    metrics.effective_tax_frac = result.effective_tax_frac[1];
    metrics.wacc_frac = (1.0 - result.totals.debt_frac) * metrics.irr.usual() +
                        result.totals.debt_frac * project.debt.interest_frac * (1.0 - metrics.effective_tax_frac);
}

}  // namespace decawatt::finance
