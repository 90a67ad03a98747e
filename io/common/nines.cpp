#include "io/common/nines.hpp"

#include <cmath>

namespace decawatt::io {

double nines(double unavailable_frac) {
    return 0.0 - std::log10(unavailable_frac);  // not -0
}

}  // namespace decawatt::io
