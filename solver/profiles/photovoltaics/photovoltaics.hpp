// Photovoltaic systems: from weather to output at the grid, after PVWatts version 5.
//
// Capacity is the AC rating of the inverters, in MW: a plant of 1 MW has `dc_ac_ratio` MW of panels behind it (at 1,000
// W/m2 and 25 degrees) and never gives more than 1 MW. A study that counts panels instead sets dc_ac_ratio to 1.
// Method: Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641, 2014, with the choices of model::PvDetail. Its parts:
// tracking.hpp, incidence_modifier.hpp, cell_temperature.hpp, fuentes_temperature.hpp, snow_cover.hpp,
// panels_and_inverter.hpp; the light: profiles/sun.
#pragma once

#include <optional>
#include <vector>

#include "model/study.hpp"
#include "profiles/photovoltaics/cell_temperature.hpp"
#include "profiles/photovoltaics/fuentes_temperature.hpp"
#include "profiles/photovoltaics/incidence_modifier.hpp"
#include "profiles/photovoltaics/panels_and_inverter.hpp"
#include "profiles/photovoltaics/snow_cover.hpp"
#include "profiles/photovoltaics/tracking.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/sun/sun_course.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct PvSystem {
    Plane plane;  // of trackers: at rest
    double dc_ac_ratio, inverter_efficiency_frac, loss_frac;
    double temperature_coefficient_per_deg_c, noct_deg_c;
    model::PvDetail detail = {};
};
PvSystem pv_system(const model::PvSystems& systems, model::PvSystemIndex index);

// Height of the wind that the temperature models are stated for: all of them take wind measured as weather stations do.
inline constexpr double kPvWindHeightM = 10.0;

// What a system meets in one interval.
struct PvWeather {
    Irradiance irradiance;           // zero where the sun is down
    double air_deg_c, wind_m_per_s;  // wind at kPvWindHeightM
    double albedo_frac;
    std::optional<double> snow_depth_m;
    std::size_t month;  // 0 is January
    double step_h;
};

struct PvHour {  // one interval of a system of 1 MW AC
    double rotation_deg;
    Surface surface;
    double incidence_cosine;
    double beam_w_per_m2, sky_w_per_m2, ground_w_per_m2;  // on the plane; the beam without what rows shade
    double plane_w_per_m2;                                // their sum, with the bifacial gain
    double incidence_modifier_frac;                       // of the beam
    double soiling_loss_frac, snow_cover_frac, snow_loss_frac;
    double cell_w_per_m2, cell_deg_c;
    double dc_mw, ac_mw, clipped_mw;  // alternating current after clipping and availability
};

// A system through time: keeps the cell temperature and the snow. Call in order.
class PvArray {
  public:
    explicit PvArray(const PvSystem& system);
    PvHour step(const SunInterval& sun, const PvWeather& weather);

  private:
    void light(const SunInterval& sun, const PvWeather& weather, PvHour& hour) const;
    double cell_deg_c(const PvWeather& weather, double plane_w_per_m2);
    void snow(const PvWeather& weather, PvHour& hour);
    void power(PvHour& hour) const;

    PvSystem system_;
    Tracker tracker_;
    TrackerPose rest_;
    FuentesTemperature fuentes_;
    SnowCover snow_;
    std::optional<double> depth_m_;  // of the last interval
};

// The weather of one site as a system meets it. Ask for the intervals in order.
//
// The components of the light are those of the weather; where it has global irradiance alone, that is split as the
// system says, from the mean over the sun-up part of the interval. Albedo is the weather's where it knows it, else the
// system's. Wind is that of the height nearest to 10 m, brought there with kOpenWindExponent. Months are those of the
// site's mean solar time.
class PvForcing {
  public:
    PvForcing(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites, const PvSystem& system);
    PvWeather at(std::size_t time, const SunInterval& sun);

  private:
    Irradiance irradiance(std::size_t time, const SunInterval& sun) const;
    Irradiance split(double ghi_w_per_m2, std::size_t time, const SunInterval& sun) const;

    const WeatherYear& weather_;
    const WindLevel& wind_;
    double wind_factor_;  // to 10 m; 1 there
    std::size_t site_;
    bool split_known_;
    double albedo_frac_, pressure_pa_;
    model::Decomposition decomposition_;
    int solar_offset_s_;
    base::UtcSeconds day_ = base::kAlways;
    std::size_t month_ = 0;
};

// The sun over site `site` of the weather, for all its systems.
SunCourse sun_course(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites);

// Output of a new system of 1 MW AC at site `site` of the weather: one value per interval, 0..1. The sun stands at the
// middle of the sun-up part of each interval. Months are those of the site's mean solar time. Time:
// benchmarks/profile_series.
std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system, const SunCourse& course);
std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system);

}  // namespace decawatt::profiles
