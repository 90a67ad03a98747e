// One runner over sun_cases.csv: each row names a model of the sun or of photovoltaic equipment, its inputs, the
// published values, a tolerance and where they come from.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/sun/irradiance.hpp"
#include "profiles/sun/spa.hpp"
#include "published_cases.hpp"
#include "tests/support/sloped_axis.hpp"
#include "tests/support/sun_day.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
using test::Model;
using test::Values;
constexpr double kRadians = 3.14159265358979323846 / 180.0;
double at(const Values& in, const char* name) {
    REQUIRE_MESSAGE(in.contains(name), name);
    return in.at(name);
}
int whole(const Values& in, const char* name) {
    return static_cast<int>(at(in, name));
}

Values spa(const Values& in) {
    const SpaObserver observer{.latitude_deg = at(in, "latitude"),
                               .longitude_deg = at(in, "longitude"),
                               .elevation_m = at(in, "elevation"),
                               .pressure_pa = at(in, "pressure"),
                               .temperature_deg_c = at(in, "temperature")};
    const SpaGeocentric sun = spa_geocentric(at(in, "utc"), at(in, "delta_t"));
    const SpaPosition seen = spa_position(sun, observer);
    const auto& x = sun.nutation_argument_deg;
    return {{"julian_day", sun.julian_day},
            {"ephemeris_day", sun.ephemeris_day},
            {"julian_century", sun.julian_century},
            {"ephemeris_century", sun.ephemeris_century},
            {"ephemeris_millennium", sun.ephemeris_millennium},
            {"L", sun.earth_longitude_deg},
            {"B", sun.earth_latitude_deg},
            {"R", sun.radius_au},
            {"theta", sun.longitude_deg},
            {"beta", sun.latitude_deg},
            {"X0", x[0]},
            {"X1", x[1]},
            {"X2", x[2]},
            {"X3", x[3]},
            {"X4", x[4]},
            {"nutation_longitude", sun.nutation_longitude_deg},
            {"nutation_obliquity", sun.nutation_obliquity_deg},
            {"mean_obliquity_arcsec", sun.mean_obliquity_arcsec},
            {"obliquity", sun.obliquity_deg},
            {"aberration", sun.aberration_deg},
            {"apparent_longitude", sun.apparent_longitude_deg},
            {"mean_sidereal", sun.mean_sidereal_deg},
            {"sidereal", sun.sidereal_deg},
            {"right_ascension", sun.right_ascension_deg},
            {"declination", sun.declination_deg},
            {"equation_of_time", sun.equation_of_time_min},
            {"hour_angle", seen.hour_angle_deg},
            {"parallax", seen.parallax_deg},
            {"right_ascension_parallax", seen.right_ascension_parallax_deg},
            {"seen_right_ascension", seen.right_ascension_deg},
            {"seen_declination", seen.declination_deg},
            {"seen_hour_angle", seen.local_hour_angle_deg},
            {"geometric_elevation", seen.geometric_elevation_deg},
            {"refraction", seen.refraction_deg},
            {"elevation", seen.elevation_deg},
            {"zenith", seen.zenith_deg},
            {"azimuth", seen.azimuth_deg}};
}

Values sun_day(const Values& in) {
    const decawatt::tests::CivilDay day{whole(in, "year"), whole(in, "month"), whole(in, "day"),
                                        whole(in, "utc_offset")};
    const SpaObserver observer{.latitude_deg = at(in, "latitude"), .longitude_deg = at(in, "longitude")};
    const decawatt::tests::SunDay sun = decawatt::tests::spa_sun_day(day, observer, delta_t_s(day.year, day.month));
    const auto midnight = static_cast<double>(base::utc_of_date(day.year, day.month, day.day, day.utc_offset_s));
    REQUIRE(sun.sunrise_utc_s.has_value() == sun.sunset_utc_s.has_value());
    Values found{{"transit_s", sun.transit_utc_s - midnight},
                 {"rises", sun.sunrise_utc_s.has_value()},
                 {"up_at_transit", sun.up_at_transit}};
    if (!sun.sunrise_utc_s) return found;
    found["sunrise_s"] = *sun.sunrise_utc_s - midnight;
    found["sunset_s"] = *sun.sunset_utc_s - midnight;
    return found;
}

Irradiance irradiance_of(const Values& in) {
    return {at(in, "ghi"), at(in, "dni"), at(in, "dhi")};
}

Model sky(SkyOnPlane (*model)(const Irradiance&, const SkyGeometry&)) {
    return [model](const Values& in) -> Values {
        const SkyOnPlane found =
            model(irradiance_of(in), sky_geometry({at(in, "tilt"), at(in, "plane_azimuth"), 0.2},
                                                  {at(in, "zenith"), at(in, "azimuth")}, at(in, "e0")));
        return {{"sky", found.total_w_per_m2()},
                {"isotropic", found.isotropic_w_per_m2},
                {"circumsolar", found.circumsolar_w_per_m2},
                {"horizon", found.horizon_w_per_m2}};
    };
}

Values split(const Irradiance& parts) {
    return {{"dni", parts.dni_w_per_m2}, {"dhi", parts.dhi_w_per_m2}};
}
double outside(const Values& in) {
    return extraterrestrial_w_per_m2(whole(in, "day_of_year"));
}

ModuleAir module_air(const Values& in) {
    return {at(in, "plane"), at(in, "air"), at(in, "wind")};
}

Values pose(const TrackerDesign& design, const Values& in) {
    const SunDirection sun = direction_of({at(in, "zenith"), at(in, "azimuth")});
    const TrackerPose found = Tracker(design).at(sun);
    const SunPosition facing = position_of(found.surface.normal);
    return {{"rotation", found.rotation_deg},
            {"incidence", std::acos(incidence_cosine(found.surface, sun)) / kRadians},
            {"tilt", facing.zenith_deg},
            {"surface_azimuth", facing.azimuth_deg}};
}

Values tracker(const Values& in) {
    return pose({.tilt_deg = at(in, "axis_tilt"),
                 .azimuth_deg = at(in, "axis_azimuth"),
                 .max_rotation_deg = at(in, "max"),
                 .ground_coverage_ratio = at(in, "gcr"),
                 .cross_axis_tilt_deg = at(in, "cross"),
                 .backtrack = at(in, "backtrack") > 0.0},
                in);
}

Values slope_tracker(const Values& in) {
    const tests::SlopedAxis axis =
        tests::axis_on_slope(at(in, "slope_tilt"), at(in, "slope_azimuth"), at(in, "axis_azimuth"));
    return pose({.tilt_deg = axis.tilt_deg,
                 .azimuth_deg = at(in, "axis_azimuth"),
                 .max_rotation_deg = at(in, "max"),
                 .ground_coverage_ratio = at(in, "gcr"),
                 .cross_axis_tilt_deg = axis.cross_axis_tilt_deg,
                 .backtrack = at(in, "backtrack") > 0.0},
                in);
}

double modified(model::IncidenceModifier modifier, const Values& in) {
    return incidence_modifier(modifier, std::cos(at(in, "incidence") * kRadians));
}

test::Models light_models() {
    return {{"spa", spa},
            {"sun_day", sun_day},
            {"delta_t",
             [](const Values& in) -> Values {
                 return {{"delta_t", delta_t_s(whole(in, "year"), whole(in, "month"))}};
             }},
            {"kasten_1966",
             [](const Values& in) -> Values {
                 return {{"air_mass", kasten_1966_air_mass(at(in, "zenith"))}};
             }},
            {"absolute_air_mass",
             [](const Values& in) -> Values {
                 return {{"air_mass", absolute_air_mass(at(in, "relative"), at(in, "pressure"))}};
             }},
            {"boland",
             [](const Values& in) {
                 return split(boland_irradiance(at(in, "ghi"), at(in, "zenith"), outside(in),
                                                {at(in, "slope"), at(in, "centre")}));
             }},
            {"disc",
             [](const Values& in) {
                 return split(disc_irradiance(at(in, "ghi"), at(in, "zenith"), outside(in), at(in, "pressure")));
             }},
            {"sky_isotropic", sky(isotropic_sky)},
            {"sky_klucher", sky(klucher_sky)},
            {"sky_hay_davies", sky(hay_davies_sky)},
            {"sky_reindl", sky(reindl_sky)},
            {"sky_perez", sky(perez_sky)}};
}

test::Models equipment_models() {
    return {
        {"tracker", tracker},
        {"slope_tracker", slope_tracker},
        {"slope_axis",
         [](const Values& in) -> Values {
             const tests::SlopedAxis axis =
                 tests::axis_on_slope(at(in, "slope_tilt"), at(in, "slope_azimuth"), at(in, "axis_azimuth"));
             return {{"axis_tilt", axis.tilt_deg}, {"cross", axis.cross_axis_tilt_deg}};
         }},
        {"antireflective",
         [](const Values& in) -> Values {
             return {{"modifier", modified(model::IncidenceModifier::antireflective, in)}};
         }},
        {"ashrae",
         [](const Values& in) -> Values {
             return {{"modifier", modified(model::IncidenceModifier::ashrae, in)}};
         }},
        {"sapm",
         [](const Values& in) -> Values {
             const auto mount = static_cast<model::SapmMount>(whole(in, "mount"));
             return {{"cell", sapm_cell_deg_c(module_air(in), mount)},
                     {"module", sapm_module_deg_c(module_air(in), mount)}};
         }},
        {"faiman",
         [](const Values& in) -> Values {
             return {{"cell", faiman_temperature_deg_c(module_air(in), {at(in, "still"), at(in, "by_wind")})}};
         }},
        {"pvsyst",
         [](const Values& in) -> Values {
             return {{"cell",
                      pvsyst_cell_deg_c(module_air(in), {at(in, "still"), at(in, "by_wind")}, at(in, "efficiency"))}};
         }},
        {"noct",
         [](const Values& in) -> Values {
             return {{"cell", noct_cell_deg_c(module_air(in), at(in, "noct"), at(in, "efficiency"))}};
         }},
        {"ross",
         [](const Values& in) -> Values {
             return {{"cell", ross_cell_deg_c({at(in, "plane"), at(in, "air"), 0.0}, at(in, "noct"))}};
         }},
        {"low_light",
         [](const Values& in) -> Values {
             const double cell = at(in, "cell");
             return {{"dc", std::max(0.0, pvwatts_dc_frac(cell, at(in, "temperature"), at(in, "coefficient")) -
                                              low_light_loss_frac(cell, at(in, "at_200"), at(in, "capped") > 0.0))}};
         }},
        {"losses", [](const Values& in) -> Values {
             const std::vector<double> stack = {0.02, 0.03, 0.0, 0.02, 0.02, 0.005, 0.015, 0.01, at(in, "age"), 0.03};
             return {{"loss", combined_loss_frac(stack)}};
         }}};
}
}  // namespace

TEST_CASE("published values of the sun, irradiance and photovoltaic equipment") {
    test::Models models = light_models();
    models.merge(equipment_models());
    test::check_published("sun_cases.csv", models, 100);
}
