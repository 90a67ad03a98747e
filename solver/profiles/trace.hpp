// Intermediate values of an hourly model as named columns, for those who check it by hand.
#pragma once

#include <span>
#include <string>

namespace decawatt::profiles {

struct TraceColumn {
    std::string name;  // with its unit as suffix
    std::span<const double> values;
};

}  // namespace decawatt::profiles
