// Interfaces, nodes of data centres and stores of an assembled system.
#include "adequacy/assembly/assemble.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../planning/small_study.hpp"
#include "adequacy/uncertainty/availability.hpp"
#include "adequacy/uncertainty/entities.hpp"
#include "assembly_study.hpp"
#include "base/error.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;
using decawatt::tests::SmallStudy;
using namespace decawatt::adequacy::made;

TEST_CASE("interfaces: one line, all lines of a region, nothing else") {
    SmallStudy small = fixed_study(1, 3, 10.0);
    model::Study& study = small.study;
    const auto ab = static_cast<model::LineIndex>(small.line(0, 1, 100.0));
    const auto bc = static_cast<model::LineIndex>(small.line(1, 2, 100.0));
    const auto ca = static_cast<model::LineIndex>(small.line(2, 0, 100.0));
    small.interface({{ab, -1.0}}, 30.0);
    small.interface({{ab, 1.0}, {bc, -1.0}}, 70.0);  // into B
    small.interface({{bc, -1.0}, {ca, 1.0}}, 60.0);  // out of C
    const Assembly made = assembled(study);
    CHECK(at_hour(made.system.lines.forward[0], 0) == 100.0);
    CHECK(at_hour(made.system.lines.reverse[0], 0) == 30.0);
    REQUIRE(made.system.limits.net_import.size() == 3);
    REQUIRE(made.system.limits.net_export.size() == 3);
    CHECK(at_hour(made.system.limits.net_import[1], 0) == 70.0);
    CHECK(made.system.limits.net_import[0].empty());
    CHECK(at_hour(made.system.limits.net_export[2], 0) == 60.0);
    CHECK(made.system.limits.net_export[1].empty());
    small.interface({{ab, 1.0}, {bc, 1.0}}, 10.0);
    CHECK_THROWS_AS(assembled(study), base::InputError);
}

TEST_CASE("a data centre has a node of its own where its connection may bind") {
    SmallStudy small = fixed_study(1, 1, 10.0);
    model::Study& study = small.study;
    small.data_center({.name = "wide", .draw_mw = {}, .connection_mw = 50.0});
    small.data_center({.name = "narrow", .draw_mw = {}, .connection_mw = 20.0});
    small.data_center({.name = "battery", .draw_mw = {}, .connection_mw = 50.0});
    for (int d = 0; d < 3; ++d) draw_constant(study, d, 30.0, kYearHours);
    small.store({.name = "S", .power_mw = 5.0, .energy_mwh = 10.0, .behind = 2});
    const Assembly made = assembled(study);
    CHECK(made.system.study_regions == 1);
    CHECK(made.system.region == std::vector<std::string>{"A", "narrow", "battery"});
    CHECK(made.system.centers.region == std::vector{NodeIndex{0}, NodeIndex{1}, NodeIndex{2}});
    CHECK(made.system.stores.region == std::vector{NodeIndex{2}});
    REQUIRE(made.system.lines.count() == 2);
    CHECK(at_hour(made.system.lines.forward[0], 0) == 20.0);
    REQUIRE(made.notes.size() == 1);
    CHECK(made.notes[0] == "narrow draws up to 30 MW in 2030, its connection of 20 MW can never supply the last 10 MW");
}

TEST_CASE("assets behind a meter count in addition to the connection; only load above both is noted") {
    SmallStudy small = fixed_study(2, 1, 10.0);
    model::Study& study = small.study;
    small.data_center({.name = "island", .draw_mw = {}, .connection_mw = 0.0});
    small.data_center({.name = "short", .draw_mw = {}, .connection_mw = 5.0});
    for (int d = 0; d < 2; ++d) draw_constant(study, d, 955.0, 2 * kYearHours);
    small.plant({.name = "engines", .behind = 0, .build = option(10.0)});
    small.store({.name = "battery", .behind = 0, .build_power = option(10.0), .build_energy = option(10.0)});
    small.plant({.name = "turbine", .capacity_mw = 900.0, .behind = 1});
    planning::FixedPlan plan;
    plan.years = {2030, 2031};
    plan.builds = {{assets::CapacityKind::plant, "engines", 2030, 900.0},
                   {assets::CapacityKind::store_power, "battery", 2030, 60.0},
                   {assets::CapacityKind::store_energy, "battery", 2030, 100.0}};
    const Assembly made = assembled(study, &plan);
    REQUIRE(made.notes.size() == 1);
    CHECK(made.notes[0] ==
          "short draws up to 955 MW in 2030, its connection of 5 MW and 900 MW behind it can never supply the last 50 "
          "MW");
    // Built a year late: the first year has a shortage.
    for (assets::CapacityAddition& build : plan.builds) build.year = 2031;
    const Assembly late = assembled(study, &plan);
    REQUIRE(late.notes.size() == 2);
    CHECK(late.notes[0] ==
          "island draws up to 955 MW in 2030, its connection of 0 MW can never supply the last 955 "
          "MW");
}

TEST_CASE("a connection by its first years, and what a plan has built of both parts") {
    SmallStudy small = fixed_study(3, 1, 10.0);
    model::Study& study = small.study;
    small.data_center({.name = "hub", .draw_mw = {}, .connection_mw = 50.0, .build = option(10.0)});
    draw_constant(study, 0, 90.0, 3 * kYearHours);
    study.reliability.nonfirm_mw = {20.0};
    study.data_centers.terms.resize(1);
    model::ConnectionTerms& terms = study.data_centers.terms[0];
    terms.first_year = 2031;
    terms.nonfirm.first_year = 2030;
    terms.nonfirm.curtailment = model::Curtailment::stress_hours;  // which adequacy does not read
    terms.nonfirm.build = option(10.0);
    planning::FixedPlan plan;
    plan.years = {2030, 2031, 2032};
    plan.builds = {{assets::CapacityKind::nonfirm_connection, "hub", 2032, 30.0},
                   {assets::CapacityKind::connection, "hub", 2031, 5.0}};
    const System system = assembled(study, &plan).system;
    REQUIRE(system.lines.count() == 1);
    const double connection_mw[] = {20.0, 55.0, 85.0}, nonfirm_mw[] = {20.0, 20.0, 50.0};
    for (int y = 0; y < 3; ++y) {
        CHECK(at_hour(system.lines.forward[0], y * kYearHours) == connection_mw[y]);
        CHECK(at_hour(system.centers.nonfirm[0], y * kYearHours) == nonfirm_mw[y]);
    }
    plan.builds[0].asset = "another";
    CHECK_THROWS_AS(assembled(study, &plan), base::InputError);
}

TEST_CASE("stores: what is built, what has faded, what is kept at the start") {
    SmallStudy small = fixed_study(3, 1, 10.0);
    model::Study& study = small.study;
    small.store({.name = "S", .power_mw = 4.0, .energy_mwh = 8.0, .charge_efficiency_frac = 0.9});
    small.store({.name = "N", .build_power = option(10.0), .build_energy = option(10.0)});
    study.reliability.store_initial_frac = {0.25, 0.75};
    planning::FixedPlan plan;
    plan.years = {2030, 2031, 2032};
    plan.builds = {{assets::CapacityKind::store_power, "N", 2030, 20.0},
                   {assets::CapacityKind::store_power, "N", 2031, 5.0},
                   {assets::CapacityKind::store_energy, "N", 2030, 80.0},
                   {assets::CapacityKind::usable_energy, "N", 2030, 78.0},
                   {assets::CapacityKind::usable_energy, "N", 2031, 75.0}};
    const Stores stores = assembled(study, &plan).system.stores;
    REQUIRE(stores.count() == 2);
    CHECK(stores.initial_frac == std::vector<double>{0.25, 0.75});
    CHECK(stores.charge_efficiency_frac[0] == 0.9);
    CHECK(at_hour(stores.energy[0], 0) == 8.0);
    CHECK(at_hour(stores.discharge[1], 0) == 20.0);
    CHECK(at_hour(stores.charge[1], kYearHours) == 25.0);
    CHECK(at_hour(stores.energy[1], 0) == 78.0);
    CHECK(at_hour(stores.energy[1], kYearHours) == 75.0);
    CHECK(assembled(study).system.stores.count() == 1);
}
