// Wind farms: from wind at two heights, temperature and pressure to output at the grid.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Density of dry air at hub height (kg/m3), from temperature (2 m above ground) and pressure at the ground: 6.5 K/km
// lapse, 1 hPa per 8 m, ideal gas with 287.058 J/(kg K).
double air_density_at_hub(double temperature_deg_c, double pressure_pa, double hub_height_m);
double air_density(double pressure_pa, double temperature_k);

// Exponent alpha of v ~ height^alpha that fits the winds at 10 m and 100 m, held within 0..0.6 (assumed: outside it, an
// hour's two means do not describe one profile). Calm at 10 m below wind at 100 m gives the upper end.
double shear_exponent(double wind_10m_m_per_s, double wind_100m_m_per_s);

// A turbine's curve at standard density, 1.225 kg/m3: linear between points, zero below the first and above the last
// (cut-out).
struct PowerCurve {
    std::vector<double> wind_m_per_s, power_frac;  // increasing wind
    double output_frac(double wind) const;
    double cut_out_m_per_s() const;  // the highest wind with output
};

// Wind that gives the same output at standard density: v (rho / 1.225)^p, p = 1/3 below 7.5 m/s rising to 2/3 at 12.5
// m/s and above. Svenningsen, "Proposal of an improved power curve correction", EWEC 2010 (the table of IEC 61400-12-1,
// wind-dependent).
double equivalent_wind_m_per_s(double wind_m_per_s, double density_kg_per_m3);

// Output of a farm against the wind at its hub: the turbine's curve smoothed with a Gaussian of the wind's spread over
// the farms of a region (Staffell and Pfenninger, Energy 114, 2016, sec. 2.3.2), times wake efficiency, availability
// and (1 - losses). Tabulated once, every 0.1 m/s. No energy is added above cut-out: there the farm stands still,
// however wide the spread.
class WindFarm {
  public:
    WindFarm(const model::Turbines& turbines, model::TurbineIndex index);

    double output_frac(double hub_wind_m_per_s, double density_kg_per_m3) const;
    double hub_height_m() const { return hub_height_m_; }
    double resource_factor() const { return resource_factor_; }

  private:
    double hub_height_m_, resource_factor_, cut_out_m_per_s_;
    std::vector<double> table_;  // output every 0.1 m/s, from 0 to cut-out
};

// Output of a farm of 1 MW at site `site` of the weather, one value per interval, 0..1.
std::vector<double> wind_output_frac(const WeatherYear& weather, model::SiteIndex site, const WindFarm& farm);

}  // namespace decawatt::profiles
