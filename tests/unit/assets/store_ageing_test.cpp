// What planning takes of an ageing store, by hand.
#include "assets/store_ageing.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::assets;
using decawatt::tests::SmallStudy;
using doctest::Approx;

namespace {
constexpr int kNoEnd = std::numeric_limits<int>::max();

model::StoreAgeing of(model::Chemistry chemistry) {
    model::StoreAgeing ageing;
    ageing.chemistry = chemistry;
    return ageing;
}

// Ageing stores in the horizon from 2030 to 2032, one with an expansion option.
SmallStudy with_stores(int stores) {
    SmallStudy small(3);
    small.region("a", {1.0, 1.0});
    for (int s = 0; s < stores; ++s)
        small.store({.name = "store " + std::to_string(s),
                     .power_mw = 1.0,
                     .energy_mwh = 10.0 + s,
                     .ageing = of(model::Chemistry::lfp)});
    return small;
}

std::vector<Vintage> vintages_of(const SmallStudy& small, std::size_t group) {
    return existing_vintages(small.study, group_stores(small.study), group);
}
}  // namespace

TEST_CASE("chemistries and enclosures of a study are those of the cells") {
    CHECK(chemistry_of(of(model::Chemistry::lfp)) == ageing::Chemistry::lfp);
    CHECK(chemistry_of(of(model::Chemistry::nmc)) == ageing::Chemistry::nmc);
    CHECK(chemistry_of(of(model::Chemistry::nmc111)) == ageing::Chemistry::nmc111);
    CHECK_THROWS_AS(chemistry_of({}), std::logic_error);
    model::StoreAgeing cool;
    cool.cell_temperature_deg_c = 20.0;
    cool.cell_temperature_band_k = 3.0;
    const ageing::Enclosure enclosure = enclosure_of(cool);
    CHECK(enclosure.set_point_deg_c == 20.0);
    CHECK(enclosure.band_k == 3.0);
}

TEST_CASE("a store uses the state-of-charge window that is stated for its cells") {
    model::StoreAgeing ageing;
    ageing.min_soc_frac = 0.1;
    ageing.max_soc_frac = 0.9;
    CHECK(cell_soc_frac(ageing, 0.0) == Approx(0.1));
    CHECK(cell_soc_frac(ageing, 0.25) == Approx(0.3));
    CHECK(cell_soc_frac(ageing, 1.0) == Approx(0.9));
    CHECK(cell_soc_frac(ageing, -1e-9) == Approx(0.1));
    CHECK(cell_soc_frac(ageing, 1.0 + 1e-9) == Approx(0.9));
}

TEST_CASE("the fade of planning is stated, or fitted over the life of the store to its reference use") {
    SmallStudy small = with_stores(1);
    model::Stores& stores = small.study.stores;
    const auto fitted = [](int years) {  // at 25 deg C, two thirds of a cycle a day of 80 % at 0.25 C, half full
        return ageing::fitted_fade(ageing::Chemistry::lfp, {0.5, 298.15, 2.0 / 3.0, 0.8, 0.25}, years);
    };
    CHECK(planned_fade(stores, 0).per_year_frac == Approx(fitted(15).per_year_frac));
    CHECK(planned_fade(stores, 0).per_full_cycle_frac == Approx(fitted(15).per_full_cycle_frac));
    stores.build_energy[0] = tests::may_build(10.0, 1.0, 9.6);
    CHECK(planned_fade(stores, 0).per_year_frac == Approx(fitted(10).per_year_frac));
    stores.ageing[0].min_soc_frac = 0.1;  // a full cycle of the store is 0.8 of one of its cells
    stores.ageing[0].max_soc_frac = 0.9;
    CHECK(planned_fade(stores, 0).per_full_cycle_frac == Approx(0.8 * fitted(10).per_full_cycle_frac));
    stores.ageing[0].fade_frac_per_year = 0.02;
    CHECK(planned_fade(stores, 0).per_year_frac == 0.02);
    CHECK(planned_fade(stores, 0).per_full_cycle_frac == Approx(0.8 * fitted(10).per_full_cycle_frac));
    stores.ageing[0].fade_frac_per_full_cycle = 3e-5;
    CHECK(planned_fade(stores, 0).per_full_cycle_frac == 3e-5);
    stores.build_energy[0] = tests::may_build(10.0, 1.0, 0.3);  // at least a year
    stores.ageing[0] = of(model::Chemistry::lfp);
    CHECK(planned_fade(stores, 0).per_year_frac == Approx(fitted(1).per_year_frac));
}

TEST_CASE("existing energy is in service from its commissioning, or the start of the horizon, to its closing") {
    SmallStudy small = with_stores(5);
    model::Stores& stores = small.study.stores;
    stores.commissioned[1] = base::utc_of_date(2031, 6, 1, 0);
    stores.closed[1] = base::utc_of_date(2032, 1, 1, 0);  // the last instant is in 2031
    stores.commissioned[2] = base::utc_of_date(2020, 1, 1, 0);
    stores.closed[2] = base::utc_of_date(2030, 2, 1, 0);
    stores.closed[3] = base::utc_of_date(2030, 1, 1, 0);        // before the horizon
    stores.commissioned[4] = base::utc_of_date(2033, 1, 1, 0);  // after it
    const struct {
        int first, last;
        double mwh;
    } expected[] = {{2030, kNoEnd, 10.0}, {2031, 2031, 11.0}, {2030, 2030, 12.0}};
    for (std::size_t s = 0; s < 3; ++s) {
        CAPTURE(s);
        const std::vector<Vintage> found = vintages_of(small, s);
        REQUIRE(found.size() == 1);
        CHECK(found[0].first_year == expected[s].first);
        CHECK(found[0].last_year == expected[s].last);
        CHECK(found[0].mwh == expected[s].mwh);
    }
    CHECK(vintages_of(small, 3).empty());
    CHECK(vintages_of(small, 4).empty());
}

TEST_CASE("years begin at the study's offset, and a store that is only an option has no existing energy") {
    SmallStudy small = with_stores(1);
    model::Stores& stores = small.study.stores;
    small.study.utc_offset_s = 9 * base::kSecondsPerHour;
    stores.commissioned[0] = base::utc_of_date(2030, 12, 31, 0);  // 09:00 there
    CHECK(vintages_of(small, 0)[0].first_year == 2030);
    stores.commissioned[0] += 15 * base::kSecondsPerHour;  // New Year there
    CHECK(vintages_of(small, 0)[0].first_year == 2031);
    stores.build_power[0] = stores.build_energy[0] = tests::may_build(5.0, 1.0);
    REQUIRE(group_stores(small.study).members.size() == 2);  // the existing part, and what may be built
    CHECK(vintages_of(small, 0).size() == 1);
    CHECK(vintages_of(small, 1).empty());
}
