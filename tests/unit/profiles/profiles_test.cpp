#include "profiles/profiles.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <thread>

#include "base/error.hpp"
#include "base/index.hpp"
#include "parallel/blocks.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr int kOffsetS = 9 * 3600;

template <typename T>
model::Months every_month(T value) {
    model::Months months;
    months.fill(value);
    return months;
}

void add_sites(model::Study& study) {
    auto& s = study.sites;
    s.name = {"coast", "inland"};
    s.latitude_deg = {34.8, 37.5};
    s.longitude_deg = {126.4, 127.0};
    s.elevation_m = {20.0, 60.0};
    s.temperature_mean_deg_c.assign(2, {1, 2, 6, 12, 17, 21, 25, 26, 22, 16, 9, 3});
    s.temperature_day_sd_deg_c.assign(2, every_month(3.0));
    s.temperature_diurnal_range_deg_c.assign(2, every_month(8.0));
    s.relative_humidity_mean_frac.assign(2, every_month(0.65));
    s.ghi_mean_kwh_per_m2_day.assign(2, {2.3, 3.0, 3.9, 4.9, 5.3, 4.9, 4.2, 4.4, 3.8, 3.4, 2.5, 2.1});
    s.ghi_day_sd_kwh_per_m2_day.assign(2, {0.9, 1.2, 1.5, 1.9, 2.0, 2.0, 1.9, 1.7, 1.5, 1.1, 0.9, 0.8});
    s.wind_10m_mean_m_per_s.assign(2, every_month(4.0));
    s.wind_10m_sd_m_per_s.assign(2, every_month(2.2));
    s.wind_100m_mean_m_per_s.assign(2, every_month(6.5));
}

void add_region(model::Study& study) {
    study.demand_shapes.name = {"flat"};
    study.demand_shapes.factor = {std::vector<double>(12 * model::kDayTypes * 24, 1.0)};
    auto& r = study.regions;
    r.name = {"south"};
    r.latitude_deg = {35.0};
    r.longitude_deg = {126.5};
    r.site = {model::SiteIndex{0}};
    r.demand_shape = {model::DemandShapeIndex{0}};
    r.cooling_frac_per_deg_c = {0.01};
    r.cooling_base_deg_c = {20.0};
    r.heating_frac_per_deg_c = {0.005};
    r.heating_base_deg_c = {12.0};
    r.annual_energy_mwh = {{{2028, 1.0e7}}};
}

void add_systems(model::Study& study) {
    auto& pv = study.pv_systems;
    pv.name = {"south"};
    pv.tilt_deg = {30.0};
    pv.azimuth_deg = {180.0};
    pv.dc_ac_ratio = {1.2};
    pv.inverter_efficiency_frac = {0.96};
    pv.loss_frac = {0.14};
    pv.temperature_coefficient_per_deg_c = {-0.0035};
    pv.noct_deg_c = {45.0};
    pv.albedo_frac = {0.2};
    pv.degradation_frac_per_year = {0.005};
    pv.detail.resize(1);
    auto& t = study.turbines;
    t.name = {"ridge"};
    t.hub_height_m = {110.0};
    t.loss_frac = {0.03};
    t.availability_frac = {0.97};
    t.wake_efficiency_frac = {0.92};
    t.smoothing_sd_m_per_s = {1.0};
    t.resource_factor = {1.0};
    t.curve_wind_m_per_s = {{3.0, 10.5, 25.0}};
    t.curve_frac = {{0.0, 1.0, 1.0}};
}

void add_plant(model::Study& study, const char* name, model::Technology technology, int site) {
    const bool solar = technology == model::Technology::solar, wind = model::is_weather_driven(technology) && !solar;
    auto& p = study.plants;
    p.name.emplace_back(name);
    p.technology.push_back(technology);
    p.site.push_back(model::SiteIndex{site});
    p.pv_system.push_back(solar ? model::PvSystemIndex{0} : base::none<model::PvSystemIndex>);
    p.turbine.push_back(wind ? model::TurbineIndex{0} : base::none<model::TurbineIndex>);
}

void add_data_center(model::Study& study) {
    auto& d = study.data_centers;
    d.name = {"hub"};
    d.site = {model::SiteIndex{0}};
    d.it_scale = {1.0};
    d.cooling = {model::Cooling::liquid};
    d.supply_temperature_deg_c = {30.0};
    d.liquid_frac = {0.85};
    d.ups_loss_constant = {0.010};
    d.ups_loss_linear = {0.012};
    d.ups_loss_square = {0.013};
    d.ups_redundancy = {1.25};
    d.distribution_loss_frac = {0.01};
    d.lighting_frac = {0.001};
    auto& h = study.halls;
    h.name = {"A"};
    h.data_center = {model::DataCenterIndex{0}};
    h.commissioned = {base::utc_of_date(2028, 7, 1, kOffsetS)};
    h.closed = {base::kNever};
    h.it_mw = {200.0};
    h.workload = {model::WorkloadIndex{0}};
    auto& w = study.workloads;
    w.name = {"mixed"};
    w.training_frac = {0.6};
    w.training_level_frac = {0.78};
    w.training_sd_frac = {0.05};
    w.training_gap_frac = {0.05};
    w.inference_mean_frac = {0.6};
    w.inference_swing_frac = {0.14};
    w.inference_weekend_frac = {0.9};
    w.idle_frac = {0.23};
}

// Two years, the first a leap year, under two weather years.
model::Study small_study() {
    model::Study study;
    study.utc_offset_s = kOffsetS;
    study.horizon = {.first_year = 2028, .last_year = 2029, .step_s = 3600};
    study.weather = {.source = "generator", .seed = 5, .years = {3, 1}, .weights = {0.25, 0.75}};
    add_sites(study);
    add_region(study);
    add_systems(study);
    add_data_center(study);
    add_plant(study, "reactor", model::Technology::nuclear, -1);
    add_plant(study, "field", model::Technology::solar, 0);
    add_plant(study, "farm", model::Technology::onshore, 1);
    add_plant(study, "second field", model::Technology::solar, 0);
    add_plant(study, "inland field", model::Technology::solar, 1);
    return study;
}

double mean(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool same_bits(const base::Series& a, const base::Series& b) {
    return std::ranges::equal(a.all(), b.all());
}
}  // namespace

TEST_CASE("plants that share site and system share a resource") {
    const Profiles profiles = make_profiles(small_study(), {});
    REQUIRE(profiles.resources.size() == 3);
    CHECK(profiles.resource_of_plant == std::vector<ResourceIndex>{base::none<ResourceIndex>, ResourceIndex{0},
                                                                   ResourceIndex{1}, ResourceIndex{0},
                                                                   ResourceIndex{2}});
    CHECK(profiles.resources[1].technology == model::Technology::onshore);
    CHECK(profiles.resources[1].pv_system == base::none<model::PvSystemIndex>);
    CHECK(profiles.resources[2].site == model::SiteIndex{1});
}

TEST_CASE("years come calendar year first, then weather year, with their weights and lengths") {
    const Profiles profiles = make_profiles(small_study(), {});
    REQUIRE(profiles.years.size() == 4);
    const int years[] = {2028, 2028, 2029, 2029}, weathers[] = {3, 1, 3, 1};
    for (std::size_t b = 0; b < 4; ++b) {
        const YearProfiles& y = profiles.years[b];
        CHECK(y.year == years[b]);
        CHECK(y.weather_year == weathers[b]);
        CHECK(y.weight == (b % 2 == 0 ? 0.25 : 0.75));
        CHECK(y.axis.count == (b < 2 ? 8784 : 8760));
        CHECK(y.resource_frac.times() == static_cast<std::size_t>(y.axis.count));
        CHECK(y.site_temperature_deg_c.entities() == 2);
        CHECK(y.data_center_mw(0, 0) == (b < 2 ? 0.0
                                               : y.data_center_it_mw(0, 0) + y.data_center_cooling_mw(0, 0) +
                                                     y.data_center_electrical_loss_mw(0, 0)));
        CHECK(mean(y.data_center_mw.of(0)) == doctest::Approx(200.0 * 0.69 * 1.08 * (b < 2 ? 0.5 : 1.0)).epsilon(0.05));
        CHECK(mean(y.region_demand_mw.of(0)) * static_cast<double>(y.axis.count) == doctest::Approx(1.0e7));
        CHECK(std::ranges::all_of(y.resource_frac.all(), [](double f) { return f >= 0.0 && f <= 1.0; }));
        // Korean fields give 0.13 to 0.18 of their AC rating, ridges 0.2 to 0.4 in this wind.
        CHECK(mean(y.resource_frac.of(0)) > 0.13);
        CHECK(mean(y.resource_frac.of(0)) < 0.20);
        CHECK(mean(y.resource_frac.of(1)) > 0.2);
        CHECK(mean(y.resource_frac.of(1)) < 0.45);
    }
    CHECK(!same_bits(profiles.years[0].resource_frac, profiles.years[1].resource_frac));
}

TEST_CASE("longer steps have the means of the hours, shorter ones their values, and energies agree") {
    model::Study study = small_study();
    study.horizon.first_year = 2029;
    study.weather.years = {3};
    study.weather.weights = {1.0};
    const YearProfiles hours = make_profiles(study, {}).years[0];
    for (const int minutes : {15, 30, 120, 180}) {
        CAPTURE(minutes);
        study.horizon.step_s = 60 * minutes;
        const YearProfiles other = make_profiles(study, {}).years[0];
        CHECK(other.axis.step_s == 60 * minutes);
        CHECK(other.axis.count == 8760 * 60 / minutes);
        CHECK(other.axis.end() == hours.axis.end());
        using Member = base::Series YearProfiles::*;
        for (const Member member :
             {&YearProfiles::region_demand_mw, &YearProfiles::data_center_it_mw, &YearProfiles::data_center_mw,
              &YearProfiles::data_center_cooling_mw, &YearProfiles::data_center_electrical_loss_mw,
              &YearProfiles::data_center_water_m3_per_h, &YearProfiles::data_center_deferrable_mw,
              &YearProfiles::resource_frac, &YearProfiles::site_temperature_deg_c}) {
            const base::Series &a = hours.*member, &b = other.*member;
            REQUIRE(b.times() == static_cast<std::size_t>(other.axis.count));
            for (std::size_t e = 0; e < a.entities(); ++e)
                CHECK(mean(b.of(e)) == doctest::Approx(mean(a.of(e))).epsilon(1e-12));
        }
        const std::size_t noon = 180 * 24 + 12, at = minutes > 60 ? noon * 60 / static_cast<std::size_t>(minutes)
                                                                  : noon * (60 / static_cast<std::size_t>(minutes));
        double expected = 0.0;  // hours 12 to 13, or 12 to 14
        const std::size_t length = std::max<std::size_t>(1, static_cast<std::size_t>(minutes) / 60);
        for (std::size_t h = 0; h < length; ++h)
            expected += hours.resource_frac(noon + h, 0) / static_cast<double>(length);
        CHECK(expected > 0.05);
        CHECK(other.resource_frac(at, 0) == doctest::Approx(expected));
    }
}

TEST_CASE("the same bits for any number of threads") {
    const model::Study study = small_study();
    const int before = parallel::threads();
    parallel::set_threads(1);
    const Profiles one = make_profiles(study, {});
    for (const int threads : {2, 3}) {
        parallel::set_threads(threads);
        const Profiles many = make_profiles(study, {});
        for (std::size_t b = 0; b < one.years.size(); ++b) {
            CHECK(same_bits(one.years[b].resource_frac, many.years[b].resource_frac));
            CHECK(same_bits(one.years[b].region_demand_mw, many.years[b].region_demand_mw));
            CHECK(same_bits(one.years[b].data_center_mw, many.years[b].data_center_mw));
            CHECK(same_bits(one.years[b].site_temperature_deg_c, many.years[b].site_temperature_deg_c));
        }
    }
    parallel::set_threads(before);
}

TEST_CASE("progress is reported on the calling thread, rises to one, and can stop the work") {
    const auto caller = std::this_thread::get_id();
    double last = -1.0;
    bool ordered = true, own_thread = true;
    make_profiles(small_study(), [&](const std::string&, double done, const std::string&) {
        ordered = ordered && done >= last;
        own_thread = own_thread && std::this_thread::get_id() == caller;
        last = done;
        return true;
    });
    CHECK(ordered);
    CHECK(own_thread);
    CHECK(last == 1.0);
    CHECK_THROWS_AS(make_profiles(small_study(), [](const std::string&, double, const std::string&) { return false; }),
                    base::Interrupted);
}

TEST_CASE("an unknown source of weather is an input error that names it") {
    model::Study study = small_study();
    study.weather.source = "almanac";
    CHECK_THROWS_WITH_AS(make_profiles(study, {}), doctest::Contains("weather.source"), base::InputError);
}
