// The periodic terms of SPA: tables A4.2 and A4.3 of Reda and Andreas, "Solar Position Algorithm for Solar Radiation
// Applications", NREL/TP-560-34302, revised January 2008. Tests compare the sums over them with all digits of the
// report's example (tests/validation/sun_cases.csv).
#pragma once

#include <array>
#include <span>

namespace decawatt::profiles {

// amplitude × cos(phase + frequency × Julian ephemeris millennia); radians and 1e-8 radians (or 1e-8 AU).
struct PeriodicTerm {
    double amplitude, phase, frequency;
};

// Entry k is multiplied by the k-th power of time.
using PeriodicSeries = std::span<const std::span<const PeriodicTerm>>;
PeriodicSeries earth_longitude_terms();  // L0..L5, heliocentric
PeriodicSeries earth_latitude_terms();   // B0, B1
PeriodicSeries earth_radius_terms();     // R0..R4

// Nutation: multiples of the five arguments X0..X4; 1e-4 arc seconds, and per Julian century.
struct NutationTerm {
    std::array<int, 5> multiple;
    double longitude, longitude_per_century, obliquity, obliquity_per_century;
};
std::span<const NutationTerm> nutation_terms();

}  // namespace decawatt::profiles
