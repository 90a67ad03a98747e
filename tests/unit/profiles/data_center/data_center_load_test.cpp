#include "profiles/data_center/data_center_load.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "profiles/data_center/data_center_cooling.hpp"
#include "profiles/data_center/data_center_workload.hpp"
#include "profiles/weather/psychrometrics.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr int kOffsetS = 9 * 3600;
constexpr model::DataCenterIndex kFirst{0};

// One data centre with one hall of 100 MW from 2030-07 on; the workload is pure training (0) or pure inference (1).
model::Study one_hall(int workload) {
    model::Study study;
    study.utc_offset_s = kOffsetS;
    study.weather.seed = 7;
    auto& d = study.data_centers;
    d.name = {"hub"};
    d.site = {model::SiteIndex{0}};
    d.it_scale = {1.0};
    d.cooling = {model::Cooling::water_economizer};
    d.supply_temperature_deg_c = {27.0};
    d.liquid_frac = {0.85};
    d.ups_loss_constant = {0.010};
    d.ups_loss_linear = {0.012};
    d.ups_loss_square = {0.013};
    d.ups_redundancy = {1.25};
    d.distribution_loss_frac = {0.01};
    d.lighting_frac = {0.001};
    auto& h = study.halls;
    h.name = {"A"};
    h.data_center = {kFirst};
    h.commissioned = {base::utc_of_date(2030, 7, 1, kOffsetS)};
    h.closed = {base::kNever};
    h.it_mw = {100.0};
    h.gpus = {0.0};
    h.workload = {model::WorkloadIndex{workload}};
    auto& w = study.workloads;
    w.name = {"train", "serve"};
    w.training_frac = {1.0, 0.0};
    w.training_level_frac = {0.78, 0.78};
    w.training_sd_frac = {0.05, 0.05};
    w.training_gap_frac = {0.05, 0.05};
    w.inference_mean_frac = {0.6, 0.6};
    w.inference_swing_frac = {0.14, 0.14};
    w.inference_weekend_frac = {0.9, 0.9};
    w.idle_frac = {0.23, 0.23};
    return study;
}

base::TimeAxis year_2030() {
    return base::year_axis(2030, kOffsetS, 3600);
}

WeatherYear weather(const base::TimeAxis& axis, double temperature_deg_c, double humidity_frac) {
    const auto count = static_cast<std::size_t>(axis.count);
    WeatherYear year;
    year.axis = axis;
    year.temperature_deg_c = base::Series(count, 1, temperature_deg_c);
    year.relative_humidity_frac = base::Series(count, 1, humidity_frac);
    year.pressure_pa = base::Series(count, 1, 101325.0);
    return year;
}

double mean(const std::vector<double>& values, std::size_t from, std::size_t to) {
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(from),
                           values.begin() + static_cast<std::ptrdiff_t>(to), 0.0) /
           static_cast<double>(to - from);
}

double pue_at(model::Study study, model::Cooling cooling, double supply_deg_c, double temperature_deg_c,
              double humidity_frac) {
    study.data_centers.cooling = {cooling};
    study.data_centers.supply_temperature_deg_c = {supply_deg_c};
    const auto load = data_center_load(study, weather(year_2030(), temperature_deg_c, humidity_frac), 1);
    return power_usage_effectiveness(load.facility_mw.of(0), load.it_mw.of(0));
}
}  // namespace

TEST_CASE("a hall draws from its commissioning to its closing, also in the middle of an hour") {
    model::Study study = one_hall(1);
    const base::TimeAxis axis = year_2030();
    study.halls.commissioned[0] += 1800;
    study.halls.closed[0] = base::utc_of_date(2030, 8, 1, kOffsetS);
    study.data_centers.it_scale = {3.0};
    const std::vector<double> rated = work_series(study, kFirst, 1, axis).rated_mw;
    const std::size_t first = (31 + 28 + 31 + 30 + 31 + 30) * 24, last = first + 31 * 24;
    CHECK(rated[first - 1] == 0.0);
    CHECK(rated[first] == doctest::Approx(150.0));
    CHECK(rated[first + 1] == doctest::Approx(300.0));
    CHECK(rated[last - 1] == doctest::Approx(300.0));
    CHECK(rated[last] == 0.0);
    const auto load = data_center_load(study, weather(axis, 15.0, 0.6), 1);
    const auto before = load.facility_mw.of(0).first(first);
    CHECK(std::ranges::all_of(before, [](double mw) { return mw == 0.0; }));
    CHECK(load.facility_mw(first + 5, 0) > load.it_mw(first + 5, 0));
}

TEST_CASE("training depends only on seed, weather year and data centre") {
    model::Study study = one_hall(0);
    study.halls.commissioned[0] = base::kAlways;
    const base::TimeAxis axis = year_2030();
    const std::vector<double> first = work_series(study, kFirst, 1, axis).it_mw;
    CHECK(first == work_series(study, kFirst, 1, axis).it_mw);
    CHECK(first != work_series(study, kFirst, 2, axis).it_mw);
    study.weather.seed = 8;
    CHECK(first != work_series(study, kFirst, 1, axis).it_mw);
}

TEST_CASE("inference: the week averages to its mean, afternoons are busy, nights and weekends quiet") {
    double week = 0.0, low = 10.0, high = 0.0;
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < 24; ++hour) {
            const double activity = inference_activity(hour, day >= 5, 0.14, 0.9);
            week += activity / (7.0 * 24.0);
            if (day > 0) continue;
            low = std::min(low, activity);
            high = std::max(high, activity);
        }
    CHECK(week == doctest::Approx(1.0).epsilon(1e-12));
    CHECK((high - low) / 2.0 == doctest::Approx(0.14 * 7.0 / 6.8));
    CHECK(inference_activity(14, false, 0.14, 0.9) > inference_activity(4, false, 0.14, 0.9));
    CHECK(inference_activity(14, true, 0.14, 0.9) == doctest::Approx(0.9 * inference_activity(14, false, 0.14, 0.9)));

    model::Study study = one_hall(1);
    study.halls.commissioned[0] = base::kAlways;
    const base::TimeAxis axis = base::year_axis(2030, kOffsetS, 3600);
    const std::vector<double> power = work_series(study, kFirst, 1, axis).it_mw;
    // 2030-01-01 is a Tuesday at the offset; index 13 is 13:00 local, not 13:00 UTC.
    CHECK(power[13] == doctest::Approx(60.0 * inference_activity(13, false, 0.14, 0.9)));
    CHECK(power[4 * 24 + 13] == doctest::Approx(60.0 * inference_activity(13, true, 0.14, 0.9)));  // Saturday
    CHECK(mean(power, 6 * 24, 6 * 24 + 7 * 24 * 51) == doctest::Approx(60.0));
}

TEST_CASE("a low mean cannot go below an idle machine") {
    model::Study study = one_hall(1);
    study.halls.commissioned[0] = base::kAlways;
    study.workloads.inference_mean_frac[1] = 0.1;
    const std::vector<double> power = work_series(study, kFirst, 1, year_2030()).it_mw;
    CHECK(*std::min_element(power.begin(), power.end()) == doctest::Approx(23.0));
}

TEST_CASE("electrical losses by hand") {
    const model::Study study = one_hall(0);
    const ElectricalLoss loss = electrical_loss(study.data_centers, kFirst, 99.0, 100.0);
    CHECK(loss.distribution_mw == doctest::Approx(1.0));                                  // 99 of 100 arrive
    CHECK(loss.ups_mw == doctest::Approx(125.0 * (0.010 + 0.012 * 0.8 + 0.013 * 0.64)));  // 100 of 125 MW rated
    CHECK(loss.lighting_mw == doctest::Approx(0.1));
    const ElectricalLoss idle = electrical_loss(study.data_centers, kFirst, 0.0, 100.0);
    CHECK(idle.ups_mw == doctest::Approx(1.25));  // no-load loss stays
    CHECK(electrical_loss(study.data_centers, kFirst, 0.0, 0.0).total_mw() == 0.0);
}

TEST_CASE("facility is machines plus cooling plus losses, to the last bit") {
    for (const auto cooling :
         {model::Cooling::air_economizer, model::Cooling::water_economizer, model::Cooling::liquid}) {
        model::Study study = one_hall(0);
        study.data_centers.cooling = {cooling};
        const auto load = data_center_load(study, weather(year_2030(), 28.0, 0.5), 3);
        std::size_t broken = 0;
        for (std::size_t t = 0; t < load.it_mw.times(); ++t)
            if (load.facility_mw(t, 0) != load.it_mw(t, 0) + load.cooling_mw(t, 0) + load.electrical_loss_mw(t, 0))
                ++broken;
        CHECK(broken == 0);
        CHECK(load.cooling_mw(5000, 0) > 0.0);
    }
}

TEST_CASE("cooling power rises with outdoor temperature, and PUE is in the published ranges") {
    const model::Study study = one_hall(0);
    using enum model::Cooling;
    // Lei and Masanet 2020, hyperscale, warm and cold ends of their climates. Liquid: pumps
    // 0.75 %, fans below 1.5 %, electrical losses near 4 %, and the air-cooled rest.
    for (const auto cooling : {air_economizer, water_economizer}) {
        const double mild = pue_at(study, cooling, 27.0, 10.0, 0.6), hot = pue_at(study, cooling, 27.0, 33.0, 0.65);
        CHECK(mild > 1.07);
        CHECK(mild < 1.20);
        CHECK(hot > mild + 0.1);
        CHECK(hot < 1.5);
    }
    const double cold_plate = pue_at(study, liquid, 32.0, 10.0, 0.6), trimmed = pue_at(study, liquid, 32.0, 35.0, 0.5);
    CHECK(cold_plate > 1.05);
    CHECK(cold_plate < 1.10);
    CHECK(trimmed > cold_plate + 0.03);
    CHECK(pue_at(study, liquid, 45.0, 35.0, 0.5) < trimmed - 0.03);  // warm water needs no chiller
    CHECK(pue_at(study, liquid, 32.0, 10.0, 0.6) < pue_at(study, water_economizer, 27.0, 10.0, 0.6));
}

TEST_CASE("a half-empty hall is less efficient") {
    model::Study full = one_hall(1), idle = one_hall(1);
    full.workloads.inference_mean_frac[1] = 0.9;
    idle.workloads.inference_mean_frac[1] = 0.3;
    using enum model::Cooling;
    for (const auto cooling : {air_economizer, water_economizer, liquid})
        CHECK(pue_at(idle, cooling, 27.0, 15.0, 0.6) > pue_at(full, cooling, 27.0, 15.0, 0.6) + 0.01);
}

TEST_CASE("PUE is weighted by energy") {
    const std::vector<double> facility = {110.0, 2.0}, machines = {100.0, 1.0};
    CHECK(power_usage_effectiveness(facility, machines) == doctest::Approx(112.0 / 101.0));  // not (1.1 + 2) / 2
}

TEST_CASE("dry outside air is humidified in proportion to its share of the mixed air") {
    // 100 MW at 16.6 K; supply of 14 degrees of air at -10 and return air at 30.6: 16.6 / 40.6 is outside air.
    const AirCooling air;
    constexpr double kPressurePa = 101325.0;
    const OutdoorAir cold = outdoor_air(-10.0, 0.6, kPressurePa);
    const double least = std::max(dew_point_vapour_pa(-10.5), 0.14 * saturation_pressure_pa(14.0));
    const double lacking = humidity_ratio(least, kPressurePa) -
                           humidity_ratio(dew_point_vapour_pa(dew_point_deg_c(-10.0, 0.6)), kPressurePa);
    REQUIRE(lacking > 0.0);
    const CoolingPower power = air_economizer({100.0, 100.0}, air, cold);
    CHECK(power.sprayed_kg_per_s == doctest::Approx(100e3 / (1.01 * 16.6) * 16.6 / 40.6 * lacking));
    CHECK(power.free_mw == 100.0);
    CHECK(power.chiller_mw == 0.0);
}

TEST_CASE("an air-cooled chiller has its stated COP at 35 deg C, and a higher one in cooler air") {
    // EnergyPlus' curve at 19.44 degrees wet bulb: 1 / 0.99907 at 35, constant below 18 degrees.
    CHECK(air_chiller_cop(3.0, 35.0) == doctest::Approx(3.0 * 0.999066544).epsilon(1e-8));
    CHECK(air_chiller_cop(3.0, 25.0) == doctest::Approx(3.0 * 1.193562517).epsilon(1e-8));
    CHECK(air_chiller_cop(3.0, 18.0) == doctest::Approx(3.0 * 1.280369138).epsilon(1e-8));
    CHECK(air_chiller_cop(3.0, -10.0) == air_chiller_cop(3.0, 18.0));
}

TEST_CASE("the mode of cooling depends on the weather") {
    const AirCooling air;
    const HeatLoad load{100.0, 100.0};
    const auto air_mw = [&](double t, double rh) {
        return air_economizer(load, air, outdoor_air(t, rh, 101325.0)).total_mw();
    };
    AirCooling dry = air;  // no lower limit of humidity
    dry.min_dew_point_deg_c = -60.0, dry.min_humidity_frac = 0.0;
    const auto dry_mw = [&](double t) { return air_economizer(load, dry, outdoor_air(t, 0.6, 101325.0)).total_mw(); };
    CHECK(dry_mw(-10.0) == doctest::Approx(dry_mw(5.0)));  // mixed to the same supply
    CHECK(air_mw(-10.0, 0.6) > dry_mw(-10.0));             // cold outside air is dry and must be humidified
    CHECK(air_mw(10.0, 0.6) == dry_mw(10.0));
    CHECK(air_mw(26.0, 0.9) > 2.0 * air_mw(26.0, 0.5));  // moist outside air is not used
    AirCooling cool;
    cool.supply_deg_c = 22.0;
    const auto cool_mw = [&](double rh) {
        return air_economizer(load, cool, outdoor_air(36.0, rh, 101325.0)).total_mw();
    };
    CHECK(cool_mw(0.15) < cool_mw(0.35) - 0.5);  // dry air is sprayed down to the supply, moister air needs a chiller
    const AirCooling water = model::air_cooling_defaults(model::Cooling::water_economizer);
    double before = 0.0;
    for (double t = -10.0; t <= 36.0; t += 0.5) {
        const double now = water_economizer(load, water, outdoor_air(t, 0.6, 101325.0)).total_mw();
        CHECK(now >= before);
        CHECK(now < before + 0.03 * load.heat_mw + (before == 0.0 ? 100.0 : 0.0));  // no jumps
        before = now;
    }
    const LiquidCooling liquid;
    CHECK(liquid_cooling(100.0, 100.0, liquid, 20.0).total_mw() <
          liquid_cooling(100.0, 100.0, liquid, 25.0).total_mw());
    // At 26 degrees (32 - 6) fans run at full speed, 1.5 %, with pumps of 0.75 %, and nothing else.
    CHECK(liquid_cooling(100.0, 100.0, liquid, 26.0).total_mw() == doctest::Approx(2.25));
    // Five degrees colder, the temperature difference is 15 K instead of 10 K: two thirds of the speed.
    CHECK(liquid_cooling(100.0, 100.0, liquid, 21.0).total_mw() == doctest::Approx(0.75 + 1.5 * 8.0 / 27.0));
    // Five degrees warmer, the chiller supplies half of the cooling.
    CHECK(liquid_cooling(100.0, 100.0, liquid, 31.0).total_mw() ==
          doctest::Approx(2.25 + 50.0 / chiller_cop(0.5, 37.0)));
}

TEST_CASE("moist air") {
    CHECK(wet_bulb_deg_c(25.0, 1.0, 101325.0) == doctest::Approx(25.0).epsilon(1e-4));
    CHECK(wet_bulb_deg_c(25.0, 0.4, 80000.0) < wet_bulb_deg_c(25.0, 0.4, 101325.0));
    CHECK(dew_point_deg_c(20.0, 1.0) == doctest::Approx(20.0));
    CHECK(dew_point_deg_c(20.0, 0.7295185313) ==
          doctest::Approx(15.0).epsilon(0.01));  // pvlib: 72.95 % at 20 over 15 degrees
    CHECK(dew_point_deg_c(20.0, 0.4) < wet_bulb_deg_c(20.0, 0.4, 101325.0));
    for (double t = -20.0; t <= 40.0; t += 5.0) CHECK(saturation_pressure_pa(t) < saturation_pressure_pa(t + 1.0));
    CHECK(saturation_pressure_pa(-1e-9) == doctest::Approx(611.2).epsilon(0.001));
}
