// Kinds, lifetimes, limits, whole machines and degradation of capacity, by hand.
#include "assets/capacity.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "assets/service_years.hpp"
#include "unit/planning/small_study.hpp"

using namespace decawatt;
using namespace decawatt::assets;
using doctest::Approx;

TEST_CASE("capacity is in service to the end of the year in which its lifetime ends") {
    CHECK(last_year_of(2030, 1.0) == 2030);
    CHECK(last_year_of(2030, 2.0) == 2031);
    CHECK(last_year_of(2030, 2.5) == 2032);
}

TEST_CASE("a plant under an agreement is in service to the end of its term, all else for its lifetime") {
    tests::SmallStudy small;
    small.region("a", {1.0});
    small.plant({.name = "owned"});
    small.plant({.name = "bought"});
    small.study.agreements = {{.plant = model::PlantIndex{1}, .first_year = 2028, .last_year = 2039}};
    const model::ExpansionOption option{.lifetime_years = 3.0};
    CHECK(last_year_in_service(small.study, CapacityKind::plant, 0, 2030, option) == 2032);
    CHECK(last_year_in_service(small.study, CapacityKind::plant, 1, 2030, option) == 2039);
    CHECK(last_year_in_service(small.study, CapacityKind::store_power, 1, 2030, option) == 2032);
}

TEST_CASE("each kind of capacity has a text that reads back, and a unit") {
    const struct {
        CapacityKind kind;
        std::string text, unit;
        bool is_connection;
    } kinds[] = {{CapacityKind::plant, "plant", "MW", false},
                 {CapacityKind::store_power, "store power", "MW", false},
                 {CapacityKind::store_energy, "store energy", "MWh", false},
                 {CapacityKind::line, "line", "MW", false},
                 {CapacityKind::connection, "connection", "MW", true},
                 {CapacityKind::nonfirm_connection, "non-firm connection", "MW", true},
                 {CapacityKind::usable_energy, "usable energy", "MWh", false}};
    for (const auto& expected : kinds) {
        CAPTURE(expected.text);
        CHECK(assets::text(expected.kind) == expected.text);
        CHECK(capacity_kind(expected.text) == expected.kind);
        CHECK(unit_of(expected.kind) == expected.unit);
        CHECK(is_connection(expected.kind) == expected.is_connection);
    }
    CHECK_FALSE(capacity_kind("store"));
}

TEST_CASE("limits of years before the horizon are added to its first year; those after the option are zero") {
    const model::Horizon horizon{.first_year = 2030, .last_year = 2034};
    model::ExpansionOption option{.limit = 100.0, .limit_per_year = 10.0, .first_year = 2028, .last_year = 2032};
    CHECK(limit_in_year(horizon, option, 2030) == 30.0);  // of 2028, 2029 and 2030
    CHECK(limit_in_year(horizon, option, 2031) == 10.0);
    CHECK(limit_in_year(horizon, option, 2032) == 10.0);
    CHECK(limit_in_year(horizon, option, 2033) == 0.0);
    option.limit = 25.0;
    CHECK(limit_in_year(horizon, option, 2030) == 25.0);
    option.first_year = 2031;
    CHECK(limit_in_year(horizon, option, 2030) == 0.0);
    CHECK(limit_in_year(horizon, option, 2031) == 10.0);
    option = {.limit = 100.0, .limit_per_year = 10.0, .first_year = 2020, .last_year = 2029};
    CHECK(limit_in_year(horizon, option, 2030) == 100.0);  // ten years up to 2029
    CHECK(limit_in_year(horizon, option, 2031) == 0.0);
}

TEST_CASE("machines are rounded up, but for an excess within the tolerance") {
    CHECK(units_for(0.0, 50.0, 0.5) == 0);
    CHECK(units_for(0.5, 50.0, 0.5) == 0);
    CHECK(units_for(0.6, 50.0, 0.5) == 1);
    CHECK(units_for(50.5, 50.0, 0.5) == 1);
    CHECK(units_for(50.6, 50.0, 0.5) == 2);
    CHECK(units_for(100.0, 50.0, 0.0) == 2);
    CHECK(units_for(1e30, 1.0, 0.0) == 1'000'000'000);  // fits into an int
}

TEST_CASE("solar and wind plants lose capacity by their own rates, other plants none") {
    tests::SmallStudy small;
    small.region("a", {1.0});
    for (const char* name : {"gas", "solar", "wind"}) small.plant({.name = name});
    small.study.pv_systems.degradation_frac_per_year = {0.5, 0.01};
    small.study.plants.pv_system[1] = model::PvSystemIndex{1};
    small.study.plants.turbine[2] = model::TurbineIndex{1};
    CHECK(aged_frac(small.study, model::PlantIndex{2}, 2) == 1.0);  // no rules stated
    small.study.turbines.rules.resize(2);
    small.study.turbines.rules[1].degradation_frac_per_year = 0.2;
    CHECK(aged_frac(small.study, model::PlantIndex{0}, 2) == 1.0);
    CHECK(aged_frac(small.study, model::PlantIndex{1}, 0) == 1.0);
    CHECK(aged_frac(small.study, model::PlantIndex{1}, 2) == Approx(0.99 * 0.99).epsilon(1e-15));
    CHECK(aged_frac(small.study, model::PlantIndex{2}, 2) == Approx(0.64).epsilon(1e-15));
}
