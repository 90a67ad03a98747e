// Temperature of cells in a conditioned container whose air is held near a set point, with self-heating.
#pragma once

#include <algorithm>
#include <cmath>

#include "ageing/chemistry.hpp"

namespace decawatt::ageing {

// Air temperature equals the outdoor temperature clipped to set point ± band. Cells approach the air temperature plus a
// self-heating that is proportional to the square of the current (Joule heat of a constant resistance), with one time
// constant. This is SSC's lumped model, dT/dt = (hA (T_room - T) + I²R)/(m c), in two parameters.
struct Enclosure {
    double set_point_deg_c = 25.0, band_k = 0.0;
    double warming_k = 8.0;        // steady-state rise of cells above the air at 1 C (assumption)
    double time_constant_h = 4.0;  // m c / (hA) (assumption: liquid-cooled racks are faster, bare ones slower)
};

class CellTemperature {
  public:
    explicit CellTemperature(const Enclosure& enclosure)
        : enclosure_(enclosure), temperature_deg_c_(enclosure.set_point_deg_c) {}

    // Mean temperature of the cells, K, over a step of width_h at a constant rate; outdoor NaN: the set point.
    double step_k(double outdoor_deg_c, double c_rate_per_h, double width_h) {
        const double low = enclosure_.set_point_deg_c - enclosure_.band_k,
                     high = enclosure_.set_point_deg_c + enclosure_.band_k;
        const double air =
            std::isnan(outdoor_deg_c) ? enclosure_.set_point_deg_c : std::clamp(outdoor_deg_c, low, high);
        const double goal = air + enclosure_.warming_k * c_rate_per_h * c_rate_per_h;
        const double steps = width_h / enclosure_.time_constant_h, left = std::exp(-steps);
        const double before = temperature_deg_c_;
        temperature_deg_c_ = goal + (before - goal) * left;
        return goal + (before - goal) * (1.0 - left) / steps + kZeroCelsiusK;
    }

  private:
    Enclosure enclosure_;
    double temperature_deg_c_;
};

}  // namespace decawatt::ageing
