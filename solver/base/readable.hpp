// Numbers as people read them, for text that no program parses: four significant digits and no more than the number
// has, thousands separated, never -0; "-" where there is no number.
#pragma once

#include <string>

namespace decawatt::base {

std::string readable(double value);                // 0.1, 57.06, 12,345
std::string readable(double value, int decimals);  // 57.1, 12,345.0

// With the prefix or the word that leaves three digits or less before the point: "2.044 billion USD", "6.579 TWh".
std::string readable_money(double amount, const std::string& currency);
std::string readable_energy(double mwh);
std::string readable_power(double mw);

}  // namespace decawatt::base
