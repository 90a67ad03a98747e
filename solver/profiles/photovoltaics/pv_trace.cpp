#include "profiles/photovoltaics/pv_trace.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

namespace decawatt::profiles {

namespace {
constexpr double kDegrees = 180.0 / std::numbers::pi;
constexpr double kLevelSine = 1e-9;  // of a tilt without a meaningful azimuth

using Member = std::vector<double> PvTrace::*;
constexpr auto kColumns = std::to_array<std::pair<const char*, Member>>({
    {"sun_zenith_deg", &PvTrace::sun_zenith_deg},
    {"sun_azimuth_deg", &PvTrace::sun_azimuth_deg},
    {"sun_up_frac", &PvTrace::sun_up_frac},
    {"extraterrestrial_w_per_m2", &PvTrace::extraterrestrial_w_per_m2},
    {"ghi_w_per_m2", &PvTrace::ghi_w_per_m2},
    {"dni_w_per_m2", &PvTrace::dni_w_per_m2},
    {"dhi_w_per_m2", &PvTrace::dhi_w_per_m2},
    {"air_deg_c", &PvTrace::air_deg_c},
    {"wind_m_per_s", &PvTrace::wind_m_per_s},
    {"albedo_frac", &PvTrace::albedo_frac},
    {"tracker_rotation_deg", &PvTrace::tracker_rotation_deg},
    {"surface_tilt_deg", &PvTrace::surface_tilt_deg},
    {"surface_azimuth_deg", &PvTrace::surface_azimuth_deg},
    {"incidence_deg", &PvTrace::incidence_deg},
    {"beam_w_per_m2", &PvTrace::beam_w_per_m2},
    {"sky_w_per_m2", &PvTrace::sky_w_per_m2},
    {"ground_w_per_m2", &PvTrace::ground_w_per_m2},
    {"plane_w_per_m2", &PvTrace::plane_w_per_m2},
    {"incidence_modifier_frac", &PvTrace::incidence_modifier_frac},
    {"soiling_loss_frac", &PvTrace::soiling_loss_frac},
    {"snow_cover_frac", &PvTrace::snow_cover_frac},
    {"snow_loss_frac", &PvTrace::snow_loss_frac},
    {"cell_w_per_m2", &PvTrace::cell_w_per_m2},
    {"cell_deg_c", &PvTrace::cell_deg_c},
    {"dc_frac", &PvTrace::dc_frac},
    {"ac_frac", &PvTrace::ac_frac},
    {"clipped_frac", &PvTrace::clipped_frac},
});

void add_light(PvTrace& trace, const SunInterval& sun, const PvWeather& weather) {
    trace.sun_zenith_deg.push_back(sun.position.zenith_deg);
    trace.sun_azimuth_deg.push_back(sun.position.azimuth_deg);
    trace.sun_up_frac.push_back(sun.up_frac);
    trace.extraterrestrial_w_per_m2.push_back(sun.extraterrestrial_w_per_m2);
    trace.ghi_w_per_m2.push_back(weather.irradiance.ghi_w_per_m2);
    trace.dni_w_per_m2.push_back(weather.irradiance.dni_w_per_m2);
    trace.dhi_w_per_m2.push_back(weather.irradiance.dhi_w_per_m2);
    trace.air_deg_c.push_back(weather.air_deg_c);
    trace.wind_m_per_s.push_back(weather.wind_m_per_s);
    trace.albedo_frac.push_back(weather.albedo_frac);
}

void add_plane(PvTrace& trace, const PvHour& hour, double level_azimuth_deg) {
    const bool level = hour.surface.sin_tilt < kLevelSine;
    const SunPosition facing = position_of(hour.surface.normal);
    trace.tracker_rotation_deg.push_back(hour.rotation_deg);
    trace.surface_tilt_deg.push_back(level ? 0.0 : facing.zenith_deg);
    trace.surface_azimuth_deg.push_back(level ? level_azimuth_deg : facing.azimuth_deg);
    trace.incidence_deg.push_back(std::acos(hour.incidence_cosine) * kDegrees);
    trace.beam_w_per_m2.push_back(hour.beam_w_per_m2);
    trace.sky_w_per_m2.push_back(hour.sky_w_per_m2);
    trace.ground_w_per_m2.push_back(hour.ground_w_per_m2);
    trace.plane_w_per_m2.push_back(hour.plane_w_per_m2);
}

void add_power(PvTrace& trace, const PvHour& hour) {
    trace.incidence_modifier_frac.push_back(hour.incidence_modifier_frac);
    trace.soiling_loss_frac.push_back(hour.soiling_loss_frac);
    trace.snow_cover_frac.push_back(hour.snow_cover_frac);
    trace.snow_loss_frac.push_back(hour.snow_loss_frac);
    trace.cell_w_per_m2.push_back(hour.cell_w_per_m2);
    trace.cell_deg_c.push_back(hour.cell_deg_c);
    trace.dc_frac.push_back(hour.dc_mw);
    trace.ac_frac.push_back(hour.ac_mw);
    trace.clipped_frac.push_back(hour.clipped_mw);
}
}  // namespace

std::vector<TraceColumn> PvTrace::columns() const {
    std::vector<TraceColumn> all;
    for (const auto& [name, member] : kColumns) all.push_back({name, this->*member});
    return all;
}

PvTrace pv_trace(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites, const PvSystem& system) {
    const SunCourse course = sun_course(weather, site, sites);
    PvTrace trace;
    for (const auto& column : kColumns) (trace.*column.second).reserve(course.size());
    PvForcing forcing(weather, site, sites, system);
    PvArray array(system);
    for (std::size_t t = 0; t < course.size(); ++t) {
        const PvWeather now = forcing.at(t, course[t]);
        const PvHour hour = array.step(course[t], now);
        add_light(trace, course[t], now);
        add_plane(trace, hour, system.plane.azimuth_deg);
        add_power(trace, hour);
    }
    return trace;
}

double snow_energy_loss_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                             const PvSystem& system) {
    PvSystem bare = system;
    bare.detail.snow_strings = 0;
    bare.detail.snow_loss_frac = {};
    const auto energy = [&](const PvSystem& of) {
        const PvTrace trace = pv_trace(weather, site, sites, of);
        return std::accumulate(trace.ac_frac.begin(), trace.ac_frac.end(), 0.0);
    };
    const double without = energy(bare);
    return without > 0.0 ? 1.0 - energy(system) / without : 0.0;
}

}  // namespace decawatt::profiles
