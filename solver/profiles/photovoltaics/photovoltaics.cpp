#include "profiles/photovoltaics/photovoltaics.hpp"

#include <algorithm>
#include <cmath>

#include "base/index.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kKelvin = 273.15;
constexpr double kReferenceCellDegC = 25.0, kReferenceWPerM2 = 1000.0;

// Constants of the Fuentes report: its Table 1 and the conditions that define the NOCT.
namespace fuentes {
constexpr double kStefanBoltzmann = 5.669e-8;  // W/(m2 K4), the value of the report's code
constexpr double kEmissivity = 0.84, kAbsorption = 0.83;
constexpr double kModuleLengthM = 2.0 * 0.31579 * 1.2 / (0.31579 + 1.2);  // hydraulic diameter of the module
constexpr double kSinTilt = 0.5;                                          // the report's array stands at 30 degrees
constexpr double kHeatCapacity = 11000.0;                                 // J/(m2 K)
constexpr double kArrayHeightM = 5.0, kWindExponent = 0.2;
constexpr double kNoctAirK = 293.15, kNoctSkyK = 282.21, kNoctWPerM2 = 800.0, kNoctWindMPerS = 1.0;
constexpr double kHeavyNoctK = 321.15;  // above 48 degrees the roof takes part in the thermal mass
constexpr double kTurbulentReynolds = 1.2e5;
constexpr double kCalmMPerS = 1e-4;
constexpr int kMaxIterations = 10;
constexpr double kToleranceK = 1e-3;
}  // namespace fuentes

double fourth(double x) {
    return x * x * x * x;
}

// Coefficient of radiation between two temperatures: emissivity × sigma × (a^4 - b^4) / (a - b).
double radiation(double a_k, double b_k) {
    return fuentes::kEmissivity * fuentes::kStefanBoltzmann * (a_k * a_k + b_k * b_k) * (a_k + b_k);
}
}  // namespace

CellTemperature::CellTemperature(double noct_deg_c, double wind_height_m)
    : wind_scale_(std::pow(fuentes::kArrayHeightM / wind_height_m, fuentes::kWindExponent)) {
    using namespace fuentes;
    const double noct_k = noct_deg_c + kKelvin, above_air_k = noct_k - kNoctAirK;
    const double front = convection((noct_k + kNoctAirK) / 2.0, above_air_k, kNoctWindMPerS, false);
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

double CellTemperature::convection(double mean_k, double difference_k, double wind_m_per_s,
                                   bool may_be_turbulent) const {
    using namespace fuentes;
    constexpr double kPrandtl = 0.71, kAirHeatJPerKgK = 1007.0, kGravity = 9.8;
    static const double laminar_prandtl = std::pow(kPrandtl, 0.67), turbulent_prandtl = std::pow(kPrandtl, 0.4);
    const double density = 0.003484 * kStandardPressurePa / mean_k;
    const double viscosity = 0.24237e-6 * std::pow(mean_k, 0.76) / density;
    const double conductivity = 2.1695e-4 * std::pow(mean_k, 0.84);
    const double reynolds = wind_m_per_s * kModuleLengthM / viscosity;
    const double flow = density * wind_m_per_s * kAirHeatJPerKgK;
    const double forced = may_be_turbulent && reynolds > kTurbulentReynolds
                              ? 0.0282 / std::pow(reynolds, 0.2) * flow / turbulent_prandtl
                              : 0.8600 / std::sqrt(reynolds) * flow / laminar_prandtl;
    const double grashof = kGravity / mean_k * difference_k * kModuleLengthM * kModuleLengthM * kModuleLengthM /
                           (viscosity * viscosity) * kSinTilt;
    const double free = 0.21 * std::pow(grashof * kPrandtl, 0.32) * conductivity / kModuleLengthM;
    return std::cbrt(free * free * free + forced * forced * forced);
}

double CellTemperature::step_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s, double step_h) {
    using namespace fuentes;
    const double air_k = air_deg_c + kKelvin;
    if (!started_) module_k_ = air_k;
    started_ = true;
    const double sky_k = 0.68 * (0.0552 * air_k * std::sqrt(air_k)) + 0.32 * air_k;
    const double absorbed = kAbsorption * plane_w_per_m2, wind = wind_m_per_s * wind_scale_ + kCalmMPerS;
    double now_k = module_k_;
    for (int iteration = 0; iteration < kMaxIterations; ++iteration) {
        const double air = convection_ratio_ * convection((now_k + air_k) / 2.0, std::abs(now_k - air_k), wind, true);
        const double ground_k = air_k + ground_ratio_ * (now_k - air_k);
        const double sky = radiation(now_k, sky_k), ground = radiation(now_k, ground_k);
        const double total = air + sky + ground;
        const double lag = -total / heat_capacity_ * step_h * base::kSecondsPerHour, decay = std::exp(lag);
        const double before_k = now_k;  // the report's eq. 7: the sun rises linearly over the interval
        now_k = module_k_ * decay + ((1.0 - decay) * (air * air_k + sky * sky_k + ground * ground_k +
                                                      absorbed_w_per_m2_ + (absorbed - absorbed_w_per_m2_) / lag) +
                                     absorbed - absorbed_w_per_m2_) /
                                        total;
        if (std::abs(now_k - before_k) < kToleranceK) break;
    }
    module_k_ = now_k;
    absorbed_w_per_m2_ = absorbed;
    return now_k - kKelvin;
}

double faiman_temperature_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s) {
    return air_deg_c + plane_w_per_m2 / (25.0 + 6.84 * wind_m_per_s);
}

double pvwatts_dc_frac(double cell_w_per_m2, double cell_deg_c, double temperature_coefficient_per_deg_c) {
    return cell_w_per_m2 / kReferenceWPerM2 *
           std::max(0.0, 1.0 + temperature_coefficient_per_deg_c * (cell_deg_c - kReferenceCellDegC));
}

double combined_loss_frac(std::span<const double> losses_frac) {
    double kept = 1.0;
    for (const double loss : losses_frac) kept *= 1.0 - loss;
    return 1.0 - kept;
}

double pvwatts_inverter_frac(double dc_frac, double nominal_efficiency_frac) {
    constexpr double kReferenceEfficiency = 0.9637;
    if (dc_frac <= 0.0) return 0.0;
    const double efficiency =
        nominal_efficiency_frac / kReferenceEfficiency * (-0.0162 * dc_frac - 0.0059 / dc_frac + 0.9858);
    return std::clamp(efficiency * dc_frac / nominal_efficiency_frac, 0.0, 1.0);
}

PvSystem pv_system(const model::PvSystems& systems, model::PvSystemIndex index) {
    const std::size_t i = base::at(index);
    return {.plane = {systems.tilt_deg[i], systems.azimuth_deg[i], systems.albedo_frac[i]},
            .dc_ac_ratio = systems.dc_ac_ratio[i],
            .inverter_efficiency_frac = systems.inverter_efficiency_frac[i],
            .loss_frac = systems.loss_frac[i],
            .temperature_coefficient_per_deg_c = systems.temperature_coefficient_per_deg_c[i],
            .noct_deg_c = systems.noct_deg_c[i]};
}

PvArray::PvArray(const PvSystem& system, double wind_height_m)
    : system_(system), cell_(system.noct_deg_c, wind_height_m) {}

PvHour PvArray::step(const Irradiance& irradiance, const SunPosition& sun, double extraterrestrial_w_per_m2,
                     double air_deg_c, double wind_m_per_s, double step_h) {
    const PlaneIrradiance plane = plane_irradiance(irradiance, system_.plane, sun, extraterrestrial_w_per_m2);
    const double cell_deg_c = cell_.step_deg_c(plane.total_w_per_m2(), air_deg_c, wind_m_per_s, step_h);
    const double cell_w_per_m2 = plane.beam_w_per_m2 * physical_incidence_modifier(plane.incidence_cosine) +
                                 plane.sky_w_per_m2 + plane.ground_w_per_m2;
    const double dc_mw = system_.dc_ac_ratio * (1.0 - system_.loss_frac) *
                         pvwatts_dc_frac(cell_w_per_m2, cell_deg_c, system_.temperature_coefficient_per_deg_c);
    return {.plane_w_per_m2 = plane.total_w_per_m2(),
            .cell_deg_c = cell_deg_c,
            .dc_mw = dc_mw,
            .ac_mw = pvwatts_inverter_frac(dc_mw * system_.inverter_efficiency_frac, system_.inverter_efficiency_frac)};
}

constexpr double kMeteorologicalHeightM = 10.0;  // of wind in weather files

std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system) {
    const std::size_t s = base::at(site);
    const base::TimeAxis& axis = weather.axis;
    std::vector<double> output_frac(static_cast<std::size_t>(axis.count), 0.0);
    const WindLevel& wind = weather.wind_near(kMeteorologicalHeightM);
    PvArray array(system, wind.height_m);
    for (std::size_t t = 0; t < output_frac.size(); ++t) {
        const base::UtcSeconds start = axis.instant(static_cast<std::int64_t>(t));
        const IntervalSun sun = interval_sun(start, axis.step_s, sites.latitude_deg[s], sites.longitude_deg[s]);
        const bool dark = sun.up_frac == 0.0;
        const Irradiance irradiance =
            dark ? Irradiance{0.0, 0.0, 0.0}
                 : Irradiance{weather.ghi_w_per_m2(t, s), weather.dni_w_per_m2(t, s), weather.dhi_w_per_m2(t, s)};
        const double extraterrestrial = extraterrestrial_w_per_m2(base::civil_time(start, 0).day_of_year);
        output_frac[t] = array
                             .step(irradiance, sun.position, extraterrestrial, weather.temperature_deg_c(t, s),
                                   wind.speed_m_per_s(t, s), axis.step_h())
                             .ac_mw;
    }
    return output_frac;
}

}  // namespace decawatt::profiles
