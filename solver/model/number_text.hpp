// Numbers in messages, as a person would have written them.
#pragma once

#include <string>

namespace decawatt::model {

std::string shortest(double value);    // the fewest digits that say the number
std::string six_digits(double value);  // rounded to six significant digits

}  // namespace decawatt::model
