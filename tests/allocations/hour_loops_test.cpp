// Loops over hours take no memory: twice the hours take as many allocations, up to what a year or an iteration takes.
#include <doctest/doctest.h>

#include <Eigen/Core>
#include <vector>

#include "adequacy/exact_years.hpp"
#include "adequacy/simulation/simulator.hpp"
#include "adequacy/system/places.hpp"
#include "allocations/allocation_count.hpp"
#include "io/study/read_study.hpp"
#include "lp/certificate.hpp"
#include "lp/interior_point.hpp"
#include "parallel/blocks.hpp"
#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/profiles.hpp"
#include "profiles/wind/wind_power.hpp"
#include "support/energy_program.hpp"
#include "unit/adequacy/made.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using tests::allocations_of;

namespace {

constexpr std::int64_t kHours = 8760;
constexpr double kPerHour = 0.01;  // far below one in an hour, far above what a year takes

System two_regions() {
    System system = made::nodes(2);
    system.outages = {made::two_states(150.0, 20.0)};
    for (std::size_t u = 0; u < 20; ++u) made::add_unit(system, u % 2, 10.0, {.causes = {made::add_cause(system, 0)}});
    made::add_line(system, 0, 1, 20.0, {.causes = {made::add_cause(system, 0)}});
    made::add_store(system, 0, {.mw = 10.0, .mwh = 40.0, .charge_efficiency_frac = 0.9}, {});
    made::add_center(system, 0, {.deferrable_frac = 0.2, .movable_frac = 0.2, .deadline_h = 8, .hosting_mw = 5.0});
    made::add_center(system, 1, {.nonfirm_mw = 5.0, .generator_mw = 5.0, .generator_h_per_year = 100.0});
    return system;
}

// The same with maintenance, delays, outages that follow the temperature, and work in classes that moves over links.
System with_all_causes() {
    System system = two_regions();
    system.outages.push_back(made::two_states(900.0, 30.0));
    system.outages.back().temperature_deg_c = {-10.0, 10.0};
    system.outages.back().failure_factor = {3.0, 1.0};
    system.maintenance.push_back({"o", made::always(0.1), 7});
    system.delays.push_back({0.5, 100.0});
    const CauseIndex cold = made::add_cause(system, 1);
    system.causes.back().temperature = TemperatureIndex{0};
    made::add_unit(system, 0, 10.0, {.causes = {cold}});
    made::add_unit(system, 1, 10.0, {.causes = {made::add_cause(system, 0)}, .maintenance = MaintenanceIndex{0}});
    made::add_unit(system, 1, 10.0, {.causes = {}, .delay = DelayIndex{0}, .due_hour = 0});
    made::add_store(system, 1, {.mw = 5.0, .mwh = 20.0}, {.causes = {made::add_cause(system, 0)}});
    system.centers.more_classes = {{CenterIndex{0}, 0.1, 2}};
    system.centers.catch_up_frac = {0.2, 0.0};
    system.centers.links = {{CenterIndex{0}, CenterIndex{1}, 3.0}};
    return system;
}

// Allocations of one future, after one that has made the space.
std::int64_t of_future(const System& system, std::size_t years) {
    WeatherLibrary library = made::library_of(system, std::vector<std::int64_t>(years, kHours), 0, 1);
    for (std::size_t y = 0; y < years; ++y) {
        for (std::size_t r = 0; r < 2; ++r) {
            const auto load = library.load_mw(WeatherIndex{0}, y, NodeIndex{r});
            for (std::size_t t = 0; t < load.size(); ++t) load[t] = 60.0F + static_cast<float>(t % 24);
        }
        for (std::size_t d = 0; d < 2; ++d)
            for (float& mw : library.center_mw(WeatherIndex{0}, y, CenterIndex{d})) mw = 15.0F;
    }
    Simulator simulator(system, library, {.seed = 1});
    LossRecord record(years, place_count(system));
    const Future future{.sample = 0,
                        .weather = std::vector<WeatherIndex>(years, WeatherIndex{0}),
                        .load_factor = std::vector<double>(years, 1.0),
                        .center_factor = std::vector<double>(years, 1.0)};
    simulator.run(future, record);
    record.clear();
    return allocations_of([&] { simulator.run(future, record); });
}

std::int64_t of_convolution(std::size_t years) {
    System system = made::nodes(1);
    system.outages = {made::two_states(150.0, 20.0)};
    for (std::size_t u = 0; u < 20; ++u) made::add_unit(system, 0, 10.0, {.causes = {made::add_cause(system, 0)}});
    WeatherLibrary library = made::library_of(system, std::vector<std::int64_t>(years, kHours));
    for (std::size_t y = 0; y < years; ++y) {
        const auto load = library.load_mw(WeatherIndex{0}, y, NodeIndex{0});
        for (std::size_t t = 0; t < load.size(); ++t) load[t] = 150.0F + static_cast<float>(t % 24);
    }
    return allocations_of([&] { (void)exact_years(system, library, {}); });
}

std::int64_t of_certificate(int stages) {
    const lp::StaircaseProgram program = tests::energy_program({.regions = 3, .stages = stages, .chains = 1}, 1);
    const lp::Solution solution = lp::solve(program, {.tolerance = 1e-12, .max_iterations = 2}, {});
    REQUIRE(lp::fits(program, solution));
    return allocations_of([&] { (void)lp::certify(program, solution); });
}

std::int64_t of_iterations(int stages, int iterations) {
    const lp::StaircaseProgram program = tests::energy_program({.regions = 3, .stages = stages, .chains = 1}, 1);
    return allocations_of([&] { (void)lp::solve(program, {.tolerance = 1e-12, .max_iterations = iterations}, {}); });
}

// Hours of a windy place with snow, with sun and storms every day.
profiles::WeatherYear weather_of(std::int64_t hours) {
    const auto count = static_cast<std::size_t>(hours);
    profiles::WeatherYear weather;
    weather.axis = {.start_utc_s = base::utc_of_date(2030, 1, 1, 0), .count = hours};
    weather.temperature_deg_c = base::Series(count, 1, 2.0);
    weather.relative_humidity_frac = base::Series(count, 1, 0.95);
    weather.pressure_pa = base::Series(count, 1, 101325.0);
    weather.ghi_w_per_m2 = base::Series(count, 1);
    weather.snow_depth_m = base::Series(count, 1);
    weather.wind = {
        {.height_m = 100.0, .speed_m_per_s = base::Series(count, 1), .direction_deg = base::Series(count, 1)}};
    for (std::size_t t = 0; t < count; ++t) {
        const auto hour = static_cast<double>(t % 24);
        weather.temperature_deg_c(t, 0) = hour - 12.0;
        weather.ghi_w_per_m2(t, 0) = hour > 7.0 && hour < 17.0 ? 400.0 : 0.0;
        weather.snow_depth_m(t, 0) = hour < 6.0 ? 0.05 * hour : 0.1;
        weather.wind[0].speed_m_per_s(t, 0) = 1.2 * hour;
        weather.wind[0].direction_deg(t, 0) = 15.0 * hour;
    }
    return weather;
}

constexpr model::SiteIndex kSite{0};

std::int64_t of_solar(std::int64_t hours, const model::PvDetail& detail) {
    model::Sites sites;
    sites.name = {"place"};
    sites.latitude_deg = {45.0};
    sites.longitude_deg = {0.0};
    sites.elevation_m = {50.0};
    const profiles::PvSystem system{.plane = {30.0, 180.0, 0.2},
                                    .dc_ac_ratio = 1.2,
                                    .inverter_efficiency_frac = 0.96,
                                    .loss_frac = 0.1,
                                    .temperature_coefficient_per_deg_c = -0.0035,
                                    .noct_deg_c = 45.0,
                                    .detail = detail};
    const profiles::WeatherYear weather = weather_of(hours);
    return allocations_of([&] { (void)profiles::pv_output_frac(weather, kSite, sites, system); });
}

std::int64_t of_wind(std::int64_t hours) {
    model::WindFarmRules rules;
    rules.restart_m_per_s = 21.0;
    rules.storm_ramp_m_per_s = 22.0;
    rules.east_m = {0.0, 0.0};
    rules.north_m = {0.0, -700.0};
    rules.rotor_diameter_m = 100.0;
    rules.wake_decay = 0.07;
    rules.curve_ct = {0.8, 0.8, 0.3};
    model::Turbines turbines;
    turbines.name = {"test"};
    turbines.hub_height_m = {120.0};
    turbines.loss_frac = {0.0};
    turbines.availability_frac = turbines.wake_efficiency_frac = turbines.resource_factor = {1.0};
    turbines.smoothing_sd_m_per_s = {0.0};
    turbines.curve_wind_m_per_s = {{3.0, 12.0, 25.0}};
    turbines.curve_frac = {{0.0, 1.0, 1.0}};
    turbines.rules = {rules};
    const profiles::WindFarm farm(turbines, model::TurbineIndex{0});
    const profiles::WeatherYear weather = weather_of(hours);
    return allocations_of([&] { (void)profiles::wind_output_frac(weather, kSite, farm); });
}

std::int64_t of_profiles(int last_year) {
    io::StudyRequest request;
    request.path = DECAWATT_SOURCE_DIR "/scenarios/minimal";
    request.last_year = last_year;
    request.first_year = 2028;
    const io::LoadedStudy loaded = io::read_study(request);
    return allocations_of([&] { (void)profiles::make_profiles(loaded.study, {}); });
}

}  // namespace

TEST_CASE("allocations are counted, those of Eigen too") {
    CHECK(allocations_of([] {
              std::vector<double> values(1000, 1.0);
              CHECK(values[999] == 1.0);
          }) >= 1);
    Eigen::VectorXd sum;
    CHECK(allocations_of([&] { sum = Eigen::VectorXd::Ones(1000); }) >= 1);
    CHECK(allocations_of([&] { sum.setZero(); }) == 0);
}

TEST_CASE("the simulation of an hour takes no memory") {
    for (const System& system : {two_regions(), with_all_causes()}) {
        const std::int64_t one = of_future(system, 1), two = of_future(system, 2);
        MESSAGE(one << " allocations in a year, " << two << " in two");
        CHECK(static_cast<double>(two - one) < kPerHour * static_cast<double>(kHours));
    }
}

TEST_CASE("an hour of the convolution allocates no memory") {
    const std::int64_t one = of_convolution(1), two = of_convolution(2);
    MESSAGE(one << " allocations in a year, " << two << " in two");
    CHECK(static_cast<double>(two - one) < kPerHour * static_cast<double>(kHours));
}

TEST_CASE("an iteration of the interior point takes no memory by the stage") {
    const parallel::ThreadCount one_thread(1);
    constexpr int kStages = 1096, kFew = 3, kMore = 6;  // four segments
    const auto of_three = [](int stages) { return of_iterations(stages, kMore) - of_iterations(stages, kFew); };
    const std::int64_t one = of_three(kStages), two = of_three(2 * kStages);
    MESSAGE(one << " allocations in three iterations of " << kStages << " stages, " << two << " of twice as many");
    CHECK(static_cast<double>(two - one) < kPerHour * 3 * kStages);
}

TEST_CASE("a certificate allocates memory per block of stages, not per stage") {
    const parallel::ThreadCount one_thread(1);
    constexpr int kStages = 1024;  // a block
    const std::int64_t one = of_certificate(kStages), two = of_certificate(2 * kStages);
    MESSAGE(one << " allocations for " << kStages << " stages, " << two << " for twice as many");
    CHECK(static_cast<double>(two - one) < 0.1 * kStages);
}

TEST_CASE("solar output allocates no memory per interval, with any model") {
    model::PvDetail simple;
    simple.temperature_model = model::TemperatureModel::ross;
    model::PvDetail detailed;  // with the heat of the modules and snow on them
    detailed.mount = model::PvMount::single_axis;
    for (const model::PvDetail& detail : {simple, detailed}) {
        const std::int64_t one = of_solar(kHours, detail), two = of_solar(2 * kHours, detail);
        MESSAGE(one << " allocations for a year, " << two << " for two");
        CHECK(static_cast<double>(two - one) < kPerHour * static_cast<double>(kHours));
    }
}

TEST_CASE("wind output allocates no memory per interval, with stops and wakes") {
    const std::int64_t one = of_wind(kHours), two = of_wind(2 * kHours);
    MESSAGE(one << " allocations for a year, " << two << " for two");
    CHECK(static_cast<double>(two - one) < kPerHour * static_cast<double>(kHours));
}

TEST_CASE("profiles take memory by the series, not by the hour") {
    const parallel::ThreadCount one_thread(1);
    const std::int64_t one = of_profiles(2028), two = of_profiles(2029);
    MESSAGE(one << " allocations for a year, " << two << " for two");
    CHECK(static_cast<double>(two - one) < 0.1 * static_cast<double>(kHours));
}
