// Periods of demand charges and what they bill, by hand.
#include "assets/tariff_periods.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace decawatt;
using assets::DemandPeriod;

namespace {
// A tariff whose period "peak" has hours 8 to 10 of January and February at 5 and of December at 3, and hour 20 of
// every month at nothing; "base" has all hours at 2.
model::Study with_tariff() {
    model::Study study;
    study.tariffs.name = {"large"};
    study.tariffs.blocks = {{{.period = "peak",
                              .first_month = 1,
                              .last_month = 2,
                              .first_hour = 8,
                              .last_hour = 10,
                              .demand_charge_per_mw_month = 5.0,
                              .ratchet_frac = 0.8,
                              .minimum_take_frac = 0.4},
                             {.period = "peak",
                              .first_month = 12,
                              .last_month = 12,
                              .first_hour = 8,
                              .last_hour = 10,
                              .demand_charge_per_mw_month = 3.0,
                              .ratchet_frac = 0.8,
                              .minimum_take_frac = 0.4},
                             {.period = "energy", .energy_price_per_mwh = 60.0},
                             {.period = "base", .demand_charge_per_mw_month = 2.0}}};
    return study;
}
}  // namespace

TEST_CASE("blocks of one period are one demand charge, in the months and hours that they cover") {
    const model::Study study = with_tariff();
    const base::TimeAxis axis = base::year_axis(2030, 0, base::kSecondsPerHour);
    const std::vector<DemandPeriod> periods = assets::demand_periods(study, 0, axis);
    REQUIRE(periods.size() == 2);  // what states energy alone is none
    const DemandPeriod& peak = periods[0];
    CHECK(peak.name == "peak");
    CHECK(peak.ratchet_frac == 0.8);
    CHECK(peak.minimum_take_frac == 0.4);
    CHECK(peak.charge_per_mw == std::array<double, 12>{5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3});
    CHECK(peak.in_month ==
          std::array<bool, 12>{true, true, false, false, false, false, false, false, false, false, false, true});
    CHECK(std::ranges::count(peak.covers, true) == 3 * (31 + 28 + 31));
    CHECK_FALSE(peak.covers[7]);
    CHECK(peak.covers[8]);
    CHECK(peak.covers[10]);
    CHECK_FALSE(peak.covers[11]);
    CHECK(periods[1].name == "base");
    CHECK(std::ranges::count(periods[1].covers, true) == 8760);
    CHECK(peak.is_charged());
}

TEST_CASE("a period without hours in its charged months, or without a charge, bills nothing") {
    DemandPeriod period;
    CHECK_FALSE(period.is_charged());
    period.charge_per_mw[3] = 5.0;
    CHECK_FALSE(period.is_charged());
    period.in_month[4] = true;
    CHECK_FALSE(period.is_charged());
    period.in_month[3] = true;
    CHECK(period.is_charged());
}

TEST_CASE("a month is billed the maximum of its highest import, the ratchet and the minimum take") {
    DemandPeriod period;
    period.in_month = {true, true, true};
    const std::array<double, 12> peak_mw = {10.0, 50.0, 2.0, 40.0};
    CHECK(assets::billed_mw(period, peak_mw, 100.0) == std::array<double, 12>{10.0, 50.0, 2.0});
    period.ratchet_frac = 0.5;
    CHECK(assets::billed_mw(period, peak_mw, 100.0) == std::array<double, 12>{25.0, 50.0, 25.0});
    period.minimum_take_frac = 0.3;
    CHECK(assets::billed_mw(period, peak_mw, 100.0) == std::array<double, 12>{30.0, 50.0, 30.0});
    period.ratchet_frac = 0.0;
    period.minimum_take_frac = 0.6;
    CHECK(assets::billed_mw(period, peak_mw, 100.0) == std::array<double, 12>{60.0, 60.0, 60.0});
}
