#include "profiles/photovoltaics/incidence_modifier.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::profiles {

namespace {
constexpr double kGlass = 1.526, kCoating = 1.29, kAir = 1.0;
constexpr double kOpticalDepth = 4.0 * 0.002;  // extinction 4 per m × 2 mm

double refracted_cosine(double cosine, double index_ratio) {
    return std::sqrt(1.0 - (1.0 - cosine * cosine) / (index_ratio * index_ratio));
}

// Fresnel reflection of both polarisations at an interface, in a form with cosines that has no 0/0 at normal incidence.
struct Reflection {
    double across, along;
};
Reflection reflection(double from, double cos_from, double to, double cos_to) {
    const double across = (from * cos_from - to * cos_to) / (from * cos_from + to * cos_to);
    const double along = (from * cos_to - to * cos_from) / (from * cos_to + to * cos_from);
    return {across * across, along * along};
}

double absorbed_rest(double cos_in_glass) {
    return std::exp(-kOpticalDepth / cos_in_glass);
}

double bare_transmission(double cosine) {
    const double in_glass = refracted_cosine(cosine, kGlass);
    const Reflection face = reflection(kAir, cosine, kGlass, in_glass);
    return absorbed_rest(in_glass) * (1.0 - 0.5 * (face.across + face.along));
}

// Both faces of the coating, with multiple reflections between them: (1 - a)(1 - b) / (1 - a b).
double coated_transmission(double cosine) {
    const double in_coating = refracted_cosine(cosine, kCoating), in_glass = refracted_cosine(cosine, kGlass);
    const Reflection outer = reflection(kAir, cosine, kCoating, in_coating),
                     inner = reflection(kCoating, in_coating, kGlass, in_glass);
    const auto through = [](double a, double b) { return (1.0 - a) * (1.0 - b) / (1.0 - a * b); };
    return absorbed_rest(in_glass) * 0.5 * (through(outer.across, inner.across) + through(outer.along, inner.along));
}
}  // namespace

double physical_incidence_modifier(double incidence_cosine) {
    static const double normal = bare_transmission(1.0);
    return incidence_cosine <= 0.0 ? 0.0 : bare_transmission(std::min(1.0, incidence_cosine)) / normal;
}

double antireflective_incidence_modifier(double incidence_cosine) {
    static const double normal = coated_transmission(1.0);
    return incidence_cosine <= 0.0 ? 0.0 : coated_transmission(std::min(1.0, incidence_cosine)) / normal;
}

double ashrae_incidence_modifier(double incidence_cosine) {
    constexpr double kSlope = 0.05;
    return incidence_cosine <= 0.0 ? 0.0 : std::max(0.0, 1.0 - kSlope * (1.0 / std::min(1.0, incidence_cosine) - 1.0));
}

double incidence_modifier(model::IncidenceModifier modifier, double incidence_cosine) {
    switch (modifier) {
        case model::IncidenceModifier::physical:
            return physical_incidence_modifier(incidence_cosine);
        case model::IncidenceModifier::antireflective:
            return antireflective_incidence_modifier(incidence_cosine);
        case model::IncidenceModifier::ashrae:
            return ashrae_incidence_modifier(incidence_cosine);
        case model::IncidenceModifier::none:
            break;
    }
    return incidence_cosine > 0.0 ? 1.0 : 0.0;
}

}  // namespace decawatt::profiles
