// Irradiance under a cloudless sky.
#pragma once

namespace decawatt::profiles {

// Clear-sky irradiance from the zenith angle only. Haurwitz, "Insolation in relation to cloudiness and cloud density",
// Journal of Meteorology 2, 1945.
double haurwitz_ghi_w_per_m2(double zenith_deg);

}  // namespace decawatt::profiles
