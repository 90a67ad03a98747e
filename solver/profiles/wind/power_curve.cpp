#include "profiles/wind/power_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "profiles/wind/air_density.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kReachSd = 5.0;  // of the Gaussian

double std_log(double x) {
    return std::log(x);
}
double std_exp(double x) {
    return std::exp(x);
}
}  // namespace

double interpolated(const std::vector<double>& places, const std::vector<double>& values, double place,
                    double outside) {
    if (places.empty() || !(place >= places.front() && place <= places.back())) return outside;
    const auto above = std::upper_bound(places.begin(), places.end(), place);
    if (above == places.end()) return values.back();
    const auto i = static_cast<std::size_t>(above - places.begin());
    const double share = (place - places[i - 1]) / (places[i] - places[i - 1]);
    return values[i - 1] + share * (values[i] - values[i - 1]);
}

double PowerCurve::output_frac(double wind) const {
    return interpolated(wind_m_per_s, power_frac, wind, 0.0);
}

double PowerCurve::cut_out_m_per_s() const {
    for (std::size_t i = power_frac.size(); i-- > 0;)
        if (power_frac[i] > 0.0) return wind_m_per_s[i];
    return 0.0;
}

double equivalent_wind_m_per_s(double wind_m_per_s, double density_kg_per_m3, model::CurveDensity method) {
    return detail::equivalent_wind<std_log, std_exp>(wind_m_per_s, density_kg_per_m3, method);
}

double smoothed_output_frac(const PowerCurve& curve, double wind_m_per_s, double sd_m_per_s, const SmoothingSum& sum) {
    if (sd_m_per_s <= 0.0) return curve.output_frac(wind_m_per_s);
    const double reach_m_per_s = sum.reach_m_per_s > 0.0 ? sum.reach_m_per_s : kReachSd * sd_m_per_s;
    const int reach = static_cast<int>(std::ceil(reach_m_per_s / sum.step_m_per_s - 1e-9));
    double total = 0.0, weights = 0.0;
    for (int k = -reach; k <= reach; ++k) {
        const double away = k * sum.step_m_per_s, z = away / sd_m_per_s, weight = std::exp(-0.5 * z * z);
        total += weight * curve.output_frac(wind_m_per_s + away);
        weights += weight;
    }
    if (sum.weights_add_to_one) return total / weights;
    return total * sum.step_m_per_s / (sd_m_per_s * std::sqrt(2.0 * std::numbers::pi));
}

}  // namespace decawatt::profiles
