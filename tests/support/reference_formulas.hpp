// Formulas of the literature for comparison with published values, made of functions of the solver where they exist.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "profiles/sun/transposition.hpp"
#include "profiles/wind/air_density.hpp"

namespace decawatt::tests {

// Density of dry air at hub height, from temperature (2 m above ground) and pressure at the ground.
inline double air_density_at_hub(double temperature_deg_c, double pressure_pa, double hub_height_m) {
    return profiles::air_density(profiles::pressure_at_hub_pa(pressure_pa, hub_height_m),
                                 profiles::temperature_at_hub_deg_c(temperature_deg_c, hub_height_m) + 273.15);
}

// The exponent of the power law from the roughness length, for sites without measurements: 1 / ln(h / z0).
inline double exponent_of_roughness(double height_m, double roughness_m) {
    return 1.0 / std::log(height_m / roughness_m);
}

// Power of a rotor (W): rho/8 pi d^2 v^3 cp; and the power coefficient for a given power.
inline double rotor_power_w(double wind_m_per_s, double density_kg_per_m3, double rotor_diameter_m, double cp) {
    return 0.125 * density_kg_per_m3 * rotor_diameter_m * rotor_diameter_m * std::numbers::pi * wind_m_per_s *
           wind_m_per_s * wind_m_per_s * cp;
}

inline double power_coefficient(double power_w, double wind_m_per_s, double density_kg_per_m3,
                                double rotor_diameter_m) {
    return power_w / rotor_power_w(wind_m_per_s, density_kg_per_m3, rotor_diameter_m, 1.0);
}

struct PlaneIrradiance {
    double beam_w_per_m2, sky_w_per_m2, ground_w_per_m2, incidence_cosine;
    double total_w_per_m2() const { return beam_w_per_m2 + sky_w_per_m2 + ground_w_per_m2; }
};

// Beam, Perez' sky and the ground on a plane.
inline PlaneIrradiance plane_irradiance(const profiles::Irradiance& irradiance, const profiles::Plane& plane,
                                        const profiles::SunPosition& sun, double extraterrestrial_w_per_m2) {
    const profiles::SkyGeometry geometry = profiles::sky_geometry(plane, sun, extraterrestrial_w_per_m2);
    return {.beam_w_per_m2 = irradiance.dni_w_per_m2 * std::max(0.0, geometry.cos_incidence),
            .sky_w_per_m2 = profiles::perez_sky(irradiance, geometry).total_w_per_m2(),
            .ground_w_per_m2 =
                profiles::ground_reflected_w_per_m2(irradiance.ghi_w_per_m2, plane.albedo_frac, geometry.cos_tilt),
            .incidence_cosine = geometry.cos_incidence};
}

}  // namespace decawatt::tests
