// Means and peaks of data centres, and warnings about hourly series, on profiles made by hand.
#include "profiles/plausibility.hpp"

#include <doctest/doctest.h>

#include "base/index.hpp"

using namespace decawatt;

namespace {
constexpr std::size_t kHours = 8760;

model::Study small_study() {
    model::Study study;
    study.horizon = {.first_year = 2030, .last_year = 2031};
    study.sites.name = {"place"};
    study.regions.name = {"land"};
    study.data_centers.name = {"campus"};
    study.plants.name = {"solar"};
    study.plants.technology = {model::Technology::solar};
    study.plants.site = {model::SiteIndex{0}};
    study.plants.capacity_mw = {2000.0};
    study.plants.build.resize(1);
    study.plants.behind = {base::none<model::DataCenterIndex>};
    study.data_centers.connection_mw = {60.0};
    study.data_centers.build_connection.resize(1);
    return study;
}

// Two calendar years of two weather years of weights 0.25 and 0.75; the draw is 10 × (weather year) MW, twice that in
// the second calendar year.
profiles::Profiles small_profiles() {
    profiles::Profiles all;
    all.resources.resize(1);
    all.resource_of_plant = {profiles::ResourceIndex{0}};
    for (const int year : {2030, 2031})
        for (const int weather : {1, 2}) {
            profiles::YearProfiles profiles;
            profiles.year = year;
            profiles.weather_year = weather;
            profiles.weight = weather == 1 ? 0.25 : 0.75;
            profiles.axis = {.start_utc_s = base::utc_of_date(year, 1, 1, 0), .count = kHours};
            profiles.region_demand_mw = base::Series(kHours, 1, 1000.0);
            profiles.data_center_mw = base::Series(kHours, 1, 10.0 * weather * (year == 2031 ? 2.0 : 1.0));
            profiles.resource_frac = base::Series(kHours, 1, 0.15);
            all.years.push_back(std::move(profiles));
        }
    return all;
}
}  // namespace

TEST_CASE("mean and peak of a data centre are those of its weather years") {
    profiles::Profiles profiles = small_profiles();
    profiles.years[0].data_center_mw(17, 0) = 95.0;  // 85 MW above the mean of one hour of 8760, of weight 0.25
    const auto draws = profiles::load_summaries(small_study(), profiles);
    REQUIRE(draws.size() == 1);
    REQUIRE(draws[0].size() == 2);
    CHECK(draws[0][0].mean_mw == doctest::Approx(17.5 + 0.25 * 85.0 / 8760.0).epsilon(1e-12));
    CHECK(draws[0][0].peak_mw == 95.0);
    CHECK(draws[0][1].mean_mw == doctest::Approx(35.0).epsilon(1e-12));
    CHECK(draws[0][1].peak_mw == 40.0);
}

TEST_CASE("usual series give no warning") {
    CHECK(profiles::plausibility_warnings(small_study(), small_profiles()).empty());
    profiles::Profiles flat = small_profiles();  // whose mean is rounded to above its peak
    for (profiles::YearProfiles& year : flat.years) year.region_demand_mw = base::Series(kHours, 1, 57.7);
    model::Study study = small_study();
    study.plants.capacity_mw = {200.0};
    CHECK(profiles::plausibility_warnings(study, flat).empty());
}

TEST_CASE("demand, industry and data centres are held against the plants") {
    model::Study study = small_study();
    study.plants.capacity_mw = {900.0};  // 1,000 MW of demand in the mean
    auto warnings = profiles::plausibility_warnings(study, small_profiles());
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "demand.annual_energy_gwh");
    study.plants.build[0].limit = 1e6;  // a generous limit is no fault of the demand
    CHECK(profiles::plausibility_warnings(study, small_profiles()).empty());
    study.plants.capacity_mw = {30e3};  // demand in TWh
    CHECK(profiles::plausibility_warnings(study, small_profiles()).size() == 1);
}

TEST_CASE("a cap in another unit is named, of whole years alone") {
    model::Study study = small_study();
    study.emission_cap_t = {{2030, 4.0}};  // Mt
    const auto warnings = profiles::plausibility_warnings(study, small_profiles());
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "policy.2030.emission_cap_t");
    study.emission_cap_t = {{2030, 4e6}};
    CHECK(profiles::plausibility_warnings(study, small_profiles()).empty());
    study.emission_cap_t = {{2030, 0.0}};  // none at all may be meant
    CHECK(profiles::plausibility_warnings(study, small_profiles()).empty());
}

TEST_CASE("a connection is held against the peak, with plants behind it") {
    model::Study study = small_study();
    study.data_centers.connection_mw = {0.06};  // GW
    auto warnings = profiles::plausibility_warnings(study, small_profiles());
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "data_centers.campus.connection_mw");
    study.plants.behind = {model::DataCenterIndex{0}};  // an island
    CHECK(profiles::plausibility_warnings(study, small_profiles()).empty());
    study.data_centers.connection_mw = {60e3};  // kW
    CHECK(profiles::plausibility_warnings(study, small_profiles()).size() == 1);
}

TEST_CASE("an available share from a file is held against usual capacity factors") {
    model::Study study = small_study();
    study.fixed.availability.push_back({model::PlantIndex{0}, std::vector<double>(kHours, 0.9)});
    const auto warnings = profiles::plausibility_warnings(study, small_profiles());
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "hourly.available_frac/solar.file");
}

TEST_CASE("a peak far above the mean is named with its hour") {
    const model::Study study = small_study();
    profiles::Profiles profiles = small_profiles();
    profiles.years[2].region_demand_mw(30, 0) = 1e6;  // kW in one row
    const auto warnings = profiles::plausibility_warnings(study, profiles);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "regions.land.demand_shape");
    CHECK(warnings[0].found.find("1000000 MW at 2031-01-02T06:00:00Z") == 0);
}

TEST_CASE("one hour of a data centre far above all others is named, a stretch of high hours is not") {
    const model::Study study = small_study();
    profiles::Profiles profiles = small_profiles();
    profiles.years[1].data_center_mw(5, 0) = 80.0;
    const auto warnings = profiles::plausibility_warnings(study, profiles);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "data_centers.campus.connection_mw");
    for (std::size_t t = 0; t < 200; ++t) profiles.years[1].data_center_mw(t, 0) = 75.0;
    profiles.years[1].data_center_mw(5, 0) = 80.0;
    CHECK(profiles::plausibility_warnings(study, profiles).empty());
}

TEST_CASE("a capacity factor that no plant has is named, in whole years alone") {
    model::Study study = small_study();
    profiles::Profiles profiles = small_profiles();
    // 0.25 × 0.19 + 0.75 × 0.01 is 0.055, below 0.06; the mean without weights, 0.1, is not.
    for (profiles::YearProfiles& year : profiles.years)
        year.resource_frac = base::Series(kHours, 1, year.weather_year == 1 ? 0.19 : 0.01);
    const auto warnings = profiles::plausibility_warnings(study, profiles);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].path() == "plants.solar.system");
    CHECK(warnings[0].found == "a capacity factor of 0.055 at site place");
    study.horizon.hours_per_year = 24;
    CHECK(profiles::plausibility_warnings(study, profiles).empty());
}

TEST_CASE("a series from a file is named by its row of hourly.csv") {
    model::Study study = small_study();
    study.horizon.last_year = 2030;
    study.horizon.hours_per_year = kHours;
    profiles::Profiles profiles = small_profiles();
    profiles.years.resize(2);
    study.fixed.demand.push_back({model::RegionIndex{0}, std::vector<double>(kHours, 1000.0)});
    study.fixed.load.push_back({model::DataCenterIndex{0}, std::vector<double>(kHours, 10.0)});
    profiles.years[0].region_demand_mw(3, 0) = 1e5;
    profiles.years[0].data_center_mw(3, 0) = 80.0;
    const auto warnings = profiles::plausibility_warnings(study, profiles);
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].path() == "hourly.demand_mw/land.file");
    CHECK(warnings[1].path() == "hourly.data_center_mw/campus.file");
}
