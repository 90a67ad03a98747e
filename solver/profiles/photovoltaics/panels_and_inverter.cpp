#include "profiles/photovoltaics/panels_and_inverter.hpp"

#include <algorithm>

namespace decawatt::profiles {

namespace {
constexpr double kReferenceCellDegC = 25.0, kReferenceWPerM2 = 1000.0;
}

double pvwatts_dc_frac(double cell_w_per_m2, double cell_deg_c, double temperature_coefficient_per_deg_c) {
    return cell_w_per_m2 / kReferenceWPerM2 *
           std::max(0.0, 1.0 + temperature_coefficient_per_deg_c * (cell_deg_c - kReferenceCellDegC));
}

double low_light_loss_frac(double cell_w_per_m2, double at_200_frac, bool capped) {
    constexpr double kLowWPerM2 = 200.0;
    if (cell_w_per_m2 <= kLowWPerM2) {
        const double square = (1.0 - cell_w_per_m2 / kLowWPerM2) * (1.0 - cell_w_per_m2 / kLowWPerM2);
        return at_200_frac * (1.0 - square * square);
    }
    const double loss = at_200_frac * (kReferenceWPerM2 - cell_w_per_m2) / (kReferenceWPerM2 - kLowWPerM2);
    return capped ? std::max(0.0, loss) : loss;
}

double inverter_unclipped_frac(double dc_frac, double nominal_efficiency_frac) {
    constexpr double kReferenceEfficiency = 0.9637;
    if (dc_frac <= 0.0) return 0.0;
    const double efficiency =
        nominal_efficiency_frac / kReferenceEfficiency * (-0.0162 * dc_frac - 0.0059 / dc_frac + 0.9858);
    return std::max(0.0, efficiency * dc_frac / nominal_efficiency_frac);
}

}  // namespace decawatt::profiles
