// The components of solar irradiance.
#pragma once

namespace decawatt::profiles {

// Global horizontal = direct normal × cos zenith + diffuse horizontal.
struct Irradiance {
    double ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;
};

}  // namespace decawatt::profiles
