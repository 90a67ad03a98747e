#include "profiles/photovoltaics/fuentes_temperature.hpp"

#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "profiles/sun/air_mass.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kKelvin = 273.15;

// Constants of the report: its Table 1 and the conditions that define the NOCT.
constexpr double kStefanBoltzmann = 5.669e-8;  // W/(m2 K4), the value of the report's code
constexpr double kEmissivity = 0.84, kAbsorption = 0.83;
constexpr double kModuleLengthM = 2.0 * 0.31579 * 1.2 / (0.31579 + 1.2);  // hydraulic diameter of the module
constexpr double kSinTilt = 0.5;           // the array of the report has a tilt of 30 degrees
constexpr double kHeatCapacity = 11000.0;  // J/(m2 K)
constexpr double kArrayHeightM = 5.0;
constexpr double kNoctAirK = 293.15, kNoctSkyK = 282.21, kNoctWPerM2 = 800.0, kNoctWindMPerS = 1.0;
constexpr double kHeavyNoctK = 321.15;  // above 48 degrees the roof is part of the thermal mass
constexpr double kTurbulentReynolds = 1.2e5;
constexpr double kCalmMPerS = 1e-4;
constexpr int kMaxIterations = 10;
constexpr double kToleranceK = 1e-3;

double fourth(double x) {
    return x * x * x * x;
}

// Coefficient of radiation between two temperatures: emissivity × sigma × (a^4 - b^4) / (a - b).
double radiation(double a_k, double b_k) {
    return kEmissivity * kStefanBoltzmann * (a_k * a_k + b_k * b_k) * (a_k + b_k);
}

// Convection of one face, W/(m2 K). The density of air is proportional to T^-1, its dynamic viscosity to T^0.76, its
// conductivity to T^0.84. So forced convection is a constant × a power of wind × a power of T, and free convection a
// constant × a power of the temperature difference × a power of T. Both are computed from one logarithm.
class Convection {
  public:
    explicit Convection(double wind_m_per_s, bool may_be_turbulent)
        : wind_m_per_s_(wind_m_per_s),
          may_be_turbulent_(may_be_turbulent),
          laminar_(scale().laminar * wind_m_per_s * std::sqrt(wind_m_per_s)),
          turbulent_(may_be_turbulent && wind_m_per_s > kLeastTurbulentMPerS
                         ? scale().turbulent * std::pow(wind_m_per_s, 2.4)
                         : 0.0) {}

    double coefficient(double mean_k, double difference_k) const {
        const double log_k = std::log(mean_k / kReferenceK);
        const bool turbulent = may_be_turbulent_ && wind_m_per_s_ > kLeastTurbulentMPerS &&
                               scale().reynolds_per_m_s * wind_m_per_s_ * std::exp(-1.76 * log_k) > kTurbulentReynolds;
        const double forced = turbulent ? turbulent_ * std::exp(-1.944 * log_k) : laminar_ * std::exp(-0.36 * log_k);
        const double free =
            difference_k > 0.0 ? scale().free * std::exp(0.96 * std::log(difference_k) - 1.8192 * log_k) : 0.0;
        return std::cbrt(free + forced);
    }

  private:
    static constexpr double kReferenceK = 300.0;
    static constexpr double kLeastTurbulentMPerS = 1.5;  // Reynolds number 1.2e5 in air of -90 degrees

    struct Scale {  // cubes of the coefficients at the reference temperature, 1 m/s and 1 K
        double laminar, turbulent, free, reynolds_per_m_s;
    };
    static const Scale& scale() {
        static const Scale value = [] {
            constexpr double kPrandtl = 0.71, kAirHeatJPerKgK = 1007.0, kGravity = 9.8;
            const double density = 0.003484 * kStandardPressurePa / kReferenceK;
            const double viscosity = 0.24237e-6 * std::pow(kReferenceK, 0.76) / density;
            const double conductivity = 2.1695e-4 * std::pow(kReferenceK, 0.84);
            const double reynolds = kModuleLengthM / viscosity, flow = density * kAirHeatJPerKgK;
            const double laminar = 0.8600 / std::sqrt(reynolds) * flow / std::pow(kPrandtl, 0.67);
            const double turbulent = 0.0282 / std::pow(reynolds, 0.2) * flow / std::pow(kPrandtl, 0.4);
            const double grashof = kGravity / kReferenceK * kModuleLengthM * kModuleLengthM * kModuleLengthM /
                                   (viscosity * viscosity) * kSinTilt;
            const double free = 0.21 * std::pow(grashof * kPrandtl, 0.32) * conductivity / kModuleLengthM;
            const auto cube = [](double x) { return x * x * x; };
            return Scale{cube(laminar), cube(turbulent), cube(free), reynolds};
        }();
        return value;
    }

    double wind_m_per_s_;
    bool may_be_turbulent_;
    double laminar_, turbulent_;
};
}  // namespace

FuentesTemperature::FuentesTemperature(double noct_deg_c, double wind_height_m)
    : wind_scale_(std::pow(kArrayHeightM / wind_height_m, kOpenWindExponent)) {
    const double noct_k = noct_deg_c + kKelvin, above_air_k = noct_k - kNoctAirK;
    const double front = Convection(kNoctWindMPerS, false).coefficient((noct_k + kNoctAirK) / 2.0, above_air_k);
    const double ground = radiation(noct_k, kNoctAirK);
    const double sun = kAbsorption * kNoctWPerM2;
    const double sigma = kEmissivity * kStefanBoltzmann;
    const double back_ratio =
        (sun - sigma * (fourth(noct_k) - fourth(kNoctSkyK)) - front * above_air_k) / ((ground + front) * above_air_k);
    const double ground_k = std::clamp(
        std::pow(fourth(noct_k) - back_ratio * (fourth(noct_k) - fourth(kNoctAirK)), 0.25), kNoctAirK, noct_k);
    ground_ratio_ = (ground_k - kNoctAirK) / above_air_k;
    convection_ratio_ =
        (sun - sigma * (2.0 * fourth(noct_k) - fourth(kNoctSkyK) - fourth(ground_k))) / (front * above_air_k);
    heat_capacity_ = kHeatCapacity * (noct_k > kHeavyNoctK ? 1.0 + (noct_k - kHeavyNoctK) / 12.0 : 1.0);
}

struct FuentesTemperature::Interval {
    double air_k, sky_k, absorbed_w_per_m2, length_s;
    Convection convection;
};

// The temperature at the end of the interval with heat transfer coefficients at `guess_k`: eq. 7 of the report, with
// irradiance linear over the interval.
double FuentesTemperature::end_k(const Interval& interval, double guess_k) const {
    const double air_k = interval.air_k, rise = interval.absorbed_w_per_m2 - absorbed_w_per_m2_;
    const double air =
        convection_ratio_ * interval.convection.coefficient((guess_k + air_k) / 2.0, std::abs(guess_k - air_k));
    const double ground_k = air_k + ground_ratio_ * (guess_k - air_k);
    const double sky = radiation(guess_k, interval.sky_k), ground = radiation(guess_k, ground_k);
    const double total = air + sky + ground;
    const double lag = -total / heat_capacity_ * interval.length_s, decay = std::exp(lag);
    return module_k_ * decay +
           ((1.0 - decay) * (air * air_k + sky * interval.sky_k + ground * ground_k + absorbed_w_per_m2_ + rise / lag) +
            rise) /
               total;
}

double FuentesTemperature::step_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s, double step_h) {
    const double air_k = air_deg_c + kKelvin;
    if (!started_) module_k_ = air_k;
    started_ = true;
    const Interval interval{.air_k = air_k,
                            .sky_k = 0.68 * (0.0552 * air_k * std::sqrt(air_k)) + 0.32 * air_k,
                            .absorbed_w_per_m2 = kAbsorption * plane_w_per_m2,
                            .length_s = step_h * base::kSecondsPerHour,
                            .convection = Convection(wind_m_per_s * wind_scale_ + kCalmMPerS, true)};
    // Fixed point of end_k by the secant method.
    double before_k = module_k_, now_k = end_k(interval, before_k), gap_before = now_k - before_k;
    for (int iteration = 1; iteration < kMaxIterations && std::abs(gap_before) >= kToleranceK; ++iteration) {
        const double gap = end_k(interval, now_k) - now_k;
        if (std::abs(gap) < kToleranceK) {
            now_k += gap;
            break;
        }
        const double slope = (gap - gap_before) / (now_k - before_k);  // near -1
        before_k = now_k, gap_before = gap;
        now_k += slope < -0.2 ? -gap / slope : gap;
    }
    module_k_ = now_k;
    absorbed_w_per_m2_ = interval.absorbed_w_per_m2;
    return now_k - kKelvin;
}

}  // namespace decawatt::profiles
