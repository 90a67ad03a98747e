// Output of a wind farm with one type of turbine from wind and density.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "model/study.hpp"
#include "profiles/wind/air_density.hpp"
#include "profiles/wind/power_curve.hpp"
#include "profiles/wind/wake.hpp"

namespace decawatt::profiles {

// A farm with one type of turbine, tabulated over wind speed. The turbine's curve is smoothed with a Gaussian of the
// spread of wind over the farms of a region (Staffell and Pfenninger, Energy 114, 2016, sec. 2.3.2), every 0.1 m/s.
// Above cut-out the output is zero, whatever the spread.
class WindFarm {
  public:
    // Throws LogicError if the columns of the turbine are inconsistent.
    WindFarm(const model::Turbines& turbines, model::TurbineIndex index);

    // Output of a running farm, 0..1, averaged over wind directions, without limits by temperature or icing.
    double output_frac(double hub_wind_m_per_s, double density_kg_per_m3) const;

    double hub_height_m() const { return hub_height_m_; }
    double resource_factor() const { return resource_factor_; }
    double cut_out_m_per_s() const { return cut_out_m_per_s_; }
    double loss_frac() const { return loss_frac_; }  // of power: availability, loss_frac and the named losses
    const model::WindFarmRules& rules() const { return rules_; }

    // Factors of the output. Wind in m/s: free wind at the hub, or equivalent wind at standard density.
    double equivalent_wind(double hub_wind, double density) const {
        return fast_equivalent_wind_m_per_s(hub_wind, density, rules_.curve_density);
    }
    double gross_frac(double equivalent_wind) const { return looked_up(table_, equivalent_wind); }
    double wake_efficiency_frac(double equivalent_wind, const double* direction_deg) const {
        return wake_table_.empty() && !layout_ ? constant_wake_frac_
                                               : varying_wake_frac(equivalent_wind, direction_deg);
    }
    double storm_factor(double hub_wind) const {  // 1 below the ramp, 0 above cut-out
        if (!(hub_wind <= cut_out_m_per_s_)) return 0.0;
        return storm_table_.empty() ? 1.0 : looked_up(storm_table_, hub_wind);
    }
    double temperature_cap_frac(double hub_temperature_deg_c) const {
        if (rules_.cap_temperature_deg_c.empty()) return 1.0;
        return interpolated(rules_.cap_temperature_deg_c, rules_.cap_frac, hub_temperature_deg_c, 0.0);
    }

  private:
    static constexpr double kPerStep = 10.0;  // entries of a table per m/s

    double looked_up(const std::vector<double>& table, double wind) const {
        const double position = std::clamp(wind, 0.0, cut_out_m_per_s_) * kPerStep;
        const auto below = std::min(static_cast<std::size_t>(position), table.size() - 2);
        const double share = position - static_cast<double>(below);
        return table[below] + share * (table[below + 1] - table[below]);
    }
    double varying_wake_frac(double equivalent_wind, const double* direction_deg) const;
    void tabulate(const PowerCurve& curve, double smoothing_sd);

    model::WindFarmRules rules_;
    double hub_height_m_, resource_factor_, cut_out_m_per_s_, loss_frac_;
    double constant_wake_frac_;
    std::vector<double> table_;        // output every 0.1 m/s of equivalent wind, from 0 to cut-out
    std::vector<double> storm_table_;  // factor of the storm ramp, every 0.1 m/s of wind; empty: no ramp
    std::vector<double> wake_table_;   // efficiency of the wake curve, every 0.1 m/s; empty: none
    std::optional<WakeTable> layout_;
};

}  // namespace decawatt::profiles
