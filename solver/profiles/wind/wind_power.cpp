#include "profiles/wind/wind_power.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/index.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kStandardDensity = 1.225;  // kg/m3, ISO 2533 at sea level; the density of published curves
constexpr double kGasConstant = 287.058;    // J/(kg K), dry air
constexpr double kKelvin = 273.15;
constexpr double kLapseKPerM = 0.0065, kThermometerM = 2.0;
constexpr double kPaPerM = 100.0 / 8.0;  // near the ground
constexpr double kLowHeightM = 10.0, kHighHeightM = 100.0;
constexpr double kMaxShear = 0.6;
constexpr double kStepMPerS = 0.1;  // of the table
constexpr double kReachSd = 5.0;    // of the Gaussian

double density_exponent(double wind) {
    constexpr double kLow = 1.0 / 3.0, kHigh = 2.0 / 3.0, kFrom = 7.5, kTo = 12.5;
    return kLow + (kHigh - kLow) * std::clamp((wind - kFrom) / (kTo - kFrom), 0.0, 1.0);
}

// The curve seen by many farms at once: sum of P(u) N(u; v, sd), the weights adding to one.
double smoothed(const PowerCurve& curve, double wind, double sd) {
    if (sd <= 0.0) return curve.output_frac(wind);
    const int reach = static_cast<int>(std::ceil(kReachSd * sd / kStepMPerS));
    double sum = 0.0, weights = 0.0;
    for (int k = -reach; k <= reach; ++k) {
        const double z = k * kStepMPerS / sd, weight = std::exp(-0.5 * z * z);
        sum += weight * curve.output_frac(wind + k * kStepMPerS);
        weights += weight;
    }
    return sum / weights;
}
}  // namespace

double air_density(double pressure_pa, double temperature_k) {
    return pressure_pa / (kGasConstant * temperature_k);
}

double air_density_at_hub(double temperature_deg_c, double pressure_pa, double hub_height_m) {
    const double temperature_k = temperature_deg_c + kKelvin - kLapseKPerM * (hub_height_m - kThermometerM);
    return air_density(pressure_pa - kPaPerM * hub_height_m, temperature_k);
}

double shear_exponent(double wind_10m_m_per_s, double wind_100m_m_per_s) {
    if (wind_100m_m_per_s <= wind_10m_m_per_s) return 0.0;
    if (wind_10m_m_per_s <= 0.0) return kMaxShear;
    return std::min(kMaxShear, std::log(wind_100m_m_per_s / wind_10m_m_per_s) / std::log(kHighHeightM / kLowHeightM));
}

double PowerCurve::output_frac(double wind) const {
    if (wind_m_per_s.empty() || wind < wind_m_per_s.front() || wind > wind_m_per_s.back()) return 0.0;
    const auto above = std::upper_bound(wind_m_per_s.begin(), wind_m_per_s.end(), wind);
    if (above == wind_m_per_s.end()) return power_frac.back();
    const auto i = static_cast<std::size_t>(above - wind_m_per_s.begin());
    const double share = (wind - wind_m_per_s[i - 1]) / (wind_m_per_s[i] - wind_m_per_s[i - 1]);
    return power_frac[i - 1] + share * (power_frac[i] - power_frac[i - 1]);
}

double PowerCurve::cut_out_m_per_s() const {
    for (std::size_t i = power_frac.size(); i-- > 0;)
        if (power_frac[i] > 0.0) return wind_m_per_s[i];
    return 0.0;
}

double equivalent_wind_m_per_s(double wind_m_per_s, double density_kg_per_m3) {
    const double log_ratio = std::log(density_kg_per_m3 / kStandardDensity);
    const double guess = wind_m_per_s * std::exp(density_exponent(wind_m_per_s) * log_ratio);
    return wind_m_per_s * std::exp(density_exponent(guess) * log_ratio);  // the exponent belongs to the curve's wind
}

WindFarm::WindFarm(const model::Turbines& turbines, model::TurbineIndex index) {
    const std::size_t i = base::at(index);
    const PowerCurve curve{turbines.curve_wind_m_per_s[i], turbines.curve_frac[i]};
    base::expects(curve.wind_m_per_s.size() == curve.power_frac.size() && curve.wind_m_per_s.size() > 1,
                  "a power curve has one power for each wind, and two at least");
    hub_height_m_ = turbines.hub_height_m[i];
    resource_factor_ = turbines.resource_factor[i];
    cut_out_m_per_s_ = curve.cut_out_m_per_s();
    const double kept =
        turbines.wake_efficiency_frac[i] * turbines.availability_frac[i] * (1.0 - turbines.loss_frac[i]);
    const auto steps = static_cast<std::size_t>(std::floor(cut_out_m_per_s_ / kStepMPerS + 1e-9)) + 1;
    table_.resize(steps + 1);  // one beyond cut-out, for the interpolation of a cut-out between two steps
    for (std::size_t k = 0; k < table_.size(); ++k) {
        const double wind = std::min(static_cast<double>(k) * kStepMPerS, cut_out_m_per_s_);
        table_[k] = kept * smoothed(curve, wind, turbines.smoothing_sd_m_per_s[i]);
    }
}

double WindFarm::output_frac(double hub_wind_m_per_s, double density_kg_per_m3) const {
    if (hub_wind_m_per_s <= 0.0 || hub_wind_m_per_s > cut_out_m_per_s_) return 0.0;
    const double wind = std::min(cut_out_m_per_s_, equivalent_wind_m_per_s(hub_wind_m_per_s, density_kg_per_m3));
    const double position = wind / kStepMPerS;
    const auto below = std::min(static_cast<std::size_t>(position), table_.size() - 2);
    const double share = position - static_cast<double>(below);
    return table_[below] + share * (table_[below + 1] - table_[below]);
}

std::vector<double> wind_output_frac(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm) {
    const std::size_t s = base::at(site);
    std::vector<double> output_frac(static_cast<std::size_t>(weather.axis.count));
    const double log_height = std::log(farm.hub_height_m() / kHighHeightM);
    const WindLevel &low_level = weather.wind_near(kLowHeightM), &high_level = weather.wind_near(kHighHeightM);
    for (std::size_t t = 0; t < output_frac.size(); ++t) {
        const double high = high_level.speed_m_per_s(t, s), shear = shear_exponent(low_level.speed_m_per_s(t, s), high);
        const double hub_wind = farm.resource_factor() * high * std::exp(shear * log_height);
        const double density =
            air_density_at_hub(weather.temperature_deg_c(t, s), weather.pressure_pa(t, s), farm.hub_height_m());
        output_frac[t] = farm.output_frac(hub_wind, density);
    }
    return output_frac;
}

}  // namespace decawatt::profiles
