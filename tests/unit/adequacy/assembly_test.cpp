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

TEST_CASE("mean availability after outages and maintenance equals that of planning") {
    SmallStudy small = fixed_study(1, 1, 100.0);
    model::Study& study = small.study;
    const auto often = add_class(study, "often", 450.0, 50.0);  // available 0.9 of the time
    const auto seldom = add_class(study, "seldom", 1900.0, 100.0);
    const auto profile = add_profile(study, "by month", {.85, .9, .7, .6, .5, .8, .88, .9, .66, .5, .72, .81});
    for (int p = 0; p < 24; ++p) {
        small.plant({.name = std::to_string(p), .capacity_mw = p < 12 ? 100.0 : 250.0});
        study.plants.availability.back() = profile;
        study.reliability.plant_outage.push_back(p % 3 == 0 ? often : seldom);
    }
    study.reliability.plant_units.assign(24, 2);
    const Assembly made = assembled(study);
    CHECK(made.system.units.count() == 48);
    CHECK(made.system.maintenance.size() == 2);

    const OutageTables tables(made.system, made.library);
    Availability units(unit_entities(made.system), 1, 730, tables);
    constexpr std::uint32_t kFutures = 3000;
    constexpr double kInstalledMw = 12 * 100.0 + 12 * 250.0;
    std::vector<double> mean(12, 0.0), square(12, 0.0);
    for (std::uint32_t sample = 0; sample < kFutures; ++sample) {
        const Future future = draw_future(made.uncertainty, made.library, sample);
        units.start(1, future);
        std::int64_t hour = 0;
        for (std::size_t month = 0; month < 12; ++month) {
            const std::int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
            double sum = 0.0;
            for (std::int64_t end = hour + days[month] * 24; hour < end;) {
                const std::int64_t count = std::min<std::int64_t>(730, end - hour);
                units.window(hour, static_cast<std::size_t>(count));
                for (std::int64_t t = 0; t < count; ++t)
                    sum += units.is_constant(0) ? units.level_mw(0) : units.levels_mw(0)[static_cast<std::size_t>(t)];
                hour += count;
            }
            const double frac = sum / kInstalledMw / static_cast<double>(days[month] * 24);
            mean[month] += frac / kFutures;
            square[month] += frac * frac / kFutures;
        }
    }
    for (std::size_t month = 0; month < 12; ++month) {
        CAPTURE(month);
        const double expected = study.month_profiles.frac[0][month];
        const double error = std::sqrt((square[month] - mean[month] * mean[month]) / kFutures);
        CHECK(std::abs(mean[month] - expected) <= 0.01 * expected);
        CHECK(std::abs(mean[month] - expected) <= 4.0 * error);
    }
}

TEST_CASE("a plant without an outage class has the availability of its profile and seasonal limit") {
    SmallStudy small = fixed_study(1, 1, 10.0);
    model::Study& study = small.study;
    small.plant({.name = "P", .capacity_mw = 100.0});
    model::Months half{}, winter{};
    half.fill(0.5), winter.fill(1.0);
    winter[0] = 0.7;
    study.plants.availability.back() = add_profile(study, "half", half);
    study.plants.seasonal_limit.back() = add_profile(study, "winter", winter);
    const Assembly kept = assembled(study);
    REQUIRE(kept.system.units.count() == 1);
    CHECK(kept.system.units.exposure[0].causes.empty());
    CHECK(at_hour(kept.system.units.capacity[0], 0) == doctest::Approx(35.0));
    CHECK(at_hour(kept.system.units.capacity[0], 31 * 24 - 1) == doctest::Approx(35.0));
    CHECK(at_hour(kept.system.units.capacity[0], 31 * 24) == doctest::Approx(50.0));
    study.adequacy.keeps_seasonal_limits = false;
    CHECK(at_hour(assembled(study).system.units.capacity[0], 0) == doctest::Approx(50.0));
}

TEST_CASE("an agreement supplies like a plant, a virtual one supplies nothing") {
    SmallStudy small = fixed_study(1, 1, 10.0);
    model::Study& study = small.study;
    for (const auto kind : {model::AgreementKind::baseload, model::AgreementKind::virtual_power}) {
        const int plant = small.plant({.name = model::text(kind)});
        const model::Agreement agreement{.plant = static_cast<model::PlantIndex>(plant),
                                         .kind = kind,
                                         .price_per_mwh = 60.0,
                                         .first_year = 2030,
                                         .last_year = 2030,
                                         .max_mw = 40.0};
        study.plants.build.back() = model::option_of(agreement, 0.0);
        study.agreements.push_back(agreement);
    }
    planning::FixedPlan plan;
    plan.years = {2030};
    plan.builds = {{assets::CapacityKind::plant, "baseload", 2030, 40.0},
                   {assets::CapacityKind::plant, "virtual", 2030, 30.0}};
    const Assembly made = assembled(study, &plan);
    const Units& units = made.system.units;
    REQUIRE(units.count() == 1);
    CHECK(units.name[0] == "baseload built in 2030");
}

TEST_CASE("dates, additions and lifetimes become steps") {
    SmallStudy small = fixed_study(3, 1, 10.0);
    model::Study& study = small.study;
    small.plant({.name = "dated", .capacity_mw = 100.0});
    study.plants.commissioned.back() = base::utc_of_date(2030, 1, 2, 0);
    study.plants.closed.back() = base::utc_of_date(2031, 1, 1, 0);
    small.plant({.name = "new", .capacity_mw = 5.0, .build = option(2.0)});
    planning::FixedPlan plan;
    plan.years = {2030, 2031, 2032};
    plan.builds = {{assets::CapacityKind::plant, "new", 2030, 40.0},
                   {assets::CapacityKind::plant, "new", 2029, 7.0},
                   {assets::CapacityKind::plant, "new", 2031, 1e-9}};
    const Assembly made = assembled(study, &plan);
    const Units& units = made.system.units;
    REQUIRE(units.count() == 4);
    CHECK(units.name[0] == "dated");
    CHECK(at_hour(units.capacity[0], 23) == 0.0);
    CHECK(at_hour(units.capacity[0], 24) == 100.0);
    CHECK(at_hour(units.capacity[0], kYearHours - 1) == 100.0);
    CHECK(at_hour(units.capacity[0], kYearHours) == 0.0);
    CHECK(at_hour(units.capacity[1], 0) == 5.0);
    CHECK(units.name[2] == "new built in 2030");
    CHECK(at_hour(units.capacity[2], 2 * kYearHours - 1) == 40.0);
    CHECK(at_hour(units.capacity[2], 2 * kYearHours) == 0.0);  // two years old
    CHECK(at_hour(units.capacity[3], 0) == 7.0);
    CHECK(at_hour(units.capacity[3], kYearHours) == 0.0);

    plan.builds = {{assets::CapacityKind::plant, "dated", 2030, 40.0},
                   {assets::CapacityKind::store_power, "nowhere", 2030, 1.0}};
    plan.years = {2030, 2032};
    try {
        assembled(study, &plan);
        FAIL("builds that the study has not, and a year that the plan has not");
    } catch (const base::InputError& error) {
        CHECK(error.faults.size() == 3);
    }
}

TEST_CASE("delays apply to assets due in the horizon, with one draw per project") {
    SmallStudy small = fixed_study(2, 1, 10.0);
    model::Study& study = small.study;
    study.reliability.delays = {{"late"}, {0.4}, {10.0}};
    small.plant({.name = "there", .capacity_mw = 100.0});
    small.plant({.name = "planned", .capacity_mw = 100.0});
    study.plants.commissioned.back() = base::utc_of_date(2030, 2, 1, 0);
    study.reliability.plant_delay.assign(2, model::DelayClassIndex{0});
    study.reliability.plant_units.assign(2, 3);
    const Assembly made = assembled(study);
    const Units& units = made.system.units;
    REQUIRE(units.count() == 6);
    CHECK(made.system.delays[0].mean_h == doctest::Approx(7305.0));
    for (std::size_t u = 0; u < 3; ++u) CHECK(units.exposure[u].delay == base::none<DelayIndex>);
    for (std::size_t u = 3; u < 6; ++u) {
        CHECK(units.exposure[u].delay == DelayIndex{0});
        CHECK(units.exposure[u].due_hour == 31 * 24);
        CHECK(units.exposure[u].delay_stream == units.exposure[3].delay_stream);
    }
}

TEST_CASE("additions of a plan can be delayed within the horizon, not before it") {
    SmallStudy small = fixed_study(3, 2, 10.0);
    model::Study& study = small.study;
    study.reliability.delays = {{"late"}, {0.4}, {10.0}};
    small.plant({.name = "P", .build = option(10.0)});
    small.store({.name = "S", .build_power = option(10.0), .build_energy = option(10.0)});
    small.line(0, 1, 0.0);
    small.line(0, 1, 50.0);
    for (model::ExpansionOption& build : study.lines.build) build = option(10.0);
    study.reliability.plant_delay = {model::DelayClassIndex{0}};
    study.reliability.store_delay = {model::DelayClassIndex{0}};
    study.reliability.line_delay.assign(2, model::DelayClassIndex{0});
    const auto late = [&](int year) {
        planning::FixedPlan plan;
        plan.years = {2030, 2031, 2032};
        plan.builds = {{assets::CapacityKind::plant, "P", year, 1.0},
                       {assets::CapacityKind::store_power, "S", year, 1.0},
                       {assets::CapacityKind::store_energy, "S", year, 4.0}};
        for (const std::string& line : study.lines.name)
            plan.builds.push_back({assets::CapacityKind::line, line, year, 1.0});
        const System made = assembled(study, &plan).system;
        CHECK(made.lines.exposure[1].delay == base::none<DelayIndex>);  // something exists before the build
        std::vector<Exposure> all = {made.units.exposure[0], made.stores.exposure[0], made.lines.exposure[0]};
        return all;
    };
    for (const Exposure& exposure : late(2031)) {
        CHECK(exposure.delay == DelayIndex{0});
        CHECK(exposure.due_hour == kYearHours);
    }
    for (const Exposure& exposure : late(2029)) CHECK(exposure.delay == base::none<DelayIndex>);
}

TEST_CASE("adding a plant leaves the outages of all others unchanged") {
    SmallStudy few = fixed_study(1, 1, 10.0), more = fixed_study(1, 1, 10.0);
    for (SmallStudy* small : {&more, &few}) {
        add_class(small->study, "c", 900.0, 100.0);
        if (small == &more) small->plant({.name = "other", .capacity_mw = 1.0});
        small->plant({.name = "same", .capacity_mw = 1.0});
        small->study.reliability.plant_outage.assign(small->study.plants.name.size(), model::OutageClassIndex{0});
    }
    const System a = assembled(few.study).system, b = assembled(more.study).system;
    CHECK(a.causes[at(a.units.exposure[0].causes[0])].stream == b.causes[at(b.units.exposure[1].causes[0])].stream);
    CHECK(b.causes[0].stream != b.causes[1].stream);
}

TEST_CASE("steps other than an hour are refused") {
    SmallStudy small = fixed_study(1, 1, 10.0);
    small.study.horizon.step_s = 1800;
    CHECK_THROWS_AS(assembled(small.study), base::InputError);
}

TEST_CASE("maintenance rotates within each region") {
    SmallStudy small = fixed_study(1, 2, 10.0);
    model::Study& study = small.study;
    add_class(study, "c", 900.0, 100.0);
    model::Months months{};
    months.fill(0.6);
    const auto profile = add_profile(study, "p", months);
    for (int p = 0; p < 20; ++p) {
        small.plant({.name = std::to_string(p), .capacity_mw = 1.0, .region = p / 10});
        study.plants.availability.back() = profile;
    }
    study.reliability.plant_outage.assign(20, model::OutageClassIndex{0});
    const System system = assembled(study).system;
    REQUIRE(system.maintenance.size() == 2);
    CHECK(system.maintenance[0].stream != system.maintenance[1].stream);
    for (std::size_t u = 0; u < 20; ++u) {
        CHECK(system.units.exposure[u].maintenance == MaintenanceIndex{u / 10});
        CHECK(system.units.exposure[u].turn == doctest::Approx((static_cast<double>(u % 10) + 0.5) / 10.0));
    }
}

TEST_CASE("members of a common outage share its cause, at the temperature of the first") {
    SmallStudy small = fixed_study(1, 2, 10.0);
    model::Study& study = small.study;
    const auto own = add_class(study, "own", 900.0, 100.0), storm = add_class(study, "storm", 5000.0, 50.0);
    study.reliability.outages.temperature_deg_c[1] = {-10.0, 0.0};
    study.reliability.outages.failure_factor[1] = {3.0, 1.0};
    study.sites.name = {"west", "east"};
    study.regions.site = {model::SiteIndex{0}, model::SiteIndex{1}};
    for (int p = 0; p < 3; ++p) small.plant({.name = std::to_string(p), .capacity_mw = 1.0, .region = p == 0 ? 0 : 1});
    study.reliability.plant_outage.assign(3, own);
    study.reliability.common = {{"storm"}, {storm}, {{model::PlantIndex{1}, model::PlantIndex{2}}}, {{}}, {{}}, {{}}};
    const System system = assembled(study).system;
    const auto& exposure = system.units.exposure;
    CHECK(exposure[0].causes.size() == 1);
    REQUIRE(exposure[1].causes.size() == 2);
    CHECK(exposure[1].causes[1] == exposure[2].causes[1]);
    CHECK(exposure[1].causes[0] != exposure[2].causes[0]);
    CHECK(system.causes[at(exposure[1].causes[1])].temperature == TemperatureIndex{1});  // temperature of the east
    CHECK(system.causes[at(exposure[0].causes[0])].temperature == base::none<TemperatureIndex>);
}
