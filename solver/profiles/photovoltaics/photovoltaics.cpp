#include "profiles/photovoltaics/photovoltaics.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/index.hpp"

namespace decawatt::profiles {

namespace {
TrackerDesign tracker_design(const PvSystem& system) {
    const model::PvDetail& detail = system.detail;
    return {.tilt_deg = system.plane.tilt_deg,
            .azimuth_deg = system.plane.azimuth_deg,
            .max_rotation_deg = detail.max_rotation_deg,
            .ground_coverage_ratio = detail.ground_coverage_ratio,
            .cross_axis_tilt_deg = detail.cross_axis_tilt_deg,
            .backtrack = detail.backtrack};
}

SkyOnPlane sky_on_plane(model::Transposition transposition, const Irradiance& irradiance, const SkyGeometry& geometry) {
    switch (transposition) {
        case model::Transposition::perez:
            break;
        case model::Transposition::isotropic:
            return isotropic_sky(irradiance, geometry);
        case model::Transposition::klucher:
            return klucher_sky(irradiance, geometry);
        case model::Transposition::hay_davies:
            return hay_davies_sky(irradiance, geometry);
        case model::Transposition::reindl:
            return reindl_sky(irradiance, geometry);
    }
    return perez_sky(irradiance, geometry);
}
}  // namespace

PvSystem pv_system(const model::PvSystems& systems, model::PvSystemIndex index) {
    const std::size_t i = base::at(index);
    return {.plane = {systems.tilt_deg[i], systems.azimuth_deg[i], systems.albedo_frac[i]},
            .dc_ac_ratio = systems.dc_ac_ratio[i],
            .inverter_efficiency_frac = systems.inverter_efficiency_frac[i],
            .loss_frac = systems.loss_frac[i],
            .temperature_coefficient_per_deg_c = systems.temperature_coefficient_per_deg_c[i],
            .noct_deg_c = systems.noct_deg_c[i],
            .detail = systems.detail[i]};
}

PvArray::PvArray(const PvSystem& system)
    : system_(system),
      tracker_(tracker_design(system)),
      rest_(tracker_.at_rest()),
      fuentes_(system.noct_deg_c, kPvWindHeightM) {}

PvHour PvArray::step(const SunInterval& sun, const PvWeather& weather) {
    PvHour hour{};
    light(sun, weather, hour);
    hour.cell_deg_c = cell_deg_c(weather, hour.plane_w_per_m2);
    hour.soiling_loss_frac = system_.detail.soiling_loss_frac[weather.month];
    snow(weather, hour);
    power(hour);
    return hour;
}

// Computes irradiance on the plane, and the incidence angle modifier.
void PvArray::light(const SunInterval& sun, const PvWeather& weather, PvHour& hour) const {
    const bool turns = system_.detail.mount == model::PvMount::single_axis && sun.up_frac > 0.0;
    const TrackerPose pose = turns ? tracker_.at(sun.direction) : rest_;
    hour.rotation_deg = pose.rotation_deg;
    hour.surface = pose.surface;
    hour.incidence_cosine = incidence_cosine(pose.surface, sun.direction);
    if (sun.up_frac == 0.0) return;
    const SkyGeometry geometry{.cos_incidence = hour.incidence_cosine,
                               .cos_tilt = pose.surface.cos_tilt,
                               .sin_tilt = pose.surface.sin_tilt,
                               .zenith_deg = std::min(90.0, sun.position.zenith_deg),
                               .cos_zenith = std::max(0.0, sun.direction.up),
                               .air_mass = sun.air_mass,
                               .extraterrestrial_w_per_m2 = sun.extraterrestrial_w_per_m2};
    const Irradiance& given = weather.irradiance;
    hour.beam_w_per_m2 = given.dni_w_per_m2 * std::max(0.0, hour.incidence_cosine) * (1.0 - pose.shaded_frac);
    hour.sky_w_per_m2 = sky_on_plane(system_.detail.transposition, given, geometry).total_w_per_m2();
    hour.ground_w_per_m2 = ground_reflected_w_per_m2(given.ghi_w_per_m2, weather.albedo_frac, pose.surface.cos_tilt);
    hour.plane_w_per_m2 =
        (hour.beam_w_per_m2 + hour.sky_w_per_m2 + hour.ground_w_per_m2) * (1.0 + system_.detail.bifacial_gain_frac);
    hour.incidence_modifier_frac = incidence_modifier(system_.detail.incidence_modifier, hour.incidence_cosine);
}

double PvArray::cell_deg_c(const PvWeather& weather, double plane_w_per_m2) {
    const model::PvDetail& detail = system_.detail;
    const ModuleAir air{plane_w_per_m2, weather.air_deg_c, weather.wind_m_per_s};
    const HeatLoss loss{detail.heat_loss_w_per_m2_k, detail.wind_heat_loss_w_s_per_m3_k};
    switch (detail.temperature_model) {
        case model::TemperatureModel::fuentes:
            break;
        case model::TemperatureModel::sapm:
            return sapm_cell_deg_c(air, detail.sapm_mount);
        case model::TemperatureModel::faiman:
            return faiman_temperature_deg_c(air, loss);
        case model::TemperatureModel::pvsyst:
            return pvsyst_cell_deg_c(air, loss, detail.module_efficiency_frac);
        case model::TemperatureModel::noct:
            return noct_cell_deg_c(air, system_.noct_deg_c, detail.module_efficiency_frac);
        case model::TemperatureModel::ross:
            return ross_cell_deg_c(air, system_.noct_deg_c);
    }
    return fuentes_.step_deg_c(plane_w_per_m2, weather.air_deg_c, weather.wind_m_per_s, weather.step_h);
}

// With snow depth on the ground the cover is computed; without, the monthly loss is used.
void PvArray::snow(const PvWeather& weather, PvHour& hour) {
    const model::PvDetail& detail = system_.detail;
    if (!weather.snow_depth_m) {
        hour.snow_loss_frac = detail.snow_loss_frac[weather.month];
        return;
    }
    const double depth_m = *weather.snow_depth_m, before_m = depth_m_.value_or(depth_m);
    depth_m_ = depth_m;
    if (detail.snow_strings == 0) return;
    hour.snow_cover_frac = snow_.step({.depth_m = depth_m,
                                       .snowfall_m = std::max(0.0, depth_m - before_m),
                                       .plane_w_per_m2 = hour.plane_w_per_m2,
                                       .air_deg_c = weather.air_deg_c},
                                      hour.surface.sin_tilt, weather.step_h);
    hour.snow_loss_frac = snow_loss_frac(hour.snow_cover_frac, detail.snow_strings);
}

void PvArray::power(PvHour& hour) const {
    if (hour.plane_w_per_m2 <= 0.0) return;
    const model::PvDetail& detail = system_.detail;
    const double entering =
        hour.beam_w_per_m2 * hour.incidence_modifier_frac + hour.sky_w_per_m2 + hour.ground_w_per_m2;
    hour.cell_w_per_m2 = entering * (1.0 + detail.bifacial_gain_frac) * (1.0 - hour.soiling_loss_frac);
    const double panels_frac =
        pvwatts_dc_frac(hour.cell_w_per_m2, hour.cell_deg_c, system_.temperature_coefficient_per_deg_c) -
        low_light_loss_frac(hour.cell_w_per_m2, detail.low_light_loss_frac, true);
    const double efficiency = system_.inverter_efficiency_frac;
    hour.dc_mw =
        system_.dc_ac_ratio * (1.0 - system_.loss_frac) * (1.0 - hour.snow_loss_frac) * std::max(0.0, panels_frac);
    const double unclipped = inverter_unclipped_frac(hour.dc_mw * efficiency, efficiency);
    hour.ac_mw = std::min(1.0, unclipped) * detail.availability_frac;
    hour.clipped_mw = std::max(0.0, unclipped - 1.0) * detail.availability_frac;
}

namespace {
constexpr double kDegreesPerHour = 15.0;
}  // namespace

PvForcing::PvForcing(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                     const PvSystem& system)
    : weather_(weather),
      wind_(weather.wind_near(kPvWindHeightM)),
      wind_factor_(std::pow(kPvWindHeightM / wind_.height_m, kOpenWindExponent)),
      site_(base::at(site)),
      split_known_(!weather.dni_w_per_m2.empty() && !weather.dhi_w_per_m2.empty()),
      albedo_frac_(system.plane.albedo_frac),
      pressure_pa_(standard_pressure_pa(sites.elevation_m[site_])),
      decomposition_(system.detail.decomposition),
      solar_offset_s_(
          static_cast<int>(std::lround(sites.longitude_deg[site_] / kDegreesPerHour * base::kSecondsPerHour))) {
    base::expects(!weather.ghi_w_per_m2.empty(), "weather has global irradiance");
}

PvWeather PvForcing::at(std::size_t time, const SunInterval& sun) {
    constexpr base::UtcSeconds kSecondsPerDay = base::kHoursPerDay * base::kSecondsPerHour;
    const base::UtcSeconds instant = weather_.axis.instant(static_cast<std::int64_t>(time));
    const base::UtcSeconds day = (instant + solar_offset_s_) / kSecondsPerDay;
    if (day != day_) month_ = static_cast<std::size_t>(base::civil_time(instant, solar_offset_s_).month - 1);
    day_ = day;
    return {.irradiance = sun.up_frac > 0.0 ? irradiance(time, sun) : Irradiance{0.0, 0.0, 0.0},
            .air_deg_c = weather_.temperature_deg_c(time, site_),
            .wind_m_per_s = wind_factor_ * wind_.speed_m_per_s(time, site_),
            .albedo_frac = weather_.albedo_frac.empty() ? albedo_frac_ : weather_.albedo_frac(time, site_),
            .snow_depth_m =
                weather_.snow_depth_m.empty() ? std::nullopt : std::optional(weather_.snow_depth_m(time, site_)),
            .month = month_,
            .step_h = weather_.axis.step_h()};
}

Irradiance PvForcing::irradiance(std::size_t time, const SunInterval& sun) const {
    const double ghi = weather_.ghi_w_per_m2(time, site_);
    if (split_known_) return {ghi, weather_.dni_w_per_m2(time, site_), weather_.dhi_w_per_m2(time, site_)};
    const Irradiance part = split(ghi / sun.up_frac, time, sun);
    return {ghi, part.dni_w_per_m2 * sun.up_frac, part.dhi_w_per_m2 * sun.up_frac};
}

Irradiance PvForcing::split(double ghi_w_per_m2, std::size_t time, const SunInterval& sun) const {
    const double zenith_deg = sun.position.zenith_deg, outside = sun.extraterrestrial_w_per_m2;
    switch (decomposition_) {
        case model::Decomposition::erbs:
            break;
        case model::Decomposition::disc:
            return disc_irradiance(ghi_w_per_m2, zenith_deg, outside,
                                   weather_.pressure_pa.empty() ? pressure_pa_ : weather_.pressure_pa(time, site_));
        case model::Decomposition::boland: {
            const bool hourly = weather_.axis.step_s > base::kSecondsPerHour / 2;
            return boland_irradiance(ghi_w_per_m2, zenith_deg, outside, hourly ? kBolandHourly : kBolandQuarterHourly);
        }
    }
    return erbs_irradiance(ghi_w_per_m2, zenith_deg, outside);
}

SunCourse sun_course(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites) {
    const std::size_t s = base::at(site);
    return sun_course(weather.axis, sites.latitude_deg[s], sites.longitude_deg[s], weather.sun_offset_s);
}

std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system, const SunCourse& course) {
    base::expects(course.size() == static_cast<std::size_t>(weather.axis.count), "a course of the weather's axis");
    PvForcing forcing(weather, site, sites, system);
    PvArray array(system);
    std::vector<double> output_frac(course.size());
    for (std::size_t t = 0; t < course.size(); ++t)
        output_frac[t] = array.step(course[t], forcing.at(t, course[t])).ac_mw;
    return output_frac;
}

std::vector<double> pv_output_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                                   const PvSystem& system) {
    return pv_output_frac(weather, site, sites, system, sun_course(weather, site, sites));
}

}  // namespace decawatt::profiles
