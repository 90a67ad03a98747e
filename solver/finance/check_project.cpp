#include "finance/check_project.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "base/error.hpp"

namespace decawatt::finance {

namespace {
constexpr int kMostYears = 100;
constexpr double kSumTolerance = 1e-9;  // of shares that add to 1, as rounded by a user's tool

class Checks {
  public:
    void require(bool sound, const char* field, double found, std::string expected) {
        if (!sound) faults_.push_back({"finance", field, 0, fmt::format("{:g}", found), std::move(expected)});
    }
    void fraction(const char* field, double value) {
        require(value >= 0.0 && value <= 1.0, field, value, "a fraction between 0 and 1 (45 % is 0.45)");
    }
    void not_negative(const char* field, double value) {
        require(std::isfinite(value) && value >= 0.0, field, value, "a finite number >= 0");
    }
    void rate(const char* field, double value) {
        require(value > -1.0 && value < 10.0, field, value, "a rate per year above -1 and below 10 (7 % is 0.07)");
    }
    void finish() {
        if (!faults_.empty()) throw base::InputError(std::move(faults_));
    }

  private:
    std::vector<base::InputFault> faults_;
};

void check_debt(const Project& project, Checks& checks) {
    const Debt& debt = project.debt;
    checks.require(debt.tenor_years >= 0 && debt.tenor_years <= project.years, "debt.tenor_years", debt.tenor_years,
                   fmt::format("a tenor within the life of {} years; 0: no debt", project.years));
    checks.require(debt.grace_years >= 0 && (debt.tenor_years == 0 || debt.grace_years < debt.tenor_years),
                   "debt.grace_years", debt.grace_years, "fewer years than the tenor");
    if (debt.rule == DebtRule::coverage)
        checks.require(std::isfinite(debt.coverage_ratio) && debt.coverage_ratio >= 1.0, "debt.coverage_ratio",
                       debt.coverage_ratio, "a ratio of cash to debt service of at least 1");
    checks.fraction("debt.share_frac", debt.share_frac);
    if (debt.limit_frac)
        checks.require(*debt.limit_frac > 0.0 && *debt.limit_frac <= 1.0, "debt.limit_frac", *debt.limit_frac,
                       "a fraction above 0 and up to 1");
    checks.rate("debt.interest_frac", debt.interest_frac);
    checks.fraction("debt.upfront_fee_frac", debt.upfront_fee_frac);
    checks.require(debt.reserve_months >= 0.0 && debt.reserve_months <= 12.0, "debt.reserve_months",
                   debt.reserve_months, "months from 0 to 12");
    checks.not_negative("debt.closing_cost", debt.closing_cost);
}

void check_tax(const TaxRules& rules, const char* government, int years, Checks& checks) {
    const auto field = [&](const char* name) { return fmt::format("tax.{}.{}", government, name); };
    for (const double rate : rules.rate_frac) {
        checks.require(rate >= 0.0 && rate < 1.0, field("rate_frac").c_str(), rate,
                       "a fraction from 0 to below 1 (21 % is 0.21)");
    }
    checks.fraction(field("bonus_frac").c_str(), rules.bonus_frac);
    checks.fraction(field("investment_credit.frac").c_str(),
                    std::accumulate(rules.investment_credit.frac.begin(), rules.investment_credit.frac.end(), 0.0));
    checks.require(rules.production_credit.years >= 0, field("production_credit.years").c_str(),
                   rules.production_credit.years, fmt::format("years >= 0, of the {} of the project", years));
}

void check_investment(const Investment& investment, Checks& checks) {
    checks.not_negative("investment.cost", investment.cost);
    checks.not_negative("investment.construction_financing", investment.construction_financing);
    checks.not_negative("investment.other_financing", investment.other_financing);
    checks.fraction("investment.salvage_frac", investment.salvage_frac);
    double sum = 0.0;
    for (const double share : investment.spending_frac) {
        checks.fraction("investment.spending_frac", share);
        sum += share;
    }
    checks.require(!investment.spending_frac.empty() && std::abs(sum - 1.0) <= kSumTolerance,
                   "investment.spending_frac", sum, "shares that add to 1");
}

void check_depreciation(const Depreciation& depreciation, Checks& checks) {
    const auto share_sum = std::accumulate(depreciation.share_frac.begin(), depreciation.share_frac.end(), 0.0);
    for (const double share : depreciation.share_frac) checks.fraction("depreciation.share_frac", share);
    checks.require(share_sum <= 1.0 + kSumTolerance, "depreciation.share_frac", share_sum,
                   "shares of classes that add to at most 1");
    const double custom = std::accumulate(depreciation.custom_frac.begin(), depreciation.custom_frac.end(), 0.0);
    checks.require(custom <= 1.0 + kSumTolerance, "depreciation.custom_frac", custom,
                   "shares of years that add to at most 1");
}
}  // namespace

void check_project(const Project& project) {
    Checks checks;
    checks.require(project.years >= 1 && project.years <= kMostYears, "years", project.years,
                   fmt::format("from 1 to {} operating years", kMostYears));
    checks.not_negative("capacity_mw", project.capacity_mw);
    checks.rate("inflation_frac", project.inflation_frac);
    checks.rate("returns.real_discount_frac", project.returns.real_discount_frac);
    checks.rate("returns.target_frac", project.returns.target_frac);
    checks.require(project.returns.target_year >= 0 && project.returns.target_year <= project.years,
                   "returns.target_year", project.returns.target_year,
                   fmt::format("a year of the {} of the project; 0: the last", project.years));
    for (const double energy : project.energy.sold_mwh) checks.not_negative("energy.sold_mwh", energy);
    for (const double energy : project.energy.bought_mwh) checks.not_negative("energy.bought_mwh", energy);
    for (const Replacement& replacement : project.reserves.replacement)
        checks.not_negative("reserves.replacement.every_years", replacement.every_years);
    checks.not_negative("reserves.working_capital_months", project.reserves.working_capital_months);
    checks.not_negative("reserves.receivables_months", project.reserves.receivables_months);
    check_investment(project.investment, checks);
    check_depreciation(project.depreciation, checks);
    check_debt(project, checks);
    check_tax(project.tax[0], "national", project.years, checks);
    check_tax(project.tax[1], "local", project.years, checks);
    checks.finish();
}

}  // namespace decawatt::finance
