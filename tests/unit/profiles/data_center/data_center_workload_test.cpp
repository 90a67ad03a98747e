#include "profiles/data_center/data_center_workload.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "profiles/data_center/data_center_cooling.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/weather/psychrometrics.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr int kOffsetS = 9 * 3600;
constexpr model::DataCenterIndex kFirst{0};

// Two halls of 100 MW from 2030 on, of the same workload.
model::Study two_halls() {
    model::Study study;
    study.utc_offset_s = kOffsetS;
    auto& d = study.data_centers;
    d.name = {"hub"};
    d.site = {model::SiteIndex{0}};
    d.it_scale = {1.0};
    d.cooling = {model::Cooling::water_economizer};
    d.supply_temperature_deg_c = {27.0};
    d.liquid_frac = {0.85};
    d.ups_loss_constant = {0.010}, d.ups_loss_linear = {0.012}, d.ups_loss_square = {0.013}, d.ups_redundancy = {1.25};
    d.distribution_loss_frac = {0.01}, d.lighting_frac = {0.001};
    auto& h = study.halls;
    h.name = {"A", "B"};
    h.data_center = {kFirst, kFirst};
    h.commissioned = {base::utc_of_date(2030, 1, 1, kOffsetS), base::utc_of_date(2030, 1, 1, kOffsetS)};
    h.closed = {base::kNever, base::kNever};
    h.it_mw = {100.0, 100.0};
    h.gpus = {0.0, 0.0};
    h.workload = {model::WorkloadIndex{0}, model::WorkloadIndex{0}};
    auto& w = study.workloads;
    w.name = {"mixed"};
    w.training_frac = {0.5};
    w.training_level_frac = {0.78}, w.training_sd_frac = {0.04}, w.training_gap_frac = {0.05};
    w.inference_mean_frac = {0.6}, w.inference_swing_frac = {0.0}, w.inference_weekend_frac = {1.0};
    w.idle_frac = {0.23};
    return study;
}

base::TimeAxis year(int calendar_year) {
    return base::year_axis(calendar_year, kOffsetS, 3600);
}

WeatherYear mild(const base::TimeAxis& axis) {
    const auto count = static_cast<std::size_t>(axis.count);
    WeatherYear weather;
    weather.axis = axis;
    weather.temperature_deg_c = base::Series(count, 1, 12.0);
    weather.relative_humidity_frac = base::Series(count, 1, 0.6);
    weather.pressure_pa = base::Series(count, 1, 101325.0);
    return weather;
}
}  // namespace

TEST_CASE("a hall fills at a constant rate, to the second") {
    constexpr base::UtcSeconds kStart = 1'000'000, kNever = base::kNever;
    CHECK(service_s(kStart, kNever, 0.0, kStart - 1800, kStart + 1800) == 1800.0);
    CHECK(service_s(kStart, kNever, 7200.0, kStart, kStart + 3600) == doctest::Approx(900.0));  // 0 to a half
    CHECK(service_s(kStart, kNever, 7200.0, kStart + 3600, kStart + 7200) == doctest::Approx(2700.0));
    CHECK(service_s(kStart, kNever, 5400.0, kStart + 3600, kStart + 7200) == doctest::Approx(1500.0 + 1800.0));
    CHECK(service_s(kStart, kStart + 5400, 7200.0, kStart + 3600, kStart + 7200) == doctest::Approx(1125.0));
    CHECK(service_s(base::kAlways, kNever, 7200.0, kStart, kStart + 3600) == doctest::Approx(3600.0));

    model::Study study = two_halls();
    study.halls.fill_months = {12.0, 0.0};
    const WorkSeries work = work_series(study, kFirst, 1, year(2030));
    CHECK(work.rated_mw[0] == 200.0);
    CHECK(work.installed_mw[4380] == doctest::Approx(150.0).epsilon(0.001));
    CHECK(work.installed_mw[8759] == doctest::Approx(200.0).epsilon(0.001));
    // The UPS of the whole hall idles from the first hour on.
    const LoadTrace trace = load_trace(study, kFirst, mild(year(2030)), 1);
    CHECK(trace.ups_loss_mw[0] > 0.010 * 1.25 * 200.0);
}

TEST_CASE("shares of a workload add to the hall") {
    model::Study study = two_halls();
    study.workloads.batch = {{.frac = 0.2, .mean_frac = 0.7}};
    const WorkSeries work = work_series(study, kFirst, 1, year(2030));
    CHECK(work.inference_mw[100] == doctest::Approx(200.0 * 0.3 * 0.6));
    CHECK(work.batch_mw[100] == doctest::Approx(200.0 * 0.2 * 0.7));
    CHECK(work.deferrable_mw[100] == doctest::Approx(200.0 * 0.2 * (0.7 - 0.23)));
    CHECK(work.training_mw[100] > 200.0 * 0.5 * 0.23);
    CHECK(work.training_mw[100] < 200.0 * 0.5 * 0.9);
    CHECK(work.it_mw[100] == work.training_mw[100] + work.inference_mw[100] + work.batch_mw[100] + work.steady_mw[100]);
    // Halls of one workload share its jobs.
    study.halls.it_mw = {200.0, 0.0};
    CHECK(work_series(study, kFirst, 1, year(2030)).training_mw[100] == doctest::Approx(work.training_mw[100]));
}

TEST_CASE("IT hardware determines idle power, and without a workload typical power") {
    model::Study study = two_halls();
    study.halls.draw = {{.idle_frac = 0.4, .typical_frac = 0.8, .stated = true},
                        {.idle_frac = 0.5, .typical_frac = 0.9, .stated = true}};
    study.halls.workload[1] = base::none<model::WorkloadIndex>;
    study.workloads.inference_mean_frac = {0.1};
    const WorkSeries work = work_series(study, kFirst, 1, year(2030));
    CHECK(work.steady_mw[7] == doctest::Approx(90.0));
    CHECK(work.inference_mw[7] == doctest::Approx(100.0 * 0.5 * 0.4));  // no machine below idle
    CHECK(*std::ranges::min_element(work.training_mw) >= 100.0 * 0.5 * 0.4 - 1e-9);
}

TEST_CASE("utilisation follows the calendar year") {
    model::Study study = two_halls();
    study.workloads.inference_mean_by_year = {{{2030, 0.4}, {2034, 0.8}}};
    study.workloads.training_level_by_year = {{{2030, 0.70}, {2034, 0.80}}};
    const WorkSeries now = work_series(study, kFirst, 1, year(2030)), later = work_series(study, kFirst, 1, year(2032));
    CHECK(now.inference_mw[0] == doctest::Approx(40.0));
    CHECK(later.inference_mw[0] == doctest::Approx(60.0));
    const auto mean = [](const std::vector<double>& mw) {
        return std::accumulate(mw.begin(), mw.end(), 0.0) / static_cast<double>(mw.size());
    };
    // The same jobs, 0.05 higher while they run.
    CHECK(mean(later.training_mw) - mean(now.training_mw) == doctest::Approx(100.0 * 0.95 * 0.05).epsilon(0.05));
}

TEST_CASE("the trace has the values used in planning") {
    const model::Study study = two_halls();
    const WeatherYear weather = mild(year(2030));
    const LoadTrace trace = load_trace(study, kFirst, weather, 3);
    const DataCenterSeries load = data_center_load(study, weather, 3);
    const auto columns = trace.columns();
    CHECK(columns.size() == 22);
    for (const TraceColumn& column : columns) CHECK(column.values.size() == 8760);
    double worst = 0.0;
    for (std::size_t t = 0; t < 8760; ++t) {
        worst = std::max(worst, std::abs(trace.facility_mw[t] - load.facility_mw(t, 0)));
        worst = std::max(worst, std::abs(trace.fan_mw[t] + trace.pump_mw[t] + trace.tower_mw[t] + trace.chiller_mw[t] -
                                         trace.cooling_mw[t]));
        worst = std::max(worst, std::abs(trace.water_m3_per_h[t] - load.water_m3_per_h(t, 0)));
    }
    CHECK(worst < 1e-12);
    CHECK(trace.free_cooling_frac[0] == doctest::Approx(1.0));  // 12 degrees: no chiller
    CHECK(trace.chiller_mw[0] == 0.0);
    CHECK(trace.pue[0] == trace.facility_mw[0] / trace.work.it_mw[0]);
}

TEST_CASE("water of a tower by hand") {
    // 100 MW of heat behind a free-cooling tower at 8.9 degrees wet bulb.
    const OutdoorAir outside = outdoor_air(12.0, 0.675, 101325.0);
    const AirCooling d = model::air_cooling_defaults(model::Cooling::water_economizer);
    const CoolingPower power = water_economizer({100.0, 100.0}, d, outside);
    const double coil_kw = 100e3 / 0.97, mean_deg_c = outside.wet_bulb_deg_c + 4.75 + 2.5;
    const double evaporated = coil_kw / (2500.5 - 2.3097 * mean_deg_c - 0.0013 * mean_deg_c * mean_deg_c);
    CHECK(power.evaporated_kg_per_s == doctest::Approx(evaporated));
    CHECK(power.drift_kg_per_s == doctest::Approx(0.0025 * coil_kw / (4.2 * 5.0)));
    CHECK(power.blowdown_kg_per_s == 0.0);  // an eighth of evaporation is less than the drift
    CHECK(power.sprayed_kg_per_s == doctest::Approx((coil_kw - 100e3) / (2501.0 - 2.321 * 27.0)));
    CHECK(power.water_m3_per_h() ==
          doctest::Approx(3.6 * (power.evaporated_kg_per_s + power.drift_kg_per_s + power.sprayed_kg_per_s)));
    AirCooling salty = d;
    salty.cycles_of_concentration = 2.0;
    const CoolingPower more = water_economizer({100.0, 100.0}, salty, outside);
    CHECK(more.blowdown_kg_per_s == doctest::Approx(evaporated - power.drift_kg_per_s));
}

TEST_CASE("the wet bulb solves its balance, also at the transition from ice to water") {
    for (const double t : {-25.0, -3.0, 0.0, 0.7, 2.0, 5.0, 15.0, 30.0, 45.0})
        for (const double humidity : {0.01, 0.2, 0.5, 0.8, 0.95, 1.0}) {
            const double wet = wet_bulb_deg_c(t, humidity, 98000.0);
            CAPTURE(t);
            CAPTURE(humidity);
            CAPTURE(wet);
            const double ratio = humidity_ratio(std::max(humidity, 0.005) * saturation_pressure_pa(t), 98000.0);
            const auto held = [&](double w) {
                const double saturated = humidity_ratio(saturation_pressure_pa(w), 98000.0);
                return w < 0.0 ? ((2830.0 - 0.24 * w) * saturated - 1.006 * (t - w)) / (2830.0 + 1.86 * t - 2.1 * w)
                               : ((2501.0 - 2.326 * w) * saturated - 1.006 * (t - w)) / (2501.0 + 1.86 * t - 4.186 * w);
            };
            CHECK(held(wet - 2e-6) <= ratio);
            CHECK(held(wet + 2e-6) >= ratio);
        }
}
