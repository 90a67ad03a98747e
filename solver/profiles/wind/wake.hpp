// Wakes: what the machines of a farm take from one another's wind.
#pragma once

#include <cstddef>
#include <vector>

#include "profiles/wind/power_curve.hpp"

namespace decawatt::profiles {

// Thrust coefficient where only the power coefficient is published: max(0, -0.01453989 + 1.473506 cp - 2.330823 cp^2
// + 3.885123 cp^3), NREL SSC (System Advisor Model), lib_windwatts.
double thrust_of_power_coefficient(double cp);

// Area (m2) that two circles share.
double overlap_area_m2(double first_radius_m, double second_radius_m, double distance_m);

// A farm of like machines on flat ground.
struct FarmLayout {
    std::vector<double> east_m, north_m;
    double rotor_diameter_m = 0.0;
    double wake_decay = 0.07;  // k: widening of a wake per metre downwind; 0.07 on land, 0.04-0.05 at sea
};

// Park model. Jensen, "A note on wind generator interaction", Risoe-M-2411, 1983; Katic et al., EWEC 1986. The wake of
// machine j, wind U_j, thrust coefficient Ct(U_j), brings at distance x downwind
//     U_j (1 - (1 - sqrt(1 - Ct)) (R / (R + k x))^2 A_overlap / A);
// a machine has the least wind of all wakes that reach it, as in NREL SSC. No superposition: deep arrays come out a
// little too well. `thrust` belongs to the points of the curve and is held within 0..0.999.
class ParkWakes {
  public:
    ParkWakes(FarmLayout layout, PowerCurve curve, std::vector<double> thrust);

    // Wind at each machine (m/s), in the order of the layout, for a wind from `direction_deg`.
    std::vector<double> winds_m_per_s(double wind_m_per_s, double direction_deg) const;

    // Mean output of the machines over that of one alone; 1 where one alone stands still.
    double efficiency_frac(double wind_m_per_s, double direction_deg) const;

    const PowerCurve& curve() const { return curve_; }

  private:
    friend class WakeTable;
    struct Meeting {  // machine `downwind` stands in the wake of `upwind`; share: (R / (R + k x))^2 A_overlap / A
        std::size_t upwind, downwind;
        double share;
    };
    std::vector<Meeting> meetings(double direction_deg) const;  // sorted by the downwind machine's place in the wind
    void blow(double wind_m_per_s, const std::vector<Meeting>& meetings, std::vector<double>& winds) const;
    double efficiency(double wind_m_per_s, const std::vector<double>& winds) const;

    FarmLayout layout_;
    PowerCurve curve_;
    std::vector<double> slowing_;  // 1 - sqrt(1 - Ct), at the points of the curve
};

// Efficiency of a farm by direction and wind, computed once: every 2 degrees and 0.25 m/s, linear between.
class WakeTable {
  public:
    explicit WakeTable(const ParkWakes& wakes);

    double efficiency_frac(double wind_m_per_s, double direction_deg) const;
    double mean_efficiency_frac(double wind_m_per_s) const;  // over all directions alike

  private:
    std::size_t speeds_;
    std::vector<double> table_;  // direction × wind, the directions closing at 360; then the mean of all directions
};

}  // namespace decawatt::profiles
