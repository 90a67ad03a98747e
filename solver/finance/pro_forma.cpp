#include "finance/pro_forma.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

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
constexpr double kPriceTolerance = 1e-12;                              // of the bracket
constexpr double kFirstWidth = 0.2, kWidening = 8.0, kWidest = 110.0;  // of the bracket around a guess, over the guess

// All rows but the returns.
ProForma flows_at(const Project& project, const double* price_per_mwh, const Row* principal = nullptr) {
    ProForma result;
    add_incentives(project, result);
    add_operations(project, price_per_mwh, result);
    add_reserves(project, result);
    if (principal != nullptr)
        add_stated_debt(project, *principal, result);
    else
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

// Regula falsi with the step of Illinois: f(a) <= 0 <= f(b). A value of the equity that is affine in the price takes
// two steps.
template <typename Value>
double root_between(const Value& value, double a, double b) {
    double at_a = value(a), at_b = value(b);
    const double width = b - a;
    for (int i = 0; i < kBisections && at_a != 0.0 && at_b != 0.0 && b - a > kPriceTolerance * width; ++i) {
        const double middle = std::clamp(a - at_a * (b - a) / (at_b - at_a), a, b);
        const double at_middle = value(middle);
        if (at_middle == 0.0 || middle == a || middle == b) return middle;
        if (at_middle < 0.0) {
            if (std::abs(at_middle) > 0.5 * std::abs(at_a)) at_b *= 0.5;
            a = middle;
            at_a = at_middle;
        } else {
            if (std::abs(at_middle) > 0.5 * std::abs(at_b)) at_a *= 0.5;
            b = middle;
            at_b = at_middle;
        }
    }
    return at_a == 0.0 ? a : at_b == 0.0 ? b : 0.5 * (a + b);
}
}  // namespace

ProForma rows_at(const Project& project, double price_per_mwh, const Row* principal) {
    return flows_at(project, &price_per_mwh, principal);
}

double price_near(const Project& project, double guess_per_mwh) {
    const Target target{project.returns.target_frac,
                        project.returns.target_year > 0 ? project.returns.target_year : project.years};
    const auto value = [&](double price_per_mwh) { return value_at(project, target, price_per_mwh); };
    for (double width = kFirstWidth; width <= kWidest; width *= kWidening) {
        const double span = width * std::max(std::abs(guess_per_mwh), 1.0);
        const double low = guess_per_mwh - span, high = guess_per_mwh + span;
        if (value(low) <= 0.0 && value(high) >= 0.0) return root_between(value, low, high);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

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
