// Hourly series of equipment and costs of energy, by hand: years of four hours from 2030.
#include "assets/equipment_series.hpp"

#include <doctest/doctest.h>

#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::assets;
using decawatt::tests::SmallStudy;
using doctest::Approx;

namespace {
base::UtcSeconds hour_of_2030(int hour) {
    return base::utc_of_date(2030, 1, 1, 0) + hour * base::kSecondsPerHour;
}

SmallStudy two_regions(int years = 1) {
    SmallStudy small(years);
    small.region("a", {1.0, 1.0, 1.0, 1.0});
    small.region("b", {1.0, 1.0, 1.0, 1.0});
    return small;
}

// The series of the year `index` of the horizon.
template <typename Read>
auto of_year(const SmallStudy& small, std::size_t index, const Read& read) {
    const profiles::Profiles profiles = small.profiles();
    return read(YearView(small.study, profiles, profiles.years[index]), make_groups(small.study, profiles));
}
}  // namespace

TEST_CASE("the minimum and the maximum of an empty series are zero") {
    CHECK(lowest({}) == 0.0);
    CHECK(highest({}) == 0.0);
    CHECK(lowest({3.0, -1.0, 2.0}) == -1.0);
    CHECK(highest({3.0, -1.0, 2.0}) == 3.0);
}

TEST_CASE("months change at the study's offset") {
    base::TimeAxis axis = base::year_axis(2030, 0, base::kSecondsPerHour);
    const std::vector<int> here = months_of(axis, 0), east = months_of(axis, 9 * base::kSecondsPerHour);
    CHECK(here.front() == 0);
    CHECK(here[31 * 24 - 1] == 0);
    CHECK(here[31 * 24] == 1);
    CHECK(here.back() == 11);
    CHECK(east[31 * 24 - 10] == 0);
    CHECK(east[31 * 24 - 9] == 1);  // 1 February, 00:00 there
}

TEST_CASE("a plant counts from the hour it is commissioned to the hour before it is closed") {
    SmallStudy small = two_regions();
    small.plant({.name = "always", .capacity_mw = 10.0});
    small.plant({.name = "dated", .capacity_mw = 5.0});
    small.study.plants.commissioned[1] = hour_of_2030(1);
    small.study.plants.closed[1] = hour_of_2030(3);
    CHECK(of_year(small, 0, [](const YearView& view, const Groups& groups) {
              REQUIRE(groups.plants.members.size() == 1);
              return existing_mw(view, groups.plants, 0);
          }) == Hours{10.0, 15.0, 15.0, 10.0});
}

TEST_CASE("a solar plant with a commissioning date loses capacity with every calendar year, one without does not") {
    SmallStudy small = two_regions(3);
    for (const char* name : {"old", "dated", "later"}) small.plant({.name = name, .capacity_mw = 100.0});
    small.study.pv_systems.degradation_frac_per_year = {0.1};
    small.study.plants.pv_system = std::vector<model::PvSystemIndex>(3, model::PvSystemIndex{0});
    small.study.plants.commissioned[1] = base::utc_of_date(2029, 7, 1, 0);
    small.study.plants.commissioned[2] = base::utc_of_date(2032, 1, 1, 0);
    const auto first_mw = [](const YearView& view, const Groups& groups) {
        return existing_mw(view, groups.plants, 0).front();
    };
    CHECK(of_year(small, 0, first_mw) == Approx(100.0 + 90.0).epsilon(1e-14));
    CHECK(of_year(small, 2, first_mw) == Approx(100.0 + 72.9 + 100.0).epsilon(1e-14));
}

TEST_CASE("availability reduces the power of a store, not its energy") {
    SmallStudy small = two_regions();
    small.store({.name = "battery", .power_mw = 10.0, .energy_mwh = 40.0});
    small.study.stores.charge_mw[0] = 8.0;
    small.study.stores.availability_frac[0] = 0.9;
    small.study.stores.closed[0] = hour_of_2030(3);
    const StoreHours hours = of_year(
        small, 0, [](const YearView& view, const Groups& groups) { return existing_store(view, groups.stores, 0); });
    CHECK(hours.charge_mw == Hours{7.2, 7.2, 7.2, 0.0});
    CHECK(hours.discharge_mw == Hours{9.0, 9.0, 9.0, 0.0});
    CHECK(hours.energy_mwh == Hours{40.0, 40.0, 40.0, 0.0});
}

TEST_CASE("a line that is stated in the other direction adds its limits in reverse") {
    SmallStudy small = two_regions();
    small.line(0, 1, 10.0);
    small.line(1, 0, 4.0);
    small.study.lines.reverse_capacity_mw = {7.0, 2.0};
    small.study.lines.availability_frac = {1.0, 0.5};
    small.study.interfaces.name = {"cut"};
    small.study.interfaces.members = {{{model::LineIndex{0}, 1.0}, {model::LineIndex{1}, -1.0}}};
    of_year(small, 0, [&](const YearView& view, const Groups& groups) {
        REQUIRE(groups.corridors.members.size() == 1);
        const CorridorHours hours = existing_corridor(view, groups.corridors, 0);
        CHECK(hours.forward_mw == Hours(4, 10.0 + 1.0));
        CHECK(hours.reverse_mw == Hours(4, 7.0 + 2.0));
        CHECK_FALSE(is_turned(small.study, groups.corridors, 0, model::LineIndex{0}));
        CHECK(is_turned(small.study, groups.corridors, 0, model::LineIndex{1}));
        CHECK(sign_in_interface(small.study, groups.corridors, 0, model::InterfaceIndex{0}) == 1.0);
        return 0;
    });
    small.study.interfaces.members[0][1].sign = 1.0;  // counted with the flow the other way: no longer alike
    of_year(small, 0, [](const YearView&, const Groups& groups) {
        CHECK(groups.corridors.members.size() == 2);
        return 0;
    });
}

TEST_CASE("availability is that of the weather times that of the month, and must-run output does not exceed it") {
    SmallStudy small = two_regions();
    small.plant({.name = "river", .capacity_mw = 1.0, .resource_frac = {0.2, 0.4, 0.6, 1.0}});
    small.plant({.name = "heat", .capacity_mw = 1.0, .must_run_frac = 0.3, .resource_frac = {0.2, 0.4, 0.6, 1.0}});
    const auto outage = static_cast<model::MonthProfileIndex>(small.study.month_profiles.frac.size());
    small.study.month_profiles.frac.emplace_back().fill(0.9);
    small.study.month_profiles.frac[base::at(outage)][0] = 0.5;
    small.study.plants.availability[0] = small.study.plants.availability[1] = outage;
    small.study.plants.seasonal_limit[0] = outage;
    of_year(small, 0, [](const YearView& view, const Groups&) {
        CHECK(available_frac(view, model::PlantIndex{0}) == Hours{0.05, 0.1, 0.15, 0.25});
        const Hours available = available_frac(view, model::PlantIndex{1});
        CHECK(available == Hours{0.1, 0.2, 0.3, 0.5});
        CHECK(must_run_frac(view, model::PlantIndex{1}, available) == Hours{0.1, 0.2, 0.3, 0.3});
        CHECK(must_run_frac(view, model::PlantIndex{0}, available) == Hours(4, 0.0));
        return 0;
    });
}

TEST_CASE("a MWh costs its fuel and carbon over the efficiency, and the variable cost") {
    SmallStudy small = two_regions();
    small.plant({.name = "wind", .variable_cost_per_mwh = 2.0});
    small.plant({.name = "gas",
                 .variable_cost_per_mwh = 3.0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .fuel_price = 30.0,
                 .efficiency_frac = 0.5});
    const auto cost = [&](int plant) {
        return marginal_cost_per_mwh(small.study, static_cast<model::PlantIndex>(plant), 2030);
    };
    CHECK(cost(0) == 2.0);
    CHECK(cost(1) == Approx(3.0 + 30.0 / 0.5));
    small.study.carbon_price_per_t = {{2030, 20.0}};
    CHECK(cost(0) == 2.0);
    CHECK(cost(1) == Approx(3.0 + (30.0 + 0.2 * 20.0) / 0.5));
    CHECK(emission_t_per_mwh(small.study, model::PlantIndex{0}) == 0.0);
    CHECK(emission_t_per_mwh(small.study, model::PlantIndex{1}) == Approx(0.4));
}
