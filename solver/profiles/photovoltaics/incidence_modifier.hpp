// Incidence angle modifiers: transmission of a module's glass at an angle over that at normal incidence, 0..1.
#pragma once

#include "model/pv_systems.hpp"

namespace decawatt::profiles {

// Glass with refraction index 1.526, extinction 4 per m, 2 mm thick. De Soto, Klein and Beckman, "Improvement and
// validation of a model for photovoltaic array performance", Solar Energy 80(1), 2006.
double physical_incidence_modifier(double incidence_cosine);

// The same glass with a coating of index 1.29 (porous silica), including internal reflections.
double antireflective_incidence_modifier(double incidence_cosine);

// 1 - 0.05 (1 / cos - 1). Souka and Safwat, Solar Energy 10(4), 1966; ASHRAE standard 93.
double ashrae_incidence_modifier(double incidence_cosine);

double incidence_modifier(model::IncidenceModifier modifier, double incidence_cosine);

}  // namespace decawatt::profiles
