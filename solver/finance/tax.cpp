#include "finance/tax.hpp"

#include <algorithm>

namespace decawatt::finance {

namespace {
constexpr auto kLocal = static_cast<std::size_t>(Government::local);

// What is paid from an account in a year is depreciated from that year on.
Row replacement_depreciation(const ReserveAccount& account, const Row& schedule) {
    Row row(schedule.size(), 0.0);
    for (std::size_t t = 1; t < row.size(); ++t)
        if (account.released[t] != 0.0)
            for (std::size_t s = t; s < row.size(); ++s) row[s] -= account.released[t] * schedule[s - t + 1];
    return row;
}

void add_depreciation(const Project& project, const ReserveRows& reserve, std::size_t government, TaxRows& rows) {
    const int years = project.years;
    rows.depreciation_total.assign(static_cast<std::size_t>(years) + 1, 0.0);
    const auto add = [&](const Row& row) {
        for (std::size_t t = 0; t < row.size(); ++t) rows.depreciation_total[t] += row[t];
    };
    const auto schedule_of = [&](DepreciationClass depreciation_class) {
        return depreciation_schedule(depreciation_class, years, project.depreciation.custom_frac);
    };
    for (std::size_t c = 0; c < kDepreciationClasses; ++c) {
        rows.depreciation[c] = schedule_of(static_cast<DepreciationClass>(c));
        for (double& value : rows.depreciation[c]) value *= rows.basis[c].depreciated;
        add(rows.depreciation[c]);
    }
    const Row replacement = schedule_of(project.tax[government].replacement_class);
    for (std::size_t k = 0; k < reserve.replacement.size(); ++k) {
        rows.replacement_depreciation[k] = replacement_depreciation(reserve.replacement[k], replacement);
        add(rows.replacement_depreciation[k]);
    }
    rows.depreciation_total[1] += rows.basis_total.bonus;
}

void add_income(const ProForma& result, std::size_t government, TaxRows& rows) {
    rows.taxable_incentives = result.incentive.production_income[government];
    rows.taxable_incentives[1] +=
        result.incentive.investment_income[government] + result.incentive.capacity_income[government];
    rows.income_before_incentives = rows.income = Row(result.ebitda.size(), 0.0);
    for (std::size_t t = 1; t < rows.income.size(); ++t) {
        double& before = rows.income_before_incentives[t];
        before = result.ebitda[t] + result.reserve.interest[t] - result.debt.interest[t] - rows.depreciation_total[t];
        if (government != kLocal) {
            const TaxRows& local = result.tax[kLocal];
            before += local.tax[t] + local.production_credit[t] + local.investment_credit[t];
        }
        rows.income[t] = before + rows.taxable_incentives[t];
    }
}

void add_payments(const TaxRules& rules, int years, TaxRows& rows) {
    rows.rate_frac = by_year(rules.rate_frac, years);
    rows.tax = rows.losses_carried = Row(rows.income.size(), 0.0);
    for (std::size_t t = 1; t < rows.tax.size(); ++t) {
        double taxed = rows.income[t];
        if (rules.losses == LossTreatment::carried_forward) {
            const double after_losses = rows.income[t] - rows.losses_carried[t - 1];
            taxed = std::max(0.0, after_losses);
            rows.losses_carried[t] = std::max(0.0, -after_losses);
        }
        rows.tax[t] = -rows.rate_frac[t] * taxed;
    }
}
}  // namespace

void add_tax(const Project& project, ProForma& result) {
    for (const Government government : {Government::local, Government::national}) {
        const auto g = static_cast<std::size_t>(government);
        add_depreciation(project, result.reserve, g, result.tax[g]);
        add_income(result, g, result.tax[g]);
        add_payments(project.tax[g], project.years, result.tax[g]);
    }
    result.effective_tax_frac = result.tax[kLocal].rate_frac;
    for (std::size_t t = 0; t < result.effective_tax_frac.size(); ++t)
        result.effective_tax_frac[t] += (1.0 - result.effective_tax_frac[t]) * result.tax[0].rate_frac[t];
}

}  // namespace decawatt::finance
