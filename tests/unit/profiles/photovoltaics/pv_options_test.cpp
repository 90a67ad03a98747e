// What the choices of a system do to its year's end: each is requested its sign and, where it can be told, its size.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <string>

#include "profiles/photovoltaics/pv_trace.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr std::size_t kHours = 72;

model::Sites seoul() {
    model::Sites sites;
    sites.name = {"seoul"};
    sites.latitude_deg = {37.57};
    sites.longitude_deg = {126.97};
    sites.elevation_m = {50.0};
    return sites;
}

// Three clear days with global irradiance alone, the second in the next month.
WeatherYear clear_days(int month, int day) {
    WeatherYear weather;
    weather.axis = {.start_utc_s = base::utc_of_date(2030, month, day, 9 * 3600), .step_s = 3600, .count = kHours};
    weather.temperature_deg_c = base::Series(kHours, 1, 10.0);
    weather.wind = {{.height_m = 10.0, .speed_m_per_s = base::Series(kHours, 1, 3.0), .direction_deg = {}}};
    weather.ghi_w_per_m2 = base::Series(kHours, 1);
    const SunCourse course = sun_course(weather, model::SiteIndex{0}, seoul());
    for (std::size_t t = 0; t < kHours; ++t)
        weather.ghi_w_per_m2(t, 0) = course[t].up_frac * haurwitz_ghi_w_per_m2(course[t].position.zenith_deg);
    return weather;
}

PvSystem fixed(double tilt_deg = 30.0) {
    return {.plane = {tilt_deg, 180.0, 0.2},
            .dc_ac_ratio = 1.0,
            .inverter_efficiency_frac = 0.96,
            .loss_frac = 0.14,
            .temperature_coefficient_per_deg_c = -0.0035,
            .noct_deg_c = 45.0,
            .detail = {}};
}

template <typename Change>
PvSystem with(Change change, double tilt_deg = 30.0) {
    PvSystem system = fixed(tilt_deg);
    change(system.detail);
    return system;
}

PvTrace trace_of(const WeatherYear& weather, const PvSystem& system) {
    return pv_trace(weather, model::SiteIndex{0}, seoul(), system);
}
double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}
double energy(const WeatherYear& weather, const PvSystem& system) {
    return sum(trace_of(weather, system).ac_frac);
}
}  // namespace

TEST_CASE("a trace is the output's own working, with every column of the axis' length") {
    const WeatherYear weather = clear_days(6, 20);
    for (const auto mount : {model::PvMount::fixed, model::PvMount::single_axis}) {
        const PvSystem system = with([&](model::PvDetail& detail) { detail.mount = mount; });
        const PvTrace trace = trace_of(weather, system);
        CHECK(trace.ac_frac == pv_output_frac(weather, model::SiteIndex{0}, seoul(), system));
        const auto columns = trace.columns();
        CHECK(columns.size() == sizeof(PvTrace) / sizeof(std::vector<double>));  // none is forgotten
        for (const TraceColumn& column : columns) {
            CAPTURE(std::string(column.name));
            CHECK(column.values.size() == kHours);
            for (const double value : column.values) CHECK(std::isfinite(value));
        }
        CHECK(std::string(columns.front().name) == "sun_zenith_deg");
        CHECK(columns.front().values.data() == trace.sun_zenith_deg.data());
    }
}

TEST_CASE("the plane's parts add up, and global irradiance alone is split so that it closes") {
    using enum model::Decomposition;
    const WeatherYear weather = clear_days(3, 5);
    for (const auto decomposition : {erbs, disc, boland}) {
        const PvTrace t = trace_of(weather, with([&](model::PvDetail& d) { d.decomposition = decomposition; }));
        CHECK(sum(t.dni_w_per_m2) > 1000.0);
        for (std::size_t h = 0; h < kHours; ++h) {
            CHECK(t.plane_w_per_m2[h] ==
                  doctest::Approx(t.beam_w_per_m2[h] + t.sky_w_per_m2[h] + t.ground_w_per_m2[h]));
            const double up = std::max(0.0, std::cos(t.sun_zenith_deg[h] * 3.14159265358979 / 180.0));
            CHECK(t.dni_w_per_m2[h] * up + t.dhi_w_per_m2[h] == doctest::Approx(t.ghi_w_per_m2[h]).epsilon(1e-9));
        }
    }
    const auto dni = [&](model::Decomposition which) {
        return sum(trace_of(weather, with([&](model::PvDetail& d) { d.decomposition = which; })).dni_w_per_m2);
    };
    CHECK(dni(disc) != doctest::Approx(dni(erbs)).epsilon(1e-3));
    CHECK(dni(boland) != doctest::Approx(dni(erbs)).epsilon(1e-3));
}

TEST_CASE("a tracker in summer earns more than a fixed plane, less with rows closer or turned less") {
    const WeatherYear summer = clear_days(6, 20);
    const auto tracker = [&](auto change) {
        return energy(summer, with(
                                  [&](model::PvDetail& detail) {
                                      detail.mount = model::PvMount::single_axis;
                                      change(detail);
                                  },
                                  0.0));
    };
    const double usual = tracker([](model::PvDetail&) {});
    CHECK(usual > 1.15 * energy(summer, fixed(30.0)));
    CHECK(usual < 1.6 * energy(summer, fixed(30.0)));
    CHECK(tracker([](model::PvDetail& d) { d.ground_coverage_ratio = 0.7; }) < usual);
    CHECK(tracker([](model::PvDetail& d) { d.max_rotation_deg = 20.0; }) < usual);
    CHECK(tracker([](model::PvDetail& d) { d.max_rotation_deg = 0.0; }) == doctest::Approx(energy(summer, fixed(0.0))));
}

TEST_CASE("soiling and snow losses go by month, availability by all hours") {
    const WeatherYear weather = clear_days(5, 31);  // two days of it in June
    const PvSystem dirty = with([](model::PvDetail&d) { d.soiling_loss_frac[5] = 0.1; }),
                   snowy = with([](model::PvDetail&d) { d.snow_loss_frac[5] = 0.3; });
    const PvTrace clean = trace_of(weather, fixed()), soiled = trace_of(weather, dirty),
                  lost = trace_of(weather, snowy);
    for (std::size_t h = 0; h < kHours; ++h) {
        const bool june = h >= 24;
        CHECK(soiled.cell_w_per_m2[h] == doctest::Approx((june ? 0.9 : 1.0) * clean.cell_w_per_m2[h]));
        CHECK(soiled.plane_w_per_m2[h] == clean.plane_w_per_m2[h]);
        CHECK(lost.dc_frac[h] == doctest::Approx((june ? 0.7 : 1.0) * clean.dc_frac[h]));
    }
    CHECK(energy(weather, with([](model::PvDetail& d) { d.availability_frac = 0.97; })) ==
          doctest::Approx(0.97 * energy(weather, fixed())));
}

TEST_CASE("snow on the ground, where the weather knows it, takes the place of the month's loss") {
    WeatherYear weather = clear_days(1, 10);
    std::ranges::fill(weather.temperature_deg_c.of(0), -20.0);
    weather.snow_depth_m = base::Series(kHours, 1, 0.0);
    const PvSystem system = with([](model::PvDetail& d) { d.snow_loss_frac.fill(0.5); });
    CHECK(energy(weather, system) == doctest::Approx(energy(weather, fixed())));  // bare ground: no loss at all
    for (std::size_t h = 30; h < kHours; ++h) weather.snow_depth_m(h, 0) = 0.2;   // it falls in the second night
    const PvTrace snow = trace_of(weather, system),
                  bare = trace_of(weather, with([](model::PvDetail&d) { d.snow_strings = 0; }));
    CHECK(snow.ac_frac[12] == bare.ac_frac[12]);
    CHECK(snow.snow_cover_frac[30] == 1.0);
    CHECK(bare.ac_frac[36] > 0.1);
    CHECK(snow.ac_frac[36] == 0.0);  // -20 degrees ask for 1,600 W/m2
    // Two of three equal days are lost, and the share of a month's loss counts where the weather knows no depth.
    const auto loss = [](const WeatherYear& of, const PvSystem& by) {
        return snow_energy_loss_frac(of, model::SiteIndex{0}, seoul(), by);
    };
    CHECK(loss(weather, system) == doctest::Approx(2.0 / 3.0).epsilon(0.01));
    CHECK(loss(weather, with([](model::PvDetail& d) { d.snow_strings = 0; })) == 0.0);
    CHECK(loss(clear_days(1, 10), system) == doctest::Approx(0.5).epsilon(0.01));
    for (std::size_t h = 30; h < kHours; ++h) weather.temperature_deg_c(h, 0) = 2.0;
    CHECK(trace_of(weather, system).snow_cover_frac[kHours - 1] == 0.0);  // it slides
}

TEST_CASE("light from behind, a bright ground, low-light loss, coatings: each by its sign") {
    const WeatherYear weather = clear_days(3, 5);
    const double usual = energy(weather, fixed());
    const PvTrace plain = trace_of(weather, fixed()),
                  both = trace_of(weather, with([](model::PvDetail&d) { d.bifacial_gain_frac = 0.08; }));
    CHECK(sum(both.plane_w_per_m2) == doctest::Approx(1.08 * sum(plain.plane_w_per_m2)));
    CHECK(sum(both.ac_frac) > 1.06 * usual);
    CHECK(sum(both.ac_frac) < 1.09 * usual);
    CHECK(energy(weather, with([](model::PvDetail& d) { d.low_light_loss_frac = 0.01; })) < usual);
    CHECK(energy(weather, with([](model::PvDetail& d) {
                     d.incidence_modifier = model::IncidenceModifier::antireflective;
                 })) > usual);
    WeatherYear white = weather;
    white.albedo_frac = base::Series(kHours, 1, 0.8);
    CHECK(sum(trace_of(white, fixed()).ground_w_per_m2) == doctest::Approx(4.0 * sum(plain.ground_w_per_m2)));
}

TEST_CASE("every temperature model warms in the sun and settles at the air's without it, but Fuentes' sky") {
    using enum model::TemperatureModel;
    const WeatherYear weather = clear_days(6, 20);
    for (const auto temperature_model : {fuentes, sapm, faiman, pvsyst, noct, ross}) {
        CAPTURE(model::text(temperature_model));
        const PvTrace t = trace_of(weather, with([&](model::PvDetail& d) { d.temperature_model = temperature_model; }));
        CHECK(t.cell_deg_c[12] > 25.0);
        CHECK(t.cell_deg_c[12] < 55.0);
        if (temperature_model != fuentes) CHECK(t.cell_deg_c[1] == doctest::Approx(10.0));
        if (temperature_model == fuentes) CHECK(t.cell_deg_c[1] < 10.0);
    }
}

TEST_CASE("wind of another height reaches every temperature model as that of 10 m") {
    const WeatherYear at_10 = clear_days(6, 20);
    WeatherYear at_50 = at_10;
    at_50.wind[0].height_m = 50.0;
    for (std::size_t t = 0; t < kHours; ++t) at_50.wind[0].speed_m_per_s(t, 0) *= std::pow(5.0, 0.2);
    for (const auto model :
         {model::TemperatureModel::fuentes, model::TemperatureModel::sapm, model::TemperatureModel::faiman,
          model::TemperatureModel::pvsyst, model::TemperatureModel::noct, model::TemperatureModel::ross}) {
        CAPTURE(static_cast<int>(model));
        const PvSystem system = with([&](model::PvDetail& detail) {
            detail.temperature_model = model;
            detail.wind_heat_loss_w_s_per_m3_k = 6.84;
        });
        const PvTrace low = trace_of(at_10, system), high = trace_of(at_50, system);
        for (std::size_t t = 0; t < kHours; ++t) {
            CHECK(low.wind_m_per_s[t] == 3.0);  // to the bit: nothing is done at 10 m
            CHECK(high.wind_m_per_s[t] == doctest::Approx(3.0).epsilon(1e-12));
            CHECK(std::abs(high.cell_deg_c[t] - low.cell_deg_c[t]) < 0.002);  // Fuentes is solved to 0.001 K
        }
    }
}
