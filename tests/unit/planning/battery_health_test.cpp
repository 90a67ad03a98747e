// Detailed ageing from a dispatch: one store with a known dispatch, lifetimes computed by hand.
#include "planning/results/battery_health.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ageing/cell.hpp"
#include "assets/store_ageing.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

model::StoreAgeing lfp_at(double deg_c) {
    model::StoreAgeing ageing;
    ageing.chemistry = model::Chemistry::lfp;
    ageing.cell_temperature_deg_c = deg_c;
    return ageing;
}

constexpr std::size_t kHours = 8760;

// A store of 100 MWh with a constant content of `content_mwh` in every year and weather year.
struct AtRest {
    SmallStudy small;
    planning::Plan plan;

    AtRest(int years, double content_mwh, const model::StoreAgeing& ageing) : small(years) {
        small.region("a", {1.0});
        small.store({.name = "tower", .power_mw = 50.0, .energy_mwh = 100.0, .ageing = ageing});
        plan.stores.name = {"tower"};
        plan.stores.region = {model::RegionIndex{0}};
        plan.stores.buildable = {false};
        plan.stores.members = {{model::StoreIndex{0}}};
        plan.capacity.store_energy_mwh = base::Series(static_cast<std::size_t>(years), 1, 100.0);
        plan.capacity.store_usable_mwh = plan.capacity.store_energy_mwh;
        for (int y = 0; y < years; ++y) {
            plan.years.push_back(2030 + y);
            add_dispatch(2030 + y, 1, 1.0, content_mwh);
        }
    }

    void add_dispatch(int year, int weather_year, double weight, double content_mwh) {
        planning::YearDispatch d;
        d.year = year;
        d.weather_year = weather_year;
        d.weight = weight;
        d.axis = base::year_axis(year, 0, base::kSecondsPerHour);
        d.axis.count = kHours;
        d.content_mwh = base::Series(kHours, 1, content_mwh);
        plan.dispatch.push_back(d);
    }

    planning::BatteryHealth health() const { return planning::battery_health(small.study, plan); }
};

}  // namespace

TEST_CASE("ten years at rest follow the calendar law; the linear fade is reported too") {
    const AtRest rest(10, 50.0, lfp_at(25.0));
    const planning::BatteryHealth health = rest.health();
    const double k = ageing::calendar_rate(ageing::Chemistry::lfp, 0.5, 298.15);
    for (const std::size_t y : {0u, 4u, 9u}) {
        const double days = 365.0 * static_cast<double>(y + 1);
        CHECK(1.0 - health.capacity_left_frac(y, 0) == Approx(k * std::pow(days, 0.526)).epsilon(1e-9));
        CHECK(health.calendar_loss_frac(y, 0) == Approx(k * std::pow(days, 0.526)).epsilon(1e-9));
        CHECK(health.cycle_loss_frac(y, 0) == Approx(0.0));
        CHECK(health.full_cycles(y, 0) == 0.0);
        CHECK(health.mean_soc_frac(y, 0) == Approx(0.5));
        CHECK(health.mean_temperature_deg_c(y, 0) == Approx(25.0));
        CHECK(health.linear_left_frac(y, 0) ==
              Approx(1.0 - health.linear_fade_frac_per_year[0] * static_cast<double>(y + 1)).epsilon(1e-12));
    }
}

TEST_CASE("augmentation keeps the usable energy to the end of each year, and ages too") {
    const AtRest rest(3, 50.0, lfp_at(35.0));
    const planning::BatteryHealth health = rest.health();
    const double k = ageing::calendar_rate(ageing::Chemistry::lfp, 0.5, 308.15);
    const auto left = [&](int years) { return 1.0 - k * std::pow(365.0 * years, 0.526); };
    const double a0 = (100.0 - 100.0 * left(1)) / left(1);
    const double a1 = (100.0 - 100.0 * left(2) - a0 * left(2)) / left(1);
    const double a2 = (100.0 - 100.0 * left(3) - a0 * left(3) - a1 * left(2)) / left(1);
    CHECK(a2 < a1);  // the law slows down
    CHECK(health.augmentation_mwh(0, 0) == Approx(a0).epsilon(1e-9));
    CHECK(health.augmentation_mwh(1, 0) == Approx(a1).epsilon(1e-9));
    CHECK(health.augmentation_mwh(2, 0) == Approx(a2).epsilon(1e-9));
}

TEST_CASE("energy above the plan's usable energy needs no augmentation") {
    AtRest rest(3, 45.0, lfp_at(35.0));
    rest.plan.capacity.store_usable_mwh = base::Series(3, 1, 90.0);
    const planning::BatteryHealth health = rest.health();
    CHECK(health.mean_soc_frac(0, 0) == Approx(0.5));  // of the usable energy
    for (const std::size_t y : {0u, 1u, 2u}) CHECK(health.augmentation_mwh(y, 0) == 0.0);
}

TEST_CASE("weather years are simulated separately: weighted mean and worst") {
    AtRest one(2, 20.0, lfp_at(25.0)), other(2, 90.0, lfp_at(25.0)), both(2, 20.0, lfp_at(25.0));
    for (planning::YearDispatch& d : both.plan.dispatch) d.weight = 0.25;
    both.add_dispatch(2030, 2, 0.75, 90.0);
    both.add_dispatch(2031, 2, 0.75, 90.0);
    const auto a = one.health(), b = other.health(), ab = both.health();
    CHECK(a.capacity_left_frac(1, 0) > b.capacity_left_frac(1, 0));
    CHECK(ab.capacity_left_frac(1, 0) ==
          Approx(0.25 * a.capacity_left_frac(1, 0) + 0.75 * b.capacity_left_frac(1, 0)).epsilon(1e-12));
    CHECK(ab.worst_capacity_left_frac(1, 0) == Approx(b.capacity_left_frac(1, 0)).epsilon(1e-12));
    CHECK(ab.mean_soc_frac(0, 0) == Approx(0.725));
}

TEST_CASE("cycles of a dispatch: rainflow, state-of-charge window, throughput in the linear fade") {
    model::StoreAgeing ageing = lfp_at(25.0);
    ageing.min_soc_frac = 0.1;
    ageing.max_soc_frac = 0.9;
    ageing.fade_frac_per_year = 0.01;
    ageing.fade_frac_per_full_cycle = 2e-4;
    AtRest daily(2, 0.0, ageing);
    for (planning::YearDispatch& d : daily.plan.dispatch)
        for (std::size_t t = 0; t < kHours; ++t) {  // 4 h up, rest, 4 h down from 12 h on
            const double hour = static_cast<double>(t % 24);
            d.content_mwh(t, 0) = 100.0 * std::max(0.0, std::min({1.0, (hour + 1.0) / 4.0, (15.0 - hour) / 4.0}));
        }
    const planning::BatteryHealth health = daily.health();
    CHECK(health.full_cycles(1, 0) == Approx(365.0 * 0.8).epsilon(0.004));  // the last one may still be open
    CHECK(health.linear_left_frac(0, 0) == Approx(1.0 - 0.01 - 365.0 * 2e-4).epsilon(1e-12));
    CHECK(health.linear_left_frac(1, 0) == Approx(1.0 - 0.02 - 730.0 * 2e-4).epsilon(1e-12));
    CHECK(health.capacity_left_frac(1, 0) + health.calendar_loss_frac(1, 0) + health.cycle_loss_frac(1, 0) ==
          Approx(1.0));
    CHECK(health.mean_temperature_deg_c(0, 0) > 25.05);  // warmed by its losses
    ageing::Cell cell(ageing::Chemistry::lfp);
    const double mean_soc = health.mean_soc_frac(0, 0);
    const ageing::Use day = ageing::use_of_day(ageing::Chemistry::lfp,
                                               {mean_soc, health.mean_temperature_deg_c(0, 0) + 273.15, 0.8, 0.8, 0.2});
    for (int d = 0; d < 730; ++d) cell.advance(day);
    CHECK(health.cycle_loss_frac(1, 0) == Approx(cell.cycle_loss_frac()).epsilon(0.01));
}

TEST_CASE("a year in which a store has no usable energy has no figures") {
    AtRest rest(2, 0.0, lfp_at(25.0));
    rest.plan.capacity.store_usable_mwh(1, 0) = 0.0;
    const planning::BatteryHealth health = rest.health();
    CHECK_FALSE(std::isnan(health.linear_left_frac(0, 0)));
    CHECK(std::isnan(health.linear_left_frac(1, 0)));
    CHECK(std::isnan(health.augmentation_mwh(1, 0)));
}

TEST_CASE("without a chemistry there are no results") {
    CHECK(AtRest(1, 50.0, {}).health().empty());
}

TEST_CASE("the fade of planning is stated or fitted to the store's own cells") {
    model::Stores stores;
    stores.ageing = {lfp_at(25.0), lfp_at(35.0), lfp_at(25.0), lfp_at(25.0)};
    stores.ageing[2].fade_frac_per_year = 0.02;
    stores.ageing[3].max_soc_frac = 0.5;
    stores.build_energy.resize(4);
    const auto fade = [&](std::size_t s) { return assets::planned_fade(stores, s); };
    CHECK(fade(1).per_year_frac > fade(0).per_year_frac);
    CHECK(fade(2).per_year_frac == 0.02);
    CHECK(fade(2).per_full_cycle_frac == fade(0).per_full_cycle_frac);
    CHECK(fade(3).per_full_cycle_frac == Approx(0.5 * fade(0).per_full_cycle_frac));
    stores.build_energy[0] = may_build(1.0, 1.0, 5.0);  // a shorter life lies on the steeper part of the law
    CHECK(fade(0).per_year_frac > fade(3).per_year_frac);
}
