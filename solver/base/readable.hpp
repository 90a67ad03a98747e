// Formatting of numbers for readers, not for parsing: four significant digits, whole numbers from a thousand on, no
// trailing zeros, thousands separators, never -0; "-" for NaN.
#pragma once

#include <string>

namespace decawatt::base {

std::string readable(double value);                // 0.1, 57.06, 12,345
std::string readable(double value, int decimals);  // 57.1, 12,345.0

// Scaled by a prefix or word such that at most three digits precede the decimal point: "2.044 billion USD", "6.579
// TWh".
std::string readable_money(double amount, const std::string& currency);
std::string readable_energy(double mwh);
std::string readable_power(double mw);

}  // namespace decawatt::base
