// Ageing rates of cells of stationary batteries: empirical models fitted to published tests, as implemented in NREL's
// BLAST-Lite (BSD-3). LFP-graphite 250 Ah and NMC-graphite 75 Ah "A": Gasper et al. 2023,
// doi:10.1016/j.est.2023.109042. NMC111-graphite Kokam 75 Ah: Smith et al. 2017, doi:10.23919/ACC.2017.7963578.
#pragma once

namespace decawatt::ageing {

enum class Chemistry { lfp, nmc111, nmc };

inline constexpr double kZeroCelsiusK = 273.15;

// Potential of a graphite anode against lithium, V, at a state of charge 0..1 (Safari and Delacourt 2011,
// doi:10.1149/1.3567007; stoichiometry of Schimpe et al. 2018, doi:10.1149/2.1181714jes).
double anode_potential_v(double soc_frac);

// Rate of calendar ageing in an hour: the loss after x days in this state would be rate × (x / scale)^p.
double calendar_rate(Chemistry chemistry, double soc_frac, double temperature_k);

// Conditions of a step of cycling. depth and soc 0..1; c_rate: capacity charged or discharged per hour over total
// capacity.
struct Cycling {
    double depth_frac, c_rate_per_h, soc_frac, temperature_k;
};
double cycle_rate(Chemistry chemistry, const Cycling& cycling);

// Equivalent full cycles after which half the active material is lost (nmc111). Outside its test range (0 to 55 °C) the
// fit gives values near or below zero for cold cells at high charge and deep cycles, so it is limited to at least 1,000
// (an assumption).
double half_loss_cycles(const Cycling& cycling);

// Exponents of the power laws, and scales of days and of equivalent full cycles.
struct Law {
    double calendar_power, days_scale, cycle_power, cycles_scale;
    bool nameplate_cycles;  // cycles are throughput over nameplate: cycles of the state of charge × remaining capacity
    bool loses_material;    // capacity is the smaller of lithium inventory and active material
};
Law law_of(Chemistry chemistry);

}  // namespace decawatt::ageing
