#include "io/study/schema/range.hpp"

#include <cmath>
#include <initializer_list>

namespace decawatt::io {

bool Range::contains(double value) const {
    return std::isfinite(value) && (low_open ? value > low : value >= low) &&
           (high_open ? value < high : value <= high);
}

double Range::some_value() const {
    for (const double value : {0.0, 1.0, low})
        if (contains(value)) return value;
    return high;
}

}  // namespace decawatt::io
