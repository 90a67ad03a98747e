// Formatting of numbers in messages.
#pragma once

#include <string>

namespace decawatt::model {

std::string shortest(double value);    // the fewest digits that identify the number
std::string six_digits(double value);  // rounded to six significant digits

}  // namespace decawatt::model
