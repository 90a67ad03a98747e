#include "profiles/wind/wind_power.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/index.hpp"
#include "profiles/weather/psychrometrics.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kKelvin = 273.15;

// Results of one interval.
struct WindHour {
    HubWind::Value hub;
    double temperature_deg_c, density, equivalent_wind, gross, wake, cap, storm_factor;
    bool storm, cold, ice;
    double net;
};

// A farm at a site, with its state from one interval to the next.
class FarmRun {
  public:
    FarmRun(const WeatherYear& weather, std::size_t site, const WindFarm& farm)
        : farm_(farm),
          rules_(farm.rules()),
          wind_(weather, site, farm.hub_height_m(), farm.rules()),
          temperature_(weather.temperature_deg_c.of(site)),
          pressure_(weather.pressure_pa.of(site)),
          lapse_k_(-temperature_at_hub_deg_c(0.0, farm.hub_height_m())),
          pressure_drop_pa_(-pressure_at_hub_pa(0.0, farm.hub_height_m())),
          ices_(farm.rules().icing_below_deg_c.has_value()),
          ice_steps_(std::ceil(farm.rules().icing_persistence_h / weather.axis.step_h() - 1e-9)) {
        const bool humid = ices_ || rules_.air == model::HubAir::moist;
        if (humid && weather.relative_humidity_frac.empty())
            throw base::InputError({{.file = "turbines.csv",
                                     .field = ices_ ? "icing_below_deg_c" : "air",
                                     .found = "weather without humidity",
                                     .expected = "weather with humidity, or neither icing nor moist air"}});
        if (humid) humidity_ = weather.relative_humidity_frac.of(site);
    }

    WindHour step(std::size_t t) {
        WindHour h;
        h.hub = wind_.at(t);
        h.hub.speed_m_per_s *= farm_.resource_factor();
        h.temperature_deg_c = temperature_[t] - lapse_k_;
        h.density = density(t, h.temperature_deg_c + kKelvin);
        h.equivalent_wind = farm_.equivalent_wind(h.hub.speed_m_per_s, h.density);
        h.gross = h.hub.speed_m_per_s > 0.0 ? farm_.gross_frac(h.equivalent_wind) : 0.0;
        h.wake =
            farm_.wake_efficiency_frac(h.equivalent_wind, wind_.direction_deg() ? wind_.direction_deg() + t : nullptr);
        h.cap = farm_.temperature_cap_frac(h.temperature_deg_c);
        h.storm_factor = farm_.storm_factor(h.hub.speed_m_per_s);
        h.storm = storm(h.hub.speed_m_per_s);
        h.cold = rules_.stop_below_deg_c && h.temperature_deg_c < *rules_.stop_below_deg_c;
        h.ice = ices_ && ice(t, h.temperature_deg_c);
        const bool stands = h.storm || h.cold || h.ice;
        h.net = stands ? 0.0 : std::min(h.gross * h.wake * h.storm_factor, h.cap) * (1.0 - farm_.loss_frac());
        return h;
    }

  private:
    double density(std::size_t t, double hub_k) const {
        const double hub_pa = pressure_[t] - pressure_drop_pa_;
        if (rules_.air == model::HubAir::dry) return air_density(hub_pa, hub_k);
        if (rules_.air == model::HubAir::barometric)
            return barometric_density(pressure_[t], 0.0, farm_.hub_height_m(), hub_k);
        // The mixing ratio of vapour is constant with height, so its pressure falls in proportion to that of the air.
        const double vapour_pa = humidity_[t] * saturation_pressure_pa(temperature_[t]) * hub_pa / pressure_[t];
        return moist_air_density(hub_pa, hub_k, vapour_pa);
    }

    bool storm(double wind) {
        storm_ = storm_ ? wind > rules_.restart_m_per_s : wind > farm_.cut_out_m_per_s();
        return storm_;
    }

    // Ice forms in cold and humid air, and remains for the stated time afterwards.
    bool ice(std::size_t t, double hub_deg_c) {
        const bool forms = hub_deg_c < *rules_.icing_below_deg_c && humidity_[t] > rules_.icing_humidity_frac;
        const bool lies = forms || ice_left_ > 0.0;
        ice_left_ = forms ? ice_steps_ : ice_left_ - 1.0;
        return lies;
    }

    const WindFarm& farm_;
    const model::WindFarmRules& rules_;
    HubWind wind_;
    std::span<const double> temperature_, pressure_, humidity_;
    double lapse_k_, pressure_drop_pa_;
    bool ices_, storm_ = false;
    double ice_steps_, ice_left_ = 0.0;
};
}  // namespace

WindTrace wind_trace(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm) {
    const auto count = static_cast<std::size_t>(weather.axis.count);
    WindTrace trace;
    const auto row = [&](const WindHour& h) {
        const auto flag = [](bool on) { return on ? 1.0 : 0.0; };
        trace.hub_wind_m_per_s.push_back(h.hub.speed_m_per_s);
        trace.shear_exponent.push_back(h.hub.shear_exponent);
        trace.hub_temperature_deg_c.push_back(h.temperature_deg_c);
        trace.air_density_kg_per_m3.push_back(h.density);
        trace.equivalent_wind_m_per_s.push_back(h.equivalent_wind);
        trace.gross_frac.push_back(h.gross);
        trace.wake_efficiency_frac.push_back(h.wake);
        trace.temperature_cap_frac.push_back(h.cap);
        trace.storm_factor.push_back(h.storm_factor);
        trace.storm_stop.push_back(flag(h.storm));
        trace.cold_stop.push_back(flag(h.cold));
        trace.ice_stop.push_back(flag(h.ice));
        trace.loss_frac.push_back(farm.loss_frac());
        trace.net_frac.push_back(h.net);
    };
    for (auto* column :
         {&trace.hub_wind_m_per_s, &trace.shear_exponent, &trace.hub_temperature_deg_c, &trace.air_density_kg_per_m3,
          &trace.equivalent_wind_m_per_s, &trace.gross_frac, &trace.wake_efficiency_frac, &trace.temperature_cap_frac,
          &trace.storm_factor, &trace.storm_stop, &trace.cold_stop, &trace.ice_stop, &trace.loss_frac, &trace.net_frac})
        column->reserve(count);
    FarmRun run(weather, base::at(site), farm);
    for (std::size_t t = 0; t < count; ++t) row(run.step(t));
    return trace;
}

std::vector<TraceColumn> WindTrace::columns() const {
    return {{"hub_wind_m_per_s", hub_wind_m_per_s},
            {"shear_exponent", shear_exponent},
            {"hub_temperature_deg_c", hub_temperature_deg_c},
            {"air_density_kg_per_m3", air_density_kg_per_m3},
            {"equivalent_wind_m_per_s", equivalent_wind_m_per_s},
            {"gross_frac", gross_frac},
            {"wake_efficiency_frac", wake_efficiency_frac},
            {"temperature_cap_frac", temperature_cap_frac},
            {"storm_factor", storm_factor},
            {"storm_stop", storm_stop},
            {"cold_stop", cold_stop},
            {"ice_stop", ice_stop},
            {"loss_frac", loss_frac},
            {"net_frac", net_frac}};
}

std::vector<double> wind_output_frac(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm) {
    std::vector<double> output_frac(static_cast<std::size_t>(weather.axis.count));
    FarmRun run(weather, base::at(site), farm);
    for (std::size_t t = 0; t < output_frac.size(); ++t) output_frac[t] = run.step(t).net;
    return output_frac;
}

}  // namespace decawatt::profiles
