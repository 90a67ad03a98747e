// Output of photovoltaic systems from the weather, after PVWatts version 5.
//
// Capacity is the AC rating of the inverters, in MW: a plant of 1 MW has `dc_ac_ratio` MW of panels (at 1,000 W/m2 and
// 25 degrees) and at most 1 MW of output. For capacities stated as DC rating, set dc_ac_ratio to 1. Method: Dobos,
// "PVWatts Version 5 Manual", NREL/TP-6A20-62641, 2014, with the options of model::PvDetail. Its parts: tracking.hpp,
// incidence_modifier.hpp, cell_temperature.hpp, fuentes_temperature.hpp, snow_cover.hpp, panels_and_inverter.hpp;
// irradiance: profiles/sun.
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
    Plane plane;  // of trackers: at zero rotation
    double dc_ac_ratio, inverter_efficiency_frac, loss_frac;
    double temperature_coefficient_per_deg_c, noct_deg_c;
    model::PvDetail detail = {};
};
PvSystem pv_system(const model::PvSystems& systems, model::PvSystemIndex index);

// Height of the wind for the temperature models, which are defined for wind measured at weather stations.
inline constexpr double kPvWindHeightM = 10.0;

// Weather of a system in one interval.
struct PvWeather {
    Irradiance irradiance;           // zero if the sun is down
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
    double beam_w_per_m2, sky_w_per_m2, ground_w_per_m2;  // on the plane; beam after row shading
    double plane_w_per_m2;                                // their sum, with the bifacial gain
    double incidence_modifier_frac;                       // of the beam
    double soiling_loss_frac, snow_cover_frac, snow_loss_frac;
    double cell_w_per_m2, cell_deg_c;
    double dc_mw, ac_mw, clipped_mw;  // alternating current after clipping and availability
};

// A system through time, with the state of cell temperature and snow. Must be called for intervals in order.
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

// The weather of one site for a system. Must be called for intervals in order.
//
// Irradiance components are those of the weather; if it has only global irradiance, that is decomposed by the system's
// method, from its mean over the sun-up part of the interval. Albedo is that of the weather if known, otherwise that of
// the system. Wind is that of the height nearest to 10 m, converted to 10 m with kOpenWindExponent. Months are those of
// the site's mean solar time.
class PvForcing {
  public:
    PvForcing(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites, const PvSystem& system);
    PvWeather at(std::size_t time, const SunInterval& sun);

  private:
    Irradiance irradiance(std::size_t time, const SunInterval& sun) const;
    Irradiance split(double ghi_w_per_m2, std::size_t time, const SunInterval& sun) const;

    const WeatherYear& weather_;
    const WindLevel& wind_;
    double wind_factor_;  // factor from the height of the weather's wind to 10 m
    std::size_t site_;
    bool split_known_;
    double albedo_frac_, pressure_pa_;
    model::Decomposition decomposition_;
    int solar_offset_s_;
    base::UtcSeconds day_ = base::kAlways;
    std::size_t month_ = 0;
};

// The course of the sun at site `site` of the weather, for all its systems.
SunCourse sun_course(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites);

// Output of a new system of 1 MW AC at site `site` of the weather: one value per interval, 0..1. The sun position is
// that at the middle of the sun-up part of each interval. Months are those of the site's mean solar time. Time:
// benchmarks/profile_series.
std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system, const SunCourse& course);
std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system);

}  // namespace decawatt::profiles
