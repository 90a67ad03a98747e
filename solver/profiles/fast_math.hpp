// Inline logarithm and exponential for arguments near one and zero, which hourly series evaluate several times per
// hour.
#pragma once

#include <cmath>

namespace decawatt::profiles {

// ln r. Between 0.75 and 1.33 by 2 artanh z, z = (r - 1) / (r + 1), to z^9: within 1e-10. Elsewhere std::log.
inline double log_near_one(double r) {
    if (!(r > 0.75 && r < 1.33)) return std::log(r);
    constexpr double k3 = 1.0 / 3, k5 = 1.0 / 5, k7 = 1.0 / 7, k9 = 1.0 / 9;
    const double z = (r - 1.0) / (r + 1.0), q = z * z;
    return 2.0 * z * ((1.0 + q * k3) + q * q * ((k5 + q * k7) + q * q * k9));
}

// e^x. Within +-0.25 by its series to x^7: within 4e-10. Elsewhere std::exp.
inline double exp_near_zero(double x) {
    if (!(x > -0.25 && x < 0.25)) return std::exp(x);
    constexpr double k2 = 1.0 / 2, k3 = k2 / 3, k4 = k3 / 4, k5 = k4 / 5, k6 = k5 / 6, k7 = k6 / 7;
    const double q = x * x;
    return ((1.0 + x) + q * (k2 + x * k3)) + q * q * ((k4 + x * k5) + q * (k6 + x * k7));
}

}  // namespace decawatt::profiles
