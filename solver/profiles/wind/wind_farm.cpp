#include "profiles/wind/wind_farm.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/index.hpp"
#include "profiles/combined_loss.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kStepMPerS = 0.1;  // of the tables

// The curve with another cut-out: extended with its last output, or truncated.
PowerCurve ended_at(PowerCurve curve, double cut_out) {
    const double own = curve.cut_out_m_per_s();
    if (cut_out == own) return curve;
    const double last = curve.output_frac(std::min(cut_out, own));
    while (!curve.wind_m_per_s.empty() && curve.wind_m_per_s.back() >= std::min(cut_out, own)) {
        curve.wind_m_per_s.pop_back();
        curve.power_frac.pop_back();
    }
    for (const double wind : {std::min(cut_out, own), cut_out})
        if (curve.wind_m_per_s.empty() || wind > curve.wind_m_per_s.back()) {
            curve.wind_m_per_s.push_back(wind);
            curve.power_frac.push_back(last);
        }
    return curve;
}

// Factor of a storm ramp: 1 up to `from`, falling to 0 at `to`.
PowerCurve ramp(double from, double to) {
    return {{-1e3, from, to}, {1.0, 1.0, 0.0}};
}

std::vector<double> thrust_of(const model::WindFarmRules& rules) {
    if (!rules.curve_ct.empty()) return rules.curve_ct;
    std::vector<double> thrust;
    for (const double cp : rules.curve_cp) thrust.push_back(thrust_of_power_coefficient(cp));
    return thrust;
}

// Thrust at the points of the curve with another cut-out: extended with its last value, like the output.
std::vector<double> thrust_on(const PowerCurve& ended, const PowerCurve& own, const model::WindFarmRules& rules) {
    const std::vector<double> stated = thrust_of(rules);
    base::expects(stated.size() == own.wind_m_per_s.size(), "one thrust for each wind of the curve");
    if (ended.wind_m_per_s == own.wind_m_per_s) return stated;
    std::vector<double> thrust;
    for (const double wind : ended.wind_m_per_s)
        thrust.push_back(interpolated(own.wind_m_per_s, stated, std::min(wind, own.cut_out_m_per_s()), 0.0));
    return thrust;
}
}  // namespace

WindFarm::WindFarm(const model::Turbines& turbines, model::TurbineIndex index) {
    const std::size_t i = base::at(index);
    PowerCurve curve{turbines.curve_wind_m_per_s[i], turbines.curve_frac[i]};
    base::expects(curve.wind_m_per_s.size() == curve.power_frac.size() && curve.wind_m_per_s.size() > 1,
                  "a power curve has one power for each wind, and two at least");
    if (!turbines.rules.empty()) rules_ = turbines.rules.at(i);
    hub_height_m_ = turbines.hub_height_m[i];
    resource_factor_ = turbines.resource_factor[i];
    constant_wake_frac_ = turbines.wake_efficiency_frac[i];
    loss_frac_ = 1.0 - turbines.availability_frac[i] * (1.0 - turbines.loss_frac[i]) *
                           (1.0 - combined_loss_frac(rules_.named_loss_frac));
    cut_out_m_per_s_ = rules_.cut_out_m_per_s > 0.0 ? rules_.cut_out_m_per_s : curve.cut_out_m_per_s();
    if (rules_.restart_m_per_s <= 0.0) rules_.restart_m_per_s = cut_out_m_per_s_;
    base::expects(rules_.restart_m_per_s <= cut_out_m_per_s_ && rules_.storm_ramp_m_per_s < cut_out_m_per_s_,
                  "a storm's ramp begins, and a machine restarts, below cut-out");
    const PowerCurve ended = ended_at(curve, cut_out_m_per_s_);
    if (!rules_.east_m.empty())
        layout_.emplace(ParkWakes({rules_.east_m, rules_.north_m, rules_.rotor_diameter_m, rules_.wake_decay}, ended,
                                  thrust_on(ended, curve, rules_)));
    tabulate(ended, turbines.smoothing_sd_m_per_s[i]);
}

void WindFarm::tabulate(const PowerCurve& curve, double smoothing_sd) {
    const auto spread = [&](double wind) { return smoothing_sd + rules_.smoothing_frac_of_wind * wind; };
    const bool ramps = rules_.storm_ramp_m_per_s > 0.0;
    // With a ramp, the ramp ends the output and the curve is extended, so that the cut-out is not applied twice.
    PowerCurve power = curve;
    if (ramps) {
        power.wind_m_per_s.push_back(2.0 * cut_out_m_per_s_ + 1e3);
        power.power_frac.push_back(power.power_frac.back());
    }
    const std::size_t count = static_cast<std::size_t>(std::floor(cut_out_m_per_s_ * kPerStep + 1e-9)) +
                              2;  // one further entry, for a cut-out between two steps
    table_.resize(count);
    if (ramps) storm_table_.resize(count);
    if (!rules_.wake_wind_m_per_s.empty()) wake_table_.resize(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double wind = std::min(static_cast<double>(k) * kStepMPerS, cut_out_m_per_s_);
        table_[k] = smoothed_output_frac(power, wind, spread(wind));
        if (ramps)
            storm_table_[k] =
                smoothed_output_frac(ramp(rules_.storm_ramp_m_per_s, cut_out_m_per_s_), wind, spread(wind));
    }
    for (std::size_t k = 0; k < wake_table_.size(); ++k) {
        const double wind = std::min(static_cast<double>(k) * kStepMPerS, cut_out_m_per_s_);
        const double inside = wind * interpolated(rules_.wake_wind_m_per_s, rules_.wake_wind_frac, wind, 1.0);
        wake_table_[k] = table_[k] > 0.0 ? gross_frac(inside) / table_[k] : 1.0;
    }
}

double WindFarm::varying_wake_frac(double equivalent_wind, const double* direction_deg) const {
    double efficiency = constant_wake_frac_;
    if (!wake_table_.empty()) efficiency *= looked_up(wake_table_, equivalent_wind);
    if (layout_)
        efficiency *= direction_deg ? layout_->efficiency_frac(equivalent_wind, *direction_deg)
                                    : layout_->mean_efficiency_frac(equivalent_wind);
    return efficiency;
}

double WindFarm::output_frac(double hub_wind_m_per_s, double density_kg_per_m3) const {
    if (hub_wind_m_per_s <= 0.0) return 0.0;
    const double wind = equivalent_wind(hub_wind_m_per_s, density_kg_per_m3);
    return gross_frac(wind) * wake_efficiency_frac(wind, nullptr) * storm_factor(hub_wind_m_per_s) * (1.0 - loss_frac_);
}

}  // namespace decawatt::profiles
