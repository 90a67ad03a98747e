// Nines of availability.
#pragma once

namespace decawatt::io {

// -log10(unavailability); infinity without losses.
double nines(double unavailable_frac);

}  // namespace decawatt::io
