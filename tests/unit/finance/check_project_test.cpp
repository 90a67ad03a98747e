// Every limit of a project's inputs: the last value that is accepted, and one beyond it.
#include "finance/check_project.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "base/error.hpp"

using namespace decawatt::finance;
using decawatt::base::InputError;

namespace {
// Twenty years with debt of ten.
Project sound() {
    Project project;
    project.years = 20;
    project.capacity_mw = 1.0;
    project.investment.cost = 1000.0;
    project.debt = {.share_frac = 0.5, .tenor_years = 10, .interest_frac = 0.05};
    return project;
}

std::string faults_of(const Project& project) {
    try {
        check_project(project);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

struct Limit {
    const char* field;
    std::function<void(Project&, double)> set;
    double lowest, below;  // the first is accepted, the second is not
    double highest, above;
};

constexpr double kAny = 1e12, kInfinite = std::numeric_limits<double>::infinity();

int whole(double value) {
    return static_cast<int>(value);
}

const Limit kLimits[] = {
    {"capacity_mw", [](Project& p, double v) { p.capacity_mw = v; }, 0.0, -0.1, kAny, kInfinite},
    {"inflation_frac", [](Project& p, double v) { p.inflation_frac = v; }, -0.99, -1.0, 9.99, 10.0},
    {"returns.real_discount_frac", [](Project& p, double v) { p.returns.real_discount_frac = v; }, -0.99, -1.0, 9.99,
     10.0},
    {"returns.target_frac", [](Project& p, double v) { p.returns.target_frac = v; }, -0.99, -1.0, 9.99, 10.0},
    {"returns.target_year", [](Project& p, double v) { p.returns.target_year = whole(v); }, 0, -1, 20, 21},
    {"energy.sold_mwh",
     [](Project& p, double v) {
         p.energy.sold_mwh = {1.0, v};
     },
     0.0, -1.0, kAny, kInfinite},
    {"energy.bought_mwh",
     [](Project& p, double v) {
         p.energy.bought_mwh = {1.0, v};
     },
     0.0, -1.0, kAny, kInfinite},
    {"reserves.replacement.every_years", [](Project& p, double v) { p.reserves.replacement[2].every_years = whole(v); },
     0, -1, 1000, -2},
    {"reserves.working_capital_months", [](Project& p, double v) { p.reserves.working_capital_months = v; }, 0.0, -0.1,
     kAny, kInfinite},
    {"reserves.receivables_months", [](Project& p, double v) { p.reserves.receivables_months = v; }, 0.0, -0.1, kAny,
     kInfinite},
    {"investment.cost", [](Project& p, double v) { p.investment.cost = v; }, 0.0, -1.0, kAny, kInfinite},
    {"investment.construction_financing", [](Project& p, double v) { p.investment.construction_financing = v; }, 0.0,
     -1.0, kAny, kInfinite},
    {"investment.other_financing", [](Project& p, double v) { p.investment.other_financing = v; }, 0.0, -1.0, kAny,
     kInfinite},
    {"investment.salvage_frac", [](Project& p, double v) { p.investment.salvage_frac = v; }, 0.0, -0.01, 1.0, 1.01},
    {"investment.spending_frac",
     [](Project& p, double v) {
         p.investment.spending_frac = {1.0 - v, v};
     },
     0.0, -0.01, 1.0, 1.01},
    {"depreciation.share_frac", [](Project& p, double v) { p.depreciation.share_frac[1] = v; }, 0.0, -0.01, 1.0, 1.01},
    {"debt.tenor_years", [](Project& p, double v) { p.debt.tenor_years = whole(v); }, 0, -1, 20, 21},
    {"debt.grace_years", [](Project& p, double v) { p.debt.grace_years = whole(v); }, 0, -1, 9, 10},
    {"debt.share_frac", [](Project& p, double v) { p.debt.share_frac = v; }, 0.0, -0.01, 1.0, 1.01},
    {"debt.limit_frac", [](Project& p, double v) { p.debt.limit_frac = v; }, 0.01, 0.0, 1.0, 1.01},
    {"debt.interest_frac", [](Project& p, double v) { p.debt.interest_frac = v; }, -0.99, -1.0, 9.99, 10.0},
    {"debt.upfront_fee_frac", [](Project& p, double v) { p.debt.upfront_fee_frac = v; }, 0.0, -0.01, 1.0, 1.01},
    {"debt.reserve_months", [](Project& p, double v) { p.debt.reserve_months = v; }, 0.0, -0.1, 12.0, 12.1},
    {"debt.closing_cost", [](Project& p, double v) { p.debt.closing_cost = v; }, 0.0, -1.0, kAny, kInfinite},
    {"tax.national.rate_frac",
     [](Project& p, double v) {
         p.tax[0].rate_frac = {0.2, v};
     },
     0.0, -0.01, 0.99, 1.0},
    {"tax.local.rate_frac",
     [](Project& p, double v) {
         p.tax[1].rate_frac = {0.2, v};
     },
     0.0, -0.01, 0.99, 1.0},
    {"tax.national.bonus_frac", [](Project& p, double v) { p.tax[0].bonus_frac = v; }, 0.0, -0.01, 1.0, 1.01},
    {"tax.local.investment_credit.frac", [](Project& p, double v) { p.tax[1].investment_credit.frac = {v}; }, 0.0,
     -0.01, 1.0, 1.01},
    {"tax.national.production_credit.years", [](Project& p, double v) { p.tax[0].production_credit.years = whole(v); },
     0, -1, 1000, -2},
};
}  // namespace

TEST_CASE("each value of a project is accepted up to its limits, and refused beyond them by its name") {
    CHECK(faults_of(sound()).empty());
    for (const Limit& limit : kLimits) {
        CAPTURE(limit.field);
        Project project = sound();
        for (const double accepted : {limit.lowest, limit.highest}) {
            limit.set(project, accepted);
            CHECK(faults_of(project) == "");
        }
        for (const double refused : {limit.below, limit.above}) {
            CAPTURE(refused);
            limit.set(project, refused);
            CHECK(faults_of(project).find(std::string(limit.field) + ": found") != std::string::npos);
        }
    }
}

TEST_CASE("operating years are from 1 to 100") {
    for (const int years : {1, 100}) {
        Project project = sound();
        project.debt = {};
        project.years = years;
        CHECK(faults_of(project) == "");
    }
    for (const int years : {0, 101}) {
        Project project = sound();
        project.debt = {};
        project.years = years;
        CHECK(faults_of(project).find("years: found") != std::string::npos);
    }
}

TEST_CASE("a debt by coverage needs a ratio of 1 or more, a debt by share none") {
    Project project = sound();
    project.debt.coverage_ratio = 0.0;
    CHECK(faults_of(project) == "");
    project.debt.rule = DebtRule::coverage;
    for (const double refused : {0.99, kInfinite, std::nan("")}) {
        project.debt.coverage_ratio = refused;
        CHECK(faults_of(project).find("debt.coverage_ratio") != std::string::npos);
    }
    project.debt.coverage_ratio = 1.0;
    CHECK(faults_of(project) == "");
}

TEST_CASE("grace years do not matter without debt") {
    Project project = sound();
    project.debt.tenor_years = 0;
    project.debt.grace_years = 3;
    CHECK(faults_of(project) == "");
}

TEST_CASE("shares that must add to 1, or to at most 1, may differ by rounding") {
    Project project = sound();
    project.investment.spending_frac = {0.3, 0.7 + 0.9e-9};
    project.depreciation.share_frac = {0.6, 0.4 + 0.9e-9};
    project.depreciation.custom_frac = {0.5, 0.5 + 0.9e-9};
    CHECK(faults_of(project) == "");
    project.investment.spending_frac = {0.3, 0.7 + 1.1e-9};
    project.depreciation.share_frac = {0.6, 0.4 + 1.1e-9};
    project.depreciation.custom_frac = {0.5, 0.5 + 1.1e-9};
    const std::string above = faults_of(project);
    for (const char* field : {"investment.spending_frac", "depreciation.share_frac", "depreciation.custom_frac"})
        CHECK(above.find(field) != std::string::npos);
    project = sound();
    project.investment.spending_frac = {0.3, 0.7 - 1.1e-9};
    CHECK(faults_of(project).find("investment.spending_frac") != std::string::npos);
    project.investment.spending_frac = {};
    CHECK(faults_of(project).find("investment.spending_frac") != std::string::npos);
}
