// Power curves of turbines: interpolation, density correction, and smoothing over many farms.
#pragma once

#include <algorithm>
#include <vector>

#include "model/study.hpp"
#include "profiles/fast_math.hpp"
#include "profiles/wind/air_density.hpp"

namespace decawatt::profiles {

// A turbine's curve at standard density, 1.225 kg/m3: linear between points, zero below the first and above the last
// (cut-out).
struct PowerCurve {
    std::vector<double> wind_m_per_s, power_frac;  // increasing wind
    double output_frac(double wind) const;
    double cut_out_m_per_s() const;  // the highest wind with output
};

// Linear interpolation in a table; `outside` beyond its ends. `places` must be ascending.
double interpolated(const std::vector<double>& places, const std::vector<double>& values, double place, double outside);

// Wind that gives the same output at standard density: v (rho / 1.225)^p.
//   wind_dependent  p = 1/3 below 7.5 m/s rising to 2/3 at 12.5 m/s and above, at the wind of the curve: Svenningsen,
//                   "Proposal of an improved power curve correction", EWEC 2010 (IEC 61400-12-1 with a wind-dependent
//                   exponent)
//   cube_root       p = 1/3 throughout: equal power in the wind (NREL SSC; IEC 61400-12-1 for pitch control)
//   none            v
double equivalent_wind_m_per_s(double wind_m_per_s, double density_kg_per_m3,
                               model::CurveDensity method = model::CurveDensity::wind_dependent);

namespace detail {
inline double density_exponent(double wind) {
    constexpr double kLow = 1.0 / 3.0, kHigh = 2.0 / 3.0, kFrom = 7.5, kTo = 12.5;
    return kLow + (kHigh - kLow) / (kTo - kFrom) * (std::clamp(wind, kFrom, kTo) - kFrom);
}

// The exponent is that at the equivalent wind, for which one fixed-point step suffices: p changes by 1/15 per m/s.
template <double log_of(double), double exp_of(double)>
double equivalent_wind(double wind, double density, model::CurveDensity method) {
    if (method == model::CurveDensity::none) return wind;
    const double log_ratio = log_of(density * (1.0 / kStandardDensity));
    if (method == model::CurveDensity::cube_root) return wind * exp_of(log_ratio * (1.0 / 3.0));
    const double guess = wind * exp_of(density_exponent(wind) * log_ratio);
    return wind * exp_of(density_exponent(guess) * log_ratio);
}
}  // namespace detail

// The same within 1e-10, faster, for hourly series.
inline double fast_equivalent_wind_m_per_s(double wind_m_per_s, double density_kg_per_m3, model::CurveDensity method) {
    return detail::equivalent_wind<log_near_one, exp_near_zero>(wind_m_per_s, density_kg_per_m3, method);
}

// Discretisation of the Gaussian: steps over ±reach around the wind. Weights are normalised to 1, or are the density
// times the step.
struct SmoothingSum {
    double step_m_per_s = 0.1, reach_m_per_s = 0.0;  // reach 0: five standard deviations
    bool weights_add_to_one = true;
};

// Mean output of many farms whose winds are normally distributed around v with standard deviation `sd`: sum of P(u)
// N(u; v, sd). windpowerlib: sd = turbulence intensity × v, steps of 0.5 over +-15 m/s, weights not normalised.
// Staffell and Pfenninger (Energy 114, 2016, sec. 2.3.2): 0.6 + 0.2 v.
double smoothed_output_frac(const PowerCurve& curve, double wind_m_per_s, double sd_m_per_s,
                            const SmoothingSum& sum = {});

}  // namespace decawatt::profiles
