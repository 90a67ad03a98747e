// Photovoltaic systems: from weather to output at the grid, after PVWatts version 5.
//
// Capacity is the AC rating of the inverters, in MW: a plant of 1 MW has `dc_ac_ratio` MW of panels behind it (at 1,000
// W/m2 and 25 degrees) and never gives more than 1 MW. A study that counts panels instead sets dc_ac_ratio to 1.
// Method: Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641, 2014.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Temperature of the cells of a module with thermal mass. Fuentes, "A simplified thermal model for flat-plate
// photovoltaic arrays", SAND85-0330, 1987: balance of sun, convection (free and forced) and radiation to sky and
// ground, calibrated to the installed nominal operating cell temperature (NOCT). Keeps the state between intervals:
// call once per interval, in order.
class CellTemperature {
  public:
    // `wind_height_m`: where the wind is measured; it is brought to the array's 5 m with the exponent 0.2 of the paper.
    CellTemperature(double noct_deg_c, double wind_height_m);

    // Temperature at the end of the interval in which `plane_w_per_m2` is reached. Starts from the air's temperature.
    double step_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s, double step_h);

  private:
    double convection(double mean_k, double difference_k, double wind_m_per_s, bool may_be_turbulent) const;

    double wind_scale_;              // wind at the array over wind at the measurement
    double ground_ratio_ = 0.0;      // warming of the ground below, of the module's above the air
    double convection_ratio_ = 0.0;  // convection of both faces over that of the front
    double heat_capacity_ = 0.0;     // J/(m2 K)
    double module_k_ = 0.0, absorbed_w_per_m2_ = 0.0;
    bool started_ = false;
};

// Steady temperature of a module without thermal mass. Faiman, "Assessing the outdoor operating temperature of
// photovoltaic modules", Progress in Photovoltaics 16, 2008: 25 W/(m2 K) and 6.84 W s/(m3 K).
double faiman_temperature_deg_c(double plane_w_per_m2, double air_deg_c, double wind_m_per_s);

// Direct-current output over the panels' rating: irradiance on the cells, and a coefficient that is negative for
// silicon.
double pvwatts_dc_frac(double cell_w_per_m2, double cell_deg_c, double temperature_coefficient_per_deg_c);

// Losses in series: 1 - product of (1 - loss).
double combined_loss_frac(std::span<const double> losses_frac);

// Alternating-current output over the inverter's AC rating, of direct current over its DC rating (AC rating / nominal
// efficiency). Part-load efficiency and clipping of the PVWatts reference inverter; never negative (night draw is
// neglected).
double pvwatts_inverter_frac(double dc_frac, double nominal_efficiency_frac);

struct PvSystem {
    Plane plane;
    double dc_ac_ratio, inverter_efficiency_frac, loss_frac;
    double temperature_coefficient_per_deg_c, noct_deg_c;
};
PvSystem pv_system(const model::PvSystems& systems, model::PvSystemIndex index);

struct PvHour {  // one interval of a system of 1 MW AC
    double plane_w_per_m2, cell_deg_c, dc_mw, ac_mw;
};

// A system through time: keeps the cell temperature. Call in order.
class PvArray {
  public:
    PvArray(const PvSystem& system, double wind_height_m);
    PvHour step(const Irradiance& irradiance, const SunPosition& sun, double extraterrestrial_w_per_m2,
                double air_deg_c, double wind_m_per_s, double step_h);

  private:
    PvSystem system_;
    CellTemperature cell_;
};

// Output of a new system of 1 MW AC at site `site` of the weather: one value per interval, 0..1. The sun stands at the
// middle of the sun-up part of each interval. Cost: about 1.5 microseconds an interval in daylight.
std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system);

}  // namespace decawatt::profiles
