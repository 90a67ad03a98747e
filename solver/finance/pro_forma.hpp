// Pro forma of a project with one owner. The rules are those of SAM's single-owner model (docs/method/finance.md).
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// At the prices that the project states. Throws base::InputError with every fault of the project (check_project.hpp).
ProForma pro_forma(const Project& project);

// The same without returns and metrics, and without a check of the project, for many cases of a project: rows and
// totals at the price of year 1. `principal`: stated principal of the debt by year, from year 1; none: by the rule of
// the project.
ProForma rows_at(const Project& project, double price_per_mwh, const Row* principal = nullptr);

struct PriceBracket {
    double low_per_mwh = 0.0, high_per_mwh = 0.0;
};

// The price of year 1, with the stated escalation, at which the after-tax return of the equity at the target year is
// the target: the zero of its net present value at that rate, by bisection to the last digit. Throws
// base::InputError where the value has the same sign at both ends of the bracket, or the project is at fault.
ProForma pro_forma_at_target(const Project& project, const PriceBracket& bracket);

// That price alone, for many cases of a project whose price is approximately known: the same equation by regula falsi
// (Illinois) to 1e-12 of the bracket's width, from a bracket that grows around `guess_per_mwh`. The project is not
// checked. NaN: none within a hundred times the guess.
double price_near(const Project& project, double guess_per_mwh);

}  // namespace decawatt::finance
