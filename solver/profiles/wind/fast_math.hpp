// Logarithm and exponential near one, without a call: hourly series take them a few times an hour.
#pragma once

#include <cmath>

namespace decawatt::profiles {

// ln r. Between 0.6 and 1.6 by 2 artanh z, z = (r - 1) / (r + 1), to z^15: within 1e-11. Elsewhere std::log.
inline double log_near_one(double r) {
    if (!(r > 0.6 && r < 1.6)) return std::log(r);
    const double z = (r - 1.0) / (r + 1.0), q = z * z;
    return 2.0 * z *
           (1.0 +
            q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11 + q * (1.0 / 13 + q / 15)))))));
}

// e^x. Within +-0.5 by its series to x^10: within 2e-11. Elsewhere std::exp.
inline double exp_near_zero(double x) {
    if (!(x > -0.5 && x < 0.5)) return std::exp(x);
    return 1.0 +
           x * (1.0 +
                x / 2 *
                    (1.0 +
                     x / 3 *
                         (1.0 +
                          x / 4 *
                              (1.0 +
                               x / 5 *
                                   (1.0 + x / 6 * (1.0 + x / 7 * (1.0 + x / 8 * (1.0 + x / 9 * (1.0 + x / 10)))))))));
}

}  // namespace decawatt::profiles
