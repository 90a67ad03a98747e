#include "finance/pro_forma.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/readable.hpp"
#include "finance/check_project.hpp"
#include "finance/debt.hpp"
#include "finance/flows.hpp"
#include "finance/incentives.hpp"
#include "finance/operations.hpp"
#include "finance/reserves.hpp"
#include "finance/returns.hpp"
#include "finance/tax.hpp"
#include "finance/tax_basis.hpp"

namespace decawatt::finance {

namespace {
constexpr int kBisections = 200;

// All rows but the returns.
ProForma flows_at(const Project& project, const double* price_per_mwh) {
    ProForma result;
    add_incentives(project, result);
    add_operations(project, price_per_mwh, result);
    add_reserves(project, result);
    add_debt(project, result);
    add_debt_reserve(project, result);
    add_reserve_interest(project, result);
    add_costs(project, result);
    add_tax_basis(project, result);
    add_tax(project, result);
    add_flows(project, result);
    return result;
}

struct Target {
    double rate_frac;
    int year;
};

double value_at(const Project& project, const Target& target, double price_per_mwh) {
    const ProForma result = flows_at(project, &price_per_mwh);
    return value_at_start(result, result.flow.equity_after_tax, target.rate_frac, target.year);
}

double solved_price(const Project& project, const Target& target, const PriceBracket& bracket) {
    double low = bracket.low_per_mwh, high = bracket.high_per_mwh;
    const double at_low = value_at(project, target, low), at_high = value_at(project, target, high);
    if (!(at_low <= 0.0 && at_high >= 0.0))
        throw base::InputError(
            {{"finance", "price bracket", 0,
              fmt::format("{} to {} per MWh, where the equity's value at {} % a year is {} and {}",
                          base::readable(low, 2), base::readable(high, 2), base::readable(100.0 * target.rate_frac, 2),
                          base::readable(at_low, 0), base::readable(at_high, 0)),
              "prices between which that value is zero: widen the bracket, or change the target, "
              "the costs or the energy"}});
    for (int i = 0; i < kBisections; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;  // neighbouring numbers
        (value_at(project, target, middle) < 0.0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}
}  // namespace

ProForma pro_forma(const Project& project) {
    check_project(project);
    ProForma result = flows_at(project, nullptr);
    add_returns(project, result);
    return result;
}

ProForma pro_forma_at_target(const Project& project, const PriceBracket& bracket) {
    check_project(project);
    const Target target{project.returns.target_frac,
                        project.returns.target_year > 0 ? project.returns.target_year : project.years};
    const double price_per_mwh = solved_price(project, target, bracket);
    ProForma result = flows_at(project, &price_per_mwh);
    add_returns(project, result);
    return result;
}

}  // namespace decawatt::finance
