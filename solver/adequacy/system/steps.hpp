// Values that change in steps: a list of (hour, value). A value holds from its hour on and is zero before the first.
#pragma once

#include <cstdint>
#include <vector>

namespace decawatt::adequacy {

struct Step {
    std::int64_t hour;  // of the horizon
    double mw;
};
using Steps = std::vector<Step>;  // rising hours

double at_hour(const Steps& steps, std::int64_t hour);
double largest(const Steps& steps);  // 0 at least
Steps sum(const std::vector<Steps>& parts);
Steps lesser(const Steps& left, const Steps& right);  // in every hour

}  // namespace decawatt::adequacy
