// Annual PUE in the climate of Incheon against the published bands of its climate zone.
#include <doctest/doctest.h>

#include <numeric>
#include <span>

#include "profiles/data_center/data_center_load.hpp"
#include "profiles/generator/weather_generator.hpp"

using namespace decawatt;

namespace {
constexpr int kOffsetS = 9 * 3600;

// Monthly statistics of the IWEC weather file of Incheon (WMO 471120, ASHRAE climate zone 4A).
model::Sites incheon() {
    model::Sites s;
    s.name = {"incheon"};
    s.latitude_deg = {37.48};
    s.longitude_deg = {126.55};
    s.elevation_m = {70.0};
    s.temperature_mean_deg_c = {{-2.16, -0.34, 4.81, 10.84, 15.84, 20.53, 23.58, 24.97, 20.79, 14.49, 7.55, 1.23}};
    s.temperature_day_sd_deg_c = {{3.23, 3.99, 2.35, 2.54, 1.79, 1.58, 2.26, 1.64, 2.34, 2.78, 4.42, 4.67}};
    s.temperature_diurnal_range_deg_c = {{6.25, 6.15, 6.51, 7.49, 6.75, 7.12, 4.94, 5.10, 6.79, 7.99, 5.98, 6.42}};
    s.relative_humidity_mean_frac = {
        {0.465, 0.617, 0.658, 0.696, 0.728, 0.738, 0.863, 0.830, 0.730, 0.662, 0.670, 0.594}};
    s.ghi_mean_kwh_per_m2_day = {{2.001, 2.802, 3.463, 4.495, 4.598, 4.676, 3.477, 3.454, 3.271, 2.777, 2.029, 1.627}};
    s.ghi_day_sd_kwh_per_m2_day = {
        {0.840, 1.171, 1.587, 1.802, 2.157, 2.049, 1.527, 1.421, 1.552, 1.199, 0.888, 0.697}};
    s.wind_10m_mean_m_per_s = {{3.33, 4.61, 3.31, 3.84, 2.98, 2.97, 2.52, 3.71, 2.18, 2.07, 3.53, 2.75}};
    s.wind_10m_sd_m_per_s = {{2.03, 2.67, 1.62, 2.01, 1.78, 1.42, 1.40, 2.16, 1.21, 1.33, 2.21, 1.24}};
    s.wind_100m_mean_m_per_s = {
        {5.0, 6.9, 5.0, 5.8, 4.5, 4.5, 3.8, 5.6, 3.3, 3.1, 5.3, 4.1}};  // not used by a data centre
    return s;
}

model::Study hyperscale(model::Cooling cooling) {
    model::Study study;
    study.utc_offset_s = kOffsetS;
    study.sites = incheon();
    auto& d = study.data_centers;
    d.name = {"hall"};
    d.site = {model::SiteIndex{0}};
    d.it_scale = {1.0};
    d.cooling = {cooling};
    d.supply_temperature_deg_c = {27.0};
    d.liquid_frac = {0.0};
    d.ups_loss_constant = {0.010}, d.ups_loss_linear = {0.012}, d.ups_loss_square = {0.013}, d.ups_redundancy = {1.25};
    d.distribution_loss_frac = {0.01}, d.lighting_frac = {0.001};
    auto& h = study.halls;
    h.name = {"A"};
    h.data_center = {model::DataCenterIndex{0}};
    h.commissioned = {base::kAlways}, h.closed = {base::kNever};
    h.it_mw = {100.0};
    h.workload = {model::WorkloadIndex{0}};
    auto& w = study.workloads;
    w.name = {"mixed"};
    w.training_frac = {0.5}, w.training_level_frac = {0.78}, w.training_sd_frac = {0.05}, w.training_gap_frac = {0.05};
    w.inference_mean_frac = {0.6}, w.inference_swing_frac = {0.14}, w.inference_weekend_frac = {0.9},
    w.idle_frac = {0.23};
    return study;
}

struct Annual {
    double pue, wue_l_per_kwh;
};

// Energy-weighted over several weather years: the water use of a year depends on the humidity of its summer.
Annual annual(const model::Study& study) {
    constexpr int kWeatherYears = 8;
    const auto axis = base::year_axis(2030, kOffsetS, 3600);
    double machines_mwh = 0.0, facility_mwh = 0.0, water_m3 = 0.0;
    for (int year = 1; year <= kWeatherYears; ++year) {
        const auto weather = profiles::generate_weather(study.sites, 1, year, axis, kOffsetS, {});
        const auto load = profiles::data_center_load(study, weather, year);
        const auto sum = [](std::span<const double> values) {
            return std::accumulate(values.begin(), values.end(), 0.0);
        };
        machines_mwh += sum(load.it_mw.of(0));
        facility_mwh += sum(load.facility_mw.of(0));
        water_m3 += sum(load.water_m3_per_h.of(0));
    }
    return {facility_mwh / machines_mwh, water_m3 / machines_mwh};
}

// Mid-size halls: the middles of the published ranges. UPS efficiency 0.87 (0.80 to 0.94) at any load, as in the paper;
// distribution 2-5 %, lighting 2-5 % of IT power.
model::Study mid_size(model::Cooling cooling) {
    model::Study study = hyperscale(cooling);
    auto& d = study.data_centers;
    d.ups_loss_constant = {0.0}, d.ups_loss_linear = {1.0 / 0.87 - 1.0}, d.ups_loss_square = {0.0};
    d.distribution_loss_frac = {0.035}, d.lighting_frac = {0.035};
    return study;
}
}  // namespace

// 5th to 95th percentile over the practical ranges of the parameters: Lei and Masanet, Energy 201 (2020) 117556 and
// Resources, Conservation and Recycling 182 (2022) 106323, climate zone 4A.
TEST_CASE("annual PUE and WUE of hyperscale halls in climate zone 4A") {
    const Annual air = annual(hyperscale(model::Cooling::air_economizer));
    const Annual water = annual(hyperscale(model::Cooling::water_economizer));
    MESSAGE("air side: PUE " << air.pue << " (published 1.109 to 1.223), WUE " << air.wue_l_per_kwh
                             << " (0.27 to 0.83)");
    MESSAGE("water side: PUE " << water.pue << " (1.084 to 1.202), WUE " << water.wue_l_per_kwh << " (1.74 to 2.61)");
    CHECK(air.pue > 1.109);
    CHECK(air.pue < 1.223);
    // Cool summers by the sea: water use is at the lower end of a range that also holds for inland places of the zone.
    CHECK(air.wue_l_per_kwh > 0.9 * 0.27);
    CHECK(air.wue_l_per_kwh < 0.83);
    CHECK(water.pue > 1.084);
    CHECK(water.pue < 1.202);
    CHECK(water.wue_l_per_kwh > 1.74);
    CHECK(water.wue_l_per_kwh < 2.61);
}

TEST_CASE("annual PUE and WUE of mid-size halls in climate zone 4A") {
    const Annual tower = annual(mid_size(model::Cooling::water_chiller));
    const Annual air = annual(mid_size(model::Cooling::air_chiller));
    const Annual mixed = annual(mid_size(model::Cooling::air_economizer_air_chiller));
    MESSAGE("water-cooled chiller: PUE " << tower.pue << " (1.470 to 1.754), WUE " << tower.wue_l_per_kwh
                                         << " (2.42 to 3.61)");
    MESSAGE("air-cooled chiller: PUE " << air.pue << " (1.541 to 1.988), WUE " << air.wue_l_per_kwh
                                       << " (0.024 to 0.098)");
    MESSAGE("outside air and air-cooled chiller: PUE " << mixed.pue << " (1.429 to 1.698)");
    CHECK(tower.pue > 1.470);
    CHECK(tower.pue < 1.754);
    CHECK(tower.wue_l_per_kwh > 2.42);
    CHECK(tower.wue_l_per_kwh < 3.61);
    CHECK(air.pue > 1.541);
    CHECK(air.pue < 1.988);
    CHECK(air.wue_l_per_kwh > 0.024);
    CHECK(air.wue_l_per_kwh < 0.098);
    CHECK(mixed.pue > 1.429);
    CHECK(mixed.pue < 1.698);
}
