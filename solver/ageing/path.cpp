#include "ageing/path.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::ageing {

double power_law_step(double loss, double dx, double k, double p, Stepping stepping) {
    if (dx <= 0.0 || k <= 0.0) return loss;
    if (stepping == Stepping::integrated) {
        const double x = std::pow(loss / k, 1.0 / p);  // x at which the law with this coefficient has this loss
        return std::max(loss, k * std::pow(x + dx, p));
    }
    if (loss <= 0.0) return k * std::pow(dx, p);
    return loss + k * p * std::pow(loss / k, (p - 1.0) / p) * dx;
}

double sigmoid_step(double loss, double dx, double x_half, double p, Stepping stepping) {
    if (dx <= 0.0) return loss;
    const double z = 2.0 * std::atanh(loss);  // log((1 + y) / (1 - y)), accurate also for tiny y
    const double x = x_half * std::pow(z, 1.0 / p);
    if (stepping == Stepping::integrated)
        return std::max(loss, std::tanh(0.5 * std::pow((x + dx) / x_half, p)));  // 1 - 2/(1+e^z) = tanh(z/2)
    const double e = std::exp(z);
    return loss + 2.0 * p * e * z / (x * (e + 1.0) * (e + 1.0)) * dx;
}

}  // namespace decawatt::ageing
