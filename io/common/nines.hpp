// Nines of availability.
#pragma once

namespace decawatt::io {

// -log10(unavailability); infinity where nothing was lost.
double nines(double unavailable_frac);

}  // namespace decawatt::io
