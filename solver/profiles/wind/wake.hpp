// Wake losses within a wind farm.
#pragma once

#include <cstddef>
#include <vector>

#include "profiles/wind/power_curve.hpp"

namespace decawatt::profiles {

// Thrust coefficient from the power coefficient, if only that is published: max(0, -0.01453989 + 1.473506 cp - 2.330823
// cp^2
// + 3.885123 cp^3), NREL SSC (System Advisor Model), lib_windwatts.
double thrust_of_power_coefficient(double cp);

// Area (m2) of the overlap of two circles.
double overlap_area_m2(double first_radius_m, double second_radius_m, double distance_m);

// A farm of equal machines on flat ground.
struct FarmLayout {
    std::vector<double> east_m, north_m;
    double rotor_diameter_m = 0.0;
    double wake_decay = 0.07;  // k: widening of a wake per metre downwind; 0.07 on land, 0.04-0.05 at sea
};

// Park model. Jensen, "A note on wind generator interaction", Risoe-M-2411, 1983; Katic et al., EWEC 1986. In the wake
// of machine j with wind U_j and thrust coefficient Ct(U_j), the wind at distance x downwind is
//     U_j (1 - (1 - sqrt(1 - Ct)) (R / (R + k x))^2 A_overlap / A);
// a machine has the lowest wind of all wakes that reach it, as in NREL SSC. Without superposition of wakes, losses in
// large arrays are slightly underestimated. `thrust` is given at the points of the curve and clipped to 0..0.999.
class ParkWakes {
  public:
    ParkWakes(FarmLayout layout, PowerCurve curve, std::vector<double> thrust);

    // Wind at each machine (m/s), in the order of the layout, for wind from `direction_deg`.
    std::vector<double> winds_m_per_s(double wind_m_per_s, double direction_deg) const;

    // Mean output of the machines over that of a single machine; 1 if that is zero.
    double efficiency_frac(double wind_m_per_s, double direction_deg) const;

    const PowerCurve& curve() const { return curve_; }

  private:
    friend class WakeTable;
    struct Meeting {  // machine `downwind` is in the wake of `upwind`; share: (R / (R + k x))^2 A_overlap / A
        std::size_t upwind, downwind;
        double share;
    };
    std::vector<Meeting> meetings(
        double direction_deg) const;  // sorted by the position of the downwind machine along the wind
    void blow(double wind_m_per_s, const std::vector<Meeting>& meetings, std::vector<double>& winds) const;
    double efficiency(double wind_m_per_s, const std::vector<double>& winds) const;

    FarmLayout layout_;
    PowerCurve curve_;
    std::vector<double> slowing_;  // 1 - sqrt(1 - Ct), at the points of the curve
};

// Efficiency of a farm by direction and wind, tabulated every 2 degrees and 0.25 m/s, with linear interpolation.
class WakeTable {
  public:
    explicit WakeTable(const ParkWakes& wakes);

    double efficiency_frac(double wind_m_per_s, double direction_deg) const;
    double mean_efficiency_frac(double wind_m_per_s) const;  // mean over all directions

  private:
    std::size_t speeds_;
    std::vector<double> table_;  // direction × wind, 0 to 360 degrees; then the mean of all directions
};

}  // namespace decawatt::profiles
