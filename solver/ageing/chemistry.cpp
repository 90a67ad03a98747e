#include "ageing/chemistry.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::ageing {

namespace {

// Normalisation of the fits: reference temperature T_ref, and the anode potential near half charge.
constexpr double kNmc111ReferenceK = 308.15;
constexpr double kNmcReferenceK = 328.15;  // BLAST-Lite's own: 293.15 + 35
constexpr double kReferencePotentialV = 0.123;
constexpr double kLeastHalfLossCycles = 1000.0;

double lfp_calendar(double potential_v, double t_k) {
    return 8.37e4 * std::exp((-5210.0 - 3560.0 * potential_v) / t_k);
}

double lfp_cycling(const Cycling& c) {
    return (4.38e-8 + 1.55e-8 * c.depth_frac + 1.68e-7 * c.c_rate_per_h) *
           (std::exp(2190.0 / c.temperature_k) + std::exp(-1.55e5 / c.temperature_k));
}

double nmc111_calendar(double potential_v, double t_k) {
    const double t = t_k / kNmc111ReferenceK, u = potential_v / kReferencePotentialV;
    return 2.66e7 * std::exp((-17.8 - 5.21 * u) / t);
}

double nmc111_cycling(const Cycling& c) {
    const double t = c.temperature_k / kNmc111ReferenceK;
    return 3.80e3 * std::exp(-18.4 / t) * std::exp(1.04 * std::exp(c.depth_frac * c.depth_frac));
}

double nmc_calendar(double potential_v, double t_k) {
    const double t = t_k / kNmcReferenceK, u = potential_v / kReferencePotentialV;
    return 8.71e-7 * std::exp(10.0 * t * t * t / std::cbrt(u));
}

double nmc_cycling(const Cycling& c) {
    const double t = c.temperature_k / kNmcReferenceK, root = std::sqrt(c.depth_frac);
    return std::abs(0.0267 + 1.64 * t * t * t * root +
                    0.011 * std::exp(c.c_rate_per_h * c.c_rate_per_h / std::sqrt(t)) -
                    0.44 * std::exp(root * t * t * std::sqrt(c.c_rate_per_h)));
}

}  // namespace

double anode_potential_v(double soc_frac) {
    const double x = 0.0085 + soc_frac * (0.78 - 0.0085);
    return 0.6379 + 0.5416 * std::exp(-305.5309 * x) + 0.044 * std::tanh(-(x - 0.1958) / 0.1088) -
           0.1978 * std::tanh((x - 1.0571) / 0.0854) - 0.6875 * std::tanh((x + 0.0117) / 0.0529) -
           0.0175 * std::tanh((x - 0.5692) / 0.0875);
}

double calendar_rate(Chemistry chemistry, double soc_frac, double temperature_k) {
    const double u = anode_potential_v(soc_frac);
    switch (chemistry) {
        case Chemistry::lfp:
            return lfp_calendar(u, temperature_k);
        case Chemistry::nmc111:
            return nmc111_calendar(u, temperature_k);
        case Chemistry::nmc:
            return nmc_calendar(u, temperature_k);
    }
    return 0.0;
}

double cycle_rate(Chemistry chemistry, const Cycling& cycling) {
    switch (chemistry) {
        case Chemistry::lfp:
            return lfp_cycling(cycling);
        case Chemistry::nmc111:
            return nmc111_cycling(cycling);
        case Chemistry::nmc:
            return nmc_cycling(cycling);
    }
    return 0.0;
}

double half_loss_cycles(const Cycling& c) {
    const double cycles = 1e4 + 153.0 * (c.temperature_k - kZeroCelsiusK - 55.0) * c.depth_frac * (c.soc_frac / 0.6);
    return std::max(kLeastHalfLossCycles, cycles);
}

Law law_of(Chemistry chemistry) {
    switch (chemistry) {
        case Chemistry::lfp:
            return {0.526, 1.0, 0.828, 1.0, true, false};
        case Chemistry::nmc111:
            return {0.357, 1.0, 0.778, 1.0, false, true};
        case Chemistry::nmc:
            return {0.578, 1e3, 1.11, 1e4, false, false};
    }
    return {};
}

}  // namespace decawatt::ageing
